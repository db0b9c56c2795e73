//! Selections that grow: from a word to the document, by what the text says and not by its characters.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::pairs;
use crate::model::document::{BlockAt, Document};
use crate::model::outline::{Entry, outline};

/// For each place, what may be selected around it, the innermost first and each within the next: the word, the name or words
/// in a bracket, the bracket, the cell, the sentence, the line, the paragraph, the block, the item, the container, the
/// section, the document. The document is always there. Costs the outline once, and the block of each place.
pub fn selections(document: &Document, places: &[usize]) -> Vec<Vec<Range<usize>>> {
    let entries = outline(document);
    let around = |place: &usize| around(document, &entries, *place);
    places.iter().map(around).collect()
}

fn around(document: &Document, entries: &[Entry], place: usize) -> Vec<Range<usize>> {
    let whole = 0..document.text().len_bytes();
    let mut ranges = Vec::new();
    if let Some(block) = document.block_at(place) {
        in_block(document, &block, place, &mut ranges);
    }
    // Entries do not overlap, and their depth is bounded by the outline's.
    let mut level = entries;
    while let Some(entry) = level.iter().find(|it| holds(&it.range, place)) {
        ranges.push(trimmed(document, entry.range.clone()));
        level = &entry.children;
    }
    ranges.retain(|range| !range.is_empty() && holds(range, place));
    ranges.sort_by_key(Range::len);
    let mut chain: Vec<Range<usize>> = Vec::new();
    for range in ranges.into_iter().chain([whole]) {
        let fits = |inner: &Range<usize>| {
            range.start <= inner.start && inner.end <= range.end && *inner != range
        };
        if chain.last().is_none_or(fits) {
            chain.push(range);
        }
    }
    chain
}

fn in_block(document: &Document, block: &BlockAt, place: usize, ranges: &mut Vec<Range<usize>>) {
    let (facts, text) = (&block.block.facts, document.block_text(block));
    let at = (place - block.start).min(text.len());
    ranges.extend(word(&text, at).map(|range| block.lift(&range)));
    for signs in pairs::in_block(block) {
        ranges.extend([signs.inner(), signs.whole()]);
    }
    for label in &facts.labels {
        // One that is not closed has no sign at its end.
        let whole = &text[..label.construct.end];
        let end = whole.strip_suffix([']', '}']).unwrap_or(whole).len();
        let inner = (label.range.end + 1).min(end)..end;
        ranges.push(block.lift(&label.range));
        ranges.push(block.lift(&within(&text, inner)));
    }
    for note in &facts.notes {
        let name = note.range.start + 2..note.range.end - 1;
        ranges.extend([block.lift(&name), block.lift(&note.range)]);
    }
    ranges.extend(facts.ids.iter().map(|id| block.lift(id)));
    for row in facts.tables.iter().flat_map(|table| &table.rows) {
        let cells = row.cells(&text).into_iter();
        ranges.extend(cells.map(|cell| block.lift(&within(&text, cell))));
        ranges.push(block.lift(&row.range));
    }
    if let Some(header) = &facts.header {
        for field in &header.fields {
            ranges.push(block.lift(&field.key));
            ranges.extend(field.values.iter().map(|value| block.lift(value)));
            ranges.push(block.lift(&field.range));
        }
        ranges.push(block.lift(&header.range));
    }
    let parts = facts.parts.iter();
    for part in parts.filter(|part| holds(&part.range, at)) {
        ranges.push(block.lift(&part.label));
        ranges.push(block.lift(&part.content));
        ranges.push(block.lift(&within(&text, part.range.clone())));
        if holds(&part.content, at) && !part.content.is_empty() {
            let content = &text[part.content.clone()];
            let sentence = sentence(content, at - part.content.start);
            let start = part.content.start + sentence.start;
            ranges.push(block.lift(&(start..part.content.start + sentence.end)));
        }
    }
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |it| at + it);
    ranges.push(block.lift(&within(&text, start..end)));
    ranges.push(block.lift(&within(&text, 0..text.len())));
}

/// The word at a place; of two that meet there, the one behind it.
fn word(text: &str, at: usize) -> Option<Range<usize>> {
    // Words do not go over blanks, so that a long block costs no more than what is near.
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| {
        space + text[space..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |it| at + it);
    let words = text[start..end].split_word_bound_indices();
    let words = words.filter(|(_, word)| word.chars().any(char::is_alphanumeric));
    let words = words.map(|(from, word)| start + from..start + from + word.len());
    let mut words = words.filter(|range| holds(range, at));
    words.next_back()
}

/// The sentence at a place, without the blanks behind it. Names and brackets with full stops may part one in two.
fn sentence(text: &str, at: usize) -> Range<usize> {
    // A line end within a paragraph ends no sentence.
    let text = &text.replace(['\n', '\r'], " ");
    let sentences = text.split_sentence_bound_indices();
    let ranges = sentences.map(|(start, sentence)| start..start + sentence.trim_end().len());
    let mut before = ranges.take_while(|range| range.start <= at);
    let last = before.by_ref().last();
    last.unwrap_or(0..text.len())
}

fn holds(range: &Range<usize>, at: usize) -> bool {
    (range.start..=range.end).contains(&at)
}

/// A range without the white space at its ends.
fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start.max(range.start + piece.trim_end().len())
}

