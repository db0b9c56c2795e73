//! A document: its text, its blocks, and the facts of each.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use ropey::Rope;
use tree_sitter::Tree;

use super::Knowledge;
use super::asked::Asked;
use super::brackets::Context;
use super::facts::{self, Facts};
use super::header::Header;
pub use super::sum::Sum;
use crate::syntax::sequence::{Place, Sequence};
use crate::syntax::{blocks, tree};
use crate::vocabulary::Vocabulary;

/// A document as a value: a clone is O(1) and stays as it is while the original is edited.
#[derive(Clone, Debug)]
pub struct Document {
    text: Rope,
    blocks: Sequence<Arc<Block>>,
    language: Arc<str>,
    knowledge: Knowledge,
}

/// A block: lines between blank lines. What it holds is relative to its start.
#[derive(Debug)]
pub struct Block {
    /// Names it among the blocks of its document, now and under later edits; grows from block to block.
    pub label: Label,
    /// Length in bytes, the blank lines behind it included.
    pub len: usize,
    /// Its tree; none where the block is plain text, which needs none.
    pub tree: Option<Tree>,
    /// Its facts.
    pub facts: Facts,
    /// What it adds to the sums of its document.
    pub(super) sum: Sum,
    /// What else was asked of it so far.
    pub asked: Asked,
}

/// The name of a block, by which the concordance knows it however the text around it is edited.
pub type Label = u64;

/// Between the labels of neighbours there is room for so many others; where it is used up, all are given anew.
const ROOM: Label = 1 << 32;

/// What an edit did to the row of blocks: those of `removed`, which began at index `start`, became `inserted` others.
#[derive(Clone, Debug)]
pub struct Change {
    /// Index of the first block that is new or gone.
    pub start: usize,
    /// The blocks that went.
    pub removed: Vec<Arc<Block>>,
    /// How many came.
    pub inserted: usize,
}

/// A block in its document.
#[derive(Clone, Debug)]
pub struct BlockAt<'a> {
    /// Its index, from 0.
    pub index: usize,
    /// Where it starts, in bytes.
    pub start: usize,
    /// The block.
    pub block: &'a Arc<Block>,
}

impl<'a> From<Place<'a, Arc<Block>>> for BlockAt<'a> {
    fn from(place: Place<'a, Arc<Block>>) -> Self {
        BlockAt {
            index: place.index,
            start: place.before.bytes,
            block: place.item,
        }
    }
}

impl BlockAt<'_> {
    /// A range of the block as one of the document.
    pub fn lift(&self, range: &Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }
}

impl Document {
    /// Reads a document. Linear in the text; every text is a document.
    pub fn new(text: &str) -> Document {
        Document::with(text, Knowledge::default())
    }

    /// Reads a document of a collection that has words and names of its own.
    pub fn with(text: &str, knowledge: Knowledge) -> Document {
        let mut document = Document {
            knowledge,
            text: Rope::from_str(text),
            blocks: Sequence::default(),
            language: Arc::from(""),
        };
        document.read(text);
        document
    }

    /// The text.
    pub fn text(&self) -> &Rope {
        &self.text
    }

