//! All integration tests, in one binary.

mod gold;
mod rules;
mod spec;
