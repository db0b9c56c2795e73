//! A `[sic]` that does not say what was expected.
//!
//! # Why
//!
//! It marks that something is odd and leaves the reader to guess what. The editor knew.
//!
//! # Example
//!
//! ```sigla
//! 3-2 [sic] to the Secretariat
//!     ^^^^^ `[sic]` does not say what was expected
//! ```
//!
//! # Fix
//!
//! Say what was expected: `3-2 [sic: 3]`.
//!
//! # Source
//!
//! TEI P5, 3.5.1: `sic` beside `corr` in a `choice`.

use crate::rules::{BlockView, Check, Finding, Rule, Severity, shown};
use crate::vocabulary::Class;

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "readings/sic-without-expectation",
    severity: Severity::Hint,
    default: false,
    fix: None,
    source: include_str!("sic_without_expectation.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in &block.facts.insertions {
        let judgement = &insertion.judgement;
        if judgement.class == Class::Sic && judgement.reach.is_some() {
            let written = shown(&block.text[insertion.range.clone()]);
            let message = format!("`{written}` does not say what was expected");
            findings.push(Finding::new(&RULE, insertion.range.clone(), message));
        }
    }
}
