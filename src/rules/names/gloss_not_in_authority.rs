//! A gloss that neither gazetteer nor registers know, of a name that they know.
//!
//! # Why
//!
//! Mostly the gloss is misspelled; sometimes the gazetteer lacks it.
//!
//! # Example
//!
//! ```sigla
//! the town of Jinghe [Jingq] was taken
//!                     ^^^^^ `Jinghe` is a known place, but not under the name `Jingq`
//! ```
//!
//! # Fix
//!
//! Check the spelling. This rule waits to be asked for: the gazetteer knows towns, not every village.
//!
//! # Source
//!
//! GeoNames, and the project's own list of places of the past.

use crate::model::concordance::Topic;
use crate::registers::gazetteer::Gazetteer;
use crate::rules::{Check, Finding, Rule, Severity, SubjectView, first, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/gloss-not-in-authority",
    severity: Severity::Hint,
    default: false,
    fix: None,
    source: include_str!("gloss_not_in_authority.rs"),
    check: Check::Subject(Topic::Name, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let Some(entry) = first(view.explained()) else {
        return;
    };
    let (name, gloss) = (view.text(view.range(entry)), view.text(view.partner(entry)));
    let registers = &view.settings.registers;
    let knows = |name: &str| Gazetteer::builtin().knows(name) || !registers.named(name).is_empty();
    if !knows(&name) || knows(&gloss) {
        return;
    }
    let message = format!(
        "`{}` is a known place, but not under the name `{}`",
        shown(&name),
        shown(&gloss)
    );
    findings.push(Finding::new(&RULE, view.partner(entry), message));
}
