//! What stands around a bracket.

use std::ops::Range;

use super::Bracket;
use super::lexicon::{self, has};

/// Names have at most so many words.
pub(super) const LONGEST_NAME: usize = 6;

/// The words and signs around a bracket, in its block.
pub(super) struct Neighbours<'a> {
    /// The text before the bracket; if it speaks of a span, to the end of what the span holds.
    pub before: &'a str,
    /// The text behind the bracket.
    pub behind: &'a str,
    /// The word before it, with the signs that belong to a word (`K.`, `U.S.`, `GS-11`); empty if none stands there.
    pub word: &'a str,
    /// The word behind it in the same line; empty if another sign comes first.
    pub next: &'a str,
    /// The last letter or digit right before it.
    pub touches_before: Option<char>,
    /// The first letter or digit right behind it.
    pub touches_behind: Option<char>,
    /// Whether a sentence begins with it: nothing stands before it, or the end of a sentence.
    pub opens_sentence: bool,
    /// Whether it begins a line.
    pub begins_line: bool,
    /// Whether nothing but punctuation follows in its line.
    pub ends_line: bool,
    /// Whether the sentence goes on behind it, with a small letter or a figure.
    pub continues: bool,
}

impl<'a> Neighbours<'a> {
    pub fn of(bracket: &Bracket<'a>, inner: &str) -> Self {
        let block = bracket.block;
        let left = block.get(..bracket.range.start).unwrap_or_default();
        // Of the span before it, the last word counts, without the brace.
        let before = match &bracket.span {
            Some(span) => block
                .get(..span.end)
                .unwrap_or_default()
                .trim_end_matches('}'),
            None => left,
        };
        let behind = block.get(bracket.range.end..).unwrap_or_default();
        let ends = |c: char| c.is_ascii_punctuation() && !"[({".contains(c);
        let glued = |c: &char| c.is_alphanumeric();
        let line_before = left.trim_end_matches([' ', '\t', '\u{a0}']);
        let rest = behind.trim_start_matches([' ', '\t', '\u{a0}']);
        let space = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
        let line_behind = rest.trim_start_matches(ends).trim_start_matches(space);
        let outside = last_word_range(before);
        let next = rest
            .split(|c: char| c.is_whitespace() || "[]{}()".contains(c))
            .next();
        Neighbours {
            before,
            behind,
            word: &before[outside],
            next: next.map_or("", bare_end),
            touches_before: left
                .chars()
                .next_back()
                .filter(glued)
                .filter(|_| !inner.starts_with(char::is_whitespace)),
            touches_behind: behind
                .chars()
                .next()
                .filter(glued)
                .filter(|_| !inner.ends_with(char::is_whitespace)),
            opens_sentence: ends_sentence(line_before),
            begins_line: line_before.is_empty() || line_before.ends_with(['\n', '\r']),
            ends_line: line_behind.is_empty() || line_behind.starts_with(['\n', '\r']),
            continues: rest.starts_with(|c: char| c.is_lowercase() || c.is_numeric()),
        }
    }

    /// Whether the word before it is one that a name follows: `Mr`, `Colonel`.
    pub fn follows_title(&self) -> bool {
        is_title(self.word)
    }

    /// Whether the word before it is an abbreviation in capitals: `NKO`, `U.S.`, `SB`; but not a name in capitals.
    pub fn follows_acronym(&self) -> bool {
        let letters = || self.word.chars().filter(|c| c.is_alphabetic());
        let in_capitals = |word: &str| {
            word.chars()
                .filter(|c| c.is_alphabetic())
                .all(char::is_uppercase)
        };
        let among_capitals = || {
            let previous = self.second();
            previous.chars().count() > 1
                && in_capitals(previous)
                && letters().any(|c| "AEIOUYАЕИОУЫЯ".contains(c))
        };
        let count = letters().count();
        (2..=7).contains(&count)
            && letters().all(char::is_uppercase)
            && !(count > 4 && among_capitals())
            && !is_roman(self.word)
    }

    /// Whether the word before it begins with a capital not only because a sentence begins with it.
    pub fn follows_capital(&self) -> bool {
        self.word.starts_with(char::is_uppercase)
    }

    /// Whether the word before it begins a sentence.
    pub fn word_opens_sentence(&self) -> bool {
        ends_sentence(self.before[..self.word_start()].trim_end_matches([' ', '\t', '“', '"']))
    }

    /// The word before the word before it.
    pub fn second(&self) -> &'a str {
        let before = &self.before[..self.word_start()];
        &before[last_word_range(before)]
    }

    /// Where the word before it begins, in bytes of the block.
    pub fn word_start(&self) -> usize {
        last_word_range(self.before).start
    }
}

/// The word without the signs around it, its full stop included.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn bare_end(word: &str) -> &str {
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a word stands before a name and belongs to it.
pub(super) fn is_title(word: &str) -> bool {
    let word = bare(word);
    word.len() <= 12 && has(lexicon::TITLES, &word.to_lowercase())
}

/// The range of the last word of a text; empty, at its end, if the text ends with something else.
pub(super) fn last_word_range(text: &str) -> Range<usize> {
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || "”\"’»".contains(c));
    let word_sign = |c: char| c.is_alphanumeric() || ".'’ʹʼ‘-&/`".contains(c);
    let start = trimmed.trim_end_matches(word_sign).len();
    let word = &trimmed[start..];
    let lead = word.len()
        - word
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len();
    if lead == word.len() {
        text.len()..text.len()
    } else {
        start + lead..trimmed.len()
    }
}

/// The last word of a text, its last two, and so on, as far as they stand in a row: all that a name or term may be. Without the
/// `'s` of an owner.
pub(super) fn last_phrases(text: &str) -> Vec<Range<usize>> {
    let last = last_word_range(text);
    let word = &text[last.clone()];
    let owned = word.strip_suffix("'s").or(word.strip_suffix("’s"));
    let end = last.start + owned.unwrap_or(word).len();
    let mut phrases = Vec::new();
    let mut next = last;
    while !next.is_empty() && phrases.len() < LONGEST_NAME {
        phrases.push(next.start..end);
        let before = text[..next.start].trim_end_matches([' ', '\t', '\n', '\r', '\u{a0}']);
        next = last_word_range(before);
        if next.end != before.len() {
            break;
        }
    }
    phrases
}

/// Whether a sentence has ended where this text ends; the full stop of `Mr.`, `K.` or `U.S.` ends none.
fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', ')', '\n', '\r', ' ', '\t']);
    match text.chars().next_back() {
        None | Some('!' | '?' | ':' | ']') => true,
        Some('.') => {
            let word = &text[last_word_range(text)];
            let letters = bare(word).chars().filter(|c| c.is_alphabetic()).count();
            !(is_title(word)
                || letters == 1 && !word.starts_with(char::is_lowercase)
                || bare(word).contains('.'))
        }
        Some(_) => false,
    }
}

fn is_roman(word: &str) -> bool {
    bare(word).bytes().all(|byte| b"IVXLC".contains(&byte))
}
