#![doc = include_str!("README.md")]

#[cfg(feature = "program")]
pub mod cli;
pub mod collection;
pub mod formats;
pub mod ide;
pub mod model;
pub mod registers;
pub mod rules;
#[cfg(feature = "program")]
pub mod server;
pub mod syntax;
pub mod vocabulary;
