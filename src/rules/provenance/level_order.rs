//! Levels of a citation in another order than their archive's.
//!
//! # Why
//!
//! Archives cite from the whole to the part. Where two levels changed places, so did perhaps their numbers, and the call slip asks for another file.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: TsDA, op. 405, f. 9, a.e. 12, l. 3
//!               ^^^^^^^^^^^^^ `op. 405` stands before `f. 9`, of which it is a part
//! ---
//!
//! ```
//!
//! # Fix
//!
//! Put the outer level first.
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: TsDA, f. 9, op. 405, a.e. 12, l. 3
//! ---
//!
//! ```
//!
//! # Source
//!
//! The archives' own rules of citation; `src/registers/archives/archives.toml` names them.

use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/level-order",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("level_order.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for told in &view.description().sources {
        let Some((first, second)) = told
            .value
            .citation
            .misplaced(view.settings.registers.archives())
        else {
            continue;
        };
        let (inner, outer) = (
            &told.value.text[first.range.clone()],
            &told.value.text[second.range.clone()],
        );
        let message = format!("`{inner}` stands before `{outer}`, of which it is a part");
        let (here, there) = (lifted(told, &first.range), lifted(told, &second.range));
        findings.push(Finding::new(&RULE, here.start..there.end, message).fix(
            format!("Write `{outer}` first"),
            [Edit::replace(here, outer), Edit::replace(there, inner)],
        ));
    }
}
