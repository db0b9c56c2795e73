//! An abbreviation that another document of the collection explains in another way.
//!
//! # Why
//!
//! The list of abbreviations of an edition gives each one meaning; two explanations are two institutions to a reader.
//!
//! # Example
//!
//! ```text
//! a.sigla:  the NKID [People's Commissariat for Foreign Affairs]
//! b.sigla:  the NKID [People's Commissariat of Foreign Affairs]
//!                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `NKID` is explained …
//! ```
//!
//! # Fix
//!
//! Agree on one explanation.
//!
//! # Source
//!
//! The practice of documentary editions: a list of abbreviations gives each one meaning.

use super::same;
use crate::rules::{Check, CollectionView, Finding, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "collection/expansion-differs",
    severity: Severity::Hint,
    default: true,
    fix: None,
    source: include_str!("expansion_differs.rs"),
    check: Check::Collection(check),
};

fn check(view: &CollectionView, findings: &mut Vec<Finding>) {
    for here in &view.summary.expansions {
        // What differs within the document, a rule on names tells.
        let own = |by: &str| {
            let mut all = view
                .summary
                .expansions
                .iter()
                .filter(|one| one.key == here.key);
            all.any(|one| same(&one.by.words, by))
        };
        let elsewhere = view.index.expansions(here.key, &view.summary.path);
        let Some(there) = elsewhere.iter().find(|there| !own(there.by)) else {
            continue;
        };
        let message = format!(
            "`{}` is explained as `{}` here and as `{}` in `{}`",
            shown(&here.name.words),
            shown(&here.by.words),
            shown(there.by),
            there.path
        );
        findings.push(Finding::new(&RULE, here.by.range.clone(), message));
    }
}
