//! A bracket that touches a word which it does not complete.
//!
//! # Why
//!
//! `[SIC]- to` and `Kashgar[Kashi]` lack a space. A bracket that touches a word completes it (`meet[ing]`), so a reader, and every
//! program, takes the two for one word.
//!
//! # Example
//!
//! ```sigla
//! 3-2 [SIC]- to the NKVD Secretariat
//!     ^^^^^ no space behind `[SIC]`
//! ```
//!
//! # Fix
//!
//! Put a space there.
//!
//! ```sigla
//! 3-2 [SIC] - to the NKVD Secretariat
//! ```
//!
//! # Source
//!
//! The rule table for brackets, `docs/format.md`, rule 13: what touches a word completes it.

use crate::model::facts::Insertion;
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity, shown};
use crate::vocabulary::Class;

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/spacing",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Safe),
    source: include_str!("spacing.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in &block.facts.insertions {
        let (before, behind) = (
            block.text[..insertion.range.start].chars().next_back(),
            block.text[insertion.range.end..].chars().next(),
        );
        let written = shown(&block.text[insertion.range.clone()]);
        if is_apart(insertion) && before.is_some_and(wants_space) {
            let message = format!("no space before `{written}`");
            findings.push(spaced(insertion, insertion.range.start, message));
        }
        let lacks = match behind {
            Some('-' | '–' | '—') => {
                let rest = block.text[insertion.range.end..].trim_start_matches(['-', '–', '—']);
                rest.starts_with(' ') && is_apart(insertion) && before == Some(' ')
            }
            Some(c) => wants_space(c) && is_apart(insertion),
            None => false,
        };
        if lacks {
            let message = format!("no space behind `{written}`");
            findings.push(spaced(insertion, insertion.range.end, message));
        }
    }
}

/// Whether it is a letter of a script that parts words by spaces.
fn wants_space(c: char) -> bool {
    c.is_alphabetic() && c < '\u{e00}'
}

/// Whether it says something that completes no word, so that no letter can touch it on purpose. Within another bracket
/// anything may.
fn is_apart(insertion: &Insertion) -> bool {
    matches!(
        insertion.judgement.class,
        Class::Sic
            | Class::Correction
            | Class::OtherName
            | Class::Expansion
            | Class::Blank
            | Class::Mark
    ) && insertion.inner.len() > 1
}

fn spaced(insertion: &Insertion, at: usize, message: String) -> Finding {
    Finding::new(&RULE, insertion.range.clone(), message)
        .fix("Put a space there", [Edit::insert(at, " ")])
        .safe()
}
