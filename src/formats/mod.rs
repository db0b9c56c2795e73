//! What else a document is written in: one file or folder per format.

pub mod html;
pub mod typescript;
