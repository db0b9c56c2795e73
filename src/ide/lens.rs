//! Lenses: lines above the text that count something, and lead to it.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::document::Document;
use crate::model::mentions::mentions;
use crate::registers::Registers;
use crate::vocabulary::Class;

/// A line above a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The place, in bytes of the document.
    pub range: Range<usize>,
    /// What is counted.
    pub kind: LensKind,
}

/// What a lens counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LensKind {
    /// The mentions of the name at its place, in the whole collection; they are counted when it is seen.
    Mentions,
    /// What the text lacks.
    Missing(Missing),
}

/// What a text lacks: the brackets of each class that says so, with their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// In words: `3 gaps, 1 redacted`.
    pub title: String,
    /// Where they stand, in bytes of the document.
    pub places: Vec<Range<usize>>,
}

/// The classes that say that something is missing or unsure, with what one and several of them are called.
const MISSING: &[(Class, &str, &str)] = &[
    (Class::Gap, "gap", "gaps"),
    (Class::Redacted, "redaction", "redactions"),
    (Class::Omission, "omission", "omissions"),
    (Class::Blank, "blank", "blanks"),
    (Class::Doubtful, "doubtful reading", "doubtful readings"),
    (Class::Query, "query", "queries"),
];

/// What the document lacks, above its first line. Costs the blocks with brackets.
pub fn missing(document: &Document) -> Option<Lens> {
    let mut counts = [0; MISSING.len()];
    let mut places = Vec::new();
    for block in document.blocks_where(|sum| sum.insertions > 0) {
        for insertion in &block.block.facts.insertions {
            let class = insertion.judgement.class;
            if let Some(at) = MISSING.iter().position(|(missing, ..)| *missing == class) {
                counts[at] += 1;
                places.push(block.lift(&insertion.range));
            }
        }
    }
    let counted = counts.iter().zip(MISSING).filter(|(count, _)| **count > 0);
    let counted = counted.map(|(count, (_, one, several))| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {several}"),
    });
    let title = counted.collect::<Vec<_>>().join(", ");
    (!title.is_empty()).then_some(Lens {
        range: 0..0,
        kind: LensKind::Missing(Missing { title, places }),
    })
}

/// The first mention of each place or person that one row of a register tells of. Costs the document.
pub fn mentioned(document: &Document, registers: &Registers) -> Vec<Lens> {
    let mut met = HashSet::new();
    let mut lenses = Vec::new();
    for mention in mentions(document, registers) {
        if let [row] = mention.rows[..]
            && met.insert(row)
        {
            lenses.push(Lens {
                range: mention.range,
                kind: LensKind::Mentions,
            });
        }
    }
    lenses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Topic;

    #[test]
    fn what_is_missing_is_counted_by_class() {
        let text = "a [illegible] b [2 words unreadable]\n\nc [x?] [Yining] [REDACTED]";
        let lens = missing(&Document::new(text)).expect("something is missing");
        let LensKind::Missing(missing) = lens.kind else {
            panic!("{lens:?}");
        };
        assert_eq!(missing.title, "2 gaps, 1 redaction, 1 doubtful reading");
        let places: Vec<_> = missing.places.into_iter().map(|it| &text[it]).collect();
        assert_eq!(
            places,
            ["[illegible]", "[2 words unreadable]", "[x?]", "[REDACTED]"]
        );
        assert_eq!(super::missing(&Document::new("Ghulja [Yining]")), None);
    }

    #[test]
    fn the_first_mention_of_each_row_has_a_lens() {
        let places = "id\ttitle\tvariants\nghulja\tGhulja\tKuldja\n";
        let registers = Registers::of_text(Topic::Places, "places.tsv".into(), places);
        let text = "In Kuldja and Ghulja, near Washington, D.C.";
        let found = mentioned(&Document::new(text), &registers);
        let at: Vec<_> = found.into_iter().map(|it| &text[it.range]).collect();
        assert_eq!(at, ["Kuldja"]);
    }
}
