//! The words a bracket speaks of.

use std::ops::Range;

use super::features::Features;
use super::lexicon::{self, has};
use super::neighbours::{LONGEST_NAME, last_word_range};
use crate::vocabulary::Class;

/// The span before the bracket; else, by its class, the name or word before it, the word it touches, or its content.
pub(super) fn reach(class: Class, features: &Features) -> Option<Range<usize>> {
    let bracket = features.bracket;
    match class {
        Class::Completion => Some(touched(features)),
        Class::Doubtful => Some(content(features)).filter(|range| !range.is_empty()),
        Class::OtherName
        | Class::Expansion
        | Class::Term
        | Class::Sic
        | Class::Correction
        | Class::Query => {
            let registered = || features.registered().map(|(_, words)| words.clone());
            let before = features.around.before;
            let before = match class {
                Class::OtherName => registered().unwrap_or_else(|| name_before(before)),
                Class::Expansion | Class::Term => {
                    registered().unwrap_or_else(|| last_word_range(before))
                }
                _ => last_word_range(before),
            };
            bracket
                .span
                .clone()
                .or(Some(before).filter(|range| !range.is_empty()))
        }
        _ => bracket.span.clone(),
    }
}

/// The whole word that the bracket completes, bracket included.
fn touched(features: &Features) -> Range<usize> {
    let word_sign = |c: char| c.is_alphanumeric() || "'’".contains(c);
    let around = &features.around;
    let range = &features.bracket.range;
    let lead = around.before.strip_suffix('.').unwrap_or(around.before);
    let start = lead.trim_end_matches(word_sign).len();
    let start = if start == lead.len() {
        around.before.trim_end_matches(word_sign).len()
    } else {
        start
    };
    let end = range.end + (around.behind.len() - around.behind.trim_start_matches(word_sign).len());
    start..end
}

/// Where the content stands, without its spaces.
fn content(features: &Features) -> Range<usize> {
    let start = features.text.as_ptr().addr() - features.bracket.block.as_ptr().addr();
    start..start + features.text.len()
}

/// The name that a text ends with: its last word and the capitalised ones before it, over small words such as `de`.
fn name_before(text: &str) -> Range<usize> {
    let last = last_word_range(text);
    let mut start = last.start;
    let mut reached = start;
    if !text[last.clone()].starts_with(char::is_uppercase) {
        return last;
    }
    for _ in 1..LONGEST_NAME {
        let space = text[..reached].trim_end_matches([' ', '\t', '\n', '\r']);
        let previous = last_word_range(space);
        let word = &space[previous.clone()];
        if previous.end != space.len() || space.len() == reached {
            break;
        }
        reached = previous.start;
        if word.starts_with(char::is_uppercase) && !ends_clause(word) {
            start = reached;
        } else if !has(lexicon::JOINTS, word) {
            break;
        }
    }
    // A capital at the start of a sentence makes no article or preposition part of the name.
    let name = &text[start..last.end];
    match name.split_once(' ') {
        Some((first, _)) if has(lexicon::DETERMINERS, first) || has(lexicon::OPENERS, first) => {
            start + first.len() + 1..last.end
        }
        _ => start..last.end,
    }
}

/// Whether the full stop of a word is more than an abbreviation's.
fn ends_clause(word: &str) -> bool {
    word.ends_with('.') && word.len() > 5
}
