//! A date whose year has lost its last figure.
//!
//! # Why
//!
//! `194` is a slip of the copy for one of ten years, and whoever reads the date cannot tell which.
//!
//! # Example
//!
//! ```sigla
//! The report of 2 June 194
//!               ^^^^^^^^^^ the year of `2 June 194` has three figures
//! ```
//!
//! # Fix
//!
//! Compare the source. If it says so, put `[sic]` behind the date.
//!
//! # Source
//!
//! TEI P5, 3.5.1, on slips of the source and of the copy.

use super::is_marked;
use crate::model::date::Slip;
use crate::rules::{BlockView, Check, Finding, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "dates/truncated",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("truncated.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for dated in &block.facts.dates {
        if dated.date == Err(Slip::Truncated) && !is_marked(block.text, dated.range.end) {
            let written = shown(&block.text[dated.range.clone()]);
            let message = format!("the year of `{written}` has three figures");
            findings.push(Finding::new(&RULE, dated.range.clone(), message));
        }
    }
}