    /// A piece of the text, by bytes; borrowed where it lies in one piece of the rope.
    pub fn slice(&self, range: Range<usize>) -> Cow<'_, str> {
        self.text.byte_slice(range).into()
    }

    /// The language of the text as its header says, `en` where it says none.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// What it was read by.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The words that have a meaning in it.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.knowledge.vocabulary()
    }

    /// All blocks in order.
    pub fn blocks(&self) -> impl Iterator<Item = BlockAt<'_>> {
        self.blocks.iter().map(BlockAt::from)
    }

    /// The blocks that hold something, by their sums; see [`Sequence::iter_where`].
    pub fn blocks_where(&self, wanted: impl Fn(&Sum) -> bool) -> impl Iterator<Item = BlockAt<'_>> {
        self.blocks.iter_where(wanted).map(BlockAt::from)
    }

    /// The blocks at these indexes.
    pub fn blocks_at(&self, range: Range<usize>) -> impl Iterator<Item = &Arc<Block>> {
        self.blocks.range(range)
    }

    /// The block at an index.
    pub fn block(&self, index: usize) -> Option<BlockAt<'_>> {
        self.blocks.get(index).map(BlockAt::from)
    }

    /// The block that holds the byte at `offset`; the last one for the end of the text.
    pub fn block_at(&self, offset: usize) -> Option<BlockAt<'_>> {
        self.blocks
            .find(|sum| sum.bytes > offset)
            .or_else(|| self.blocks.get(self.blocks.len().checked_sub(1)?))
            .map(BlockAt::from)
    }

    /// The block of a label.
    pub fn labelled(&self, label: Label) -> Option<BlockAt<'_>> {
        self.blocks
            .find(|sum| sum.label >= label)
            .filter(|place| place.item.label == label)
            .map(BlockAt::from)
    }

    /// What is added up over all blocks.
    pub fn sum(&self) -> Sum {
        self.blocks.sum()
    }

    /// The text of a block.
    pub fn block_text(&self, block: &BlockAt) -> Cow<'_, str> {
        self.slice(block.start..block.start + block.block.len)
    }

    /// How many blocks there are.
    pub fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// The header, if there is one, with the text of the block that holds it; that block starts at byte 0.
    pub fn header(&self) -> Option<(&Header, Cow<'_, str>)> {
        let first = self.block(0)?;
        let header = first.block.facts.header.as_deref()?;
        Some((header, self.slice(0..first.block.len)))
    }

    /// Replaces the bytes at `range`, which must lie on character boundaries within the text.
    ///
    /// Costs the blocks that the edit touches; what stands before and behind them is shared with the document as it
    /// was. Where the edit changes the language of the text, or no label is left between two blocks, all facts are
    /// collected anew.
    pub fn edit(&mut self, range: Range<usize>, new: &str) -> Change {
        let chars = self.text.byte_to_char(range.start)..self.text.byte_to_char(range.end);
        self.text.remove(chars.clone());
        self.text.insert(chars.start, new);
        let before = self.blocks.clone();
        let change = self.edit_blocks(&range, new.len());
        let keeps = |change: &Change| {
            change.start > 0 || {
                let header = self.header();
                let header = header.as_ref().map(|(header, block)| (*header, &**block));
                self.language == language_of(header)
            }
        };
        let Some(change) = change.filter(keeps) else {
            return self.read_anew(before);
        };
        change
    }

    fn read_anew(&mut self, before: Sequence<Arc<Block>>) -> Change {
        let text = String::from(&self.text);
        self.read(&text);
        Change {
            start: 0,
            removed: before.iter().map(|place| Arc::clone(place.item)).collect(),
            inserted: self.blocks.len(),
        }
    }

    /// None where there is no label left for a new block.
    fn edit_blocks(&mut self, range: &Range<usize>, new_len: usize) -> Option<Change> {
        // A blank line may come or go at the edge of a block, so its neighbours are read again as well.
        let count = self.blocks.len();
        let touched = |offset: usize| self.block_at(offset).map_or(0, |block| block.index);
        let first = touched(range.start).saturating_sub(1);
        let mut last = (touched(range.end) + 2).min(count);
        let start = self.block(first).map_or(0, |block| block.start);
        let (region, pieces) = loop {
            let old_end = self
                .block(last)
                .map_or_else(|| self.blocks.sum().bytes, |block| block.start);
            let region = String::from(self.text.byte_slice(start..old_end - range.len() + new_len));
            let pieces = blocks::split(&region, first == 0);
            // A header that is not closed may go on beyond what was read.
            let header_goes_on = first == 0 && pieces.len() == 1 && last < count;
            if !header_goes_on {
                break (region, pieces);
            }
            last = (2 * last + 2).min(count);
        };
        let old: Vec<(usize, Arc<Block>)> = (first..last)
            .filter_map(|index| self.block(index))
            .map(|block| (block.start, Arc::clone(block.block)))
            .collect();
        let edit_end = range.start + new_len;
        let kept_before = old
            .iter()
            .zip(&pieces)
            .take_while(|((at, block), piece)| {
                at + block.len <= range.start && block.len == piece.len()
            })
            .count();
        let kept_after = old
            .iter()
            .rev()
            .zip(pieces.iter().rev())
            .take(old.len().min(pieces.len()) - kept_before)
            .take_while(|((at, block), piece)| {
                *at >= range.end
                    && start + piece.start >= edit_end
                    && block.len == piece.len()
                    && (*at == 0) == (start + piece.start == 0)
            })
            .count();
        let changed_old = &old[kept_before..old.len() - kept_after];
        let changed_new = &pieces[kept_before..pieces.len() - kept_after];
        let context = Context::of(&self.language, &self.knowledge);
        // Where one block became one, its tree is edited too.
        let before = match (changed_old, changed_new) {
            ([(at, block)], [piece])
                if (*at == 0) == (start + piece.start == 0)
                    && *at <= range.start
                    && range.end <= at + block.len =>
            {
                block
                    .tree
                    .as_ref()
                    .map(|tree| (tree, range.start - at, range.end - at, edit_end - at))
            }
            _ => None,
        };
        let label_at = |index: usize| self.blocks.get(index).map(|place| place.item.label);
        let labels = match changed_old {
            // A block that stays one keeps its name, and so does all that is known by it.
            [(_, block)] if changed_new.len() == 1 => vec![block.label],
            _ => {
                let before = (first + kept_before).checked_sub(1).and_then(label_at);
                let behind = label_at(last - kept_after);
                labels_between(before.unwrap_or(0), behind, changed_new.len())?
            }
        };
        let new_blocks: Vec<_> = changed_new
            .iter()
            .zip(labels)
            .map(|(piece, label)| {
                let (text, at_start) = (&region[piece.clone()], start + piece.start == 0);
                let tree = match before {
                    _ if !at_start && blocks::is_plain(text) => None,
                    Some((tree, from, old_end, new_end)) => {
                        Some(tree::reparse(text, at_start, tree, from, old_end, new_end))
                    }
                    None => Some(tree::parse(text, at_start)),
                };
                Arc::new(block_of(label, text, tree, &context))
            })
            .collect();
        let change = Change {
            start: first + kept_before,
            removed: changed_old
                .iter()
                .map(|(_, block)| Arc::clone(block))
                .collect(),
            inserted: new_blocks.len(),
        };
        self.blocks.splice(
            change.start..change.start + change.removed.len(),
            new_blocks,
        );
        Some(change)
    }

    /// Fills the blocks from the whole text.
    fn read(&mut self, text: &str) {
        let pieces = blocks::split(text, true);
        let first_tree = pieces
            .first()
            .map(|piece| tree::parse(&text[piece.clone()], true));
        self.language = match (&first_tree, pieces.first()) {
            // Read before the facts, since they depend on it.
            (Some(tree), Some(piece)) => {
                let header = facts::header(tree);
                language_of(header.as_ref().map(|header| (header, &text[piece.clone()])))
            }
            _ => language_of(None),
        };
        let context = Context::of(&self.language, &self.knowledge);
        let mut first_tree = first_tree;
        self.blocks = pieces
            .into_iter()
            .zip(1..)
            .map(|(piece, number)| {
                let text = &text[piece];
                let tree = first_tree
                    .take()
                    .or_else(|| (!blocks::is_plain(text)).then(|| tree::parse(text, false)));
                Arc::new(block_of(number * ROOM, text, tree, &context))
            })
            .collect();
    }
}

/// That many labels behind one and before another, evenly apart.
fn labels_between(before: Label, behind: Option<Label>, count: usize) -> Option<Vec<Label>> {
    let count = count as Label;
    let step = match behind {
        Some(behind) => (behind - before) / (count + 1),
        None => ROOM,
    };
    let fits = step > 0 && before.checked_add(step.checked_mul(count)?).is_some();
    fits.then(|| (1..=count).map(|number| before + number * step).collect())
}

const DEFAULT_LANGUAGE: &str = "en";

fn block_of(label: Label, text: &str, tree: Option<Tree>, context: &Context) -> Block {
    let facts = tree.as_ref().map_or_else(
        || Facts::of_plain(text),
        |tree| facts::collect(text, tree, context),
    );
    Block {
        sum: Sum::of(label, text.len(), &facts),
        label,
        len: text.len(),
        tree,
        facts,
        asked: Asked::default(),
    }
}

/// The language that a header states, if there is one.
fn language_of(header: Option<(&Header, &str)>) -> Arc<str> {
    let stated = header.and_then(|(header, block)| header.language(block));
    stated.map_or_else(
        || Arc::from(DEFAULT_LANGUAGE),
        |language| Arc::from(language.as_str()),
    )
}
