//! A combining mark with no letter before it.
//!
//! # Why
//!
//! A dot or an accent that combines sits on the character before it. On a space or a new line it belongs to nothing, and a search
//! for the word it was meant for fails.
//!
//! # Example
//!
//! ```sigla
//! the word ̣here
//!          ^ the combining mark U+0323 has no letter before it
//! ```
//!
//! # Fix
//!
//! Put it behind the letter that it belongs to.
//!
//! # Source
//!
//! The Unicode Standard, 2.11, "Combining Characters": the mark follows its base.

use crate::model::concordance::Topic;
use crate::model::facts::OddityKind;
use crate::rules::text::at_first;
use crate::rules::{Check, Finding, Rule, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/stray-combining-mark",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("stray_combining_mark.rs"),
    check: Check::Subject(Topic::Oddity(OddityKind::LooseMark), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.push(at_first(&RULE, view, |mark| {
        let code = mark.chars().next().map_or(0, u32::from);
        format!("the combining mark U+{code:04X} has no letter before it")
    }));
}
