//! A character that shows nothing.
//!
//! # Why
//!
//! A zero-width space, a soft hyphen or a mark of direction comes along when text is copied from a web page. Nobody sees it, and
//! it hides the word from a search.
//!
//! # Example
//!
//! ```sigla
//! the city of Ghu​lja
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
//! The Unicode Standard, 23.2, "Layout Controls".

use crate::model::concordance::Topic;
use crate::model::facts::OddityKind;
use crate::rules::text::at_first;
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/invisible-character",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Safe),
    source: include_str!("invisible_character.rs"),
    check: Check::Subject(Topic::Oddity(OddityKind::Invisible), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let all = view
        .entries
        .iter()
        .map(|entry| Edit::delete(view.range(entry)));
    let finding = at_first(&RULE, view, |sign| {
        let code = sign.chars().next().map_or(0, u32::from);
        format!("a character that shows nothing: U+{code:04X}")
    });
    findings.push(
        finding
            .fix("Delete the characters that show nothing", all)
            .rated(Safety::Safe),
    );
}
