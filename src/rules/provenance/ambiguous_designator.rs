//! A designator that can be read in two ways.
//!
//! # Why
//!
//! Where `p.` is a folder to one archive and a page to most readers, a reader orders the wrong thing.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: AVPRF, f. 0102, op. 16, d. 7, p. 16-42
//!                                       ^ `p` may mean page or folder
//! ---
//!
//! ```
//!
//! # Fix
//!
//! Write out what is meant: `papka 16` or `pp. 16-42`.
//!
//! # Source
//!
//! The archives' own rules of citation; `src/registers/archives/archives.toml` names them.

use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/ambiguous-designator",
    severity: Severity::Information,
    default: true,
    fix: None,
    source: include_str!("ambiguous_designator.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for told in &view.description().sources {
        let citation = &told.value.citation;
        // In a tradition that is only guessed, every short designator has another reading.
        if citation.repository.is_none() {
            continue;
        }
        // What something else follows is a level; only the last designator can be either.
        let last = match (&citation.leaves, citation.levels.last()) {
            (Some(leaves), _) => (&leaves.written, &leaves.kind, &leaves.other),
            (None, Some(level)) => (&level.written, &level.designator, &level.other),
            (None, None) => continue,
        };
        let (Some(written), one, Some(other)) = last else {
            continue;
        };
        let message = format!(
            "`{}` may mean {} or {}",
            &told.value.text[written.clone()],
            one.name,
            other.name
        );
        findings.push(Finding::new(&RULE, lifted(told, written), message));
    }
}
