//! The sign for a number written two ways.
//!
//! # Why
//!
//! `Nº`, `No.`, `№` and `N` before a number mean the same. Whoever looks for a document by its number finds half of the places.
//!
//! # Example
//!
//! ```sigla
//! Copy Nº 3
//!
//! Nº 1-1 p. 282
//!
//! N 507/b
//! ^ `N` here, `Nº` elsewhere
//! ```
//!
//! # Fix
//!
//! Write it one way: the commoner, or that which `[conventions]` of `sigla.toml` names. If the source itself has both, leave them and switch the rule off.
//!
//! ```sigla
//! Copy Nº 3
//!
//! Nº 1-1 p. 282
//!
//! Nº 507/b
//! ```
//!
//! # Source
//!
//! The Unicode Standard, 22.2: the numero sign U+2116 and its substitutes.

use crate::model::concordance::{Habit, Topic};
use crate::rules::drift::{Respell, drift};
use crate::rules::{Check, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/numero-signs-mixed",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("numero_signs_mixed.rs"),
    check: Check::Subject(Topic::Habit(Habit::Numero), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.extend(drift(&RULE, view, Respell::Yes));
}
