//! The protocol's types, through one door, so that another version of them is a change to this file.

pub use tower_lsp::ls_types::*;
