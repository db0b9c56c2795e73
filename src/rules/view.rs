//! What a rule is shown: a block, a document, or all places of one subject.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::Settings;
use crate::collection::index::Index;
use crate::collection::summary::Summary;
use crate::model::concordance::{Entry, Manner};
use crate::model::description::Description;
use crate::model::document::Document;
use crate::model::facts::Facts;

/// A block as a rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct BlockView<'a> {
    /// Its text; all ranges of facts and findings are bytes in it.
    pub text: &'a str,
    /// What it says.
    pub facts: &'a Facts,
    /// What the collection wants.
    pub settings: &'a Settings,
}

/// A document as a rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct DocumentView<'a> {
    /// The document.
    pub document: &'a Document,
    /// What the collection wants.
    pub settings: &'a Settings,
    /// Where [`DocumentView::description`] is kept for the rules that ask later.
    pub described: &'a OnceCell<Description>,
}

impl<'a> DocumentView<'a> {
    /// What the document says of itself; read when the first rule asks.
    pub fn description(&self) -> &'a Description {
        self.described
            .get_or_init(|| Description::of(self.document))
    }
}

/// A document among all of its collection.
#[derive(Clone, Copy, Debug)]
pub struct CollectionView<'a> {
    /// What the document says.
    pub summary: &'a Summary,
    /// What all of them say, this one included.
    pub index: &'a Index,
}

/// All places of one subject of the concordance.
#[derive(Clone, Copy, Debug)]
pub struct SubjectView<'a> {
    /// The document they stand in.
    pub document: &'a Document,
    /// What the collection wants.
    pub settings: &'a Settings,
    /// The places in the order of the text; at least one.
    pub entries: &'a [Entry],
}

impl<'a> SubjectView<'a> {
    /// Where the subject stands, in bytes of the document. Costs the search for the block.
    pub fn range(&self, entry: &Entry) -> Range<usize> {
        self.lift(entry, &entry.occurrence.range)
    }

    /// Where its partner stands: the bracket's words for what they explain, and the other way round.
    pub fn partner(&self, entry: &Entry) -> Range<usize> {
        self.lift(entry, &entry.occurrence.partner)
    }

    /// What is written at a range of the document.
    pub fn text(&self, range: Range<usize>) -> Cow<'a, str> {
        self.document.slice(range)
    }

    /// The places where a bracket explains it, each with the key of the explanation.
    pub fn explained(&self) -> impl Iterator<Item = (&'a Entry, u64)> {
        self.entries
            .iter()
            .filter_map(|entry| match entry.occurrence.manner {
                Manner::Explained { by } => Some((entry, by)),
                _ => None,
            })
    }

    /// The places where it stands by itself.
    pub fn mentioned(&self) -> impl Iterator<Item = &'a Entry> {
        let alone = |entry: &&Entry| entry.occurrence.manner == Manner::Mentioned;
        self.entries.iter().filter(alone)
    }

    fn lift(&self, entry: &Entry, range: &Range<usize>) -> Range<usize> {
        let block = self.document.labelled(entry.block);
        block.map_or(0..0, |block| block.lift(range))
    }
}
