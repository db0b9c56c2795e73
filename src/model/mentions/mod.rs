//! The names in a document: of places, persons and abbreviations that a register or gazetteer knows, found in plain prose.
//!
//! A name is the longest run of words that is known. What a register lists is a name wherever it stands. What only the
//! gazetteer lists may as well be a person, a body or a common word: `verdict` weighs what stands around it, here and
//! elsewhere in the document. How often that is right is measured in `docs/names.md`.

mod around;
mod clues;
mod cues;
mod names;
mod surroundings;
mod table;
mod verdict;

use std::ops::Range;
use std::sync::Arc;

use super::document::{BlockAt, Document};
use crate::registers::gazetteer::{Renown, fold};
use crate::registers::{Registers, Row, Topic};
pub use names::Glossed;
use names::Names;
pub use surroundings::Surroundings;
use verdict::{Document as Votes, Sense};

/// A name at a place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, without a possessive, in bytes of the document.
    pub range: Range<usize>,
    /// The name without what spellings differ in: see [`fold`].
    pub key: Arc<str>,
    /// What all spellings of the name share, whatever romanisation they are of: see [`loosen`].
    pub loose: Arc<str>,
    /// The rows of registers that it may mean: none where only the gazetteer knows it, several where nothing tells which.
    pub rows: Vec<Row>,
    /// The id that stands behind it, as `{@name}`.
    pub id: Option<Range<usize>>,
    /// Whether it stands in an editor's bracket, as another name of what stands before it.
    pub in_gloss: bool,
}

impl Mention {
    /// What it is, if that is clear; what only the gazetteer knows is a place.
    pub fn topic(&self) -> Option<Topic> {
        let mut topics = self.rows.iter().map(|row| row.topic);
        match topics.next() {
            None => Some(Topic::Places),
            Some(first) => topics.all(|topic| topic == first).then_some(first),
        }
    }

    /// Whether both mean the same: one row of a register, or where no register has it, one name, whatever romanisation spells
    /// it: `Ghulja`, `Gulja`.
    pub fn means_the_same_as(&self, other: &Mention) -> bool {
        match (&self.rows[..], &other.rows[..]) {
            ([], []) => self.loose == other.loose,
            ([one], [another]) => one == another,
            _ => false,
        }
    }
}

/// A name that may be one, in its block.
#[derive(Debug)]
pub(super) struct Candidate {
    range: Range<usize>,
    key: Arc<str>,
    /// What all its spellings share; see [`loosen`].
    loose: Arc<str>,
    rows: Vec<Row>,
    renown: Renown,
    id: Option<Range<usize>>,
    in_gloss: bool,
    /// Whether the document glosses it with the name of a place, or with it a place.
    glossed: bool,
    sense: Sense,
}

impl Candidate {
    /// The name in its document, where its block starts at `start`.
    fn mention(&self, start: usize) -> Mention {
        let lift = |range: &Range<usize>| range.start + start..range.end + start;
        Mention {
            range: lift(&self.range),
            key: Arc::clone(&self.key),
            loose: Arc::clone(&self.loose),
            rows: self.rows.clone(),
            id: self.id.as_ref().map(lift),
            in_gloss: self.in_gloss,
        }
    }
}

/// The names of a document, in its order. The first time, linear in the text, some microseconds for each word with a capital;
/// under edits, what has changed is read anew, and each name costs a fraction of a microsecond.
pub fn mentions(document: &Document, registers: &Registers) -> Vec<Mention> {
    let names = Names::of(document, registers);
    let mut votes = Votes::default();
    let blocks: Vec<_> = document
        .blocks()
        .map(|block| candidates(document, &block, &names))
        .collect();
    for candidate in blocks.iter().flat_map(|(_, candidates)| &**candidates) {
        votes.count(candidate);
    }
    let mut mentions = Vec::new();
    for (start, candidates) in &blocks {
        let accepted = candidates.iter().filter(|it| votes.accept(it));
        mentions.extend(accepted.map(|it| it.mention(*start)));
    }
    mentions
}

/// The name at a byte of a document, if one stands there. Costs its block; the whole document only where what stands around
/// the name does not tell what it is.
pub fn mention_at(document: &Document, registers: &Registers, offset: usize) -> Option<Mention> {
    let names = Names::of(document, registers);
    let block = document.block_at(offset)?;
    let (start, candidates) = candidates(document, &block, &names);
    let stands = |range: &Range<usize>| (range.start..=range.end).contains(&(offset - start));
    let candidate = candidates.iter().find(|it| stands(&it.range))?;
    if candidate.sense == Sense::Certain {
        return Some(candidate.mention(start));
    }
    let whole = |mention: &Mention| (mention.range.start..=mention.range.end).contains(&offset);
    mentions(document, registers).into_iter().find(whole)
}

/// Whether the word before a place in a text is a title, such as `Consul` or `Cde.`: then the name there is a person's.
pub fn has_title_before(text: &str, at: usize) -> bool {
    clues::is_title(around::Around::of(text, &(at..at)).before)
}

/// Where a block starts, and the names in it that may be some.
fn candidates(document: &Document, block: &BlockAt, names: &Names) -> (usize, Arc<Vec<Candidate>>) {
    let asked = &block.block.asked.names;
    (
        block.start,
        asked.get(names.key, || read(document, block, names)),
    )
}

fn read(document: &Document, block: &BlockAt, names: &Names) -> Vec<Candidate> {
    let facts = &block.block.facts;
    let text = document.block_text(block);
    let mut candidates = names.in_block(&text, facts);
    let mut ids = facts.ids.iter().peekable();
    for candidate in &mut candidates {
        while ids.next_if(|id| id.start < candidate.range.end).is_some() {}
        if let Some(id) = ids.next_if(|id| id.start == candidate.range.end) {
            let written = text[id.clone()]
                .trim_start_matches("{@")
                .trim_end_matches('}')
                .trim();
            candidate.id = Some(id.clone());
            // An id that no register has leaves the name what it is.
            candidate.rows = match names.registers.with_id(written) {
                Some(row) => vec![row],
                None => std::mem::take(&mut candidate.rows),
            };
        }
    }
    verdict::weigh(&text, document.language(), &mut candidates);
    candidates
}
