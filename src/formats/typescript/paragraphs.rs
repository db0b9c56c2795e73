//! Lines as paragraphs: blank lines part them, but in a typescript with double spacing, and in a table that lost its figures.

use std::ops::Range;

use super::Line;
use crate::model::roles::{self, Position};

/// The paragraphs of a text.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    /// Their lines, by index, the blank ones between them among these where they are joined.
    pub list: Vec<Range<usize>>,
    /// Whether every other line was blank.
    pub double_spaced: bool,
}

/// Parts the lines. Furniture stands alone.
pub(super) fn read(lines: &[Line]) -> Paragraphs {
    let blank = |at: usize| lines[at].text.trim().is_empty();
    let mut list: Vec<Range<usize>> = Vec::new();
    for at in (0..lines.len()).filter(|at| !blank(*at)) {
        match list.last_mut() {
            Some(last)
                if last.end == at
                    && lines[at].furniture.is_none()
                    && lines[last.start].furniture.is_none() =>
            {
                last.end += 1;
            }
            _ => list.push(at..at + 1),
        }
    }
    let text = |range: &Range<usize>| lines[range.start].text.as_str();
    let double_spaced = is_double_spaced(lines, &list);
    let width = list
        .iter()
        .map(|range| text(range).len())
        .max()
        .unwrap_or(0);
    let mut joined: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < list.len() {
        let here = list[at].clone();
        let table = if double_spaced {
            0
        } else {
            lost_table(lines, &list, at)
        };
        if table > 1 {
            joined.push(here.start..list[at + table - 1].end);
            at += table;
            continue;
        }
        match joined.last_mut() {
            Some(last) if double_spaced && follows(lines, last.end - 1, here.start, width) => {
                last.end = here.end
            }
            _ => joined.push(here),
        }
        at += 1;
    }
    Paragraphs {
        list: joined,
        double_spaced,
    }
}

/// Whether a blank line follows nearly every line, and sentences run on over it.
fn is_double_spaced(lines: &[Line], list: &[Range<usize>]) -> bool {
    const FEWEST: usize = 8;
    let text = |range: &Range<usize>| lines[range.start].text.trim();
    let pairs = || list.windows(2);
    let all = list.len().saturating_sub(1);
    let single = list.iter().filter(|range| range.len() == 1).count();
    let apart = pairs()
        .filter(|pair| pair[1].start == pair[0].end + 1)
        .count();
    let runs_on = pairs()
        .filter(|pair| {
            !ends_sentence(text(&pair[0])) && text(&pair[1]).starts_with(char::is_lowercase)
        })
        .count();
    let narrow = list
        .iter()
        .filter(|range| text(range).chars().count() <= 100)
        .count();
    list.len() >= FEWEST
        && single * 10 >= list.len() * 9
        && narrow * 20 >= list.len() * 19
        && apart * 10 >= all * 7
        && runs_on * 3 >= all
}

/// Whether a line goes on with the paragraph of the line above it, in a typescript with double spacing.
fn follows(lines: &[Line], above: usize, here: usize, width: usize) -> bool {
    let (before, line) = (&lines[above].text, &lines[here].text);
    let indented = line.starts_with('\t') || line.starts_with("   ");
    let short = before.trim().len() * 4 < width * 3;
    let role = |line: &str| {
        roles::by_shape(line, Position::Opening).is_some()
            || roles::by_shape(line, Position::Closing).is_some()
    };
    here == above + 2
        && !indented
        && !is_item(line)
        && !(short && (ends_sentence(before) || line.trim().starts_with(char::is_uppercase)))
        && !role(before)
        && !role(line)
}

/// How many paragraphs from `at` on are the rows of a table whose figures are lost: nouns behind a colon, far apart.
fn lost_table(lines: &[Line], list: &[Range<usize>], at: usize) -> usize {
    let text = |range: &Range<usize>| lines[range.start].text.trim();
    let introduced = at > 0 && {
        let before = &list[at - 1];
        lines[before.end - 1].text.trim_end().ends_with(':')
    };
    if !introduced {
        return 0;
    }
    let is_row = |range: &&Range<usize>| {
        let text = text(range);
        range.len() == 1
            && text.split_whitespace().count() <= 4
            && text.starts_with(char::is_lowercase)
            && text
                .chars()
                .all(|c| c.is_alphabetic() || " '’-\u{a0}".contains(c))
            && !is_item(text)
    };
    let rows = list[at..].iter().take_while(is_row).count();
    let far = list[at..at + rows]
        .windows(2)
        .any(|pair| pair[1].start - pair[0].end >= 3);
    if far { rows } else { 0 }
}

pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end()
        .trim_end_matches(['"', '”', '»', ')', ']', '’', '\''])
        .ends_with(['.', '!', '?', ':', ';', '…'])
}

/// Whether a line begins with the label of an item: `1.`, `a)`, `-`, `IV.`.
pub(super) fn is_item(line: &str) -> bool {
    let Some(first) = line.split_whitespace().next() else {
        return false;
    };
    let label = first.trim_end_matches(['.', ')']);
    matches!(first, "-" | "–" | "—" | "•" | "*")
        || label.len() < first.len() && label.chars().count() <= 4 && {
            let label = label.trim_start_matches('(');
            !label.is_empty()
                && (label.chars().all(|c| c.is_ascii_digit())
                    || label.chars().count() == 1 && first.ends_with(')')
                    || label.chars().all(|c| "IVXLC".contains(c)))
        }
}
