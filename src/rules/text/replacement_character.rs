//! A character that a program could not read.
//!
//! # Why
//!
//! `�` (U+FFFD) stands where a program met a byte that it could not read and went on without it. The letter is lost here, but not in
//! the file it came from.
//!
//! # Example
//!
//! ```sigla
//! the caf�
//!        ^ `�` stands for a letter that a program could not read
//! ```
//!
//! # Fix
//!
//! Open the original in its own encoding and copy the word again; no program can guess it.
//!
//! # Source
//!
//! The Unicode Standard, 5.22, "U+FFFD Substitution in Conversion".

use crate::model::concordance::Topic;
use crate::model::facts::OddityKind;
use crate::rules::text::at_first;
use crate::rules::{Check, Finding, Rule, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/replacement-character",
    severity: Severity::Error,
    default: true,
    fix: None,
    source: include_str!("replacement_character.rs"),
    check: Check::Subject(Topic::Oddity(OddityKind::Replacement), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.push(at_first(&RULE, view, |sign| {
        format!("`{sign}` stands for a letter that a program could not read")
    }));
}
