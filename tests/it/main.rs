//! All integration tests, in one binary.

mod corpus;
mod edits;
mod example;
mod gold;
mod grammar;
mod positions;
mod readme;
mod rule_pages;
mod rules;
mod server;
mod spec;
mod tidy;
