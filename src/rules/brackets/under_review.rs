//! A bracket within review marks that were not resolved.
//!
//! # Why
//!
//! `{++ … ++}` and its like discuss the transcription. Until they are settled nobody can say whether the bracket is part
//! of the edition, and no export takes it.
//!
//! # Example
//!
//! ```sigla
//! the city of Ghulja {++[Yining]++} has been cleared
//!                       ^^^^^^^^ `[Yining]` stands within review marks
//! ```
//!
//! # Fix
//!
//! Accept or reject the change first.
//!
//! # Source
//!
//! CriticMarkup; TEI has no image of it.

use crate::rules::{BlockView, Check, Finding, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/under-review",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("under_review.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in block
        .facts
        .insertions
        .iter()
        .filter(|insertion| insertion.in_review)
    {
        let message = format!(
            "`{}` stands within review marks",
            shown(&block.text[insertion.range.clone()])
        );
        findings.push(Finding::new(&RULE, insertion.range.clone(), message));
    }
}
