//! What one document says.

pub mod brackets;
pub mod citation;
pub mod date;
