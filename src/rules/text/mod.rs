//! Rules on the characters themselves.

pub mod not_utf8;
pub mod nul;
