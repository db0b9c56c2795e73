//! What is odd about the characters and words of a block: most blocks have nothing.
//!
//! One pass over the bytes cuts words by a table and remembers what kinds of bytes a word has; only a word that has an odd
//! one is read again.

use std::cell::OnceCell;
use std::ops::Range;

mod numbers;
mod scripts;
mod spacing;

pub use numbers::{in_figures, is_numero};
pub use scripts::{in_one_script, mended};

/// Something odd at a place, in bytes of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// What it is.
    pub kind: OddityKind,
    /// Where it stands; neighbours of one kind are one.
    pub range: Range<usize>,
}

/// See [`Oddity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OddityKind {
    /// U+FFFD, where a program could not read a byte.
    Replacement,
    /// UTF-8 that was read as Windows-1252: `Ã©`.
    Mojibake,
    /// A character that shows nothing: a zero-width space, a mark of direction, a soft hyphen.
    Invisible,
    /// A control character that is no white space.
    Control,
    /// A combining mark with no letter before it.
    LooseMark,
    /// A word whose letters are of one script but for look-alikes of another.
    MixedScripts,
    /// A character that looks like a square bracket.
    LookalikeBracket,
    /// Letters with a space between each.
    LetterSpaced,
    /// Runs of spaces within two lines that follow each other.
    Columns,
    /// A small word that stands twice.
    DoubledWord,
    /// A letter within a figure: `l945`.
    LetterInNumber,
    /// The sign before a number: `Nº`, `No.`, `N`.
    Numero,
    /// A quotation mark.
    Quote,
}

impl OddityKind {
    /// Whether it is one of the characters, wherever they stand; the others are of the running text.
    pub(super) fn is_of_characters(self) -> bool {
        self <= OddityKind::LookalikeBracket
    }

    /// Whether it is judged in its block, not with the whole document in view.
    pub fn is_of_the_block(self) -> bool {
        matches!(self, OddityKind::DoubledWord | OddityKind::LetterInNumber)
    }
}

/// The oddities of a block, in the order of the text. Linear; about a nanosecond a byte where there are none.
pub(super) fn oddities(block: &str) -> Vec<Oddity> {
    let mut scanner = Scanner {
        block,
        found: Vec::new(),
        before: 0..0,
        first: 0,
        letters: 0..0,
        letter_count: 0,
        line: 0,
        columns: spacing::Columns::default(),
        quotes: 0,
        right_to_left: OnceCell::new(),
    };
    scanner.run();
    let mut found = scanner.found;
    found.sort_by_key(|oddity| oddity.range.start);
    found
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const SPACE: u8 = 4;
const WIDE: u8 = 8;
const CONTROL: u8 = 16;
const QUOTE: u8 = 32;
const SIGN: u8 = 64;

const CLASS: [u8; 256] = {
    let mut class = [SIGN; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => SPACE,
            b'"' => QUOTE,
            // NUL and the placeholder of a byte that is not UTF-8 have rules of their own.
            0x00 | 0x1a => SIGN,
            0x01..=0x1f | 0x7f => CONTROL,
            0x80.. => WIDE,
            _ => SIGN,
        };
        byte += 1;
    }
    class
};

