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

use super::divisions;
use super::skeleton::Bone;
use crate::model::document::Document;
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

/// A heading that skips a level.
#[derive(Debug)]
pub(super) struct Skip {
    heading: Leveled,
    before: Leveled,
    /// The headings that move up, this one first.
    moved: Vec<Bone>,
}

/// A heading with its level.
type Leveled = (usize, Bone);

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let label = |heading: &Bone| heading.range(view.document, |part| &part.label);
    for skip in view.skeleton.skips(view.document) {
        let ((level, heading), (above, before)) = (&skip.heading, &skip.before);
        let up = level - above - 1;
        let moved = skip.moved.iter().map(|heading| {
            let label = label(heading);
            Edit::delete(label.start..label.start + up)
        });
        let message = format!("a heading of level {level} follows one of level {above}");
        findings.push(
            Finding::new(&RULE, label(heading), message)
                .related(label(before), "the heading before it")
                .fix(format!("Make it a heading of level {}", above + 1), moved),
        );
    }
}

/// Goes through all headings.
pub(super) fn skips(document: &Document) -> Vec<Skip> {
    let (mut headings, mut found) = (Vec::new(), Vec::new());
    for (block, at, part) in divisions(document) {
        match part.kind {
            PartKind::Heading(level) => headings.push((usize::from(level), Bone::new(&block, at))),
            // Within a container, levels count for themselves.
            _ => skips_of(&std::mem::take(&mut headings), &mut found),
        }
    }
    skips_of(&headings, &mut found);
    found
}

fn skips_of(headings: &[Leveled], found: &mut Vec<Skip>) {
    // What a finding's fix moves is looked at no more.
    let mut settled = 0;
    for (at, pair) in headings.windows(2).enumerate() {
        let (before, heading) = (pair[0], pair[1]);
        if at + 1 < settled || heading.0 <= before.0 + 1 {
            continue;
        }
        let behind = headings[at + 1..].iter();
        let moved = behind.take_while(|(level, _)| *level >= heading.0);
        let moved: Vec<_> = moved.map(|(_, heading)| *heading).collect();
        settled = at + 1 + moved.len();
        found.push(Skip {
            heading,
            before,
            moved,
        });
    }
}
