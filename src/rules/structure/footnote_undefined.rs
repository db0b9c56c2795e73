//! A sign of a footnote that is given nowhere.
//!
//! # Why
//!
//! The sign promises the reader a note, and there is none: it was lost, or bears another name.
//!
//! # Example
//!
//! ```sigla
//! The delegation arrived in Aksu.[^2]
//!                                ^^^^ `[^2]` is given nowhere
//!
//! [^1]: On 3 May.
//! ```
//!
//! # Fix
//!
//! Give the note, on a line that begins with its sign and a colon, or correct the name.
//!
//! # Source
//!
//! TEI P5, 3.9.1, "Notes and simple annotation"; `docs/format.md`, footnotes.

use crate::model::concordance::{Manner, Topic};
use crate::rules::{Check, Finding, Rule, Severity, SubjectView, first};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/footnote-undefined",
    severity: Severity::Error,
    default: true,
    fix: None,
    source: include_str!("footnote_undefined.rs"),
    check: Check::Subject(Topic::Footnote, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let is_given = |manner| manner == Manner::Explaining;
    if view.ways.iter().any(|way| is_given(way.manner())) {
        return;
    }
    if let Some(used) = first(view.mentioned()) {
        let range = view.range(used);
        let message = format!("`{}` is given nowhere", view.text(range.clone()));
        findings.push(Finding::new(&RULE, range, message));
    }
}
