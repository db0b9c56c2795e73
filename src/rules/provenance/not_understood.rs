//! An archival citation of which something is not understood.
//!
//! # Why
//!
//! The archive is not in the register of repositories, or a level is not one that it uses. The citation may be right; but
//! nothing can check its order, count its leaves or explain it to a reader.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: GARF, Fond R-9401ss, Opis' 2, Dlo 95, ll. 334-338
//!                                       ^^^^^^ no level of the citation fits `Dlo 95`
//! ---
//! ```
//!
//! # Fix
//!
//! Write the level as the archive does: `delo 95` or `d. 95`.
//!
//! # Source
//!
//! The archives' own rules of citation; `src/registers/archives/archives.toml` names them.

use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/not-understood",
    severity: Severity::Information,
    default: true,
    fix: None,
    source: include_str!("not_understood.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for told in &view.description().sources {
        let (text, citation) = (&told.value.text, &told.value.citation);
        if citation.repository.is_none() && citation.levels.is_empty() {
            let message = format!("`{text}` names no repository or level that is known");
            findings.push(Finding::new(&RULE, told.range.clone(), message));
            continue;
        }
        let (Some(first), Some(last)) = (citation.rest.first(), citation.rest.last()) else {
            continue;
        };
        // One cause: what is in no register.
        let words = citation
            .rest
            .iter()
            .map(|rest| format!("`{}`", &text[rest.clone()]));
        let message = format!(
            "no level of the citation fits {}",
            words.collect::<Vec<_>>().join(" or ")
        );
        let all = first.start..last.end;
        findings.push(Finding::new(&RULE, lifted(told, &all), message));
    }
}
