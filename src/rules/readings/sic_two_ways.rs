//! `[sic]` written two ways.
//!
//! # Why
//!
//! A reader asks whether the two mean different things, and a search finds half of the places.
//!
//! # Example
//!
//! ```sigla
//! held [sic] in April
//!
//! helt [sic] in May
//!
//! 3-2 [SIC] to the Secretariat
//!      ^^^ `SIC` here, `sic` elsewhere
//! ```
//!
//! # Fix
//!
//! Write it one way: the commoner, or that which `[conventions]` of `sigla.toml` names.
//!
//! ```sigla
//! held [sic] in April
//!
//! helt [sic] in May
//!
//! 3-2 [sic] to the Secretariat
//! ```
//!
//! # Source
//!
//! The Chicago Manual of Style, 13.61: `[sic]`, in lower case; above all one way.

use crate::model::concordance::{Habit, Topic};
use crate::rules::drift::{Respell, drift};
use crate::rules::{Check, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "readings/sic-two-ways",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("sic_two_ways.rs"),
    check: Check::Subject(Topic::Habit(Habit::Sic), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.extend(drift(&RULE, view, Respell::Yes));
}
