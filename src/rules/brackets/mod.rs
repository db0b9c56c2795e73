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

/// Where the line that holds an offset starts.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |newline| newline + 1)
}

/// Where the line that holds an offset ends, without the spaces behind it.
fn line_end(text: &str, at: usize) -> usize {
    let line = text[at..].find(['\n', '\r']).map_or(&text[at..], |newline| &text[at..at + newline]);
    at + line.trim_end().len()
}
