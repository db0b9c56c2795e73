//! Characters that hardly anyone means to type, and words of two scripts.

use std::ops::Range;

use super::{OddityKind, Scanner};

impl Scanner<'_> {
    /// Reads a word that has bytes beyond ASCII, or control characters.
    pub(super) fn characters(&mut self, word: &Range<usize>) {
        let written = &self.block[word.clone()];
        let (mut scripts, mut run) = (0, None);
        let mut ideographs = None;
        for (at, c) in written.char_indices() {
            let range = word.start + at..word.start + at + c.len_utf8();
            scripts |= script(c);
            match (c.is_ascii(), run) {
                (false, None) => run = Some(at),
                (true, Some(start)) => {
                    self.mojibake(word.start + start..range.start);
                    run = None;
                }
                _ => {}
            }
            let kind = match c {
                '\u{fffd}' => OddityKind::Replacement,
                '\u{1a}' | '\0' => continue,
                '\u{1}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => OddityKind::Control,
                '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' | '\u{180e}' => {
                    OddityKind::Invisible
                }
                '\u{200c}' | '\u{200d}' if scripts & OTHER == 0 => OddityKind::Invisible,
                '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
                    if !self.runs_right_to_left() =>
                {
                    OddityKind::Invisible
                }
                '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' if self.is_loose(range.start) => {
                    OddityKind::LooseMark
                }
                '［' | '］' | '⁅' | '⁆' | '❲' | '❳' => OddityKind::LookalikeBracket,
                '〔' | '〕' | '【' | '】'
                    if !*ideographs.get_or_insert_with(|| written.contains(is_ideograph)) =>
                {
                    OddityKind::LookalikeBracket
                }
                '“' | '”' | '„' => {
                    self.quote(2, range);
                    continue;
                }
                '«' | '»' => {
                    self.quote(4, range);
                    continue;
                }
                _ => continue,
            };
            self.add(kind, range);
        }
        if let Some(start) = run {
            self.mojibake(word.start + start..word.end);
        }
        if scripts & LATIN != 0 && scripts & (CYRILLIC | GREEK) != 0 {
            self.mixed(word);
        }
    }

    fn mojibake(&mut self, run: Range<usize>) {
        if mended(&self.block[run.clone()]).is_some() {
            self.add(OddityKind::Mojibake, run);
        }
    }

    fn runs_right_to_left(&self) -> bool {
        let hebrew_or_arabic = |c| ('\u{590}'..'\u{900}').contains(&c);
        *(self.right_to_left).get_or_init(|| self.block.contains(hebrew_or_arabic))
    }

    /// Whether nothing stands before a combining mark that it could sit on.
    fn is_loose(&self, at: usize) -> bool {
        let before = self.block[..at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() && c != '\u{a0}')
    }

    fn mixed(&mut self, word: &Range<usize>) {
        let written = &self.block[word.clone()];
        let mut start = 0;
        for part in written.split_inclusive(|c: char| !c.is_alphabetic()) {
            let letters = part.trim_end_matches(|c: char| !c.is_alphabetic());
            if in_one_script(letters).is_some() {
                let from = word.start + start;
                self.add(OddityKind::MixedScripts, from..from + letters.len());
            }
            start += part.len();
        }
    }
}

const LATIN: u8 = 1;
const CYRILLIC: u8 = 2;
const GREEK: u8 = 4;
const OTHER: u8 = 8;

fn script(c: char) -> u8 {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => LATIN,
        '\u{370}'..='\u{3ff}' => GREEK,
        '\u{400}'..='\u{52f}' => CYRILLIC,
        c if c > '\u{52f}' && c.is_alphabetic() => OTHER,
        _ => 0,
    }
}

fn is_ideograph(c: char) -> bool {
    ('\u{3040}'..='\u{9fff}').contains(&c) || ('\u{ac00}'..='\u{d7af}').contains(&c)
}

/// Latin letters, and the Cyrillic and Greek ones that look the same.
const ALIKE: [(&str, &str); 2] = [
    ("aceopxyijsABCEHKMOPTXISJ", "асеорхуіјѕАВСЕНКМОРТХІЅЈ"),
    ("ovABEZHIKMNOPTYX", "ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
];

/// The word with the letters of the rarer script written in the other, if each of them looks like one of it. None where
/// there is one script only, or a letter that is meant.
pub fn in_one_script(word: &str) -> Option<String> {
    let count = |of: u8| word.chars().filter(|c| script(*c) == of).count();
    let latin = count(LATIN);
    let (other, pairs) = match (count(CYRILLIC), count(GREEK)) {
        (0, greek) => (greek, ALIKE[1]),
        (cyrillic, 0) => (cyrillic, ALIKE[0]),
        _ => return None,
    };
    // Of two letters nobody can tell which one slipped.
    if latin == 0 || other == 0 || latin + other < 3 {
        return None;
    }
    // `XIXв` is a number and its ending.
    let roman = word.trim_end_matches(|c| script(c) != LATIN);
    if roman.bytes().all(|byte| b"IVXLCDM".contains(&byte)) && roman.len() > 1 {
        return None;
    }
    let to_latin = latin > other;
    let into = |of: u8, from: &str, to: &str| {
        let turned = word.chars().map(|c| match script(c) == of {
            true => from
                .chars()
                .position(|one| one == c)
                .and_then(|at| to.chars().nth(at)),
            false => Some(c),
        });
        turned.collect::<Option<String>>()
    };
    let foreign = if count(CYRILLIC) > 0 { CYRILLIC } else { GREEK };
    let other_way = || into(LATIN, pairs.0, pairs.1);
    match to_latin {
        true => into(foreign, pairs.1, pairs.0).or_else(other_way),
        false => other_way().or_else(|| into(foreign, pairs.1, pairs.0)),
    }
}

/// What Windows-1252 shows for the bytes 0x80 to 0x9F, where it has something.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// What stood there before UTF-8 was read as Windows-1252. None where the signs are meant as they are.
pub fn mended(run: &str) -> Option<String> {
    if !run.starts_with(['Ã', 'Â', 'â', 'Ð', 'Ñ', 'Ä', 'Å', 'Î', 'Ï', 'ï']) {
        return None;
    }
    let byte = |c: char| match WINDOWS.chars().position(|sign| sign == c) {
        Some(at) => u8::try_from(0x80 + at).ok(),
        None => u8::try_from(u32::from(c)).ok(),
    };
    let bytes: Vec<u8> = run.chars().map(byte).collect::<Option<_>>()?;
    let mended = String::from_utf8(bytes).ok()?;
    // One sign with a closing quotation mark behind may be meant: `Ñ»`.
    let sure = run.starts_with(['Ã', 'Â', 'â', 'ï']) || mended.chars().count() > 1;
    let letters = mended.chars().all(|c| {
        matches!(c, '\u{a0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{2010}'..='\u{2044}' | '€' | '™' | '\u{feff}')
    });
    (sure && letters).then_some(mended)
}
