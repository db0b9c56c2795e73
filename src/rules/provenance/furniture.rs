//! Lines of a web page that stand in the text.
//!
//! # Why
//!
//! They are no part of the document, and whoever searches or translates it takes them for its words.
//!
//! # Example
//!
//! ```sigla
//! Skip to content
//! ^^^^^^^^^^^^^^^ `Skip to content` belongs to a web page, not to the document
//!
//! Report on the condition of the movement in Xinjiang
//! ```
//!
//! # Fix
//!
//! Take the lines out; what they tell of the document belongs in the header.
//!
//! # Source
//!
//! The practice of documentary editions: the editor's apparatus and the document are kept apart.

use crate::rules::shown;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/furniture",
    severity: Severity::Information,
    default: true,
    fix: None,
    source: include_str!("furniture.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let furniture = &view.description().furniture;
    let Some((first, others)) = furniture.split_first() else {
        return;
    };
    let written = view.document.slice(first.clone());
    let written = shown(&written);
    let message = match others.len() {
        0 => format!("`{written}` belongs to a web page, not to the document"),
        1 => format!("`{written}` and another line belong to a web page, not to the document"),
        more => {
            format!("`{written}` and {more} more lines belong to a web page, not to the document")
        }
    };
    let finding = Finding::new(&RULE, first.clone(), message);
    let with = |finding: Finding, line: &std::ops::Range<usize>| {
        finding.related(line.clone(), "another such line")
    };
    findings.push(others.iter().fold(finding, with));
}
