//! Numbers: the sign before them, and letters that a scan read for figures.

use std::ops::Range;

use super::{OddityKind, Scanner};

impl Scanner<'_> {
    pub(super) fn letters_in_figures(&mut self, word: &Range<usize>) {
        let written = &self.block[word.clone()];
        let core = written.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if in_figures(core).is_some() {
            let start = word.start + written.find(core).unwrap_or(0);
            self.add(OddityKind::LetterInNumber, start..start + core.len());
        }
    }

    /// `Nº 3`, `No. 3`, `N 507/b`, `№3`.
    pub(super) fn numero(&mut self, word: &Range<usize>) {
        let written = &self.block[word.clone()];
        let Some(sign) = SIGNS.iter().find(|sign| written.starts_with(**sign)) else {
            return;
        };
        let rest = &written[sign.len()..];
        let behind = match rest {
            "" => self.block[word.end..].strip_prefix(' ').unwrap_or(""),
            _ if sign.is_ascii() && !sign.ends_with('.') => return,
            _ => rest,
        };
        // In `40° N 5` it is the north.
        let north = *sign == "N"
            && self.block[self.before.clone()]
                .ends_with(|c: char| c.is_numeric() || "°'’".contains(c));
        if behind.starts_with(|c: char| c.is_ascii_digit()) && !north {
            self.add(OddityKind::Numero, word.start..word.start + sign.len());
        }
    }
}

/// The signs, those that begin as another one first.
const SIGNS: [&str; 9] = ["Nº", "N°", "nº", "n°", "№", "No.", "Nr.", "No", "N"];

/// Whether it is a sign before a number.
pub fn is_numero(sign: &str) -> bool {
    SIGNS.contains(&sign)
}

/// What the word says if its letters are read as the figures that they look like: a year such as `l945`, or a number in
/// groups such as `l,000`. None where it is neither, or has no such letter.
pub fn in_figures(word: &str) -> Option<String> {
    if !word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"lIOo,".contains(&byte))
    {
        return None;
    }
    let figures: String = word
        .chars()
        .map(|c| match c {
            'l' | 'I' => '1',
            'O' | 'o' => '0',
            c => c,
        })
        .collect();
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let year = figures.len() == 4
        && ["15", "16", "17", "18", "19", "20"]
            .iter()
            .any(|century| figures.starts_with(century));
    let mut groups = figures.split(',');
    let first = groups
        .next()
        .is_some_and(|group| (1..=3).contains(&group.len()));
    let grouped = figures.contains(',') && first && groups.all(|group| group.len() == 3);
    (figures != word && digits >= 2 && (year || grouped)).then_some(figures)
}
