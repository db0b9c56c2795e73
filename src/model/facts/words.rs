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
    while let Some(start) = next_beginning(bytes, at) {
        let is_capital = match bytes[start] {
            b'A'..=b'Z' => true,
            _ => text[start..].chars().next().is_some_and(char::is_uppercase),
        };
        at = end_of_word(text, start);
        if is_capital && begins_word(&text[..start]) {
            words.extend(word(text, start, at));
        } else {
            at = at.max(text.ceil_char_boundary(start + 1));
        }
    }
    words
}

/// Whether what follows this text begins a word, not the middle of one.
fn begins_word(before: &str) -> bool {
    match before.as_bytes().last() {
        None | Some(b' ' | b'\n') => true,
        Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric(),
        Some(_) => !before.ends_with(|c: char| c.is_alphanumeric() || is_mark(c)),
    }
}

/// The next byte from `at` on with which a word of ours may begin: a capital, or the first byte of a character that is not
/// ASCII. Most bytes are small letters and spaces, so that whole pieces of them are passed over at once.
fn next_beginning(bytes: &[u8], mut at: usize) -> Option<usize> {
    const AT_ONCE: usize = 16;
    let may_begin = |byte: &u8| byte.is_ascii_uppercase() | (*byte >= 0xc0);
    while let Some(piece) = bytes.get(at..at + AT_ONCE)
        && !piece.iter().fold(false, |any, byte| any | may_begin(byte))
    {
        at += AT_ONCE;
    }
    Some(at + bytes[at..].iter().position(may_begin)?)
}

/// Where the word that starts at `start` ends; hyphens and apostrophes between letters belong to it.
fn end_of_word(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => at += 1,
            b'\'' | b'-' | b'`' if letter_at(text, at + 1) => at += 1,
            0x80.. => match text[at..].chars().next() {
                Some(c) if c.is_alphanumeric() || is_mark(c) => at += c.len_utf8(),
                Some(c @ ('’' | 'ʼ' | 'ʹ' | '‐')) if letter_at(text, at + c.len_utf8()) => {
                    at += c.len_utf8();
                }
                _ => break,
            },
            _ => break,
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
    let written = written
        .strip_suffix(['s', 'S'])
        .and_then(|rest| rest.strip_suffix(['\'', '’']))
        .unwrap_or(written);
    let end = start + written.len();
    let small = |c: char| c.is_lowercase();
    let ((key, form), in_capitals) = match written.is_ascii() {
        true => {
            let bytes = written.as_bytes();
            let in_capitals = bytes.len() > 1 && !bytes.iter().any(u8::is_ascii_lowercase);
            (ascii_keys(bytes), in_capitals)
        }
        false => {
            let in_capitals = written.chars().nth(1).is_some() && !written.contains(small);
            (keys(written), in_capitals)
        }
    };
    Some(Word {
        start: u32::try_from(start).ok()?,
        end: u32::try_from(end).ok()?,
        key,
        form,
        in_capitals,
    })
}

/// Key and form of a word.
fn keys(written: &str) -> (u64, u64) {
    let (mut key, mut form, mut last) = (SEED, SEED, '\0');
    for c in written.chars() {
        form = mix(form, u64::from(c));
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
    (key, form)
}

/// The letter that a key takes for a byte of ASCII; 0 where it takes none.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        folded[at] = match byte.to_ascii_lowercase() {
            b'y' => b'i',
            b'q' => b'k',
            b'w' => b'v',
            letter if letter.is_ascii_alphanumeric() => letter,
            _ => 0,
        };
        at += 1;
    }
    folded
};

/// The same as [`keys`] for a word of ASCII, which most are.
fn ascii_keys(written: &[u8]) -> (u64, u64) {
    let (mut key, mut form, mut last) = (SEED, SEED, 0);
    for &byte in written {
        form = mix(form, u64::from(byte));
        let letter = FOLDED[usize::from(byte)];
        let is_mute = letter == 0 || letter == b'h' && matches!(last, b'g' | b'k');
        if is_mute {
            continue;
        }
        if letter != last || letter.is_ascii_digit() {
            key = mix(key, u64::from(letter));
        }
        last = letter;
    }
    (key, form)
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

    #[test]
    fn the_short_way_for_ascii_leads_to_the_same_keys() {
        for word in ["Tarbaghatay", "O'Brien", "Shara-Sume", "HQ2244", "Wyckoff"] {
            assert_eq!(keys(word), ascii_keys(word.as_bytes()));
        }
    }
}
