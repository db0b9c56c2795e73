//! All integration tests, in one binary.

mod bad_input;
mod caching;
mod cli;
mod collection;
mod config;
mod corpus;
mod edits;
mod example;
mod fixing;
mod fmt;
mod formatting;
mod gold;
mod grammar;
mod init;
mod letters;
mod names;
mod new;
mod positions;
mod precision;
mod readme;
mod reports;
mod rule_pages;
mod rules;
mod server;
mod spec;
mod tidy;