/// The same for a range that may be most of the document.
fn trimmed(document: &Document, range: Range<usize>) -> Range<usize> {
    let piece = document.text().byte_slice(range.clone());
    let blank = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars
            .take_while(|c| c.is_whitespace())
            .map(char::len_utf8)
            .sum()
    };
    let before = blank(&mut piece.chars());
    let behind = blank(&mut piece.chars_at(piece.len_chars()).reversed());
    range.start + before..(range.end - behind).max(range.start + before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    /// The cursor is `¦`; each selection on a line of its own, its line ends as `⏎`.
    fn check(marked: &str, expected: Expect) {
        let place = marked.find('¦').expect("the cursor is marked");
        let text = marked.replacen('¦', "", 1);
        let found = selections(&Document::new(&text), &[place]).remove(0);
        let lines = found
            .iter()
            .map(|it| text[it.clone()].replace('\n', "⏎") + "\n");
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn a_selection_grows_from_the_word_to_the_document() {
        check(
            "# Report\n\nOn 3 May they left. In Ghulja [=Yi¦ning] all is\nquiet. Nobody knows.\n\n# Answer\n",
            expect![[r#"
                Yining
                =Yining
                [=Yining]
                In Ghulja [=Yining] all is⏎quiet.
                On 3 May they left. In Ghulja [=Yining] all is⏎quiet. Nobody knows.
                # Report⏎⏎On 3 May they left. In Ghulja [=Yining] all is⏎quiet. Nobody knows.
                # Report⏎⏎On 3 May they left. In Ghulja [=Yining] all is⏎quiet. Nobody knows.⏎⏎# Answer⏎
            "#]],
        );
    }

    #[test]
    fn labels_acts_and_emphasis_are_steps() {
        check(
            "a {unclear: _le¦ft_ 3} b",
            expect![[r#"
                left
                _left_
                _left_ 3
                unclear: _left_ 3
                {unclear: _left_ 3}
                a {unclear: _left_ 3} b
            "#]],
        );
    }

    #[test]
    fn items_containers_tables_and_fields_are_steps() {
        check(
            "::: stamp\n\n1. one\n\na) t¦wo\n\n2. three\n\n:::\n\nend",
            expect![[r#"
                two
                a) two
                1. one⏎⏎a) two
                ::: stamp⏎⏎1. one⏎⏎a) two⏎⏎2. three⏎⏎:::
                ::: stamp⏎⏎1. one⏎⏎a) two⏎⏎2. three⏎⏎:::⏎⏎end
            "#]],
        );
        check(
            "| Ili | three ho¦rses |\n| Altai | 4 |\n",
            expect![[r#"
                horses
                three horses
                | Ili | three horses |
                | Ili | three horses |⏎| Altai | 4 |
                | Ili | three horses |⏎| Altai | 4 |⏎
            "#]],
        );
        check(
            "---\ntitle: A re¦port\ncreator:\n- L. P. Beria\n---\n\nText",
            expect![[r#"
                report
                A report
                title: A report
                ---⏎title: A report⏎creator:⏎- L. P. Beria⏎---
                ---⏎title: A report⏎creator:⏎- L. P. Beria⏎---⏎⏎Text
            "#]],
        );
    }

    #[test]
    fn every_place_of_any_text_has_the_document_around_it() {
        for text in [
            "",
            "\n",
            "𝔸 [伊宁",
            "[[a] b]\r\n\r\n::: x\r\n{-y-}",
            "| a |\n|\n",
            "[stamp: 宁",
            "a {unclear: 𝔸\n\n[note:",
        ] {
            let document = Document::new(text);
            let places: Vec<_> = (0..=text.len())
                .filter(|at| text.is_char_boundary(*at))
                .collect();
            for (place, chain) in places.iter().zip(selections(&document, &places)) {
                assert_eq!(chain.last(), Some(&(0..text.len())), "{text:?} at {place}");
                let nested = chain.windows(2).all(|it| {
                    it[1].start <= it[0].start && it[0].end <= it[1].end && it[0] != it[1]
                });
                assert!(nested, "{text:?} at {place}: {chain:?}");
            }
        }
    }
}
