//! All integration tests, in one binary.

mod bad_input;
mod cli;
mod corpus;
mod edits;
mod example;
mod gold;
mod grammar;
mod letters;
mod new;
mod positions;
mod readme;
mod rule_pages;
mod rules;
mod server;
mod spec;
mod tidy;
