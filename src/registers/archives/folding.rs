//! Names compared without case and diacritics.

use unicode_normalization::UnicodeNormalization;

/// How many bytes at the start of `text` read as the folded `words` and end there as a word.
pub(super) fn folded_prefix(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    for wanted in words.chars() {
        let found = rest.chars().next()?;
        if fold(found) != wanted {
            return None;
        }
        rest = if wanted == ' ' {
            rest.trim_start()
        } else {
            &rest[found.len_utf8()..]
        };
    }
    let cut_short = rest.starts_with(char::is_alphabetic);
    (!cut_short).then_some(text.len() - rest.len())
}

/// A letter without case and diacritics; one apostrophe and one space for all of theirs.
pub(super) fn fold(letter: char) -> char {
    let base = letter.nfd().next().unwrap_or(letter);
    match base {
        '’' | '‘' | 'ʼ' | 'ʹ' | '′' | '`' | '´' => '\'',
        _ if base.is_whitespace() => ' ',
        _ => base.to_lowercase().next().unwrap_or(base),
    }
}

/// The letters and figures a text begins with, folded.
pub(super) fn first_word(text: &str) -> String {
    text.chars()
        .take_while(|letter| letter.is_alphanumeric())
        .map(fold)
        .collect()
}
