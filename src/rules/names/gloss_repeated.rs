//! A name that is glossed again.
//!
//! # Why
//!
//! A reader who was told once knows. Where a text repeats a gloss at each mention, the names that are new no longer stand out.
//!
//! # Example
//!
//! ```sigla
//! in Tarbagatai [Tacheng] District
//!
//! to Tarbagatai [Tacheng] and others
//!                ^^^^^^^ `Tarbagatai` is glossed as `Tacheng` before
//! ```
//!
//! # Fix
//!
//! Keep the first gloss. Where pages are read by themselves, as in a reference work, leave them all.
//!
//! # Source
//!
//! The practice of documentary editions: a name is explained where it first occurs.

use crate::model::concordance::Topic;
use crate::rules::{Check, Finding, Rule, Severity, SubjectView, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/gloss-repeated",
    severity: Severity::Hint,
    default: true,
    fix: None,
    source: include_str!("gloss_repeated.rs"),
    check: Check::Subject(Topic::Name, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let Some(way) = view.explained().min_by_key(|way| way.first.place()) else {
        return;
    };
    let (first, Some(second)) = (way.first, way.entries().nth(1)) else {
        return;
    };
    let gloss = view.partner(second);
    let written = view.text(gloss.clone());
    let name = view.text(view.range(second));
    let times = match way.count() {
        2 => "before".to_owned(),
        count => format!("before, and {count} times in all"),
    };
    findings.push(
        Finding::new(
            &RULE,
            gloss,
            format!(
                "`{}` is glossed as `{}` {times}",
                shown(&name),
                shown(&written)
            ),
        )
        .related(view.partner(first), "the first gloss stands here"),
    );
}
