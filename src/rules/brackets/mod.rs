//! Rules on the editor's brackets.

pub mod empty;
pub mod furniture;
pub mod mismatched;
pub mod sic_without_reach;
pub mod unclassified;
pub mod unclosed;
pub mod under_review;
pub mod unknown_label;
pub mod unopened;

use std::ops::Range;

use super::BlockView;

/// Whether a sign is a square bracket, not a brace.
fn is_square(block: &BlockView, sign: &Range<usize>) -> bool {
    matches!(&block.text[sign.clone()], "[" | "]")
}

/// How far a fix looks for the end of a word or a line. Without a bound, a text of nothing but brackets would be read
/// once for each of them.
const LOOK: usize = 1000;

/// The text behind an offset, as far as a fix looks.
fn behind(text: &str, range: Range<usize>) -> &str {
    &text[range.start..text.ceil_char_boundary(range.start + LOOK).min(range.end)]
}

/// Where the line that holds an offset starts, if that is near.
fn line_start(text: &str, at: usize) -> Option<usize> {
    let start = text.floor_char_boundary(at.saturating_sub(LOOK));
    match text[start..at].rfind(['\n', '\r']) {
        Some(newline) => Some(start + newline + 1),
        None => (start == 0).then_some(0),
    }
}

/// Where the line that holds an offset ends, without the spaces behind it, if that is near.
fn line_end(text: &str, at: usize) -> Option<usize> {
    let near = behind(text, at..text.len());
    let line = match near.find(['\n', '\r']) {
        Some(newline) => &near[..newline],
        None if at + near.len() == text.len() => near,
        None => return None,
    };
    Some(at + line.trim_end().len())
}
