//! The header calls a document more or less secret than the document calls itself.
//!
//! # Why
//!
//! One of the two was copied wrongly, and how secret a document was is part of its meaning.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! classification: SECRET
//!                 ^^^^^^ the header says `SECRET`, the document `Copy. Top Secret`
//! ---
//!
//! Copy. Top Secret
//!
//! The rebels have seized grain.
//! ```
//!
//! # Fix
//!
//! Say in the header what the document bears.
//!
//! # Source
//!
//! ISAD(G) 3.4.1; the practice of documentary editions: markings are given as they stand.

use crate::model::marking::Secrecy;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/classification-two-ways",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("classification_two_ways.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let description = view.description();
    let Some(header) = &description.classification else {
        return;
    };
    // A stamp of declassification says nothing of what the document was.
    let mut markings = description
        .markings
        .iter()
        .filter(|told| told.value != Secrecy::Open);
    let Some(first) = markings.clone().next() else {
        return;
    };
    if header.value == Secrecy::Open || markings.any(|told| told.value == header.value) {
        return;
    }
    let message = format!(
        "the header says `{}`, the document `{}`",
        view.document.slice(header.range.clone()),
        view.document.slice(first.range.clone())
    );
    findings.push(
        Finding::new(&RULE, header.range.clone(), message)
            .related(first.range.clone(), "the document's marking stands here"),
    );
}
