//! A container that nothing closes.
//!
//! # Why
//!
//! Without its closing line a container holds all that follows, to the end of the document.
//!
//! # Example
//!
//! ```sigla
//! ::: enclosure
//! ^^^^^^^^^^^^^ nothing closes this container
//! Telegram of 3 May
//!
//! ::: enclosure
//! Telegram of 4 May
//! :::
//! ```
//!
//! # Fix
//!
//! It is closed before the next one of its kind begins, or at the end of the document.
//!
//! ```sigla
//! ::: enclosure
//! Telegram of 3 May
//!
//! :::
//! ::: enclosure
//! Telegram of 4 May
//! :::
//! ```
//!
//! # Source
//!
//! `docs/format.md`: a container ends at a line of as many colons as opened it.

use std::ops::Range;

use super::divisions;
use super::skeleton::Bone;
use crate::model::document::Document;
use crate::model::parts::PartKind;
use crate::rules::{Check, DocumentView, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/unclosed-container",
    severity: Severity::Error,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unclosed_container.rs"),
    check: Check::Document(check),
};

/// A line that opens or closes a container, with the number of its colons.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fence {
    pub part: Bone,
    pub colons: usize,
}

/// Fences without a partner.
#[derive(Debug, Default)]
pub(super) struct Unpaired {
    /// Openers, each with a fence of as many colons that opens before it is closed, if there is one.
    pub unclosed: Vec<(Fence, Option<Fence>)>,
    /// An opener and the closer that would fit it but for the number of colons.
    pub unlike: Vec<(Fence, Fence)>,
    /// Closers.
    pub unopened: Vec<Fence>,
}

/// Pairs the fences of a document: a closer belongs to the last opener of as many colons. Linear in its divisions, unless
/// containers are nested deeply.
pub(super) fn unpaired(document: &Document) -> Unpaired {
    let mut unpaired = Unpaired::default();
    let mut open: Vec<Fence> = Vec::new();
    for (block, at, part) in divisions(document) {
        let (opens, colons) = match part.kind {
            PartKind::ContainerStart(colons) => (true, colons as usize),
            PartKind::ContainerEnd(colons) => (false, colons as usize),
            _ => continue,
        };
        let part = Bone::new(&block, at);
        let fence = Fence { part, colons };
        if opens {
            // Those within others have another number of colons.
            if let Some(last) = open.pop_if(|last| last.colons == colons) {
                unpaired.unclosed.push((last, Some(fence)));
            }
            open.push(fence);
            continue;
        }
        match open.iter().rposition(|opener| opener.colons == colons) {
            Some(opener) => {
                let within = open.drain(opener..).skip(1);
                unpaired.unclosed.extend(within.map(|it| (it, Some(fence))));
            }
            None => match open.pop() {
                Some(opener) => unpaired.unlike.push((opener, fence)),
                None => unpaired.unopened.push(fence),
            },
        }
    }
    unpaired
        .unclosed
        .extend(open.into_iter().map(|it| (it, None)));
    unpaired
}

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let document = view.document;
    let unpaired = view.skeleton.unpaired(document);
    for (opener, next) in &unpaired.unclosed {
        let fence = ":".repeat(opener.colons);
        let (place, edit) = match next {
            Some(next) => {
                let at = line(document, next).start;
                ("here", Edit::insert(at, format!("{fence}\n")))
            }
            None => {
                let end = document.text().len_bytes();
                let ended = end > 0
                    && document.text().chars_at(document.text().len_chars()).prev() == Some('\n');
                let newline = if ended { "" } else { "\n" };
                (
                    "at the end",
                    Edit::insert(end, format!("{newline}{fence}\n")),
                )
            }
        };
        let range = line(document, opener);
        let mut finding = Finding::new(&RULE, range, "nothing closes this container");
        let mut title = format!("Close it {place}");
        if let Some(next) = next {
            let range = line(document, next);
            finding = finding.related(range, "it should be closed before this line");
            title = "Close it before the next".to_owned();
        }
        findings.push(finding.fix(title, [edit]));
    }
    for (opener, closer) in &unpaired.unlike {
        let (fence, range) = (":".repeat(opener.colons), line(document, closer));
        let written = document.slice(range.clone());
        let message = format!("`{fence}` opens this container, and `{written}` does not close it");
        findings.push(
            Finding::new(&RULE, line(document, opener), message)
                .related(range.clone(), "this line has another number of colons")
                .fix(
                    format!("Close it with `{fence}`"),
                    [Edit::replace(range, fence)],
                ),
        );
    }
}

/// The line of a fence without its line end, in bytes of the document.
pub(super) fn line(document: &Document, fence: &Fence) -> Range<usize> {
    let range = fence.part.range(document, |part| &part.range);
    let text = document.slice(range.clone());
    let first = text.lines().next().unwrap_or_default().trim_end();
    range.start..range.start + first.len()
}
