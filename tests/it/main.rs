//! All integration tests, in one binary.

mod gold;
mod grammar;
mod rules;
mod spec;
