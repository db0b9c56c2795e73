//! One abbreviation that is explained in two ways.
//!
//! # Why
//!
//! Either it stands for two things, which a reader must be told, or one explanation is a slip.
//!
//! # Example
//!
//! ```sigla
//! Hold the NKO [People's Commissariat of Defense] responsible
//!
//! to the NKO [People's Commissariat of Education]
//!             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `NKO` is explained as `People's Commissariat of Education` here and as `People's Commissariat of Defense` before
//! ```
//!
//! # Fix
//!
//! Explain it in one way. If it stands for two things, keep both and say so.
//!
//! # Source
//!
//! The practice of documentary editions: a list of abbreviations gives each one meaning.

use crate::model::concordance::Topic;
use crate::rules::{Check, Finding, Rule, Severity, SubjectView, first, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/acronym-two-expansions",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("acronym_two_expansions.rs"),
    check: Check::Subject(Topic::Acronym, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let Some(usual) = view.explained().min_by_key(|way| way.first.place()) else {
        return;
    };
    let others = view.explained().filter(|way| way.by() != usual.by());
    let (first, Some(other)) = (usual.first, first(others)) else {
        return;
    };
    let (range, before) = (view.partner(other), view.partner(first));
    let message = format!(
        "`{}` is explained as `{}` here and as `{}` before",
        shown(&view.text(view.range(other))),
        shown(&view.text(range.clone())),
        shown(&view.text(before.clone()))
    );
    findings.push(Finding::new(&RULE, range, message).related(before, "the other one stands here"));
}
