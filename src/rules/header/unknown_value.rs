//! A value that its key does not take.
//!
//! # Why
//!
//! Some keys take one of a few words, so that a whole collection can be sorted by them. Another word is found by no search.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! level: itme
//!        ^^^^ `level` has no value `itme`; did you mean `item`?
//! ---
//! ```
//!
//! # Fix
//!
//! Write one of the words that the key takes.
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! level: item
//! ---
//! ```
//!
//! # Source
//!
//! The list of keys in `docs/format.md`.

use crate::model::header::plain;
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "header/unknown-value",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unknown_value.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    let Some(header) = block.facts.header.as_deref() else {
        return;
    };
    for field in &header.fields {
        let key = block
            .settings
            .vocabulary()
            .key(&block.text[field.key.clone()]);
        let Some(key) = key.filter(|key| !key.open && !key.values.is_empty()) else {
            continue;
        };
        for range in &field.values {
            let written = plain(&block.text[range.clone()]);
            if written.is_empty()
                || (key.values.iter()).any(|value| value.eq_ignore_ascii_case(&written))
            {
                continue;
            }
            let lower = written.to_lowercase();
            let slips = |value: &String| strsim::osa_distance(&lower, &value.to_lowercase());
            let nearest = key.values.iter().min_by_key(|value| slips(value));
            let said = format!("`{}` has no value `{}`", key.name, shown(&written));
            findings.push(match nearest.filter(|value| slips(value) <= SLIPS) {
                Some(value) => Finding::new(
                    &RULE,
                    range.clone(),
                    format!("{said}; did you mean `{value}`?"),
                )
                .fix(
                    format!("Write `{value}`"),
                    [Edit::replace(range.clone(), value.clone())],
                ),
                None => Finding::new(
                    &RULE,
                    range.clone(),
                    format!("{said}, but `{}`", key.values.join("`, `")),
                ),
            });
        }
    }
}

/// With more slips than these another word is meant.
const SLIPS: usize = 2;
