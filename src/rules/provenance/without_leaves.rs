//! A citation that ends before the leaves.
//!
//! # Why
//!
//! A file may hold hundreds of leaves. The reader who asks for it wants to know which of them are the document.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: GARF, f. R-9401ss, op. 2, d. 95
//!         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the citation names no leaves
//! ---
//! ```
//!
//! # Fix
//!
//! Add them: `ll. 334-338`.
//!
//! # Source
//!
//! TEI P5, 10.2, `locus`; the rules of citation of the Russian state archives.

use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/without-leaves",
    severity: Severity::Information,
    default: true,
    fix: None,
    source: include_str!("without_leaves.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for told in &view.description().sources {
        let citation = &told.value.citation;
        if citation.expects_leaves(view.settings.registers.archives()) && citation.leaves.is_none()
        {
            findings.push(Finding::new(
                &RULE,
                told.range.clone(),
                "the citation names no leaves",
            ));
        }
    }
}
