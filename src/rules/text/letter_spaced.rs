//! Letters with a space between each.
//!
//! # Why
//!
//! Typewriters stress a word by spacing its letters. Typed so, it is many words to every search, and nobody can tell it from a scan
//! that fell apart.
//!
//! # Example
//!
//! ```sigla
//! to Comrade H e g e n in Berlin
//!            ^^^^^^^^^ `H e g e n` is spaced letter by letter
//! ```
//!
//! # Fix
//!
//! Write the word, and say that it is spaced: `{spaced: Hegen}`.
//!
//! ```sigla
//! to Comrade {spaced: Hegen} in Berlin
//! ```
//!
//! # Source
//!
//! TEI P5, `hi` with `rend='spaced'`; the practice of German editions.

use crate::model::concordance::Topic;
use crate::model::facts::OddityKind;
use crate::rules::text::at_first;
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/letter-spaced",
    severity: Severity::Hint,
    default: true,
    fix: Some(Safety::Unsafe),
    source: include_str!("letter_spaced.rs"),
    check: Check::Subject(Topic::Oddity(OddityKind::LetterSpaced), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let all = view.entries().into_iter().map(|entry| {
        let range = view.range(entry);
        let word: String = view.text(range.clone()).split(' ').collect();
        Edit::replace(range, format!("{{spaced: {word}}}"))
    });
    let finding = at_first(&RULE, view, |word| {
        format!("`{word}` is spaced letter by letter")
    });
    findings.push(
        finding
            .fix("Write the word, and say that it is spaced", all)
            .rated(Safety::Unsafe),
    );
}
