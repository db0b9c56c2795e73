//! Two constructs that cross, so that neither holds the other.
//!
//! # Why
//!
//! It cannot be told which words each of them covers, and no image in TEI exists.
//!
//! # Example
//!
//! ```sigla
//! the {first [second} third] word
//!            ^ `[` crosses the end of the construct around it
//! ```
//!
//! # Fix
//!
//! Close the inner one first.
//!
//! ```sigla
//! the {first [second]} third word
//! ```
//!
//! # Source
//!
//! TEI P5, chapter 20, "Non-hierarchical structures".

use crate::model::faults::FaultKind;
use crate::rules::brackets::behind;
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/mismatched",
    severity: Severity::Error,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("mismatched.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for fault in &block.facts.faults {
        if fault.kind != FaultKind::Crossing {
            continue;
        }
        let closer = &block.text[fault.end.clone()];
        let opener = &block.text[fault.range.clone()];
        let near = behind(block.text, fault.range.end..fault.end.start);
        let Some(outer) = near.find(if closer == "]" { '}' } else { ']' }) else {
            continue;
        };
        let outer = fault.range.end + outer;
        findings.push(
            Finding::new(
                &RULE,
                fault.range.clone(),
                format!("`{opener}` crosses the end of the construct around it"),
            )
            .related(
                fault.end.clone(),
                format!(
                    "it is closed here, behind the `{}` of the outer one",
                    &block.text[outer..outer + 1]
                ),
            )
            .fix(
                "Close it before the outer one",
                [Edit::insert(outer, closer), Edit::delete(fault.end.clone())],
            ),
        );
    }
}
