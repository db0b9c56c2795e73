//! An empty place written two ways.
//!
//! # Why
//!
//! `[blank]` and `[left blank]` say the same. A reader asks whether the two mean different things, and a search finds half of the places.
//!
//! # Example
//!
//! ```sigla
//! Drafted by Cde. [left blank]
//!
//! Typed by [left blank]
//!
//! Signed by [blank]
//!            ^^^^^ `blank` here, `left blank` elsewhere
//! ```
//!
//! # Fix
//!
//! Write it one way: the commoner, or that which `[conventions]` of `sigla.toml` names.
//!
//! ```sigla
//! Drafted by Cde. [left blank]
//!
//! Typed by [left blank]
//!
//! Signed by [left blank]
//! ```
//!
//! # Source
//!
//! TEI P5, 11.5.1, `space`.

use crate::model::concordance::{Habit, Topic};
use crate::rules::drift::{Respell, drift};
use crate::rules::{Check, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "readings/blank-two-ways",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("blank_two_ways.rs"),
    check: Check::Subject(Topic::Habit(Habit::Blank), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.extend(drift(&RULE, view, Respell::Yes));
}
