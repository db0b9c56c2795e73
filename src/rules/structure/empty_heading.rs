//! A heading without words.
//!
//! # Why
//!
//! It opens a part of the document that nothing names.
//!
//! # Example
//!
//! ```sigla
//! ##
//! ^^ this heading has no words
//!
//! Text
//! ```
//!
//! # Fix
//!
//! Give it its words. If `#` is the document's own sign, put a backslash in front of it.
//!
//! # Source
//!
//! TEI P5, 4.2.1, "Headings and trailers"; WCAG 2.2, 2.4.6.

use crate::model::parts::PartKind;
use crate::rules::{BlockView, Check, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/empty-heading",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("empty_heading.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for part in &block.facts.parts {
        if matches!(part.kind, PartKind::Heading(_)) && part.is_empty() {
            let message = "this heading has no words";
            findings.push(Finding::new(&RULE, part.label.clone(), message));
        }
    }
}
