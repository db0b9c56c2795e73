//! An opening brace without its partner.
//!
//! # Why
//!
//! Braces say what happened on the page: what was crossed out, added, or which words a bracket speaks of. Without the
//! partner nobody can tell which words.
//!
//! # Example
//!
//! ```sigla
//! seized {-by the rebels in April
//!        ^^ `{-` is not closed before the paragraph ends
//! ```
//!
//! # Fix
//!
//! Close it at the end of the paragraph, or write `\{` if the document itself has it.
//!
//! ```sigla
//! seized {-by the rebels in April-}
//! ```
//!
//! # Source
//!
//! TEI P5, 11.3.1, "Core elements for transcriptional work".

use crate::model::faults::{Fault, FaultKind, closing_brace};
use crate::rules::brackets::mistaken_opener;
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "braces/unclosed",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unclosed.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    let faults = &block.facts.faults;
    for (index, fault) in faults.iter().enumerate() {
        // `{Matlack]` is one slip, which brackets/unopened reports.
        let next = faults.get(index + 1);
        if next.is_some_and(|next| {
            is_stray(next) && mistaken_opener(block, &next.range) == Some(fault.range.start)
        }) {
            continue;
        }
        let sign = &block.text[fault.range.clone()];
        if fault.kind == FaultKind::Unclosed
            && let Some(closer) = closing_brace(sign)
        {
            let at = fault.range.clone();
            findings.push(
                Finding::new(
                    &RULE,
                    at.clone(),
                    format!("`{sign}` is not closed before the paragraph ends"),
                )
                .fix(
                    format!("Close it at the end of the paragraph: {closer}"),
                    [Edit::insert(fault.end.start, closer)],
                )
                .fix(
                    "Keep it as the document's own: \\{",
                    [Edit::insert(at.start, "\\")],
                ),
            );
        }
    }
}

fn is_stray(fault: &Fault) -> bool {
    fault.kind == FaultKind::Unopened
}
