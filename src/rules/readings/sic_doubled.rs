//! Two `[sic]` behind one word.
//!
//! # Why
//!
//! One says it. Two come from two hands that worked over the text after each other.
//!
//! # Example
//!
//! ```sigla
//! held [sic] [sic] in April
//!            ^^^^^ `[sic]` stands twice
//! ```
//!
//! # Fix
//!
//! Delete one.
//!
//! ```sigla
//! held [sic] in April
//! ```
//!
//! # Source
//!
//! TEI P5, 3.5.1: one `sic` for one error.

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};
use crate::vocabulary::Class;

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "readings/sic-doubled",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("sic_doubled.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    let insertions = &block.facts.insertions;
    for (one, next) in insertions.iter().zip(insertions.iter().skip(1)) {
        let both = [one, next]
            .iter()
            .all(|insertion| insertion.judgement.class == Class::Sic);
        let between = block.text.get(one.range.end..next.range.start);
        if both && between.is_some_and(|between| between.trim().is_empty()) {
            findings.push(
                Finding::new(&RULE, next.range.clone(), "`[sic]` stands twice")
                    .fix("Delete one", [Edit::delete(one.range.end..next.range.end)]),
            );
        }
    }
}
