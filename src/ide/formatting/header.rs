//! The header: fields in the order of the vocabulary, spaces between keys, values and items, no blank lines.

use std::ops::Range;

use super::moves::{Entry, moves};
use super::{line_end, line_start, put, text_end};
use crate::model::header::{Field, Header};
use crate::rules::Edit;
use crate::syntax::blocks::{is_blank, lines};
use crate::vocabulary::Vocabulary;

/// How far the items of a list are set in.
const INDENT: &str = "  ";

/// The edits for a header, in the order of the text; none for one that is not closed. `text` is that of its block.
pub(super) fn edits(text: &str, header: &Header) -> Vec<Edit> {
    if !header.closed {
        return Vec::new();
    }
    let mut edits = Vec::new();
    ends_of_lines(text, header, &mut edits);
    // An indented comment that came to stand first would keep the header from being one.
    for comment in &header.comments {
        let indent = line_start(text, comment.start)..comment.start;
        if is_blank(&text[indent.clone()]) {
            put(text, indent, "", &mut edits);
        }
    }
    for field in &header.fields {
        field_edits(text, field, &mut edits);
    }
    edits.sort_by_key(|edit| edit.range.start);
    // A line that was not understood may belong to the field above it, which then has to stay there.
    match header.strange_lines.is_empty() {
        true => moves(text, &entries(text, header), edits),
        false => edits,
    }
}

/// Takes away blank lines, and spaces at the ends of lines that are no part of a value.
fn ends_of_lines(text: &str, header: &Header, edits: &mut Vec<Edit>) {
    let end = line_end(text, header.range.end);
    let mut values = header
        .fields
        .iter()
        .flat_map(|field| &field.values)
        .peekable();
    for (line, next) in lines(&text[..end]) {
        let end = text_end(text, &line);
        while values.next_if(|value| value.end <= end).is_some() {}
        if is_blank(&text[line.clone()]) {
            edits.push(Edit::delete(line.start..next));
        } else if values.peek().is_none_or(|value| end < value.start) {
            put(text, end..line.end, "", edits);
        }
    }
}

/// Sets a key to the start of its line, a space behind its colon, and its items in.
fn field_edits(text: &str, field: &Field, edits: &mut Vec<Edit>) {
    put(
        text,
        line_start(text, field.key.start)..field.key.start,
        "",
        edits,
    );
    space_behind(text, field.key.end + ":".len(), edits);
    for item in &field.items {
        let start = line_start(text, item.start);
        let indent = start..item.start;
        if continues(text, item) && !set_in_with_spaces(text, item, edits) {
            continue;
        }
        put(text, indent, INDENT, edits);
        space_behind(text, item.start + "-".len(), edits);
    }
}

/// One space between a sign and the value on its line; a comment there may be set off by more.
fn space_behind(text: &str, sign_end: usize, edits: &mut Vec<Edit>) {
    let rest = &text[sign_end..line_end(text, sign_end)];
    let value = rest.trim_start();
    let gap = sign_end..sign_end + (rest.len() - value.len());
    if !(value.is_empty() || value.starts_with('#') && !gap.is_empty()) {
        put(text, gap, " ", edits);
    }
}

fn continues(text: &str, item: &Range<usize>) -> bool {
    line_end(text, item.start) < item.end
}

/// Sets the further lines of an item in, or out, as much as its first; false where it is not set in by spaces alone, so
/// that it must stay.
fn set_in_with_spaces(text: &str, item: &Range<usize>, edits: &mut Vec<Edit>) -> bool {
    let of_spaces =
        |start: usize| text[start..].len() - text[start..].trim_start_matches(' ').len();
    let start = line_start(text, item.start);
    let further: Vec<usize> = lines(&text[item.clone()])
        .skip(1)
        .map(|(line, _)| item.start + line.start)
        .collect();
    let before = of_spaces(start);
    // YAML wants the further lines set in deeper than the hyphen.
    let is_deeper = |line: &usize| of_spaces(*line) > before.min(INDENT.len());
    if start + before != item.start || !further.iter().all(is_deeper) {
        return false;
    }
    for line in further {
        match INDENT.len().checked_sub(before) {
            Some(more) if more > 0 => edits.push(Edit::insert(line, " ".repeat(more))),
            Some(_) => {}
            None => {
                let less = (before - INDENT.len()).min(of_spaces(line) - INDENT.len() - 1);
                put(text, line..line + less, "", edits);
            }
        }
    }
    true
}

/// The fields with the comments above them, whole lines.
fn entries(text: &str, header: &Header) -> Vec<Entry> {
    // A line of the header ends before the closing one at the latest.
    let after = |offset: usize| {
        let end = line_end(text, offset);
        end + if text[end..].starts_with("\r\n") {
            2
        } else {
            1
        }
    };
    let vocabulary = Vocabulary::builtin();
    let mut start = after(header.range.start);
    header
        .fields
        .iter()
        .map(|field| {
            let region = start..after(field.range.end);
            start = region.end;
            let key = vocabulary.key(&text[field.key.clone()]);
            let place = key.and_then(|key| {
                vocabulary
                    .keys()
                    .iter()
                    .position(|other| other.name == key.name)
            });
            Entry {
                region,
                rank: place.unwrap_or(usize::MAX),
            }
        })
        .collect()
}
