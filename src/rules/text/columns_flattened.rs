//! Columns that were typed with spaces.
//!
//! # Why
//!
//! What stood side by side on the page (a letterhead, two signatures, a list) is read line by line, so that each line mixes the
//! columns. A web page or another font moves them apart.
//!
//! # Example
//!
//! ```sigla
//! The Secretary          The Chairman
//!              ^^^^^^^^^^ the lines are in columns that only spaces keep apart
//! A. Petrov              B. Ivanov
//! ```
//!
//! # Fix
//!
//! Write one column below the other, or make a table of them: `| … | … |`.
//!
//! # Source
//!
//! TEI P5, 14.1, "Tables"; no edition keeps columns by spaces.

use crate::model::concordance::Topic;
use crate::model::facts::OddityKind;
use crate::rules::text::at_first;
use crate::rules::{Check, Finding, Rule, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/columns-flattened",
    severity: Severity::Hint,
    default: true,
    fix: None,
    source: include_str!("columns_flattened.rs"),
    check: Check::Subject(Topic::Oddity(OddityKind::Columns), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    findings.push(at_first(&RULE, view, |_| {
        "the lines are in columns that only spaces keep apart".into()
    }));
}
