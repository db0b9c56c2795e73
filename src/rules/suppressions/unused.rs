//! A comment that allows what is not there.
//!
//! # Why
//!
//! What it was written for has been put right, or has moved away. Left alone, it would hide the next slip at this place.
//!
//! # Example
//!
//! ```sigla
//! First paragraph.
//!
//! %% sigla: allow brackets/empty — so in the draft
//!                 ^^^^^^^^^^^^^^ nothing here needs `brackets/empty` to be allowed
//!
//! Drafted by Cde. Ivanov in two copies
//! ```
//!
//! # Fix
//!
//! Delete it. The comment of a rule that is switched off is left alone.
//!
//! ```sigla
//! First paragraph.
//!
//! Drafted by Cde. Ivanov in two copies
//! ```
//!
//! # Source
//!
//! Sigla's own.

use crate::model::allowance::Allowance;
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "suppressions/unused",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Safe),
    source: include_str!("unused.rs"),
    check: Check::Allowed,
};

/// The finding for one name of a comment, in bytes of its block, which is the one of that number.
pub(in crate::rules) fn finding(
    block: &str,
    number: usize,
    allowance: &Allowance,
    index: usize,
) -> Finding {
    let name = allowance.names[index].clone();
    let message = format!(
        "nothing here needs `{}` to be allowed",
        &block[name.clone()]
    );
    let finding = Finding::new(&RULE, name.clone(), message);
    if allowance.names.len() > 1 {
        let range = match allowance.names.get(index + 1) {
            Some(next) => name.start..next.start,
            None => allowance.names[index - 1].end..name.end,
        };
        return finding.fix("Delete the name", [Edit::delete(range)]).safe();
    }
    let comment = &allowance.comment;
    let alone = block[..comment.start].trim().is_empty() && block[comment.end..].trim().is_empty();
    let behind = &block[comment.end..];
    let line_end = match behind.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    let range = match alone {
        true => 0..block.len(),
        false => comment.start..comment.end + line_end,
    };
    let finding = finding.fix("Delete the comment", [Edit::delete(range)]);
    // What stands around a comment would become one paragraph, and what stands behind the first of a text could become
    // its header.
    if number == 0 || allowance.within {
        return finding;
    }
    finding.safe()
}
