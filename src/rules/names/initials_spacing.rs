//! The initials of one name, set with and without spaces.
//!
//! # Why
//!
//! A search for one form does not find the other.
//!
//! # Example
//!
//! ```sigla
//! Report to Cde. I.V. Stalin
//!
//! to Cde. I. V. STALIN
//!         ^^^^^^^^^^^^ `I. V. STALIN` is written `I.V. Stalin` before
//! ```
//!
//! # Fix
//!
//! Write them in one way.
//!
//! # Source
//!
//! ISAAR (CPF) 5.1: one authorised form of a name.

use crate::model::concordance::Topic;
use crate::rules::{Check, Finding, Rule, Severity, SubjectView, first, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/initials-spacing",
    severity: Severity::Hint,
    default: true,
    fix: None,
    source: include_str!("initials_spacing.rs"),
    check: Check::Subject(Topic::Initials, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let Some(usual) = first(view.ways.iter()) else {
        return;
    };
    let others = view
        .ways
        .iter()
        .filter(|way| way.form() != usual.occurrence.form);
    let Some(other) = first(others) else {
        return;
    };
    let (range, before) = (view.range(other), view.range(usual));
    let message = format!(
        "`{}` is written `{}` before",
        shown(&view.text(range.clone())),
        shown(&view.text(before.clone()))
    );
    findings.push(Finding::new(&RULE, range, message).related(before, "it stands here"));
}
