//! Words and the spaces between them: doubled words, spaced letters, columns, quotation marks.

use std::ops::Range;

use super::{OddityKind, Scanner};

/// What is known of columns so far.
#[derive(Default)]
pub(super) struct Columns {
    /// The wide gap in the last line that had one.
    last: Option<(usize, Range<usize>)>,
    found: bool,
}

/// So many spaces within a line part columns.
const WIDE_GAP: usize = 3;
/// So many single letters in a row are one word.
const FEWEST_LETTERS: usize = 4;

impl Scanner<'_> {
    /// White space that is not a single space.
    pub(super) fn gap(&mut self, gap: Range<usize>) {
        self.end_of_letters();
        let white = &self.block.as_bytes()[gap.clone()];
        let lines = white.iter().filter(|byte| **byte == b'\n').count();
        self.line += lines;
        if lines > 0 || gap.len() < WIDE_GAP || gap.start == 0 || gap.end == self.block.len() {
            return;
        }
        self.before = gap.end..gap.end;
        // Between bars they are the cells of a table.
        let around = [gap.start - 1, gap.end].map(|at| self.block.as_bytes()[at]);
        if around.contains(&b'|') || white.iter().any(|byte| *byte != b' ') {
            return;
        }
        if let Some((line, first)) = &self.columns.last
            && line + 1 == self.line
            && !self.columns.found
        {
            let first = first.clone();
            self.columns.found = true;
            self.add(OddityKind::Columns, first);
        }
        self.columns.last = Some((self.line, gap));
    }

    /// A run of single letters has ended.
    pub(super) fn end_of_letters(&mut self) {
        let count = std::mem::take(&mut self.letter_count);
        if count < FEWEST_LETTERS {
            return;
        }
        let row = &self.block[self.letters.clone()];
        let letters = || row.chars().filter(|c| c.is_alphabetic());
        let vowels = letters().filter(|c| "aeiouyаеиоуыэюяёіäöüé".contains(c.to_ascii_lowercase()));
        let counted = letters()
            .zip(letters().skip(1))
            .all(|(one, next)| one as u32 + 1 == next as u32);
        let mut kinds: Vec<char> = letters().collect();
        kinds.sort_unstable();
        kinds.dedup();
        if vowels.count() > 0 && !counted && kinds.len() >= FEWEST_LETTERS {
            self.add(OddityKind::LetterSpaced, self.letters.clone());
        }
    }

    pub(super) fn doubled(&mut self, word: &Range<usize>) {
        let bytes = self.block.as_bytes();
        let before = &bytes[self.before.clone()];
        let Some(again) = bytes[word.clone()].get(..before.len()) else {
            return;
        };
        if !before.is_empty() && before.eq_ignore_ascii_case(again) {
            let end = word.start + before.len();
            let ends = self.block.get(end..word.end).is_some_and(|rest| {
                !rest.contains(|c: char| c.is_alphanumeric() || "-'’".contains(c))
            });
            let small = self.block[self.before.clone()].to_lowercase();
            // `from the The Times` is a name.
            let named = again[0].is_ascii_uppercase() && !before[0].is_ascii_uppercase();
            if ends && !named && SMALL.split_ascii_whitespace().any(|word| word == small) {
                match self.found.last_mut() {
                    // `the the the` is one slip.
                    Some(last)
                        if last.kind == OddityKind::DoubledWord
                            && last.range.end == self.before.end =>
                    {
                        last.range.end = end;
                    }
                    _ => self.add(OddityKind::DoubledWord, self.before.start..end),
                }
            }
        }
    }

    /// `"` in front of a word; the kinds are told apart by their first sign.
    pub(super) fn straight_quotes(&mut self, word: &Range<usize>) {
        let written = &self.block[word.clone()];
        let opens = written.strip_prefix('"');
        if opens.is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
            self.quote(1, word.start..word.start + 1);
        }
    }

    /// A quotation mark; the first of each kind in a block is enough.
    pub(super) fn quote(&mut self, kind: u8, range: Range<usize>) {
        if self.quotes & kind == 0 {
            self.quotes |= kind;
            self.add(OddityKind::Quote, range);
        }
    }
}

/// Small words that no sentence has twice in a row; `had had`, `agreed to to be`, `3 do do` (ditto), `that that`, German `die die` and French `nous nous` are
/// sentences.
const SMALL: &str = "
    the of and an with by from at or but was were are my our their your its into upon between we they have been
    this these if than
    und von mit für auf aus durch oder nicht ist war ein eine einem einen
    et de du des dans pour avec sur par aux une
    на от для по из не как или был была было
    el los las con por para una del
    il di della con per che nel un
    na od dla nie się przez";
