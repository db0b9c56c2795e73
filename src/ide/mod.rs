//! One file per editor feature, in words of an editor: ranges in bytes, strings, small structs. No LSP types.

pub mod actions;
pub mod completion;
pub mod folding;
pub mod formatting;
pub mod hover;
pub mod inlay;
pub mod links;
pub mod names;
pub mod register;
pub mod tokens;
