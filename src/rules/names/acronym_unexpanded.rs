//! An abbreviation that the text nowhere explains.
//!
//! # Why
//!
//! Whoever works on the field knows it; the student who finds the document does not.
//!
//! # Example
//!
//! ```sigla
//! with the consent of the NKVD an officer was sent
//!                         ^^^^ `NKVD` is nowhere explained
//! ```
//!
//! # Fix
//!
//! Explain it where it first stands: `NKVD [People's Commissariat of Internal Affairs]`.
//!
//! # Source
//!
//! The practice of documentary editions: abbreviations are expanded once or listed.

use crate::model::concordance::{Manner, Topic};
use crate::rules::{Check, Finding, Rule, Severity, SubjectView, first, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/acronym-unexpanded",
    severity: Severity::Hint,
    default: false,
    fix: None,
    source: include_str!("acronym_unexpanded.rs"),
    check: Check::Subject(Topic::Acronym, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let alone = (view.ways.iter()).all(|way| way.manner() == Manner::Mentioned);
    let Some(earliest) = first(view.ways.iter()).filter(|_| alone) else {
        return;
    };
    let range = view.range(earliest);
    let message = format!(
        "`{}` is nowhere explained",
        shown(&view.text(range.clone()))
    );
    findings.push(Finding::new(&RULE, range, message));
}
