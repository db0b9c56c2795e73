//! A text and its tree, kept in step by edits; knows no meaning.
//!
//! A document is a row of [blocks](blocks): runs of lines between blank lines, each with a small tree of its own, so that
//! an edit costs a block however long the document is. Only a header may hold blank lines. Containers (`:::`) span
//! blocks; in the tree of a block their fences stand alone, and `model::outline` pairs them.

pub mod blocks;
pub mod nodes;
pub mod print;
pub mod sequence;
pub mod tree;
