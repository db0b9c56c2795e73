//! A name that another document of the collection glosses in another way.
//!
//! # Why
//!
//! A reader of both takes the name for two places, or one gloss for a mistake.
//!
//! # Example
//!
//! ```text
//! a.sigla:  in Tarbagatai [Tacheng] District
//! b.sigla:  in Tarbagatai [Tachang] District
//!                          ^^^^^^^ `Tarbagatai` is glossed as `Tachang` here and as `Tacheng` in `a.sigla`
//! ```
//!
//! # Fix
//!
//! Agree on one gloss. If two places are meant, say which: `[Tacheng city]`.
//!
//! # Source
//!
//! ISAAR (CPF) 5.1: one authorised form of a name.

use super::same;
use crate::rules::{Check, CollectionView, Finding, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "collection/gloss-differs",
    severity: Severity::Hint,
    default: true,
    fix: None,
    source: include_str!("gloss_differs.rs"),
    check: Check::Collection(check),
};

fn check(view: &CollectionView, findings: &mut Vec<Finding>) {
    for here in &view.summary.glosses {
        // What differs within the document, a rule on names tells.
        let own = |by: &str| {
            let mut all = view
                .summary
                .glosses
                .iter()
                .filter(|one| one.key == here.key);
            all.any(|one| same(&one.by.words, by))
        };
        let elsewhere = view.index.glosses(here.key, &view.summary.path);
        let Some(there) = elsewhere.iter().find(|there| !own(there.by)) else {
            continue;
        };
        let message = format!(
            "`{}` is glossed as `{}` here and as `{}` in `{}`",
            shown(&here.name.words),
            shown(&here.by.words),
            shown(there.by),
            there.path
        );
        findings.push(Finding::new(&RULE, here.by.range.clone(), message));
    }
}
