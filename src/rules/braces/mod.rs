//! Rules on braces: acts on the page, spans, review marks.

pub mod unclosed;
pub mod unopened;
