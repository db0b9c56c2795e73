//! A date on a line of its own that is later than the document.
//!
//! # Why
//!
//! A document cannot bear a date after its own, unless somebody wrote it there later: when a copy was made, or received. Else one
//! of the two is misread.
//!
//! # Example
//!
//! ```sigla
//! 29 April 1945
//!
//! We report on the condition of the movement.
//!
//! 2 June 1945
//! ^^^^^^^^^^^ `2 June 1945` is later than the document, which is of `29 April 1945`
//! ```
//!
//! # Fix
//!
//! Compare the source. If the line is of another hand, say so: `[in another hand: 2 June 1945]`.
//!
//! # Source
//!
//! Documentary practice: of several dates, each is of some act, such as drafting, copying, receipt. A document with more than
//! two such days is taken for several documents, and a date more than fifty years later for one of its publication; neither is
//! reported.

use super::{header_against_dateline, later};
use crate::model::facts::Stands;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "dates/after-document",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("after_document.rs"),
    check: Check::Document(check),
};

/// With more later days than these the document is a row of documents.
const MOST: usize = 2;

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let mut found = later(view, Stands::Alone, MOST + 1);
    // That the header differs from the dateline is a finding already.
    let reported = header_against_dateline::reported(view);
    found.retain(|(range, _)| reported.as_ref() != Some(range));
    let mut days: Vec<_> = found.iter().map(|(_, day)| day).collect();
    days.dedup();
    if days.len() <= MOST
        && let Some((range, _)) = found.into_iter().next()
    {
        findings.extend(super::later_finding(&RULE, view, range));
    }
}
