//! A label written two ways.
//!
//! # Why
//!
//! `[Handwritten: …]` and `[handwritten: …]` are one label. A reader asks whether the two mean different things, and a search finds half of the places.
//!
//! # Example
//!
//! ```sigla
//! [handwritten: to the file]
//!
//! [handwritten: seen]
//!
//! [Handwritten: agreed]
//!  ^^^^^^^^^^^ `Handwritten` here, `handwritten` elsewhere
//! ```
//!
//! # Fix
//!
//! Write it one way.
//!
//! ```sigla
//! [handwritten: to the file]
//!
//! [handwritten: seen]
//!
//! [handwritten: agreed]
//! ```
//!
//! # Source
//!
//! The vocabulary, `docs/format.md`: a label has one name and many spellings.

use crate::model::concordance::{Habit, Topic};
use crate::rules::drift::{Respell, drift};
use crate::rules::{Check, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/label-two-ways",
    severity: Severity::Hint,
    default: false,
    fix: Some(Safety::Suggested),
    source: include_str!("label_two_ways.rs"),
    check: Check::Subject(Topic::Habit(Habit::Label), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.extend(drift(&RULE, view, Respell::Yes));
}
