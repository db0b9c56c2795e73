//! A page mark that repeats the one before it, or goes back behind it.
//!
//! # Why
//!
//! Whoever looks a passage up goes by these marks. A wrong number sends them to the wrong leaf, and often tells that pages
//! were bound or copied in the wrong order.
//!
//! # Example
//!
//! ```sigla
//! [l. 334] Having discussed the condition of the movement,
//!
//! [l. 336] we report the following.
//!
//! [l. 335] The district has been cleared.
//! ^^^^^^^^ `[l. 335]` stands behind `[l. 336]`
//! ```
//!
//! # Fix
//!
//! Correct the number, or the order of the text. If the leaves lie in this order in the file, allow the finding with a reason.
//!
//! # Source
//!
//! TEI P5, 3.11.3, "Milestone elements": page breaks in the order of the source.

use std::ops::Range;

use crate::model::pages::PageMark;
use crate::model::parts::PartKind;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/page-order",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("page_order.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let document = view.document;
    // The last mark of each unit: a document may count both pages and leaves.
    let mut last: Vec<(&PageMark, Range<usize>)> = Vec::new();
    for block in document.blocks_where(|sum| sum.pages > 0) {
        let facts = &block.block.facts;
        let breaks = (facts.parts.iter()).filter(|part| part.kind == PartKind::PageBreak);
        for (part, mark) in breaks.zip(&facts.pages) {
            let Some(mark) = mark else { continue };
            let range = block.lift(&part.range);
            let known = last.iter_mut().find(|(other, _)| other.unit == mark.unit);
            let Some((before, place)) = known else {
                last.push((mark, range));
                continue;
            };
            // A count that begins anew is another document's.
            if mark.from > 1 && !mark.may_follow(before) {
                let (this, other) = (document.slice(range.clone()), document.slice(place.clone()));
                let message = if mark == *before {
                    format!("`{this}` stands here a second time")
                } else {
                    format!("`{this}` stands behind `{other}`")
                };
                let finding = Finding::new(&RULE, range.clone(), message);
                findings.push(finding.related(place.clone(), "the mark before it"));
            }
            (*before, *place) = (mark, range);
        }
    }
}
