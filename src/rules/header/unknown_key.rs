//! A key that the format does not know.
//!
//! # Why
//!
//! What stands under an unknown key is kept, but nothing reads it, no export carries it, and a misspelt key looks like a
//! missing one.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 1945-04-29
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! creator: L. Beria
//! langauge: en
//! ^^^^^^^^ `langauge` is no key; did you mean `language`?
//! language: en
//! ---
//! ```
//!
//! # Fix
//!
//! Write the key that was meant, or put `x-` before a key of your own.
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 1945-04-29
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! creator: L. Beria
//! language: en
//! language: en
//! ---
//! ```
//!
//! # Source
//!
//! The list of keys in `docs/format.md`.

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "header/unknown-key",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unknown_key.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    let Some(header) = block.facts.header.as_deref() else {
        return;
    };
    let vocabulary = block.settings.vocabulary();
    for field in &header.fields {
        let written = &block.text[field.key.clone()];
        if written.starts_with("x-") || vocabulary.key(written).is_some() {
            continue;
        }
        let own = Edit::insert(field.key.start, "x-");
        findings.push(match vocabulary.nearest_key(written) {
            Some(key) => Finding::new(
                &RULE,
                field.key.clone(),
                format!("`{written}` is no key; did you mean `{}`?", key.name),
            )
            .fix(
                format!("Write `{}`", key.name),
                [Edit::replace(field.key.clone(), key.name.clone())],
            )
            .fix(format!("Keep it as a key of your own: x-{written}"), [own]),
            None => Finding::new(&RULE, field.key.clone(), format!("`{written}` is no key"))
                .fix(format!("Keep it as a key of your own: x-{written}"), [own]),
        });
    }
}
