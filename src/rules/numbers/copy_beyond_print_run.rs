//! The number of a copy that is greater than that of all copies.
//!
//! # Why
//!
//! Which copy this is tells where it lay. Of two copies none is the third, so that one of the figures is misread.
//!
//! # Example
//!
//! ```sigla
//! Copy Nº 3
//! ^^^^^^^^^ `Copy Nº 3` is more than there are: `Two copies printed`
//!
//! We report on the condition of the movement.
//!
//! Two copies printed
//! ```
//!
//! # Fix
//!
//! Compare the source. Where a document speaks more than once of how many copies there are, nothing is reported.
//!
//! # Source
//!
//! Soviet rules of secret clerical work: each copy is numbered, and the last leaf tells how many there are.

use crate::model::facts::CopiesSay;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "numbers/copy-beyond-print-run",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("copy_beyond_print_run.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    // Of several documents in one, nobody knows which run is whose.
    if view.document.sum().print_runs != 1 {
        return;
    }
    let (mut runs, mut numbers) = (Vec::new(), Vec::new());
    for at in view.document.blocks_where(|sum| sum.copies > 0) {
        for copies in &at.block.facts.copies {
            let range = at.lift(&copies.range);
            match copies.says {
                CopiesSay::PrintRun(run) => runs.push((range, run)),
                CopiesSay::Number(number) => numbers.push((range, number)),
            }
        }
    }
    let [(run, made)] = runs.as_slice() else {
        return;
    };
    for (range, number) in numbers {
        if number > *made {
            let message = format!(
                "`{}` is more than there are: `{}`",
                view.document.slice(range.clone()),
                view.document.slice(run.clone())
            );
            findings.push(
                Finding::new(&RULE, range, message)
                    .related(run.clone(), "how many there are stands here"),
            );
        }
    }
}
