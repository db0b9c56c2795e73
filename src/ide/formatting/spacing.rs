//! Blank lines, spaces at the ends of lines, and the end of the document.

use std::ops::Range;

use super::{Block, SPACES, line_end, line_start, tables, text_end};
use crate::model::parts::{Part, PartKind};
use crate::rules::Edit;
use crate::syntax::blocks::{header_length, lines};

const MARK: char = '\u{feff}';

/// So many containers may be open in each other; in a block with more of them, a blank line could change what is read.
const CONTAINERS: usize = 64;

/// The edits for the lines of a block, but for those of its header and its tables; `others` are the edits for these.
pub(super) fn edits(block: &Block, others: &[Edit]) -> Vec<Edit> {
    let mark = match block.first {
        true => block.text.len() - block.text.trim_start_matches(MARK).len(),
        false => 0,
    };
    let body = body(block, mark);
    let mut edits = Vec::new();
    if body.start > mark {
        edits.push(Edit::delete(mark..body.start));
    }
    lines_between(block, &body, &mut edits);
    touching_parts(block, &mut edits);
    if body.end < block.text.len() {
        edits.push(Edit::delete(body.end..block.text.len()));
    } else if block.last && lacks_its_end(&block.text[mark..], others, body.end) {
        edits.push(Edit::insert(body.end, line_end_of(block, block.text.len())));
    }
    edits
}

/// The block without blank lines at the very start and the very end of the document.
fn body(block: &Block, mark: usize) -> Range<usize> {
    let text = &block.text[mark..];
    let mut lines = lines(text).filter(|(line, _)| text_end(text, line) > line.start);
    let Some((first, next)) = lines.next() else {
        return mark..mark;
    };
    let last = lines.last().map_or(next, |(_, next)| next);
    // What follows blank lines may look like a header or a byte order mark, and must not become one.
    let rest = &text[first.start..];
    let stays = !block.first || header_length(rest) > 0 || rest.starts_with(MARK);
    let start = if stays { 0 } else { first.start };
    mark + start..mark + if block.last { last } else { text.len() }
}

/// Whether the last line of a document is to get an end: not where that would make a line break of a backslash.
fn lacks_its_end(text: &str, others: &[Edit], end: usize) -> bool {
    let gets_a_bar = || {
        others
            .iter()
            .any(|edit| edit.range.end == end && !edit.new.is_empty())
    };
    !text.is_empty()
        && !text.ends_with(['\n', '\r'])
        && (!ends_in_lone_backslash(text) || gets_a_bar())
}

/// How the line before an offset ends.
fn line_end_of<'a>(block: &Block<'a>, offset: usize) -> &'a str {
    let text = &block.text[..offset];
    match memchr::memrchr2(b'\n', b'\r', text.as_bytes()) {
        Some(at) if text[..at].ends_with('\r') && text[at..].starts_with('\n') => "\r\n",
        Some(at) => &block.text[at..at + 1],
        None => block.line_end,
    }
}

/// Takes the spaces from the ends of lines, and all blank lines of a run but the first.
fn lines_between(block: &Block, body: &Range<usize>, edits: &mut Vec<Edit>) {
    let text = block.text;
    let mut kept = kept(block).into_iter().peekable();
    let mut behind_blank = false;
    for (line, next) in lines(&text[body.clone()]) {
        let line = line.start + body.start..line.end + body.start;
        let end = text_end(text, &line);
        while kept.next_if(|range| range.end <= end).is_some() {}
        if kept.peek().is_some_and(|range| range.start < end) {
            behind_blank = false;
            continue;
        }
        let is_blank = end == line.start;
        if is_blank && behind_blank {
            edits.push(Edit::delete(line.start..next + body.start));
        } else if end < line.end && !would_join_line_ends(text, end, line.end) {
            edits.push(Edit::delete(end..line.end));
        }
        behind_blank = is_blank;
    }
}

/// Whether a carriage return and a line feed, each the end of a line, would become the end of one.
fn would_join_line_ends(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with('\r') && text[end..].starts_with('\n')
}