struct Scanner<'a> {
    block: &'a str,
    found: Vec<Oddity>,
    /// The word before, if nothing but a space or a line's end parts it from this one.
    before: Range<usize>,
    /// The first byte of the last word, a letter in lower case.
    first: u8,
    /// The run of single letters that ends here.
    letters: Range<usize>,
    letter_count: usize,
    line: usize,
    columns: spacing::Columns,
    /// The kinds of quotation marks met so far, as bits.
    quotes: u8,
    /// Whether the block has letters that run from right to left, once a mark of direction asks.
    right_to_left: OnceCell<bool>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = self.block.as_bytes();
        let class = |byte: &u8| CLASS[usize::from(*byte)];
        let mut at = 0;
        while at < bytes.len() {
            let (start, mut seen) = (at, 0);
            for class in bytes[start..].iter().map(class) {
                if class == SPACE {
                    break;
                }
                seen |= class;
                at += 1;
            }
            if at > start {
                self.word(start..at, seen);
            }
            let gap = at;
            let spaces = bytes[gap..].iter().map(class);
            at += spaces.take_while(|class| *class == SPACE).count();
            if at != gap + 1 || bytes[gap] != b' ' {
                self.gap(gap..at);
            }
        }
        self.end_of_letters();
    }

    fn add(&mut self, kind: OddityKind, range: Range<usize>) {
        match self.found.last_mut() {
            Some(last) if last.kind == kind && last.range.end == range.start => {
                last.range.end = range.end;
            }
            _ => self.found.push(Oddity { kind, range }),
        }
    }

    fn word(&mut self, word: Range<usize>, seen: u8) {
        let first = self.block.as_bytes()[word.start] | 0x20;
        let begins_as_before = std::mem::replace(&mut self.first, first) == first;
        // Most words are of letters, and nothing in them or before them asks for more.
        let is_plain = seen == LETTER && word.len() > 1 && self.letter_count == 0;
        if is_plain && !begins_as_before && first != b'n' {
            self.before = word;
            return;
        }
        if word.len() == 1 && seen == LETTER
            || seen == WIDE && word.len() <= 2 && self.is_letter(&word)
        {
            if self.letter_count == 0 {
                self.letters.start = word.start;
            }
            self.letters.end = word.end;
            self.letter_count += 1;
        } else if self.letter_count > 0 {
            self.end_of_letters();
        }
        self.doubled(&word);
        if seen & (WIDE | CONTROL) != 0 {
            self.characters(&word);
        }
        if seen & QUOTE != 0 {
            self.straight_quotes(&word);
        }
        if seen & (LETTER | DIGIT) == LETTER | DIGIT && seen & WIDE == 0 {
            self.letters_in_figures(&word);
        }
        if matches!(self.block.as_bytes()[word.start], b'N' | b'n' | 0xe2) {
            self.numero(&word);
        }
        self.before = word;
    }

    fn is_letter(&self, word: &Range<usize>) -> bool {
        let mut chars = self.block[word.clone()].chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(OddityKind, &str)]) {
        let found: Vec<_> = oddities(text)
            .into_iter()
            .map(|oddity| (oddity.kind, &text[oddity.range]))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn odd_characters_are_found() {
        use OddityKind::*;
        check("the city of Ghulja, Élan’s café. 伊宁 Урумчи", &[]);
        check("a \u{fffd}\u{fffd}b", &[(Replacement, "\u{fffd}\u{fffd}")]);
        check("cafÃ© donâ€™t", &[(Mojibake, "Ã©"), (Mojibake, "â€™")]);
        check("LIBERTÉ» MENÜ» à»", &[(Quote, "»")]);
        check("Gh\u{200b}ulja", &[(Invisible, "\u{200b}")]);
        check("مي\u{200c}خواهم נ\u{200f}", &[]);
        check("a \u{0301}b e\u{0301}", &[(LooseMark, "\u{0301}")]);
        check(
            "Сталин C\u{442}алин Ctалин",
            &[(MixedScripts, "C\u{442}алин")],
        );
        check("μm ЦК-CC", &[]);
        check(
            "［Yining］",
            &[(LookalikeBracket, "［"), (LookalikeBracket, "］")],
        );
        check("〔一九四五年〕", &[]);
    }

    #[test]
    fn odd_words_are_found() {
        use OddityKind::*;
        check("of the the city", &[(DoubledWord, "the the")]);
        check(
            "he had had that that and and, so",
            &[(DoubledWord, "and and")],
        );
        check("The the\n\tthe", &[(DoubledWord, "The the\n\tthe")]);
        check("from the The Times; agreed to to be; 3 do do", &[]);
        check(
            "in l945 and 19O5, 1945; l,000",
            &[
                (LetterInNumber, "l945"),
                (LetterInNumber, "19O5"),
                (LetterInNumber, "l,000"),
            ],
        );
        check("I16 I-16 O2 3rd 10l", &[]);
        check("in B e r l i n now", &[(LetterSpaced, "B e r l i n")]);
        check("a b c d e, J F K M", &[]);
        check("a   b\nc   d", &[(Columns, "   ")]);
        check("   a\n   b\nc   d", &[]);
        check("| a   | b |\n| c   | d |", &[]);
    }

    #[test]
    fn signs_of_a_number_are_found() {
        use OddityKind::Numero;
        check("Copy Nº 3", &[(Numero, "Nº")]);
        check("N 507/b", &[(Numero, "N")]);
        check(
            "No. 3, №5, n° 7",
            &[(Numero, "No."), (Numero, "№"), (Numero, "n°")],
        );
        check("No man. Nor 40° N 5, N. Y.", &[]);
    }
}
