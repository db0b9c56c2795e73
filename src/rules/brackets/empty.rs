//! A bracket with nothing in it.
//!
//! # Why
//!
//! An editor opened it to say something. Readers cannot tell a blank in the source from a note that was never written.
//!
//! # Example
//!
//! ```sigla
//! Drafted by Cde. [] in two copies
//!                 ^^ the bracket says nothing
//! ```
//!
//! # Fix
//!
//! Say what is there, or delete it.
//!
//! ```sigla
//! Drafted by Cde. [left blank] in two copies
//! ```
//!
//! # Source
//!
//! TEI P5, 11.3.3.1 and 11.5.1: a gap or a space says what kind it is.

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/empty",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("empty.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for insertion in &block.facts.insertions {
        // A space between the brackets says that the source has one there: `pounds of [ ] Powder`.
        if insertion.inner.is_empty() {
            findings.push(
                Finding::new(&RULE, insertion.range.clone(), "the bracket says nothing")
                    .fix(
                        "Say that the source is blank: [left blank]",
                        [Edit::replace(insertion.inner.clone(), "left blank")],
                    )
                    .fix(
                        "Say that it cannot be read: [illegible]",
                        [Edit::replace(insertion.inner.clone(), "illegible")],
                    )
                    .fix(
                        "Delete the bracket",
                        [Edit::delete(insertion.range.clone())],
                    ),
            );
        }
    }
}
