//! An omission written two ways.
//!
//! # Why
//!
//! A reader asks whether the two mean different things, and a search finds half of the places.
//!
//! # Example
//!
//! ```sigla
//! the first […] of May
//!
//! the second […] of May
//!
//! the third [...] of May
//!            ^^^ `...` here, `…` elsewhere
//! ```
//!
//! # Fix
//!
//! Write it one way: the commoner, or that which `[conventions]` of `sigla.toml` names.
//!
//! ```sigla
//! the first […] of May
//!
//! the second […] of May
//!
//! the third […] of May
//! ```
//!
//! # Source
//!
//! TEI P5, 3.5.3, `gap`; the Chicago Manual of Style, 13.50 to 13.58, on ellipses.

use crate::model::concordance::{Habit, Topic};
use crate::rules::drift::{Respell, drift};
use crate::rules::{Check, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "readings/omission-two-ways",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("omission_two_ways.rs"),
    check: Check::Subject(Topic::Habit(Habit::Omission), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.extend(drift(&RULE, view, Respell::Yes));
}
