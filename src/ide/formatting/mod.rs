//! Formatting: the edits that give a document its canonical layout, as `docs/formatting.md` describes it.
//!
//! An edit touches white space, the bars and hyphens of a table, and the order of the header's fields; no word, bracket,
//! brace, quotation mark or dash. A block is laid out by itself, so that a selection changes no more than its blocks.

mod containers;
mod header;
mod moves;
mod reading;
mod spacing;
mod tables;

use std::ops::Range;

use crate::model::document::{BlockAt, Document};
use crate::model::facts::Facts;
use crate::rules::Edit;

pub use reading::read_the_same;

/// A block as it is laid out. All ranges are bytes in it.
struct Block<'a> {
    text: &'a str,
    facts: &'a Facts,
    /// Whether the document begins with it.
    first: bool,
    /// Whether the document ends with it.
    last: bool,
    /// How the line before it ends, for a last line that lacks its end.
    line_end: &'a str,
    /// Fences without a partner, sorted.
    unpaired: &'a [usize],
}

impl Block<'_> {
    fn is_unpaired(&self, fence: usize) -> bool {
        self.unpaired.binary_search(&fence).is_ok()
    }
}

/// The edits that lay out a whole document, in the order of the text, none overlapping; none if it is laid out already.
/// Linear in the text.
pub fn edits(document: &Document) -> Vec<Edit> {
    edits_in(document, &(0..document.text().len_bytes()))
}

/// The edits for the blocks that a range touches, and no others.
pub fn edits_in(document: &Document, range: &Range<usize>) -> Vec<Edit> {
    let first = document
        .block_at(range.start)
        .map_or(0, |block| block.index);
    let touched = |block: &BlockAt| block.index == first || block.start < range.end;
    let blocks = document.blocks().skip(first).take_while(touched);
    let mut edits = Vec::new();
    let mut unpaired = None;
    for block in blocks {
        let unpaired: &[usize] = match containers::has_fence(&block) {
            true => unpaired.get_or_insert_with(|| containers::unpaired(document)),
            false => &[],
        };
        edits.extend(block_edits(document, &block, unpaired));
    }
    edits
}

fn block_edits(document: &Document, at: &BlockAt, unpaired: &[usize]) -> Vec<Edit> {
    let text = document.block_text(at);
    let end = at.start + text.len();
    let unpaired: Vec<usize> = unpaired
        .iter()
        .skip(unpaired.partition_point(|fence| *fence < at.start))
        .take_while(|fence| **fence < end)
        .map(|fence| fence - at.start)
        .collect();
    let block = Block {
        text: &text,
        facts: &at.block.facts,
        first: at.start == 0,
        last: end == document.text().len_bytes(),
        line_end: line_end_before(document, at.start),
        unpaired: &unpaired,
    };
    let mut edits = Vec::new();
    if let Some(header) = &block.facts.header {
        edits.extend(header::edits(&text, header));
    }
    for table in &block.facts.tables {
        edits.extend(tables::edits(&text, table));
    }
    // The end of the last line comes behind what is put there.
    edits.extend(spacing::edits(&block, &edits));
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut merged: Vec<Edit> = Vec::new();
    for edit in edits {
        let range = at.lift(&edit.range);
        match merged.last_mut() {
            // Editors do not agree on the order of edits at one place.
            Some(last) if last.range.end == range.start => {
                last.range.end = range.end;
                last.new += &edit.new;
            }
            _ => merged.push(Edit::replace(range, edit.new)),
        }
    }
    merged
}

fn line_end_before(document: &Document, offset: usize) -> &'static str {
    let byte = |back: usize| Some(document.text().byte(offset.checked_sub(back)?));
    match (byte(2), byte(1)) {
        (Some(b'\r'), Some(b'\n')) => "\r\n",
        (_, Some(b'\r')) => "\r",
        _ => "\n",
    }
}

/// The start of the line that an offset stands in.
fn line_start(text: &str, offset: usize) -> usize {
    memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..offset]).map_or(0, |end| end + 1)
}

/// The end of the line that an offset stands in, before its line end.
fn line_end(text: &str, offset: usize) -> usize {
    let rest = &text.as_bytes()[offset..];
    memchr::memchr2(b'\n', b'\r', rest).map_or(text.len(), |length| offset + length)
}

/// Where the spaces and tabulators at the end of a range begin. Other white space, such as a form feed, stands for
/// something and stays.
fn text_end(text: &str, range: &Range<usize>) -> usize {
    let text = &text[range.clone()];
    range.start + text.trim_end_matches(SPACES).len()
}

const SPACES: [char; 2] = [' ', '\t'];

/// Puts `new` in the place of what stands at `range`, if that is something else.
fn put(text: &str, range: Range<usize>, new: &str, edits: &mut Vec<Edit>) {
    if text[range.clone()] != *new {
        edits.push(Edit::replace(range, new));
    }
}
