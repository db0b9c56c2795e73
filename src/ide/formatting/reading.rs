//! What a document says apart from its layout: the same before and after formatting, or something went wrong.

use std::ops::Range;

use crate::model::document::Document;
use crate::model::facts::Facts;
use crate::model::faults::FaultKind;
use crate::model::header::plain;
use crate::model::parts::PartKind;
use crate::vocabulary::Class;

/// Of longer brackets, only the class is compared; their words are those of the text.
const LONGEST: usize = 400;

/// Whether two documents read the same: the words of the text, the parts, the cells of each row, the brackets with their
/// classes, the signs without a partner, and the values of the header. Free are white space, the bar at the end of a row,
/// lines of hyphens, and the order of the header's fields. Linear in the text.
pub fn read_the_same(one: &Document, other: &Document) -> bool {
    header(one) == header(other)
        && all(one, parts).eq(all(other, parts))
        && all(one, brackets).eq(all(other, brackets))
        && all(one, faults).eq(all(other, faults))
        && all(one, cells).eq(all(other, cells))
        && all(one, words).eq(all(other, words))
}

/// What all blocks say, one after the other: formatting may divide a block, never what it says.
fn all<T>(document: &Document, said: fn(&str, &Facts) -> Vec<T>) -> impl Iterator<Item = T> {
    let blocks = document.blocks();
    blocks.flat_map(move |block| said(&document.block_text(&block), &block.block.facts))
}

/// The fields of the header in the order of their keys, and behind them its other lines.
fn header(document: &Document) -> Vec<(String, Vec<String>)> {
    let Some((header, block)) = document.header() else {
        return Vec::new();
    };
    let mut lines: Vec<_> = header
        .fields
        .iter()
        .map(|field| {
            let values = field.values.iter();
            let values = values.map(|value| plain(&block[value.clone()]));
            (block[field.key.clone()].to_owned(), values.collect())
        })
        .collect();
    lines.sort_by(|(one, _), (other, _)| one.cmp(other));
    let others = header.strange_lines.iter().chain(&header.comments);
    let mut others: Vec<_> = others.map(|line| block[line.clone()].to_owned()).collect();
    others.sort();
    lines.push((header.closed.to_string(), others));
    lines
}

fn parts(_: &str, facts: &Facts) -> Vec<PartKind> {
    facts.parts.iter().map(|part| part.kind).collect()
}

/// Of each bracket its class, its own words and those it speaks of; of a long one the class alone, so that brackets in
/// each other cost no more than their length.
fn brackets(text: &str, facts: &Facts) -> Vec<(Class, String, String)> {
    let words = |range: &Range<usize>| {
        // Of the source's own brackets, one may stand in another cell.
        let words = text[range.clone()].split(|c: char| c.is_whitespace() || c == '|');
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        words.join(" ")
    };
    let brackets = facts.insertions.iter().map(|insertion| {
        let judgement = &insertion.judgement;
        match judgement.reach.as_ref() {
            _ if insertion.range.len() > LONGEST => (judgement.class, String::new(), String::new()),
            reach => (
                judgement.class,
                words(&insertion.range),
                reach.map(words).unwrap_or_default(),
            ),
        }
    });
    brackets.collect()
}

fn faults(text: &str, facts: &Facts) -> Vec<(FaultKind, String)> {
    let faults = facts.faults.iter();
    faults
        .map(|fault| (fault.kind, text[fault.range.clone()].to_owned()))
        .collect()
}

fn cells(text: &str, facts: &Facts) -> Vec<usize> {
    let rows = facts.tables.iter().flat_map(|table| &table.rows);
    rows.filter(|row| !row.delimiter)
        .map(|row| row.cells(text).len())
        .collect()
}

/// The words below the header, without the bars of tables.
fn words(text: &str, facts: &Facts) -> Vec<String> {
    let start = facts.header.as_ref().map_or(0, |header| header.range.end);
    let mut at = start;
    let mut words = String::with_capacity(text.len());
    for row in facts.tables.iter().flat_map(|table| &table.rows) {
        let bars = row.bars.iter().map(|bar| *bar..bar + 1);
        let signs = if row.delimiter {
            vec![row.range.clone()]
        } else {
            bars.collect()
        };
        for sign in signs {
            words += &text[at..sign.start];
            words.push(' ');
            at = sign.end;
        }
    }
    words += &text[at..];
    // A byte order mark is no part of the first word.
    let words = words.split(|c: char| c.is_whitespace() || c == '\u{feff}');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
