//! Leaves are cited, but the text does not say where one ends.
//!
//! # Why
//!
//! Whoever checks a passage against the original wants to know on which leaf it stands; a citation of a passage needs it as well.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-335
//!                                          ^^^^^^^^^^^ none of the cited `ll. 334-335` is marked in the text
//! ---
//!
//! Top Secret
//!
//! The rebels have seized grain.
//!
//! Request your decision.
//! ```
//!
//! # Fix
//!
//! Mark where each leaf begins: `[l. 335]`.
//!
//! # Source
//!
//! TEI P5, 3.11.3, `pb`; the rules of publication of historical documents (Moscow, 1990) on the leaves of the original.

use crate::model::leafmarks;
use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/leaves-unmarked",
    severity: Severity::Information,
    default: true,
    fix: None,
    source: include_str!("leaves_unmarked.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let Some(told) = view.description().source() else {
        return;
    };
    let Some(leaves) = &told.value.citation.leaves else {
        return;
    };
    let Some(count) = leaves.count().filter(|count| *count > 1) else {
        return;
    };
    if !may_hold(view, count) {
        return;
    }
    // One mark is enough to show that the text follows its leaves.
    if leafmarks::of(view.document).0 > 0 {
        return;
    }
    let written = &told.value.text[leaves.range.clone()];
    findings.push(Finding::new(
        &RULE,
        lifted(told, &leaves.range),
        format!("none of the cited `{written}` is marked in the text"),
    ));
}

/// Whether the text is as long as so many leaves may be; an excerpt that fits one of them has nothing to mark.
fn may_hold(view: &DocumentView, leaves: u32) -> bool {
    const LEAF: usize = 1000;
    let leaves = leaves as usize;
    view.document.block_count() > leaves || view.document.text().len_bytes() >= LEAF * leaves
}
