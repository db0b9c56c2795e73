//! The facts of a block.

use std::ops::Range;
use std::sync::Arc;

use super::allowance::Allowance;
use super::brackets::Judgement;
use super::concordance::{Occurrence, occurrences};
use super::faults::Fault;
use super::header::Header;
use super::items;
use super::pages::PageMark;
use super::parts::{Part, PartKind};
use super::tables::Table;

pub mod copies;
mod dates;
mod numerals;
mod oddities;
mod structure;
mod tallies;
mod walk;
pub(super) mod words;

pub use copies::{Copies, CopiesSay};
pub use dates::{Dated, Stands};
pub use oddities::{Oddity, OddityKind, in_figures, in_one_script, is_numero, mended};
pub use structure::NoteUse;
pub use tallies::{Number, Tally};
pub use walk::collect;
pub(super) use walk::header;
pub use words::{Word, hash};

/// What a block says. Every range is in bytes from the start of the block, so that it holds wherever the block moves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The header, in the first block of a document that has one.
    pub header: Option<Box<Header>>,
    /// The editor's brackets that are closed, in the order of their openers.
    pub insertions: Vec<Insertion>,
    /// Signs without a partner, in the order of the text.
    pub faults: Vec<Fault>,
    /// Paragraphs, headings, items and so on, in the order of the text.
    pub parts: Vec<Part>,
    /// Words in front of a colon in brackets or braces that are shaped like a label, known or not.
    pub labels: Vec<LabelUse>,
    /// Unresolved CriticMarkup.
    pub reviews: Vec<Range<usize>>,
    /// Comments, `%%` included.
    pub comments: Vec<Range<usize>>,
    /// Those of them that allow a finding.
    pub allowances: Vec<Allowance>,
    /// NUL characters.
    pub nuls: Vec<usize>,
    /// Words with a capital in the running text, outside of header, editor's brackets, comments and raw TEI.
    pub words: Vec<Word>,
    /// What is odd about its characters and words, outside of header, comments and raw TEI; odd characters everywhere.
    pub oddities: Vec<Oddity>,
    /// What the block gives to the concordance.
    pub occurrences: Vec<Arc<Occurrence>>,
    /// The tables, with their rows and bars.
    pub tables: Vec<Table>,
    /// Brackets and braces that run over lines, closed or not; of those within each other, the outermost.
    pub over_lines: Vec<Range<usize>>,
    /// What stands between two signs and is no editor's bracket, in the order of the text.
    pub pairs: Vec<Pair>,
    /// Dates, and what stands in the place of one.
    pub dates: Vec<Dated>,
    /// Numbers with their parts.
    pub tallies: Vec<Tally>,
    /// Lines that say how many copies there are, or which this is.
    pub copies: Vec<Copies>,
    /// The labels of the items among the parts, in their order.
    pub items: Vec<items::Label>,
    /// What the page breaks among the parts say, in their order.
    pub pages: Vec<Option<PageMark>>,
    /// The ids of registers in the text, `{@name}`, in its order.
    pub ids: Vec<Range<usize>>,
    /// Names of footnotes, where they are given and where they are used.
    pub notes: Vec<NoteUse>,
    /// Words behind an `@` at the start of a line that are no role.
    pub unknown_roles: Vec<Range<usize>>,
    /// Whether it ends in a colon, as what introduces a list does.
    pub introduces: bool,
}

impl Facts {
    /// Those of a block that is one paragraph of nothing but text.
    pub fn of_plain(block: &str) -> Facts {
        let range = trimmed(block, 0..block.len());
        let label = range.start..range.start;
        let paragraph = Part {
            kind: PartKind::Paragraph,
            label,
            content: range.clone(),
            range,
        };
        let facts = Facts {
            parts: vec![paragraph],
            ..Facts::default()
        };
        facts.with_words(block)
    }

