//! Rules on the editor's brackets.

pub mod confusable;
pub mod doubled_outside;
pub mod empty;
pub mod furniture;
pub mod label_two_ways;
pub mod mismatched;
pub mod misspelt;
pub mod sic_without_reach;
pub mod spacing;
pub mod unclassified;
pub mod unclosed;
pub mod under_review;
pub mod unknown_label;
pub mod unopened;

use std::ops::Range;

use super::BlockView;
use crate::model::faults::FaultKind;
use crate::registers::words::Words;

/// Whether a sign is a square bracket, not a brace.
fn is_square(block: &BlockView, sign: &Range<usize>) -> bool {
    matches!(&block.text[sign.clone()], "[" | "]")
}

/// The `{` or `(` that was meant for the `[` of a stray `]`: one that nothing else closes, on the same line.
pub(super) fn mistaken_opener(block: &BlockView, stray: &Range<usize>) -> Option<usize> {
    let start = line_start(block.text, stray.start)?;
    let near = &block.text[start..stray.start];
    let at = start + near.rfind(['{', '(', ')', '}', '[', ']'])?;
    let faults = &block.facts.faults;
    let unclosed = |at: usize| {
        let found = faults.binary_search_by_key(&at, |fault| fault.range.start);
        found.is_ok_and(|found| {
            faults[found].kind == FaultKind::Unclosed && faults[found].range.len() == 1
        })
    };
    match block.text.as_bytes()[at] {
        b'{' => unclosed(at).then_some(at),
        // A parenthesis is no sign of the format; it must stand alone on its line.
        b'(' => (!behind(block.text, stray.end..block.text.len()).contains(')')).then_some(at),
        _ => None,
    }
}

/// The `)`, `}` or figure that was meant for the `]` of a `[` that is not closed: where it stands.
pub(super) fn mistaken_closer(text: &str, opener: &Range<usize>, end: usize) -> Option<usize> {
    let near = behind(text, opener.end..end);
    let sign = near.find(['(', ')', '{', '}']);
    if let Some(at) = sign.filter(|at| matches!(near.as_bytes()[*at], b')' | b'}')) {
        return Some(opener.end + at);
    }
    // A scan reads `]` as `1` or `l`: `[17761`, `[Yining1`, `[ofl`.
    let word = near.split(char::is_whitespace).next()?;
    let read = word.strip_suffix(['1', 'l']).filter(|_| word.is_ascii())?;
    let is = |of: fn(&u8) -> bool| read.bytes().all(|byte| of(&byte));
    let known = |word: &str| Words::of("en").is_some_and(|words| words.contains(word));
    let slipped = match word.ends_with('1') {
        true => {
            read.len() == 4 && is(u8::is_ascii_digit)
                || read.len() > 1 && is(u8::is_ascii_alphabetic)
        }
        false => known(read) && !known(word),
    };
    slipped.then(|| opener.end + read.len())
}

/// The letter that a scan read as this `]`: `]CC` for `JCC`, `Regu]ations` for `Regulations`.
pub(super) fn misread_letter(text: &str, stray: &Range<usize>) -> Option<char> {
    let start = text.floor_char_boundary(stray.start.saturating_sub(40));
    let before = &text[start..stray.start];
    let before = &before[before.trim_end_matches(char::is_alphabetic).len()..];
    let after = behind(text, stray.end..text.len());
    let after = &after[..after.len() - after.trim_start_matches(char::is_alphabetic).len()];
    let known = |word: &str| Words::of("en").is_some_and(|words| words.contains(word));
    if before.is_empty() {
        let apart = text[..stray.start].ends_with(char::is_whitespace);
        let capitals = after.len() > 1 && after.bytes().all(|byte| byte.is_ascii_uppercase());
        return (apart && capitals).then_some('J');
    }
    (!after.is_empty() && known(&format!("{before}l{after}"))).then_some('l')
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
