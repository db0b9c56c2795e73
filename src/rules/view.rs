//! What a rule is shown: a block, a document, or all places of one subject.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::structure::Skeleton;
use super::{PASSAGE, Settings};
use crate::collection::index::Index;
use crate::collection::summary::Summary;
use crate::model::concordance::{Entry, Habit, Manner, Topic, Way};
use crate::model::description::Description;
use crate::model::document::{BlockAt, Document};
use crate::model::draft::Ends;
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

/// A block with those behind it.
#[derive(Clone, Copy, Debug)]
pub struct PassageView<'a> {
    /// The document they stand in.
    pub document: &'a Document,
    /// What the collection wants.
    pub settings: &'a Settings,
    /// The first block.
    pub first: &'a BlockAt<'a>,
}

impl<'a> PassageView<'a> {
    /// The blocks behind the first.
    pub fn behind(&self) -> impl Iterator<Item = BlockAt<'a>> {
        let document = self.document;
        let indexes = self.first.index + 1..self.first.index + 1 + PASSAGE;
        indexes.map_while(move |index| document.block(index))
    }

    /// A range of a block as one of the passage, which starts where its first block does.
    pub fn lower(&self, block: &BlockAt, range: &Range<usize>) -> Range<usize> {
        let range = block.lift(range);
        range.start - self.first.start..range.end - self.first.start
    }
}

/// A document as a rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct DocumentView<'a> {
    /// The document.
    pub document: &'a Document,
    /// What the collection wants.
    pub settings: &'a Settings,
    /// What its ends say, for a header that is not there.
    pub ends: &'a Ends,
    /// What is found by the kinds and numbers of its parts.
    pub skeleton: &'a Skeleton,
    /// Where [`DocumentView::description`] is kept for the rules that ask later.
    pub described: &'a OnceCell<Description>,
}

impl<'a> DocumentView<'a> {
    /// What the document says of itself; read when the first rule asks.
    pub fn description(&self) -> &'a Description {
        self.described
            .get_or_init(|| Description::of(self.document, &self.settings.registers))
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
    /// The manners and forms in which it occurs; at least one. Those that explain come first, then those that mention.
    pub ways: &'a [Way<'a>],
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

    /// What is written in several ways and how the collection wants it, without brackets; none where it leaves that open, or
    /// the text only quotes.
    pub fn convention(&self) -> Option<(Habit, &'a str)> {
        let subject = self.ways.first()?.subject();
        match subject.topic {
            Topic::Habit(habit) => {
                let wanted = self.settings.conventions.of(habit)?;
                let fits = habit.may_be(wanted, subject, self.document.language());
                fits.then_some((habit, wanted))
            }
            _ => None,
        }
    }

    /// The ways in which brackets explain it.
    pub fn explained(&self) -> impl Iterator<Item = &'a Way<'a>> {
        let explained = |way: &&Way| matches!(way.manner(), Manner::Explained { .. });
        self.ways.iter().filter(explained)
    }

    /// The forms in which it stands by itself.
    pub fn mentioned(&self) -> impl Iterator<Item = &'a Way<'a>> {
        let alone = |way: &&Way| way.manner() == Manner::Mentioned;
        self.ways.iter().filter(alone)
    }

    /// Every place, in the order of the text.
    pub fn entries(&self) -> Vec<&'a Entry> {
        let mut entries: Vec<_> = self.ways.iter().flat_map(Way::entries).collect();
        entries.sort_by_key(|entry| entry.place());
        entries
    }

    fn lift(&self, entry: &Entry, range: &Range<usize>) -> Range<usize> {
        let block = self.document.labelled(entry.block);
        block.map_or(0..0, |block| block.lift(range))
    }
}

/// The first place of some ways in the order of the text.
pub fn first<'a>(ways: impl Iterator<Item = &'a Way<'a>>) -> Option<&'a Entry> {
    ways.map(|way| way.first).min_by_key(|entry| entry.place())
}
