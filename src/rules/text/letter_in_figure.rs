//! A letter in a figure.
//!
//! # Why
//!
//! A typewriter without a `1` has an `l` for it, and a scan reads `O` for `0`. Nobody finds `l945` who looks for the year.
//!
//! # Example
//!
//! ```sigla
//! on 3 May l945
//!          ^^^^ `l945` has a letter where a figure is meant: `1945`
//! ```
//!
//! # Fix
//!
//! Write the figure.
//!
//! ```sigla
//! on 3 May 1945
//! ```
//!
//! # Source
//!
//! The practice of diplomatic editions: what the typist meant as a figure is a figure.

use crate::model::facts::{OddityKind, in_figures};
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/letter-in-figure",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Unsafe),
    source: include_str!("letter_in_figure.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for oddity in &block.facts.oddities {
        if oddity.kind != OddityKind::LetterInNumber {
            continue;
        }
        let range = oddity.range.clone();
        let written = &block.text[range.clone()];
        let Some(figures) = in_figures(written) else {
            continue;
        };
        let message = format!("`{written}` has a letter where a figure is meant: `{figures}`");
        findings.push(
            Finding::new(&RULE, range.clone(), message)
                .fix(
                    format!("Write `{figures}`"),
                    [Edit::replace(range, figures)],
                )
                .rated(Safety::Unsafe),
        );
    }
}
