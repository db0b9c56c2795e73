//! A closing brace without its partner.
//!
//! # Why
//!
//! Braces say what happened on the page: what was crossed out, added, or which words a bracket speaks of. Without the
//! partner nobody can tell which words.
//!
//! # Example
//!
//! ```sigla
//! seized by the rebels} in April
//!                     ^ `}` closes nothing
//! ```
//!
//! # Fix
//!
//! Delete it, or write `\}` if the document itself has it.
//!
//! ```sigla
//! seized by the rebels in April
//! ```
//!
//! # Source
//!
//! TEI P5, 11.3.1, "Core elements for transcriptional work".

use crate::model::faults::{Fault, FaultKind};
use crate::rules::brackets::mistaken_closer;
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "braces/unopened",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unopened.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    let faults = &block.facts.faults;
    for (index, fault) in faults.iter().enumerate() {
        // `[Matlack}` is one slip, which brackets/unclosed reports.
        let before = index.checked_sub(1).map(|before| &faults[before]);
        if before.is_some_and(|before| {
            before.kind == FaultKind::Unclosed
                && &block.text[before.range.clone()] == "["
                && mistaken_closer(block.text, &before.range, before.end.start)
                    == Some(fault.range.start)
        }) {
            continue;
        }
        let sign = &block.text[fault.range.clone()];
        if fault.kind == FaultKind::Unopened && sign != "]" && !is_of_an_account(block, fault) {
            let at = fault.range.clone();
            findings.push(
                Finding::new(&RULE, at.clone(), format!("`{sign}` closes nothing"))
                    .fix("Delete the brace", [Edit::delete(at.clone())])
                    .fix(
                        "Keep it as the document's own: \\}",
                        [Edit::insert(at.start, "\\")],
                    ),
            );
        }
    }
}

/// A lone brace between spaces holds lines of an account together: `12 pd shott } 20 Tons of 9 pd do } @ £15 per Ton`.
fn is_of_an_account(block: &BlockView, fault: &Fault) -> bool {
    let (before, behind) = (
        &block.text[..fault.range.start],
        &block.text[fault.range.end..],
    );
    let space = |c: char| c.is_whitespace();
    (before.is_empty() || before.ends_with(space))
        && (behind.is_empty() || behind.starts_with(space))
}
