//! A control character in the text.
//!
//! # Why
//!
//! It is no character of any document; a broken export leaves it. XML cannot hold it, so neither can TEI.
//!
//! # Example
//!
//! ```sigla
//! the city of Ghulja
//!         ^ a control character: U+0007
//! ```
//!
//! # Fix
//!
//! Delete it.
//!
//! ```sigla
//! the city of Ghulja
//! ```
//!
//! # Source
//!
//! XML 1.0, 2.2: the characters of a document.

use crate::model::concordance::Topic;
use crate::model::facts::OddityKind;
use crate::rules::text::at_first;
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/control-character",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("control_character.rs"),
    check: Check::Subject(Topic::Oddity(OddityKind::Control), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let all = view
        .entries()
        .into_iter()
        .map(|entry| Edit::delete(view.range(entry)));
    let finding = at_first(&RULE, view, |sign| {
        let code = sign.chars().next().map_or(0, u32::from);
        format!("a control character: U+{code:04X}")
    });
    findings.push(
        finding
            .fix("Delete the control characters", all)
            .rated(Safety::Suggested),
    );
}
