//! One file per editor feature, in words of an editor: ranges in bytes, strings, small structs. No LSP types.

pub mod actions;
pub mod completion;
pub mod cross_references;
pub mod facsimile;
pub mod folding;
pub mod footnotes;
pub mod formatting;
pub mod hover;
pub mod ids;
pub mod inlay;
pub mod lens;
pub mod linked;
pub mod links;
pub mod map;
pub mod moved_files;
pub mod names;
pub mod pairs;
pub mod preview;
pub mod register;
pub mod selection;
pub mod tokens;
pub mod typing;
