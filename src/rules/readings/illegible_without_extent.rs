//! What cannot be read, without a word on how much.
//!
//! # Why
//!
//! A letter or a page: readers who weigh the gap, and any image of it in TEI, want to know.
//!
//! # Example
//!
//! ```sigla
//! signed [illegible] in April
//!        ^^^^^^^^^^^ `[illegible]` does not say how much
//! ```
//!
//! # Fix
//!
//! Say how much: `[illegible: 1 word]`.
//!
//! ```sigla
//! signed [illegible: 1 word] in April
//! ```
//!
//! # Source
//!
//! TEI P5, 11.3.3.1: `gap` with `quantity` and `unit`.

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity, shown};
use crate::vocabulary::{Class, fold};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "readings/illegible-without-extent",
    severity: Severity::Hint,
    default: false,
    fix: Some(Safety::Unsafe),
    source: include_str!("illegible_without_extent.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in &block.facts.insertions {
        let inner = insertion.inner.clone();
        let written = block.text[inner.clone()].trim();
        let bare = matches!(
            fold(written).as_str(),
            "illegible" | "unreadable" | "indecipherable"
        );
        if insertion.judgement.class == Class::Gap && bare {
            let message = format!("`[{}]` does not say how much", shown(written));
            findings.push(
                Finding::new(&RULE, insertion.range.clone(), message)
                    .fix(
                        "Say that it is one word",
                        [Edit::insert(inner.end, ": 1 word")],
                    )
                    .rated(Safety::Unsafe),
            );
        }
    }
}
