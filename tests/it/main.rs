//! All integration tests, in one binary.

mod corpus;
mod example;
mod gold;
mod grammar;
mod readme;
mod rule_pages;
mod rules;
mod spec;
mod tidy;
