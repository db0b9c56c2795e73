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
//!                ^ a character that shows nothing: U+200B
//! ```
//!
//! # Fix
//!
//! Delete it; look at soft hyphens yourself, since one between two figures may have had a dash.
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
use crate::rules::text::at_first_of;
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/invisible-character",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("invisible_character.rs"),
    check: Check::Subject(Topic::Oddity(OddityKind::Invisible), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let mut entries = view.entries();
    // At the very start it is the byte order mark, which says how the file is written and is no part of its text.
    let mark = 0..'\u{feff}'.len_utf8();
    entries.retain(|entry| {
        let range = view.range(entry);
        range != mark || view.text(range) != "\u{feff}"
    });
    if entries.is_empty() {
        return;
    }
    let finding = at_first_of(&RULE, view, &entries, |sign| {
        let code = sign.chars().next().map_or(0, u32::from);
        format!("a character that shows nothing: U+{code:04X}")
    });
    // Where a soft hyphen stands between two figures, it was a dash that showed.
    let ranges = entries.iter().map(|entry| view.range(entry));
    let all: Vec<Edit> = ranges
        .filter(|range| !view.text(range.clone()).contains('\u{ad}'))
        .map(Edit::delete)
        .collect();
    findings.push(match all.is_empty() {
        true => finding,
        false => finding.fix("Delete the characters that show nothing", all),
    });
}
