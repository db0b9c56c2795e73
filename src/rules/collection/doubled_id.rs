//! Two documents of a collection with the same id.
//!
//! # Why
//!
//! A reference to the id finds the one or the other, and an export writes one over the other.
//!
//! # Example
//!
//! ```text
//! a.sigla:  id: 119436
//! b.sigla:  id: 119436
//!               ^^^^^^ `a.sigla` has the id `119436` too
//! ```
//!
//! # Fix
//!
//! Give one of them another id; the archive's own record tells which.
//!
//! # Source
//!
//! ISAD(G) 3.1.1: the reference code identifies the unit uniquely.

use crate::rules::{Check, CollectionView, Finding, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "collection/doubled-id",
    severity: Severity::Error,
    default: true,
    fix: None,
    source: include_str!("doubled_id.rs"),
    check: Check::Collection(check),
};

fn check(view: &CollectionView, findings: &mut Vec<Finding>) {
    let Some(id) = &view.summary.id else {
        return;
    };
    let mut others = view
        .index
        .with_id(&id.words)
        .filter(|other| *other != view.summary.path);
    let Some(other) = others.next() else {
        return;
    };
    let message = match others.count() {
        0 => format!("`{other}` has the id `{}` too", shown(&id.words)),
        more => format!(
            "`{other}` and {more} more have the id `{}` too",
            shown(&id.words)
        ),
    };
    findings.push(Finding::new(&RULE, id.range.clone(), message));
}