/// Where spaces stay, in the order of the text: those of a line whose words end within.
fn kept(block: &Block) -> Vec<Range<usize>> {
    let (text, facts) = (block.text, block.facts);
    // Headers and tables are laid out by themselves, to the ends of their lines.
    let whole = |range: &Range<usize>| range.start..line_end(text, range.end) + 1;
    let header = facts.header.iter().map(|header| whole(&header.range));
    let tables = facts.tables.iter().map(|table| whole(&table.range));
    let parts = facts.parts.iter().filter_map(|part| match part.kind {
        PartKind::RawTei => Some(part.range.clone()),
        // A label is one only with a space behind it.
        PartKind::Item => Some(part.label.start..part.label.end + 1),
        _ => None,
    });
    // Without the space behind it, a backslash would keep the line break.
    let backslashes = memchr::memchr_iter(b'\\', text.as_bytes())
        .filter(|at| text[at + 1..].starts_with(SPACES))
        .filter(|at| ends_in_lone_backslash(&text[..=*at]));
    let mut kept: Vec<_> = header.chain(tables).chain(parts).collect();
    kept.extend(facts.over_lines.iter().cloned());
    kept.extend(backslashes.map(|at| at..at + 2));
    kept.sort_by_key(|range| range.start);
    kept
}

/// Whether a text ends in a backslash that no other one escapes.
fn ends_in_lone_backslash(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// Puts a blank line between two parts that follow each other at once, where they are to stand apart.
fn touching_parts(block: &Block, edits: &mut Vec<Edit>) {
    let facts = block.facts;
    let mut before = facts.header.as_ref().map(|_| Side::Apart);
    let starts = facts
        .parts
        .iter()
        .filter(|part| matches!(part.kind, PartKind::ContainerStart(_)));
    if facts.parts.len() + usize::from(before.is_some()) < 2 || starts.count() > CONTAINERS {
        return;
    }
    for part in &facts.parts {
        let Some([above, below]) = sides(block, part) else {
            continue;
        };
        let start = line_start(block.text, part.range.start);
        let begins_line = block.text[start..part.range.start].trim().is_empty();
        if begins_line && start > 0 && before.is_some_and(|before| before.stands_apart_from(above))
        {
            edits.push(Edit::insert(start, line_end_of(block, start)));
        }
        before = Some(below);
    }
}

/// How one edge of a part gets on with what is next to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// A blank line sets it off.
    Apart,
    /// What follows at once is left there, as lines of an address are.
    AsTyped,
    /// It belongs to what is next to it, whatever that is: a comment, or the inner side of a fence.
    Attached,
}

impl Side {
    fn stands_apart_from(self, other: Side) -> bool {
        let sides = [self, other];
        sides.contains(&Side::Apart) && !sides.contains(&Side::Attached)
    }
}

/// The upper and the lower edge of a part; none of a page break, which stands within one.
fn sides(block: &Block, part: &Part) -> Option<[Side; 2]> {
    Some(match part.kind {
        PartKind::PageBreak => return None,
        PartKind::ContainerStart(_) | PartKind::ContainerEnd(_)
            if block.is_unpaired(part.range.start) =>
        {
            [Side::AsTyped; 2]
        }
        PartKind::Table if !is_meant(block, part) => [Side::AsTyped; 2],
        PartKind::ContainerStart(_) => [Side::Apart, Side::Attached],
        PartKind::ContainerEnd(_) => [Side::Attached, Side::Apart],
        PartKind::Comment => [Side::Attached; 2],
        PartKind::Heading(_) | PartKind::Table | PartKind::RawTei => [Side::Apart; 2],
        PartKind::Paragraph | PartKind::Item | PartKind::RoleLine | PartKind::Footnote => {
            [Side::AsTyped; 2]
        }
    })
}

fn is_meant(block: &Block, part: &Part) -> bool {
    let tables = &block.facts.tables;
    let at = tables.binary_search_by_key(&part.range.start, |table| table.range.start);
    at.is_ok_and(|at| tables::is_meant(block.text, &tables[at]))
}
