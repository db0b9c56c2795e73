//! The leaves or pages of a citation: which are meant, and how many they are.

use std::ops::Range;
use std::sync::Arc;

use crate::registers::archives::Designator;

/// The leaves, pages or images that a citation names.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaves {
    /// What is counted: leaves, folios, pages or images.
    pub kind: Arc<Designator>,
    /// The designator's own words, if it is written.
    pub written: Option<Range<usize>>,
    /// Another reading of the designator in this tradition, such as *papka* for `p.`
    pub other: Option<Arc<Designator>>,
    /// The runs of leaves, in the order of the text.
    pub spans: Vec<LeafSpan>,
    /// The whole of it.
    pub range: Range<usize>,
}

/// A run of leaves; of one leaf, if `from` equals `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeafSpan {
    /// The first leaf.
    pub from: Leaf,
    /// The last leaf, with the figures that `334-8` leaves out; none after `13ff.`
    pub to: Option<Leaf>,
    /// Where it is written.
    pub range: Range<usize>,
}

/// One leaf as it is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Its number.
    pub number: u32,
    /// The letter of a leaf that was inserted when the numbers had been given.
    pub letter: Option<char>,
    /// The side, if one is named.
    pub side: Option<Side>,
}

/// A side of a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The front: `r`, `recto`.
    Recto,
    /// The back: `v`, `verso`, `ob.`, `Rs.`
    Verso,
}

impl Leaves {
    /// How many different leaves are meant, a leaf counted once whatever its sides: 5 for `334-338`. None if the last is not
    /// said or a run goes backwards.
    pub fn count(&self) -> Option<u32> {
        let mut runs = Vec::with_capacity(self.spans.len());
        for span in &self.spans {
            let to = span.to?;
            if span.is_reversed() {
                return None;
            }
            runs.push((span.from.number, to.number));
        }
        runs.sort_unstable();
        let (mut count, mut beyond) = (0u32, 0);
        for (from, to) in runs {
            count += (to + 1).saturating_sub(from.max(beyond));
            beyond = beyond.max(to + 1);
        }
        Some(count)
    }

    /// The runs whose last leaf stands before their first.
    pub fn reversed(&self) -> impl Iterator<Item = &LeafSpan> {
        self.spans.iter().filter(|span| span.is_reversed())
    }
}

impl LeafSpan {
    /// Whether the last leaf stands before the first.
    pub fn is_reversed(&self) -> bool {
        self.to.is_some_and(|to| to.number < self.from.number)
    }
}

/// Reads runs of leaves from `start`, up to `end` at most, as far as they go; gives them and where they end.
pub(super) fn read(text: &str, start: usize, end: usize) -> (Vec<LeafSpan>, usize) {
    let (mut spans, mut done) = (Vec::new(), start);
    let mut next = start;
    while let Some(span) = span(text, next, end) {
        done = span.range.end;
        spans.push(span);
        match separator(&text[done..end]) {
            Some(len) => next = done + len,
            None => break,
        }
    }
    (spans, done)
}

/// A comma, semicolon or "and" between two runs.
fn separator(text: &str) -> Option<usize> {
    let rest = text.trim_start();
    let mark = [",", ";", "&", "+", "and ", "und ", "u. ", "et ", "и ", "e "];
    let rest = mark
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))?
        .trim_start();
    Some(text.len() - rest.len())
}

