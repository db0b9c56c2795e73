//! A word of one script with letters of another that look the same.
//!
//! # Why
//!
//! `Сталин` with a Latin `C` looks right and is found by nobody. A scan or a keyboard that was switched too late leaves it.
//!
//! # Example
//!
//! ```sigla
//! to Cde. Cталин
//!         ^^^^^^ `Cталин` mixes letters of two scripts that look the same
//! ```
//!
//! # Fix
//!
//! Write the word in one script.
//!
//! ```sigla
//! to Cde. Сталин
//! ```
//!
//! # Source
//!
//! Unicode Technical Standard 39, "Security Mechanisms", section 5.1, mixed-script detection.

use crate::model::concordance::Topic;
use crate::model::facts::{OddityKind, in_one_script};
use crate::rules::text::at_first;
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/mixed-scripts",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("mixed_scripts.rs"),
    check: Check::Subject(Topic::Oddity(OddityKind::MixedScripts), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let all = view.entries().into_iter().filter_map(|entry| {
        let range = view.range(entry);
        let meant = in_one_script(&view.text(range.clone()))?;
        Some(Edit::replace(range, meant))
    });
    let finding = at_first(&RULE, view, |word| {
        format!("`{word}` mixes letters of two scripts that look the same")
    });
    findings.push(finding.fix("Write the word in one script", all));
}
