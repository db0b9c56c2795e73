//! A comment that allows something and does not say why.
//!
//! # Why
//!
//! Whoever meets it next year cannot tell whether the source is like that or nobody had the time to look.
//!
//! # Example
//!
//! ```sigla
//! %% sigla: allow brackets/empty
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the comment does not say why this is allowed
//! Drafted by Cde. [] in two copies
//! ```
//!
//! # Fix
//!
//! Say why, behind a dash: `%% sigla: allow brackets/empty — empty in all copies`.
//!
//! # Source
//!
//! Sigla's own.

use crate::rules::{BlockView, Check, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "suppressions/without-reason",
    severity: Severity::Hint,
    default: false,
    fix: None,
    source: include_str!("without_reason.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    let silent = block.facts.allowances.iter();
    findings.extend(silent.filter(|it| it.reason.is_none()).map(|allowance| {
        let message = "the comment does not say why this is allowed";
        Finding::new(&RULE, allowance.comment.clone(), message)
    }));
}
