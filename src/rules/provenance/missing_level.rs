//! A citation that leaves out a level which the archive needs.
//!
//! # Why
//!
//! The numbers of files begin anew in each inventory, and those of inventories in each fonds. Without the outer number the inner
//! one names a hundred files.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: GARF, f. R-9401ss, d. 95, ll. 334-338
//!         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ GARF is cited with its inventory (`op.`), which is left out
//! ---
//! ```
//!
//! # Fix
//!
//! Add it; the finding aid or whoever saw the file knows it.
//!
//! # Source
//!
//! The archives' own rules of citation; `src/registers/archives/archives.toml` says which levels each requires. Citations of an
//! archive that the register does not know are left alone, and so is what a citation takes from the one before it.

use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/missing-level",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("missing_level.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for told in &view.description().sources {
        let citation = &told.value.citation;
        let missing = citation.missing(view.settings.registers.archives());
        let (false, Some(part)) = (missing.is_empty(), &citation.repository) else {
            continue;
        };
        let names: Vec<_> = missing
            .iter()
            .map(|one| format!("{} (`{}`)", one.name, one.short))
            .collect();
        let message = format!(
            "{} is cited with its {}, which {} left out",
            part.repository.abbreviation(),
            names.join(" and "),
            if missing.len() == 1 { "is" } else { "are" }
        );
        findings.push(Finding::new(&RULE, lifted(told, &citation.body()), message));
    }
}