fn span(text: &str, start: usize, end: usize) -> Option<LeafSpan> {
    let (from, mut at) = leaf(text, start, end)?;
    let mut to = Some(from);
    let rest = &text[at..end];
    let after_dash = rest.trim_start().strip_prefix(['-', '–', '—', '‑', '‒']);
    if let Some(rest) = after_dash.map(str::trim_start) {
        let (last, past) = leaf(text, end - rest.len(), end)?;
        to = Some(Leaf {
            number: completed(from.number, last.number),
            ..last
        });
        at = past;
    } else if let Some(open) = following(rest) {
        to = open.only_next.then_some(Leaf {
            number: from.number + 1,
            letter: None,
            side: None,
        });
        at += open.len;
    }
    let runs_on = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '–' | '_' | '=');
    let decimal = text[at..end]
        .strip_prefix(['.', ':'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let ends = !text[at..end].starts_with(runs_on) && !decimal;
    ends.then_some(LeafSpan {
        from,
        to,
        range: start..at,
    })
}

struct Following {
    len: usize,
    only_next: bool,
}

/// The `ff.` of "and those that follow", or the `f.` of "and the next".
fn following(rest: &str) -> Option<Following> {
    let word = rest.strip_prefix(' ').unwrap_or(rest);
    let letters = word.bytes().take_while(|&byte| byte == b'f').count();
    let after = &word[letters..];
    let alone = matches!(letters, 1 | 2) && !after.starts_with(char::is_alphanumeric);
    let names_a_folio = after
        .trim_start_matches('.')
        .trim_start()
        .starts_with(|c: char| c.is_ascii_digit());
    let stop = usize::from(after.starts_with('.'));
    (alone && !names_a_folio).then_some(Following {
        len: rest.len() - after.len() + stop,
        only_next: letters == 1,
    })
}

/// A number with an inserted leaf's letter and a side; numbers above nine figures are none of a leaf.
fn leaf(text: &str, start: usize, end: usize) -> Option<(Leaf, usize)> {
    let rest = &text[start..end];
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    if figures > 9 {
        return None;
    }
    let number = rest[..figures].parse().ok()?;
    let mut leaf = Leaf {
        number,
        letter: None,
        side: None,
    };
    let mut at = start + figures;
    if let Some((side, len)) = side(&text[at..end]) {
        return Some((
            Leaf {
                side: Some(side),
                ..leaf
            },
            at + len,
        ));
    }
    let mut letters = text[at..end].chars();
    if let (Some(letter), after) = (
        letters
            .next()
            .filter(|c| matches!(c, 'a'..='e' | 'а'..='д')),
        letters.as_str(),
    ) && !after.starts_with(char::is_alphanumeric)
    {
        leaf.letter = Some(letter);
        at = end - after.len();
        if let Some((side, len)) = side(after) {
            leaf.side = Some(side);
            at += len;
        }
    }
    Some((leaf, at))
}

const SIDES: [(&str, Side); 10] = [
    ("verso", Side::Verso),
    ("recto", Side::Recto),
    ("oborot", Side::Verso),
    ("оборот", Side::Verso),
    ("ob", Side::Verso),
    ("об", Side::Verso),
    ("Rs", Side::Verso),
    ("v", Side::Verso),
    ("r", Side::Recto),
    ("RS", Side::Verso),
];

fn side(rest: &str) -> Option<(Side, usize)> {
    let word = rest.trim_start();
    let (bracketed, word) = word
        .strip_prefix('(')
        .map_or((false, word), |inner| (true, inner));
    let (side, mut after) = SIDES
        .iter()
        .find_map(|(form, side)| Some((*side, word.strip_prefix(form)?)))?;
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    after = after.strip_prefix('.').unwrap_or(after);
    if bracketed {
        after = after.strip_prefix(')')?;
    }
    Some((side, rest.len() - after.len()))
}

/// The last number of `334-8` in full: the figures that the first has before it are its own.
fn completed(first: u32, last: u32) -> u32 {
    let unit = 10u32.pow(last.checked_ilog10().unwrap_or(0) + 1);
    let full = first - first % unit + last;
    if last < first && unit <= first && full > first {
        full
    } else {
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::archives::Archives;

    #[track_caller]
    fn check(text: &str, count: Option<u32>, read_to_the_end: bool) {
        let (spans, end) = read(text, 0, text.len());
        let kind = Arc::clone(&Archives::builtin().traditions()[0].leaves[0]);
        let leaves = Leaves {
            kind,
            written: None,
            other: None,
            range: 0..end,
            spans,
        };
        assert_eq!(leaves.count(), count, "{text}: {:?}", leaves.spans);
        assert_eq!(end == text.len(), read_to_the_end, "{text}: read to {end}");
    }

    #[test]
    fn leaves_are_counted_once_and_only_if_their_end_is_known() {
        for (text, count, read_to_the_end) in [
            ("334-338", Some(5), true),
            ("334–338", Some(5), true),
            ("334 - 338", Some(5), true),
            ("334-8", Some(5), true),
            ("105-07", Some(3), true),
            ("49", Some(1), true),
            ("12 ob.", Some(1), true),
            ("12об", Some(1), true),
            ("12 (ob.)", Some(1), true),
            ("3r-4v", Some(2), true),
            ("5, 7-9, 12 ob.", Some(5), true),
            ("5, 5 ob.", Some(1), true),
            ("1-10, 5-12", Some(12), true),
            ("5 and 7", Some(2), true),
            ("12a", Some(1), true),
            ("13ff.", None, true),
            ("13 ff", None, true),
            ("13f.", Some(2), true),
            ("338-334", None, true),
            ("8-3", None, true),
            ("0-4", Some(5), true),
            ("999999999-999999999", Some(1), true),
            ("5-8 of 9", Some(4), false),
            ("5, Box 3", Some(1), false),
            ("12345678901", Some(0), false),
            ("003675/1979", Some(0), false),
            ("82-5-1", Some(0), false),
            ("1.5", Some(0), false),
            ("5-", Some(0), false),
            ("", Some(0), true),
        ] {
            check(text, count, read_to_the_end);
        }
    }
}
