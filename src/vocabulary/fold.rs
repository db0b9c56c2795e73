//! Folding: what is left of a word when case, accents, spacing and dots do not matter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a word or phrase for comparison: lower case, without accents, dots and outer spaces, one space for any run of
/// spaces, hyphens and underscores, one apostrophe for all. `Trans. Note`, `trans-note` and `TRANS NOTE` fold alike.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Most text is ASCII, which decomposes to itself.
    if text.is_ascii() {
        text.chars().for_each(|c| push(&mut folded, c));
    } else {
        let letters = text.nfkd().filter(|&c| !is_combining_mark(c));
        letters.for_each(|c| push(&mut folded, c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Adds a decomposed character to what is folded so far.
fn push(folded: &mut String, c: char) {
    match c {
        '.' => {}
        '-' | '_' | '\u{2010}'..='\u{2015}' => separate(folded),
        c if c.is_whitespace() => separate(folded),
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '`' | '\u{2032}' => folded.push('\''),
        'ł' | 'Ł' => folded.push('l'),
        'ø' | 'Ø' => folded.push('o'),
        'đ' | 'Đ' => folded.push('d'),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        c => folded.extend(c.to_lowercase()),
    }
}

/// Ends a word, if one has begun.
fn separate(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_accents_dots_and_spacing_do_not_matter() {
        for (written, folded) in [
            ("  Trans.  Note ", "trans note"),
            ("crossed-out", "crossed out"),
            ("Rückseite", "ruckseite"),
            ("Неразборчиво", "неразборчиво"),
            ("всё", "все"),
            ("pieczęć", "pieczec"),
            ("skreślono, ŁÓDŹ", "skreslono, lodz"),
            ("Translator’s note", "translator's note"),
            ("字迹不清", "字迹不清"),
            ("Größe", "grosse"),
            (" - ", ""),
            ("", ""),
        ] {
            assert_eq!(fold(written), folded, "{written:?}");
        }
    }
}
