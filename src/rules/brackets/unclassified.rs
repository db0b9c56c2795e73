//! A short bracket that no rule of the table decides, so that it counts as a note.
//!
//! # Why
//!
//! It may be a name, a word supplied or a remark. Where it matters which, a sign or a label settles it.
//!
//! # Example
//!
//! ```sigla
//! Mary Reed [In London], Counsellor, agreed
//!           ^^^^^^^^^^^ nothing tells what `[In London]` is, so it counts as a note
//! ```
//!
//! # Fix
//!
//! State it: `[+x]` for words supplied, `[=x]` for another name, `[note: x]` for a remark.
//!
//! ```sigla
//! Mary Reed [+In London], Counsellor, agreed
//! ```
//!
//! # Source
//!
//! The rule table for brackets, `docs/format.md`, rule 18.

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/unclassified",
    severity: Severity::Hint,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unclassified.rs"),
    check: Check::Block(check),
};

/// The last rule of the table, which takes what no other does.
const OTHERWISE: u8 = 18;
/// More words, or bytes, are a remark to every reader.
const MOST_WORDS: usize = 4;
const LONGEST: usize = 80;

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in &block.facts.insertions {
        if insertion.inner.len() > LONGEST {
            continue;
        }
        let words = block.text[insertion.inner.clone()]
            .split_whitespace()
            .count();
        if insertion.judgement.rule == OTHERWISE && (1..=MOST_WORDS).contains(&words) {
            let text = &block.text[insertion.range.clone()];
            let at = insertion.inner.start;
            findings.push(
                Finding::new(
                    &RULE,
                    insertion.range.clone(),
                    format!("nothing tells what `{text}` is, so it counts as a note"),
                )
                .fix(
                    "State that the words are supplied: [+…]",
                    [Edit::insert(at, "+")],
                )
                .fix(
                    "State that it is another name: [=…]",
                    [Edit::insert(at, "=")],
                )
                .fix(
                    "State that it is a note: [note: …]",
                    [Edit::insert(at, "note: ")],
                ),
            );
        }
    }
}
