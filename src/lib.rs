#![doc = include_str!("README.md")]

pub mod syntax;
pub mod vocabulary;
pub mod registers;
pub mod model;
pub mod collection;
pub mod rules;
pub mod ide;
pub mod server;
pub mod cli;
