//! What one document says.

pub mod brackets;
pub mod citation;
pub mod date;
pub mod language;
mod malformed;

pub use malformed::Malformed;
