//! A header without a key that a full description has.
//!
//! # Why
//!
//! How long a document is, and from which language it was translated, is asked by whoever judges whether to order the original.
//!
//! # Example
//!
//! ```sigla
//! ---
//! ^^^ a full description also has `extent` and `original-language`
//! title: Report on Ili
//! date: 1945-04-29
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! translator: Gary Goldberg
//! language: en
//! ---
//! ```
//!
//! # Fix
//!
//! Add the keys: `extent: 5 leaves`, `original-language: ru`.
//!
//! # Source
//!
//! ISAD(G) 3.1.5, extent, and 3.4.3, language; DACS 2.5 and 4.5.

use crate::rules::{Check, DocumentView, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/description-incomplete",
    severity: Severity::Hint,
    default: false,
    fix: Some(Safety::Safe),
    source: include_str!("description_incomplete.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let Some((header, block)) = view.document.header() else {
        return;
    };
    let has = |keys: &[&str]| header.field(&block, keys).is_some();
    let mut lacking = Vec::new();
    if !has(&["extent"]) {
        lacking.push("extent");
    }
    if has(&["translator", "translated-by"]) && !has(&["original-language", "orig-lang"]) {
        lacking.push("original-language");
    }
    if lacking.is_empty() || !header.closed {
        return;
    }
    let named: Vec<String> = lacking.iter().map(|key| format!("`{key}`")).collect();
    let new: String = lacking.iter().map(|key| format!("\n{key}:")).collect();
    let message = format!("a full description also has {}", named.join(" and "));
    findings.push(
        Finding::new(&RULE, header.opening(), message)
            .fix("Add them", [Edit::insert(header.end_of_fields(), new)])
            .safe(),
    );
}
