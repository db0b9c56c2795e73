//! A heading more than one level below the one before it.
//!
//! # Why
//!
//! Levels are how headings belong together. Where one is left out, either a heading is missing or its level is wrong, and
//! the outline shows a part that is not there.
//!
//! # Example
//!
//! ```sigla
//! # Report
//!
//! ### Losses
//! ^^^ a heading of level 3 follows one of level 1
//!
//! ### Booty
//! ```
//!
//! # Fix
//!
//! The heading and those beside and below it move up.
//!
//! ```sigla
//! # Report
//!
//! ## Losses
//!
//! ## Booty
//! ```
//!
//! # Source
//!
//! TEI P5, 4.1, "Divisions of the body": a `div` stands directly within the one above it; WCAG 2.2, technique G141.

use std::ops::Range;

use super::divisions;
use crate::model::parts::PartKind;
use crate::rules::{Check, DocumentView, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/heading-skips-level",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("heading_skips_level.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let mut headings: Vec<(usize, Range<usize>)> = Vec::new();
    for (block, part) in divisions(view.document) {
        match part.kind {
            PartKind::Heading(level) => {
                headings.push((usize::from(level), block.lift(&part.label)));
            }
            // Within a container, levels count for themselves.
            _ => report(&std::mem::take(&mut headings), findings),
        }
    }
    report(&headings, findings);
}

fn report(headings: &[(usize, Range<usize>)], findings: &mut Vec<Finding>) {
    // What a finding's fix moves is looked at no more.
    let mut settled = 0;
    for (at, pair) in headings.windows(2).enumerate() {
        let ((above, before), (level, label)) = (&pair[0], &pair[1]);
        if at + 1 < settled || *level <= above + 1 {
            continue;
        }
        let up = level - above - 1;
        let moved: Vec<_> = headings[at + 1..]
            .iter()
            .take_while(|(other, _)| other >= level)
            .map(|(_, label)| Edit::delete(label.start..label.start + up))
            .collect();
        settled = at + 1 + moved.len();
        let message = format!("a heading of level {level} follows one of level {above}");
        findings.push(
            Finding::new(&RULE, label.clone(), message)
                .related(before.clone(), "the heading before it")
                .fix(format!("Make it a heading of level {}", above + 1), moved),
        );
    }
}
