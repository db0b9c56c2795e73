#![doc = include_str!("README.md")]

pub mod cli;
pub mod collection;
pub mod formats;
pub mod ide;
pub mod model;
pub mod registers;
pub mod rules;
pub mod server;
pub mod syntax;
pub mod vocabulary;
