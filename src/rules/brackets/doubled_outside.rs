//! A doubled bracket that stands in no other.
//!
//! # Why
//!
//! Within a bracket, `[[x]]` says that the reading is doubtful. Outside it is a link in one system and a deletion in another; a
//! reader cannot tell.
//!
//! # Example
//!
//! ```sigla
//! see [[TOP SECRET]] above
//!     ^^^^^^^^^^^^^^ `[[TOP SECRET]]` is doubled but stands in no other bracket
//! ```
//!
//! # Fix
//!
//! Say that the reading is doubtful, or write one bracket.
//!
//! ```sigla
//! see [TOP SECRET?] above
//! ```
//!
//! # Source
//!
//! `docs/format.md`, "Doubtful readings"; Leiden conventions, where `[[x]]` is an erasure.

use crate::model::facts::Insertion;
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/doubled-outside",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("doubled_outside.rs"),
    check: Check::Block(check),
};

/// In bytes.
const LONGEST: usize = 200;

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in &block.facts.insertions {
        // A reading is short; of deeply nested brackets each would be looked through for all within it.
        if insertion.inner.len() > LONGEST {
            continue;
        }
        let inner = &block.text[insertion.inner.clone()];
        let doubled = inner.starts_with('[') && inner.ends_with(']');
        let words = inner.trim_matches(['[', ']']);
        let holds_one = doubled && !words.contains(['[', ']']) && inner.len() == words.len() + 2;
        let nested = block.text[..insertion.range.start].ends_with('[');
        if !holds_one || nested || words.trim().is_empty() || stands_within(block, insertion) {
            continue;
        }
        let words = words.trim_end_matches('?');
        findings.push(
            Finding::new(
                &RULE,
                insertion.range.clone(),
                format!(
                    "`[{}]` is doubled but stands in no other bracket",
                    shown(inner)
                ),
            )
            .fix(
                "Say that the reading is doubtful: [x?]",
                [Edit::replace(insertion.inner.clone(), format!("{words}?"))],
            )
            .fix(
                "Write one bracket",
                [Edit::replace(insertion.inner.clone(), words)],
            ),
        );
    }
}

/// Whether another bracket holds it; those that may are the ones before it, and there are few.
fn stands_within(block: &BlockView, insertion: &Insertion) -> bool {
    let before = &block.facts.insertions;
    let at = before.partition_point(|other| other.range.start < insertion.range.start);
    let near = &before[at.saturating_sub(20)..at];
    near.iter()
        .any(|other| other.range.end > insertion.range.end)
}
