//! A bracket that misspells a fixed phrase.
//!
//! # Why
//!
//! `[illegible]` is a gap and `[left blank]` an empty place; misspelt, they pass for words that the editor supplied.
//!
//! # Example
//!
//! ```sigla
//! drafted by Cde. [left blnak] in May
//!                  ^^^^^^^^^^ `[left blnak]` is no fixed phrase; did you mean `[left blank]`?
//! ```
//!
//! # Fix
//!
//! Write the phrase.
//!
//! ```sigla
//! drafted by Cde. [left blank] in May
//! ```
//!
//! # Source
//!
//! The vocabulary, `docs/format.md`.

use crate::registers::words::Words;
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity, shown};
use crate::vocabulary::{Class, Vocabulary};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/misspelt",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("misspelt.rs"),
    check: Check::Block(check),
};

/// Longer contents are no phrase.
const LONGEST: usize = 40;

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in &block.facts.insertions {
        let inner = insertion.inner.clone();
        let judgement = &insertion.judgement;
        let open = matches!(judgement.class, Class::Note | Class::Supplied | Class::Term);
        if !open || judgement.label.is_some() || inner.len() > LONGEST {
            continue;
        }
        let written = &block.text[inner.clone()];
        if let Some(meant) = meant(written) {
            let message = format!(
                "`[{}]` is no fixed phrase; did you mean `[{meant}]`?",
                shown(written)
            );
            findings.push(
                Finding::new(&RULE, inner.clone(), message)
                    .fix(format!("Write `{meant}`"), [Edit::replace(inner, meant)]),
            );
        }
    }
}

/// The phrase that is meant, where some word is none of the language.
fn meant(written: &str) -> Option<&'static str> {
    if matches!(written, "sci" | "isc" | "sicc" | "SCI") {
        return Some("sic");
    }
    let words = Words::of("en")?;
    let known = |word: &str| words.contains(word) || word.starts_with(|c: char| !c.is_alphabetic());
    if written.split_whitespace().all(known) {
        return None;
    }
    let phrase = Vocabulary::builtin().nearest_phrase(written)?;
    Some(&phrase.text)
}
