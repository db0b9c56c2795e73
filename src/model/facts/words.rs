//! The capitalised words of a block: where names and acronyms may stand.

use std::ops::Range;

/// A word that begins with a capital letter, without a possessive `'s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    start: u32,
    end: u32,
    /// The same for all spellings that transcribers mix up: case, hyphens, `gh` and `g`, `y` and `i`.
    pub key: u64,
    /// The same for the same letters only.
    pub form: u64,
    /// Whether all its letters are capitals, of which it has two or more.
    pub in_capitals: bool,
}

impl Word {
    /// Where it stands, in bytes of the block.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether another word follows this one with nothing but a space between them.
    pub fn is_next_to(&self, next: &Word) -> bool {
        self.end + 1 == next.start
    }
}

/// What begins to be hashed (FNV-1a, 64 bits).
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// One more number of a hash.
pub(in crate::model) fn mix(hash: u64, more: u64) -> u64 {
    (hash ^ more).wrapping_mul(0x0100_0000_01b3)
}

/// A hash of a text, the same in every run and on every machine.
pub fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(SEED, |hash, byte| mix(hash, u64::from(byte)))
}

/// The capitalised words of a text, in its order. Linear; offsets are bytes of the text, which counts as far as 4 GB.
pub fn words(text: &str) -> Vec<Word> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match CLASS[usize::from(bytes[at])] {
            Sign::Other => at += 1,
            Sign::Small => at = end_of_word(text, at),
            Sign::Capital => {
                let end = end_of_word(text, at);
                words.extend(word(text, at, end));
                at = end;
            }
            Sign::Wide => match text[at..].chars().next() {
                Some(c) if c.is_alphabetic() => {
                    let end = end_of_word(text, at);
                    if c.is_uppercase() {
                        words.extend(word(text, at, end));
                    }
                    at = end;
                }
                Some(c) => at += c.len_utf8(),
                None => break,
            },
        }
    }
    words
}

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Other,
    Small,
    Capital,
    /// The first byte of a character that is not ASCII.
    Wide,
}

const CLASS: [Sign; 256] = {
    let mut class = [Sign::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => Sign::Small,
            b'A'..=b'Z' => Sign::Capital,
            0x80.. => Sign::Wide,
            _ => Sign::Other,
        };
        byte += 1;
    }
    class
};

/// Where the word that starts at `start` ends; hyphens and apostrophes between letters belong to it.
fn end_of_word(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        match (CLASS[usize::from(bytes[at])], bytes[at]) {
            (Sign::Small | Sign::Capital, _) => at += 1,
            (Sign::Wide, _) => match text[at..].chars().next() {
                Some(c) if c.is_alphanumeric() || is_mark(c) => at += c.len_utf8(),
                Some(c @ ('’' | 'ʼ' | 'ʹ' | '‐')) if letter_at(text, at + c.len_utf8()) => {
                    at += c.len_utf8();
                }
                _ => break,
            },
            (Sign::Other, b'\'' | b'-' | b'`') if letter_at(text, at + 1) => at += 1,
            (Sign::Other, _) => break,
        }
    }
    at
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == '\u{ad}'
}

fn letter_at(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.is_some_and(char::is_alphabetic)
}

fn word(text: &str, start: usize, end: usize) -> Option<Word> {
    let written = &text[start..end];
    let written = ["'s", "’s", "'S", "’S"]
        .iter()
        .find_map(|possessive| written.strip_suffix(possessive))
        .unwrap_or(written);
    let end = start + written.len();
    let (mut key, mut form, mut last) = (SEED, SEED, '\0');
    let (mut letters, mut in_capitals) = (0, true);
    for c in written.chars() {
        form = mix(form, u64::from(c));
        letters += usize::from(c.is_alphabetic());
        in_capitals &= !c.is_lowercase();
        for c in c.to_lowercase() {
            let c = match c {
                'y' | 'ı' | 'й' => 'i',
                'q' => 'k',
                'w' => 'v',
                'ё' => 'е',
                // `gh` and `g`, `kh` and `k` are one sound in most romanisations.
                'h' if matches!(last, 'g' | 'k') => continue,
                c if c.is_alphanumeric() => c,
                _ => continue,
            };
            if c != last || c.is_numeric() {
                key = mix(key, u64::from(c));
            }
            last = c;
        }
    }
    Some(Word {
        start: u32::try_from(start).ok()?,
        end: u32::try_from(end).ok()?,
        key,
        form,
        in_capitals: in_capitals && letters > 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        words(text).iter().map(|word| &text[word.range()]).collect()
    }

    #[test]
    fn a_word_with_a_capital_is_found_without_its_possessive() {
        assert_eq!(
            found("the city of Shara-Sume, OSPAN's men and O'Brien’s (Élan) 伊宁 Урумчи 3A"),
            ["Shara-Sume", "OSPAN", "O'Brien", "Élan", "Урумчи"]
        );
    }

    #[test]
    fn spellings_that_transcribers_mix_up_share_a_key() {
        for (one, other) in [
            ("Tarbagatai", "Tarbaghatay"),
            ("Ghulja", "Gulja"),
            ("Shara-Sume", "Sharasume"),
            ("YEGNAROV", "Yegnarov"),
            ("Mustaffa", "Mustafa"),
        ] {
            let (one, other) = (words(one)[0], words(other)[0]);
            assert_eq!(one.key, other.key);
            assert_ne!(one.form, other.form);
        }
        assert_ne!(words("Aksu")[0].key, words("Aksai")[0].key);
    }
}
