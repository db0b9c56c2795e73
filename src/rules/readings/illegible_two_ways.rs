//! What cannot be read, written two ways.
//!
//! # Why
//!
//! `[illegible]` and `[unreadable]` say the same. A reader asks whether the two mean different things, and a search finds half of the places.
//!
//! # Example
//!
//! ```sigla
//! signed [illegible]
//!
//! and [illegible]
//!
//! and [unreadable]
//!      ^^^^^^^^^^ `unreadable` here, `illegible` elsewhere
//! ```
//!
//! # Fix
//!
//! Write it one way.
//!
//! ```sigla
//! signed [illegible]
//!
//! and [illegible]
//!
//! and [illegible]
//! ```
//!
//! # Source
//!
//! TEI P5, 11.3.3.1, `gap`.

use crate::model::concordance::{Habit, Topic};
use crate::rules::drift::{Respell, drift};
use crate::rules::{Check, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "readings/illegible-two-ways",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("illegible_two_ways.rs"),
    check: Check::Subject(Topic::Habit(Habit::Illegible), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.extend(drift(&RULE, view, Respell::Yes));
}
