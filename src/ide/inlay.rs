//! Hints within the text: what a place is called today, behind its first mention in what is seen.

use std::collections::HashSet;
use std::ops::Range;

use super::ids;
use crate::model::document::Document;
use crate::model::glosses::glosses;
use crate::model::mentions::{mention_at, mentions};
use crate::registers::gazetteer::fold;
use crate::registers::{Registers, Row, Topic};

/// A few words that an editor shows within the text, and that are no part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where, in bytes of the document.
    pub at: usize,
    /// What is shown.
    pub label: String,
    /// Where it comes from.
    pub about: String,
}

/// The names of today of the places mentioned in a range: of each place behind its first mention there, where one row of the
/// register tells what it means, and the text says something else and does not gloss it so. Linear in the document.
pub fn hints(document: &Document, registers: &Registers, range: &Range<usize>) -> Vec<Hint> {
    if registers.count(Topic::Places) == 0 {
        return Vec::new();
    }
    let glosses = glosses(document);
    let is_glossed = |name: &Range<usize>, modern: &str| {
        let mut of_name = glosses.iter().filter(|it| {
            it.name.start <= name.start && name.end <= it.name.end && it.gloss.start >= name.end
        });
        of_name.any(|it| it.keys[1] == fold(modern))
    };
    let mut met = HashSet::new();
    let mut hints = Vec::new();
    for mention in mentions(document, registers) {
        let name = &mention.range;
        let [row] = mention.rows[..] else { continue };
        let is_seen = range.start <= name.start && name.end <= range.end;
        if row.topic != Topic::Places || !is_seen || mention.in_gloss || !met.insert(row) {
            continue;
        }
        let Some(modern) = registers.places[row.index].modern() else {
            continue;
        };
        if *fold(&modern.form) == *mention.key || is_glossed(name, &modern.form) {
            continue;
        }
        hints.push(Hint {
            at: mention.id.as_ref().map_or(name.end, |id| id.end),
            label: format!("= {}", modern.form),
            about: told(registers, row),
        });
    }
    hints
}

/// Where the hint at a byte comes from, as [`Hint::about`] has it. Costs the block.
pub fn about(document: &Document, registers: &Registers, at: usize) -> Option<String> {
    // A hint stands behind the id of its name, where it has one.
    let name = ids::at(document, at).map_or(at, |id| id.range.start);
    let mention = mention_at(document, registers, name)?;
    let [row] = mention.rows[..] else { return None };
    Some(told(registers, row))
}

fn told(registers: &Registers, row: Row) -> String {
    format!("{} · {}", registers.about(row), Topic::Places.file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    const PLACES: &str = "id\ttitle\tvariants\ttypes\tparent_name\tparent_id\nyining\tYining\tGhulja@ug-Latn;Kuldja@en\tcity\tIli\tili\ntacheng\tTacheng\tTarbagatai\n";

    /// The text with its hints in it; what is seen stands between `«` and `»`, all of it where there are none.
    fn check(text: &str, expected: Expect) {
        let [start, end] = ['«', '»'].map(|sign| text.find(sign));
        let seen = start.unwrap_or(0)..end.map_or(text.len(), |end| end - '«'.len_utf8());
        let text = text.replace(['«', '»'], "");
        let seen = seen.start..seen.end.min(text.len());
        let registers = Registers::of_text(Topic::Places, "places.tsv".into(), PLACES);
        let mut shown = text.clone();
        let hints = hints(&Document::new(&text), &registers, &seen);
        for hint in hints.iter().rev() {
            shown.insert_str(hint.at, &format!("‹{}›", hint.label));
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn the_first_mention_of_each_place_says_what_it_is_called_today() {
        check(
            "From Ghulja to Tarbagatai, then Kuldja and Yining.",
            expect![["From Ghulja‹= Yining› to Tarbagatai‹= Tacheng›, then Kuldja and Yining."]],
        );
    }

    #[test]
    fn what_is_glossed_so_or_called_so_needs_no_hint() {
        check(
            "From Ghulja [Yining] to Tacheng.",
            expect![["From Ghulja [Yining] to Tacheng."]],
        );
    }

    #[test]
    fn only_what_is_seen_counts() {
        check(
            "From Ghulja\n\n«to Ghulja»\n\nand Tarbagatai",
            expect![["From Ghulja\n\nto Ghulja‹= Yining›\n\nand Tarbagatai"]],
        );
    }
}
