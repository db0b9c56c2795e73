//! A footnote that is given twice.
//!
//! # Why
//!
//! One sign cannot lead to two notes; a reader is shown the first, and the other is lost.
//!
//! # Example
//!
//! ```sigla
//! The delegation arrived in Aksu[^1] and went on to Kashgar.[^1]
//!
//! [^1]: On 3 May.
//!
//! [^1]: On 9 May.
//! ^^^^ `[^1]` is given a second time
//! ```
//!
//! # Fix
//!
//! Give one of them another name, here and where it is referred to.
//!
//! # Source
//!
//! XML 1.0, 3.3.1, validity constraint ID: a name stands for one thing; `docs/format.md`, footnotes.

use crate::model::concordance::{Manner, Topic};
use crate::rules::{Check, Finding, Rule, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/footnote-doubled",
    severity: Severity::Error,
    default: true,
    fix: None,
    source: include_str!("footnote_doubled.rs"),
    check: Check::Subject(Topic::Footnote, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let mut ways = view.ways.iter();
    let Some(given) = ways.find(|way| way.manner() == Manner::Explaining) else {
        return;
    };
    let mut entries = given.entries();
    let (Some(one), Some(other)) = (entries.next(), entries.next()) else {
        return;
    };
    let range = view.range(other);
    let message = format!("`{}` is given a second time", view.text(range.clone()));
    let mut finding = Finding::new(&RULE, range, message);
    finding = finding.related(view.range(one), "it is given here first");
    for more in entries {
        finding = finding.related(view.range(more), "and here once more");
    }
    findings.push(finding);
}
