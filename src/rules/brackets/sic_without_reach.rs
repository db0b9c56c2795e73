//! A `[sic]` with no word before it.
//!
//! # Why
//!
//! `[sic]` says that the source reads so. With nothing before it in the paragraph, a reader cannot tell what.
//!
//! # Example
//!
//! ```sigla
//! [sic] the detachment
//! ^^^^^ `[sic]` speaks of no word
//! ```
//!
//! # Fix
//!
//! Put it behind the word, or say what was expected: `held [sic: help]`.
//!
//! # Source
//!
//! TEI P5, 3.5.1, "Apparent errors": `sic` contains the text it speaks of.

use crate::rules::{BlockView, Check, Finding, Rule, Severity, shown};
use crate::vocabulary::Class;

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/sic-without-reach",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("sic_without_reach.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in &block.facts.insertions {
        let judgement = &insertion.judgement;
        if judgement.class == Class::Sic && judgement.reach.is_none() {
            let message = format!(
                "`{}` speaks of no word",
                shown(&block.text[insertion.range.clone()])
            );
            findings.push(Finding::new(&RULE, insertion.range.clone(), message));
        }
    }
}
