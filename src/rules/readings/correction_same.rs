//! A correction that is what it corrects.
//!
//! # Why
//!
//! `held [sic: held]` corrects nothing: one of the two was to be another word.
//!
//! # Example
//!
//! ```sigla
//! held [sic: held] in April
//!      ^^^^^^^^^^^ `held` is corrected to itself
//! ```
//!
//! # Fix
//!
//! Write the word that was expected, or `[sic]` alone.
//!
//! ```sigla
//! held [sic] in April
//! ```
//!
//! # Source
//!
//! TEI P5, 3.5.1: `sic` and `corr` differ.

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity, shown};
use crate::vocabulary::Class;

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "readings/correction-same",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("correction_same.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in &block.facts.insertions {
        let judgement = &insertion.judgement;
        let inner = insertion.inner.clone();
        let (Class::Correction, Some(reach), Some(label)) =
            (judgement.class, &judgement.reach, &judgement.label)
        else {
            continue;
        };
        let expected = block.text[(label.end + 1).min(inner.end)..inner.end].trim();
        let written = block.text[reach.clone()].trim_matches(['{', '}']);
        if !expected.is_empty() && written == expected {
            let message = format!("`{}` is corrected to itself", shown(written));
            findings.push(
                Finding::new(&RULE, insertion.range.clone(), message)
                    .fix("Write `[sic]` alone", [Edit::replace(inner, "sic")]),
            );
        }
    }
}
