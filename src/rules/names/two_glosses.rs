//! One name that is glossed in two ways.
//!
//! # Why
//!
//! A reader takes the name for two places, or one of the glosses for a mistake; often it is one.
//!
//! # Example
//!
//! ```sigla
//! in Tarbagatai [Tacheng] District
//!
//! to Tarbagatai [Tachang] and others
//!                ^^^^^^^ `Tarbagatai` is glossed as `Tachang` here and as `Tacheng` before
//! ```
//!
//! # Fix
//!
//! Gloss it in one way. If two places bear the name, say which is meant.
//!
//! # Source
//!
//! ISAAR (CPF) 5.1: one authorised form of a name, the others as variants.

use crate::model::concordance::Topic;
use crate::rules::{Check, Finding, Rule, Severity, SubjectView, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/two-glosses",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("two_glosses.rs"),
    check: Check::Subject(Topic::Name, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let Some(usual) = view.explained().min_by_key(|way| way.first.place()) else {
        return;
    };
    let first = usual.first;
    let before = view.text(view.partner(first));
    let differs = |here: &str| !here.contains(&*before) && !before.contains(here);
    let others = view.explained().filter(|way| way.by() != usual.by());
    let others = others.filter_map(|way| {
        let mut entries = way.entries();
        entries.find(|entry| differs(&view.text(view.partner(entry))))
    });
    let Some(other) = others.min_by_key(|entry| entry.place()) else {
        return;
    };
    let range = view.partner(other);
    let message = format!(
        "`{}` is glossed as `{}` here and as `{}` before",
        shown(&view.text(view.range(other))),
        shown(&view.text(range.clone())),
        shown(&before)
    );
    findings.push(
        Finding::new(&RULE, range, message)
            .related(view.partner(first), "the first gloss stands here"),
    );
}
