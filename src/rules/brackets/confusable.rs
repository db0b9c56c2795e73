//! A character that looks like a square bracket and is none.
//!
//! # Why
//!
//! A keyboard for Chinese types `［`, a mathematician's font `⁅`. They open no bracket here, so the editor's words pass for the
//! source's.
//!
//! # Example
//!
//! ```sigla
//! the city of Ghulja ［Yining］
//!                    ^ `［` is no square bracket, it only looks like one, and in one more place
//! ```
//!
//! # Fix
//!
//! Write `[` and `]`. Where the document itself has the sign, leave it and switch the rule off.
//!
//! ```sigla
//! the city of Ghulja [Yining]
//! ```
//!
//! # Source
//!
//! Unicode Technical Standard 39, confusable characters; East Asian Width, fullwidth forms.

use crate::model::concordance::Topic;
use crate::model::facts::OddityKind;
use crate::rules::text::at_first;
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/confusable",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("confusable.rs"),
    check: Check::Subject(Topic::Oddity(OddityKind::LookalikeBracket), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let all = view.entries().into_iter().flat_map(|entry| {
        let range = view.range(entry);
        let written = view.text(range.clone());
        let signs: String = written.chars().map(square).collect();
        [Edit::replace(range, signs)]
    });
    let finding = at_first(&RULE, view, |sign| {
        format!("`{sign}` is no square bracket, it only looks like one")
    });
    findings.push(finding.fix("Write square brackets", all));
}

fn square(sign: char) -> char {
    match sign {
        '［' | '⁅' | '❲' | '〔' | '【' => '[',
        _ => ']',
    }
}
