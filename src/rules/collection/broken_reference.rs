//! A reference to a document that is not in the collection.
//!
//! # Why
//!
//! Whoever follows it finds nothing: the file was renamed, or never added.
//!
//! # Example
//!
//! ```text
//! b.sigla:  translation-of: 119436-ru.sigla
//!                           ^^^^^^^^^^^^^^^ no document of the collection is `119436-ru.sigla`
//! ```
//!
//! # Fix
//!
//! Correct the path or id, or add the document.
//!
//! # Source
//!
//! ISAD(G) 3.5.3, related units of description.

use crate::rules::{Check, CollectionView, Finding, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "collection/broken-reference",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("broken_reference.rs"),
    check: Check::Collection(check),
};

fn check(view: &CollectionView, findings: &mut Vec<Finding>) {
    for reference in &view.summary.references {
        let words = &reference.words;
        // An address on the web is no document of the collection.
        if words.contains("://") || view.index.resolves(&view.summary.path, words) {
            continue;
        }
        let message = format!("no document of the collection is `{}`", shown(words));
        findings.push(Finding::new(&RULE, reference.range.clone(), message));
    }
}
