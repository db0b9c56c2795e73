//! An archive that is cited by a name it no longer bears.
//!
//! # Why
//!
//! The reader who writes to it finds no such address. The older name helps whoever follows older literature, but not alone.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: TsKhSD, f. 89, op. 28, d. 9, l. 3
//!         ^^^^^^ `TsKhSD` is called `RGANI` now
//! ---
//!
//! ```
//!
//! # Fix
//!
//! Cite it by its present name.
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: RGANI, f. 89, op. 28, d. 9, l. 3
//! ---
//!
//! ```
//!
//! # Source
//!
//! The archives' own pages; `src/registers/archives/archives.toml` has the names of predecessors.

use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/obsolete-archive-name",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("obsolete_archive_name.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for told in &view.description().sources {
        let Some(part) = &told.value.citation.repository else {
            continue;
        };
        if !part.obsolete {
            continue;
        }
        let written = &told.value.text[part.range.clone()];
        let now = part.repository.abbreviation();
        let range = lifted(told, &part.range);
        let finding = Finding::new(
            &RULE,
            range.clone(),
            format!("`{written}` is called `{now}` now"),
        );
        let is_its_name = part.repository.obsolete.iter().any(|name| name == written);
        findings.push(match is_its_name {
            true => finding.fix(format!("Write `{now}`"), [Edit::replace(range, now)]),
            false => finding,
        });
    }
}
