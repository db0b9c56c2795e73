//! A footnote that nothing in the text refers to.
//!
//! # Why
//!
//! Its sign in the text was lost, so that no reader learns what the note speaks of.
//!
//! # Example
//!
//! ```sigla
//! The delegation arrived in Aksu.
//!
//! [^1]: On 3 May.
//! ^^^^ no place in the text refers to `[^1]`
//! ```
//!
//! # Fix
//!
//! Put the sign where the note belongs.
//!
//! # Source
//!
//! TEI P5, 3.9.1, "Notes and simple annotation": a note points to its place; `docs/format.md`, footnotes.

use crate::model::concordance::{Manner, Topic};
use crate::rules::{Check, Finding, Rule, Severity, SubjectView, first};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/footnote-unused",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("footnote_unused.rs"),
    check: Check::Subject(Topic::Footnote, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    if view.mentioned().next().is_some() {
        return;
    }
    let given = |way: &&_| crate::model::concordance::Way::manner(way) == Manner::Explaining;
    if let Some(given) = first(view.ways.iter().filter(given)) {
        let range = view.range(given);
        let message = format!(
            "no place in the text refers to `{}`",
            view.text(range.clone())
        );
        findings.push(Finding::new(&RULE, range, message));
    }
}