    /// With what is read from the running text, once the constructs in it are known.
    fn with_words(mut self, block: &str) -> Facts {
        self.words = words::words(block);
        self.oddities = oddities::oddities(block);
        let closed = self.insertions.iter().map(|insertion| &insertion.range);
        let mut apart = self.apart();
        if !apart.is_empty() && !self.oddities.is_empty() {
            apart.sort_by_key(|range| range.start);
            let mut stands_in = within(&apart);
            self.oddities
                .retain(|oddity| !stands_in(oddity.range.start) || oddity.kind.is_of_characters());
        }
        // The bars of a table keep its columns apart.
        if !self.tables.is_empty() {
            let in_table = |oddity: &Oddity| {
                let at = oddity.range.start;
                self.tables.iter().any(|table| table.range.contains(&at))
            };
            (self.oddities).retain(|oddity| oddity.kind.is_of_characters() || !in_table(oddity));
        }
        apart.extend(closed.cloned());
        if !apart.is_empty() {
            apart.sort_by_key(|range| range.start);
            let mut stands_in = within(&apart);
            self.words.retain(|word| !stands_in(word.range().start));
        }
        self.structure(block);
        self.occurrences = occurrences(block, &self)
            .into_iter()
            .map(Arc::new)
            .collect();
        self.dates = dates::dates(block, &self);
        self.tallies = tallies::tallies(block);
        self.copies = copies::copies(block);
        let header = self.header.as_ref().map_or(0, |header| header.range.end);
        if header > 0 {
            self.tallies
                .retain(|tally| tally.total.range.start >= header);
            self.copies.retain(|copies| copies.range.start >= header);
        }
        self
    }

    /// Where no text of the document stands: header, comments, raw TEI.
    fn apart(&self) -> Vec<Range<usize>> {
        let header = self.header.iter().map(|header| &header.range);
        let is_raw = |part: &&Part| part.kind == PartKind::RawTei;
        let raw = self.parts.iter().filter(is_raw);
        (header.chain(&self.comments))
            .chain(raw.map(|part| &part.range))
            .cloned()
            .collect()
    }

    /// Whether no rule could find anything in them.
    pub fn say_nothing(&self) -> bool {
        self.header.is_none()
            && self.insertions.is_empty()
            && self.faults.is_empty()
            && self.labels.is_empty()
            && self.reviews.is_empty()
            && self.comments.is_empty()
            && self.nuls.is_empty()
            && self.tallies.is_empty()
            && self.tables.is_empty()
            && self.unknown_roles.is_empty()
            && !self.parts.iter().any(Part::is_empty)
            && !(self.oddities.iter()).any(|oddity| oddity.kind.is_of_the_block())
            && (self.dates.iter()).all(Dated::says_nothing)
    }

    /// Whether a passage may begin here that is looked at as a whole; a list, or who got the copies.
    pub fn begins_a_passage(&self) -> bool {
        self.introduces
            || !self.copies.is_empty()
                && !self
                    .oddities
                    .iter()
                    .any(|oddity| oddity.kind.is_of_the_block())
    }
}

/// An editor's bracket.
#[derive(Clone, Debug, PartialEq)]
pub struct Insertion {
    /// From `[` to behind `]`.
    pub range: Range<usize>,
    /// What is between them.
    pub inner: Range<usize>,
    /// What it says, by which rule, and of which words.
    pub judgement: Judgement,
    /// Whether it stands within CriticMarkup.
    pub in_review: bool,
}

/// An act, a span, a review mark or emphasis, with both of its signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// From its first sign to behind its last.
    pub range: Range<usize>,
    /// What is between them; each sign is as long as the other.
    pub inner: Range<usize>,
}

/// Words in front of a colon that are shaped like a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelUse {
    /// The words, without the colon.
    pub range: Range<usize>,
    /// The bracket or brace that they begin.
    pub construct: Range<usize>,
    /// Whether that is a brace.
    pub brace: bool,
}

/// Whether a place stands in one of these ranges, asked in the order of the text. The ranges are sorted by their starts.
pub(super) fn within(ranges: &[Range<usize>]) -> impl FnMut(usize) -> bool {
    let (mut at, mut reached) = (0, 0);
    move |place| {
        while let Some(range) = ranges.get(at)
            && range.start <= place
        {
            reached = reached.max(range.end);
            at += 1;
        }
        place < reached
    }
}

/// A range without the white space at its ends.
fn trimmed(block: &str, range: Range<usize>) -> Range<usize> {
    let text = &block[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..start.max(range.start + text.trim_end().len())
}
