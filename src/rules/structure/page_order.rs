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

use super::skeleton::Bone;
use crate::model::document::Document;
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

/// A mark that does not follow the one before it.
#[derive(Debug)]
pub(super) struct OddPage {
    before: Bone,
    mark: Bone,
    is_doubled: bool,
}

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let document = view.document;
    for odd in view.skeleton.odd_pages(document) {
        let range = |mark: Bone| mark.range(document, |part| &part.range);
        let (mark, before) = (range(odd.mark), range(odd.before));
        let this = document.slice(mark.clone());
        let message = match odd.is_doubled {
            true => format!("`{this}` stands here a second time"),
            false => format!(
                "`{this}` stands behind `{}`",
                document.slice(before.clone())
            ),
        };
        let finding = Finding::new(&RULE, mark, message);
        findings.push(finding.related(before, "the mark before it"));
    }
}

/// Goes through all marks.
pub(super) fn odd(document: &Document) -> Vec<OddPage> {
    let mut found = Vec::new();
    // The last mark of each unit: a document may count both pages and leaves.
    let mut last: Vec<(&PageMark, Bone)> = Vec::new();
    for block in document.blocks_where(|sum| sum.pages > 0) {
        let facts = &block.block.facts;
        let parts = facts.parts.iter().enumerate();
        let breaks = parts.filter(|(_, part)| part.kind == PartKind::PageBreak);
        for ((at, _), mark) in breaks.zip(&facts.pages) {
            let Some(mark) = mark else { continue };
            let bone = Bone::new(&block, at);
            let known = last.iter_mut().find(|(other, _)| other.unit == mark.unit);
            let Some((before, place)) = known else {
                last.push((mark, bone));
                continue;
            };
            // A count that begins anew is another document's.
            if mark.from > 1 && !mark.may_follow(before) {
                found.push(OddPage {
                    before: *place,
                    mark: bone,
                    is_doubled: mark == *before,
                });
            }
            (*before, *place) = (mark, bone);
        }
    }
    found
}
