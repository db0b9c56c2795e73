//! A page or leaf that is marked in the text, but lies outside the cited ones.
//!
//! # Why
//!
//! Either the citation or the mark has a wrong figure, and a reader who follows it finds another document.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! ---
//!
//! [l. 334] The rebels have seized grain.
//!
//! [l. 353] Request your decision.
//! ^^^^^^^^ `[l. 353]` lies outside the cited `ll. 334-338`
//! ```
//!
//! # Fix
//!
//! Correct the mark or the citation; the original tells which.
//!
//! # Source
//!
//! TEI P5, 10.2, `locus`, and 3.11.3, `pb`.

use crate::model::leafmarks::{self, Counted, LeafMark};
use crate::registers::archives::DescriptionLevel;
use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/mark-outside-leaves",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("mark_outside_leaves.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let [told] = &view.description().sources[..] else {
        return;
    };
    let Some(leaves) = &told.value.citation.leaves else {
        return;
    };
    if leaves.count().is_none() {
        return;
    }
    let counted = match leaves.kind.level {
        DescriptionLevel::Leaf | DescriptionLevel::Folio => Counted::Leaves,
        DescriptionLevel::Page => Counted::Pages,
        _ => return,
    };
    let inside = |mark: &LeafMark| {
        leaves.spans.iter().any(|span| {
            let to = span.to.map_or(u32::MAX, |to| to.number);
            (span.from.number..=to).contains(&mark.number)
        })
    };
    let mut marks = leafmarks::of(view.document).1;
    marks.retain(|mark| mark.counted == counted);
    // Where no mark is inside, they count something else: the document's own pages.
    if !marks.iter().any(inside) {
        return;
    }
    let mut outside = marks.iter().filter(|mark| !inside(mark));
    let Some(first) = outside.next() else {
        return;
    };
    let others = match outside.count() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let message = format!(
        "`{}` lies outside the cited `{}`{others}",
        view.document.slice(first.range.clone()),
        &told.value.text[leaves.range.clone()]
    );
    findings.push(
        Finding::new(&RULE, first.range.clone(), message)
            .related(lifted(told, &leaves.range), "the citation stands here"),
    );
}
