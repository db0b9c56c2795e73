//! A date that no calendar has.
//!
//! # Why
//!
//! A day that never was cannot be looked up: either the source errs, which wants a `[sic]`, or the copy does.
//!
//! # Example
//!
//! ```sigla
//! They came to Ghulja on 31 April 1945.
//!                        ^^^^^^^^^^^^^ `31 April 1945` has a day 31, and that month has 30
//! ```
//!
//! # Fix
//!
//! Compare the source. If it says so, put `[sic]` behind the date; then nothing is reported.
//!
//! # Source
//!
//! The Gregorian calendar. 29 February of a year that only the Julian calendar makes a leap year counts as possible.

use super::is_marked;
use crate::model::date::Slip;
use crate::rules::{BlockView, Check, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "dates/impossible",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("impossible.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for dated in &block.facts.dates {
        if let Err(Slip::Impossible(message)) = &dated.date
            && !is_marked(block.text, dated.range.end)
        {
            findings.push(Finding::new(&RULE, dated.range.clone(), message.as_str()));
        }
    }
}
