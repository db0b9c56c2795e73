//! Lines and columns as people count them.

use std::ops::Range;

use ropey::Rope;

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// From 1; lines end at LF, CRLF or CR.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl Place {
    /// The place of a byte, or of the end of the text. Costs the logarithm of the text, however long its lines.
    pub fn of(text: &Rope, offset: usize) -> Place {
        let char = text.byte_to_char(offset.min(text.len_bytes()));
        let line = text.char_to_line(char);
        Place {
            line: line + 1,
            column: char - text.line_to_char(line) + 1,
        }
    }
}

/// A range of bytes as places; the second is that behind the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub start: Place,
    pub end: Place,
}

impl Span {
    pub fn of(text: &Rope, range: &Range<usize>) -> Span {
        Span {
            start: Place::of(text, range.start),
            end: Place::of(text, range.end.max(range.start)),
        }
    }
}
