//! A small word that stands twice.
//!
//! # Why
//!
//! `the the` is mostly a slip of whoever copied, often over the end of a line. If the source has it, a reader wants to know that.
//!
//! # Example
//!
//! ```sigla
//! in the district of of the Ili
//!                 ^^^^^ `of` stands twice
//! ```
//!
//! # Fix
//!
//! Say that the source has it, or delete one.
//!
//! ```sigla
//! in the district of of [sic] the Ili
//! ```
//!
//! # Source
//!
//! The Chicago Manual of Style, 2.110: repeated words are the proofreader's.

use crate::model::facts::OddityKind;
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/doubled-word",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("doubled_word.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for oddity in &block.facts.oddities {
        let range = oddity.range.clone();
        let behind = block.text[range.end..].trim_start().get(..4);
        let is_noted = behind.is_some_and(|text| text.eq_ignore_ascii_case("[sic"));
        if oddity.kind != OddityKind::DoubledWord || is_noted {
            continue;
        }
        let written = &block.text[range.clone()];
        let first = written.find(char::is_whitespace).unwrap_or(written.len());
        let message = format!("`{}` stands twice", shown(&written[..first]));
        findings.push(
            Finding::new(&RULE, range.clone(), message)
                .fix(
                    "Say that the source has it: [sic]",
                    [Edit::insert(range.end, " [sic]")],
                )
                .fix(
                    "Keep one of them",
                    [Edit::delete(range.start + first..range.end)],
                )
                .rated(Safety::Unsafe),
        );
    }
}
