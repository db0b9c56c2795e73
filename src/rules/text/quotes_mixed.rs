//! Quotation marks of two kinds.
//!
//! # Why
//!
//! Straight and curly marks in one document come from two programs. A search for a quotation finds half of them.
//!
//! # Example
//!
//! ```sigla
//! the “second” copy
//!
//! the “third” copy
//!
//! the "first" copy
//!     ^ `"` here, `“` elsewhere
//! ```
//!
//! # Fix
//!
//! Write them one way.
//!
//! # Source
//!
//! The Chicago Manual of Style, 6.115, "smart" quotation marks.

use crate::model::concordance::{Habit, Topic};
use crate::rules::drift::{Respell, drift};
use crate::rules::{Check, Finding, Rule, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/quotes-mixed",
    severity: Severity::Hint,
    default: false,
    fix: None,
    source: include_str!("quotes_mixed.rs"),
    check: Check::Subject(Topic::Habit(Habit::Quotes), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.extend(drift(&RULE, view, Respell::No));
}
