//! A key that stands in the header twice.
//!
//! # Why
//!
//! Only one of the two can be meant; a reader of YAML takes the last or refuses both.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 1945-04-29
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! creator: L. Beria
//! date: 1945-06-02
//! ^^^^ `date` stands here a second time
//! language: en
//! ---
//! ```
//!
//! # Fix
//!
//! Keep one; several values of one key are a list below it (`- …`).
//!
//! # Source
//!
//! YAML 1.2.2, 3.2.1.3, "Node comparison": keys are unique.

use crate::rules::{BlockView, Check, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "header/doubled-key",
    severity: Severity::Error,
    default: true,
    fix: None,
    source: include_str!("doubled_key.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    let Some(header) = block.facts.header.as_deref() else {
        return;
    };
    // `source` and `provenance` are one key by two names.
    let name = |written: &'_ str| {
        block
            .settings
            .vocabulary()
            .key(written)
            .map_or_else(|| written.to_owned(), |key| key.name.clone())
    };
    let mut seen: std::collections::HashMap<String, &std::ops::Range<usize>> =
        std::collections::HashMap::new();
    for field in &header.fields {
        let written = &block.text[field.key.clone()];
        match seen.get(&name(written)) {
            Some(first) => findings.push(
                Finding::new(
                    &RULE,
                    field.key.clone(),
                    format!("`{written}` stands here a second time"),
                )
                .related((*first).clone(), "it stands here first"),
            ),
            None => {
                seen.insert(name(written), &field.key);
            }
        }
    }
}
