//! A bracket that a web page or a scan left behind.
//!
//! # Why
//!
//! It is no word of the source nor of its editor. `[email protected]` is what remains of an address when a page is saved.
//!
//! # Example
//!
//! ```sigla
//! write to the program at [email protected].
//!                         ^^^^^^^^^^^^^^^^^ `[email protected]` is left over from a web page or a scan
//! ```
//!
//! # Fix
//!
//! Delete it, or write `\[…\]` if the document itself has it.
//!
//! ```sigla
//! write to the program at .
//! ```
//!
//! # Source
//!
//! The rule table for brackets, `docs/format.md`.

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity, shown};
use crate::vocabulary::Class;

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/furniture",
    severity: Severity::Information,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("furniture.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in &block.facts.insertions {
        if insertion.judgement.class == Class::Furniture {
            let range = &insertion.range;
            let message = format!(
                "`{}` is left over from a web page or a scan",
                shown(&block.text[range.clone()])
            );
            findings.push(
                Finding::new(&RULE, range.clone(), message)
                    .fix("Delete it", [Edit::delete(range.clone())])
                    .fix(
                        "Keep it as the document's own: \\[…\\]",
                        [
                            Edit::insert(range.start, "\\"),
                            Edit::insert(range.end - 1, "\\"),
                        ],
                    ),
            );
        }
    }
}
