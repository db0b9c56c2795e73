//! Words before a colon that look like a misspelt label.
//!
//! # Why
//!
//! A label says what kind of remark follows. Misspelt, it is only text, and the remark is taken for another kind.
//!
//! # Example
//!
//! ```sigla
//! [handwriten: to be filed]
//!  ^^^^^^^^^^ `handwriten` is no label; did you mean `handwritten`?
//! ```
//!
//! # Fix
//!
//! ```sigla
//! [handwritten: to be filed]
//! ```
//!
//! # Source
//!
//! The vocabulary, `docs/format.md`; `sigla explain` lists no label that is not there.

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/unknown-label",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unknown_label.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    let vocabulary = block.settings.vocabulary();
    for label in &block.facts.labels {
        let written = &block.text[label.range.clone()];
        if vocabulary.label(written).is_some() {
            continue;
        }
        if let Some(nearest) = vocabulary.nearest_label(written) {
            let message = format!("`{written}` is no label; did you mean `{}`?", nearest.name);
            findings.push(Finding::new(&RULE, label.range.clone(), message).fix(
                format!("Write `{}`", nearest.name),
                [Edit::replace(label.range.clone(), nearest.name.clone())],
            ));
        }
    }
}
