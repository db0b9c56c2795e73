//! Folding: what can be drawn together, by bytes.

use std::ops::Range;

use crate::model::document::Document;
use crate::model::outline::{Entry, EntryKind, outline};
use crate::model::parts::PartKind;

/// What can be folded away, longer than a line or not: the adapter knows lines.
pub fn folds(document: &Document) -> Vec<Range<usize>> {
    let mut folds = Vec::new();
    let entries = outline(document);
    let mut open: Vec<&Entry> = entries.iter().collect();
    while let Some(entry) = open.pop() {
        if matches!(
            entry.kind,
            EntryKind::Header
                | EntryKind::Heading
                | EntryKind::Item
                | EntryKind::Container
                | EntryKind::Table
        ) {
            folds.push(entry.range.clone());
        }
        open.extend(&entry.children);
    }
    for block in document.blocks_where(|sum| sum.landmarks > 0) {
        let raw = block
            .block
            .facts
            .parts
            .iter()
            .filter(|part| part.kind == PartKind::RawTei);
        folds.extend(raw.map(|part| block.lift(&part.range)));
    }
    folds.sort_by_key(|range| (range.start, range.end));
    folds
}
