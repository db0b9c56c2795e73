//! A redaction written two ways.
//!
//! # Why
//!
//! `[REDACTED]` may be a stamp of the censor and `[redacted]` a remark of the editor. A reader asks whether the two mean different things, and a search finds half of the places.
//!
//! # Example
//!
//! ```sigla
//! by [REDACTED] on 3 May
//!
//! by [REDACTED] on 4 May
//!
//! by [redacted] on 5 May
//!     ^^^^^^^^ `redacted` here, `REDACTED` elsewhere
//! ```
//!
//! # Fix
//!
//! Write it one way.
//!
//! ```sigla
//! by [REDACTED] on 3 May
//!
//! by [REDACTED] on 4 May
//!
//! by [REDACTED] on 5 May
//! ```
//!
//! # Source
//!
//! TEI P5, 11.3.3.1, `gap`; the practice of Foreign Relations of the United States.

use crate::model::concordance::{Habit, Topic};
use crate::rules::drift::{Respell, drift};
use crate::rules::{Check, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "readings/redacted-two-ways",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("redacted_two_ways.rs"),
    check: Check::Subject(Topic::Habit(Habit::Redacted), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.extend(drift(&RULE, view, Respell::Yes));
}
