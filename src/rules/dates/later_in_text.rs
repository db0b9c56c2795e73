//! A date among other words that is later than the document.
//!
//! # Why
//!
//! What had not yet happened can only be planned or foretold. Else the date is misread, or the words are the editor's.
//!
//! # Example
//!
//! ```sigla
//! 29 April 1945
//!
//! They came to Ghulja on 3 May 1946.
//!                        ^^^^^^^^^^ `3 May 1946` is later than the document, which is of `29 April 1945`
//! ```
//!
//! # Fix
//!
//! Compare the source. A plan may speak of days to come.
//!
//! # Source
//!
//! Documentary practice: what a document tells as past is older than it.

use super::later;
use crate::model::facts::Stands;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "dates/later-in-text",
    severity: Severity::Hint,
    default: false,
    fix: None,
    source: include_str!("later_in_text.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    if let Some((range, _)) = later(view, Stands::InText, 1).into_iter().next() {
        findings.extend(super::later_finding(&RULE, view, range));
    }
}
