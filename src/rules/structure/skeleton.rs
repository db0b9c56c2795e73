//! The skeleton of a document: which kinds of parts stand where, how items and pages are numbered; and what is wrong with it.
//!
//! What rules find by it is kept until an edit changes it. Typing within a paragraph, an item or a heading does not, so that all
//! items, headings or pages of a document are not gone through at each key. Words are read when a finding is made.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::heading_skips_level::{self, Skip};
use super::item_sequence::{self, OddStep};
use super::page_order::{self, OddPage};
use super::unclosed_container::{self, Unpaired};
use crate::model::document::{Block, BlockAt, Change, Document, Label};
use crate::model::items;
use crate::model::pages::PageMark;
use crate::model::parts::{Part, PartKind};

/// What is found by the skeleton of a document, once a rule asks. A clone costs nothing and shares what was found.
#[derive(Clone, Debug, Default)]
pub struct Skeleton(Arc<Found>);

#[derive(Debug, Default)]
struct Found {
    steps: OnceLock<Vec<OddStep>>,
    fences: OnceLock<Unpaired>,
    skips: OnceLock<Vec<Skip>>,
    pages: OnceLock<Vec<OddPage>>,
}

impl Skeleton {
    /// Forgets what was found where an edit changed the skeleton; `document` is as it is after that edit.
    pub(in crate::rules) fn update(&mut self, document: &Document, change: &Change) {
        let new = document.blocks_at(change.start..change.start + change.inserted);
        let before = change.removed.iter().filter_map(bones);
        if !before.eq(new.filter_map(bones)) {
            *self = Skeleton::default();
        }
    }

    /// Items that do not follow the one before them.
    pub(super) fn odd_steps(&self, document: &Document) -> &[OddStep] {
        self.0.steps.get_or_init(|| item_sequence::odd(document))
    }

    /// Fences without a partner.
    pub(super) fn unpaired(&self, document: &Document) -> &Unpaired {
        let fences = &self.0.fences;
        fences.get_or_init(|| unclosed_container::unpaired(document))
    }

    /// Headings that skip a level.
    pub(super) fn skips(&self, document: &Document) -> &[Skip] {
        let skips = &self.0.skips;
        skips.get_or_init(|| heading_skips_level::skips(document))
    }

    /// Page marks that do not follow the one before them.
    pub(super) fn odd_pages(&self, document: &Document) -> &[OddPage] {
        self.0.pages.get_or_init(|| page_order::odd(document))
    }
}

/// A part, by its block and its number there; it is the same part for as long as the skeleton is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bone {
    block: Label,
    at: usize,
}

impl Bone {
    /// A part of a block.
    pub fn new(block: &BlockAt, at: usize) -> Bone {
        let block = block.block.label;
        Bone { block, at }
    }

    /// One of the ranges of the part, in bytes of the document. Costs the search for the block.
    pub fn range(&self, document: &Document, of: fn(&Part) -> &Range<usize>) -> Range<usize> {
        let block = document.labelled(self.block);
        let range = block.and_then(|block| {
            let part = block.block.facts.parts.get(self.at)?;
            Some(block.lift(of(part)))
        });
        range.unwrap_or(0..0)
    }
}

/// What a block gives to the skeleton: none if it is running text.
type Bones<'a> = (
    Label,
    Vec<PartKind>,
    &'a [items::Label],
    &'a [Option<PageMark>],
);

fn bones(block: &Arc<Block>) -> Option<Bones<'_>> {
    let facts = &block.facts;
    let kinds: Vec<_> = facts.parts.iter().map(|part| part.kind).collect();
    let is_text = |kind: &PartKind| matches!(kind, PartKind::Paragraph | PartKind::Comment);
    (!kinds.iter().all(is_text)).then_some((block.label, kinds, &facts.items, &facts.pages))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Checked, Settings};

    /// Each edit leads to what is found in the text anew, whether it changes the skeleton or only words that a finding shows.
    #[test]
    fn what_is_kept_is_what_is_found_anew() {
        let text = "1. a\n\n2. b\n\n4. c\n\n5. d\n\n# A\n\n### B\n\n::: x\nl\n\n[p. 3] x\n\n[p. 2] y\n\n:::: z\n";
        let settings = &Arc::new(Settings::all());
        let mut document = Document::new(text);
        let mut checked = Checked::new(&document, settings);
        let mut found = Vec::new();
        for (old, new) in [
            ("a\n", "aa\n"),
            ("c\n", "[sic] c\n"),
            ("[sic] c", "c"),
            ("4.", "04."),
            ("04.", "3."),
            ("3.", "4."),
            ("### B", "### Bc"),
            ("### ", "## "),
            ("## ", "### "),
            ("x\nl", "xy\nl"),
            (":::: z", "::::: z"),
            ("[p. 2]", "[p. 4]"),
            ("[p. 4]", "[page 1]"),
            ("l\n\n", "l\n\n1. z\n\n"),
            ("b\n", "b\n\nb\n"),
        ] {
            let text = String::from(document.text());
            let at = text.find(old).expect("the text has it");
            let change = document.edit(at..at + old.len(), new);
            checked.update(&document, &change);
            let anew = Document::new(&String::from(document.text()));
            let anew = Checked::new(&anew, settings).findings(&anew);
            assert_eq!(checked.findings(&document), anew, "{old:?} → {new:?}");
            found.extend(anew.into_iter().map(|finding| finding.rule.name));
        }
        for rule in [
            "structure/item-sequence",
            "structure/heading-skips-level",
            "structure/unclosed-container",
            "structure/page-order",
        ] {
            assert!(found.contains(&rule), "{rule} is among {found:?}");
        }
    }
}
