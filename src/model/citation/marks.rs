//! Finds the designators of a citation and where their values begin.

use std::ops::Range;
use std::sync::Arc;

use super::parse::trimmed;
use crate::registers::archives::{Designator, Tradition};

/// A designator in the text with what it can mean here.
pub(super) struct Mark<'a> {
    /// From the designator, or from the number before it.
    pub(super) range: Range<usize>,
    pub(super) written: Range<usize>,
    /// Where its value begins, or the value itself if that stands before it.
    pub(super) value: Value,
    pub(super) candidates: Vec<&'a Arc<Designator>>,
}

pub(super) enum Value {
    From(usize),
    Before(Range<usize>),
}

/// Every designator with a value, in one pass.
pub(super) fn marks<'a>(
    text: &str,
    range: &Range<usize>,
    tradition: &'a Tradition,
) -> Vec<Mark<'a>> {
    let mut marks: Vec<Mark> = Vec::new();
    let (mut at, mut segment, mut before) = (range.start, range.start, ' ');
    while let Some(c) = text[at..range.end].chars().next() {
        let in_word = before.is_alphanumeric() || matches!(before, '-' | '/' | '\'' | '’' | '‑');
        let (len, candidates) = match c.is_alphabetic() && !in_word {
            true => tradition.designators_at_start(&text[at..range.end]),
            false => (0, Vec::new()),
        };
        let written = at..at + len;
        let after = past_stop(text, written.end, range.end);
        let number = (len > 0)
            .then(|| number_before(text, segment..at, tradition))
            .flatten();
        let mark = if len == 0 {
            None
        } else if let Some(number) = number {
            Some(Mark {
                range: number.start..after,
                written,
                value: Value::Before(number),
                candidates,
            })
        } else {
            value_start(text, &written, range.end, tradition).map(|value| Mark {
                range: at..value,
                written,
                value: Value::From(value),
                candidates,
            })
        };
        let step = match mark {
            Some(mark) => {
                let step = mark.range.end - at;
                segment = mark.range.end;
                marks.push(mark);
                step.max(1)
            }
            None => c.len_utf8(),
        };
        before = text[at..at + step].chars().next_back().unwrap_or(' ');
        at += step;
        if matches!(before, ',' | ';') {
            segment = at;
        }
    }
    marks
}

/// The number that directly precedes a designator, where numbers come first; `before` is the segment up to there.
fn number_before(text: &str, before: Range<usize>, tradition: &Tradition) -> Option<Range<usize>> {
    let number = trimmed(text, before.clone());
    let (words, gap) = (&text[number.clone()], &text[number.end..before.end]);
    let at_hand = gap.strip_prefix('.').unwrap_or(gap).trim_start().is_empty();
    let is_number =
        words.ends_with(|c: char| c.is_ascii_digit()) && words.split_whitespace().count() <= 2;
    (tradition.number_first && at_hand && is_number).then_some(number)
}

/// Past the apostrophe of `opis'` and the full stop of an abbreviation.
fn past_stop(text: &str, at: usize, end: usize) -> usize {
    let rest = text[at..end].trim_start_matches(['\'', '’', 'ʹ', 'ʼ', '´', '`']);
    end - rest.strip_prefix('.').unwrap_or(rest).len()
}

/// Where the value after a designator begins, if there is one: a number or numeral after a short form, also a name after a long.
fn value_start(
    text: &str,
    written: &Range<usize>,
    end: usize,
    tradition: &Tradition,
) -> Option<usize> {
    let after = past_stop(text, written.end, end);
    let mut rest = text[after..end].trim_start();
    if let Some(number) = rest.strip_prefix(['-', ':']).map(str::trim_start) {
        // `F-6` is a fonds in Ulaanbaatar, `V-73` a registry's class in Budapest.
        rest = Some(number).filter(|number| tradition.strict && digit_first(number))?;
    }
    for sign in [
        "no.", "No.", "nr.", "Nr.", "no", "No", "№", "Nº", "N°", "n°", "#", "Number", "number",
        "č.",
    ] {
        if let Some(number) = rest
            .strip_prefix(sign)
            .map(str::trim_start)
            .filter(|rest| digit_first(rest))
        {
            rest = number;
        }
    }
    let word = rest
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')'))
        .next()
        .unwrap_or("");
    let letters = text[written.clone()]
        .chars()
        .filter(|c| c.is_alphabetic())
        .count();
    let numeral = !word.is_empty()
        && word
            .trim_end_matches('.')
            .chars()
            .all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
    let number = word.contains(|c: char| c.is_ascii_digit());
    let named = letters > 3
        && word.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '„' | '«'));
    let coded = word.chars().filter(|c| c.is_uppercase()).count() > 1 && word.contains('-');
    (number || numeral || named || coded).then_some(end - rest.len())
}

/// Whether a figure comes first.
pub(super) fn digit_first(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}
