//! A key that every document needs is missing or empty.
//!
//! # Why
//!
//! Without title, date, creator and language a document can neither be found nor cited; ISAD(G) counts them among the six
//! elements that no description may lack. The source has a rule of its own. A collection can decide which keys are
//! required (`required` in `sigla.toml`).
//!
//! # Example
//!
//! ```sigla
//! ---
//! ^^^ the header lacks `creator`
//! title: Report on Ili
//! date: 1945-04-29
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! language: en
//! ---
//! ```
//!
//! # Fix
//!
//! Add the key. What is not known is said so: `creator: unknown`.
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 1945-04-29
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! language: en
//! creator:
//! ---
//! ```
//!
//! # Source
//!
//! ISAD(G), second edition, I.12; DACS, chapter 1, "Single-level required".

use crate::rules::header::SOURCE;
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "header/missing-key",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Safe),
    source: include_str!("missing_key.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    let Some(header) = block.facts.header.as_deref() else {
        return;
    };
    let vocabulary = block.settings.vocabulary();
    // Where the document lies is a rule of its own.
    for name in block
        .settings
        .required
        .iter()
        .filter(|name| *name != SOURCE)
    {
        let spellings: Vec<&str> = match vocabulary.key(name) {
            Some(key) => key.spellings().collect(),
            None => vec![name],
        };
        match header.field(block.text, &spellings) {
            Some(field) if !field.values.is_empty() => {}
            Some(field) => findings.push(Finding::new(
                &RULE,
                field.key.clone(),
                format!("`{name}` is empty"),
            )),
            None => {
                let at = header.end_of_fields();
                findings.push(
                    Finding::new(
                        &RULE,
                        header.opening(),
                        format!("the header lacks `{name}`"),
                    )
                    .fix(
                        format!("Add `{name}`"),
                        [Edit::insert(at, format!("\n{name}:"))],
                    )
                    .safe(),
                );
            }
        }
    }
}
