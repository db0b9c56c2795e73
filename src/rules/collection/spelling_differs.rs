//! A glossed name that another document of the collection spells in another way.
//!
//! # Why
//!
//! A search through the collection finds half of the passages.
//!
//! # Example
//!
//! ```text
//! a.sigla:  in Tarbagatai [Tacheng] District
//! b.sigla:  in Tarbaghatai [Tacheng] District
//!              ^^^^^^^^^^^ `Tarbaghatai` is spelled `Tarbagatai` in `a.sigla`
//! ```
//!
//! # Fix
//!
//! Agree on one spelling; where the sources differ, `[sic]` says so.
//!
//! # Source
//!
//! ISAAR (CPF) 5.1: one authorised form of a name, the others as variants.

use crate::collection::index::Told;
use crate::rules::{Check, CollectionView, Finding, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "collection/spelling-differs",
    severity: Severity::Hint,
    default: true,
    fix: None,
    source: include_str!("spelling_differs.rs"),
    check: Check::Collection(check),
};

fn check(view: &CollectionView, findings: &mut Vec<Finding>) {
    let mut told = Vec::new();
    for here in &view.summary.glosses {
        if told.contains(&here.key) {
            continue;
        }
        let mut own = view
            .summary
            .glosses
            .iter()
            .filter(|one| one.key == here.key);
        let spelled = here.name.words.to_lowercase();
        // Two spellings in one document are told by a rule on names.
        if own.any(|one| one.name.words.to_lowercase() != spelled) {
            continue;
        }
        let elsewhere = view.index.glosses(here.key, &view.summary.path);
        let differs = |there: &&Told| there.name.to_lowercase() != spelled;
        let Some(there) = elsewhere.iter().find(differs) else {
            continue;
        };
        told.push(here.key);
        let message = format!(
            "`{}` is spelled `{}` in `{}`",
            shown(&here.name.words),
            shown(there.name),
            there.path
        );
        findings.push(Finding::new(&RULE, here.name.range.clone(), message));
    }
}
