//! The pages and leaves that brackets in a text mark: `[p. 2]`, `[l. 334 ob.]`.

use std::ops::Range;

use super::document::Document;
use crate::vocabulary::Class;

/// What a mark counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Sheets, front and back counted once.
    Leaves,
    /// Sides.
    Pages,
}

/// A mark with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeafMark {
    /// The bracket, in bytes of the document.
    pub range: Range<usize>,
    /// What it counts.
    pub counted: Counted,
    /// Which leaf or page begins there.
    pub number: u32,
}

const LEAVES: &[&str] = &[
    "l", "ll", "leaf", "leaves", "list", "f", "ff", "fol", "fols", "folio", "folios", "bl",
    "blatt", "л", "лл", "лист", "k",
];
const PAGES: &[&str] = &[
    "p",
    "pp",
    "page",
    "pages",
    "s",
    "seite",
    "с",
    "стр",
    "страница",
    "str",
    "strona",
];

/// How many brackets of a document open a page or leaf, numbered or not, and those with a number. Visits only blocks that
/// have landmarks.
pub fn of(document: &Document) -> (usize, Vec<LeafMark>) {
    let (mut count, mut marks) = (0, Vec::new());
    for at in document.blocks_where(|sum| sum.landmarks > 0 && sum.insertions > 0) {
        for insertion in &at.block.facts.insertions {
            if insertion.judgement.class != Class::PageBreak {
                continue;
            }
            count += 1;
            let written = document.slice(at.lift(&insertion.inner));
            marks.extend(read(&written).map(|(counted, number)| LeafMark {
                range: at.lift(&insertion.range),
                counted,
                number,
            }));
        }
    }
    (count, marks)
}

/// The word and the number of a mark.
fn read(written: &str) -> Option<(Counted, u32)> {
    let written = written.trim();
    let word = written.split(|c: char| !c.is_alphabetic()).next()?;
    let lower = word.to_lowercase();
    let counted = if LEAVES.contains(&lower.as_str()) {
        Counted::Leaves
    } else if PAGES.contains(&lower.as_str()) {
        Counted::Pages
    } else {
        return None;
    };
    let rest = written[word.len()..].trim_start_matches(['.', ' ', '\u{a0}', ':']);
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    Some((counted, rest[..figures].parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_with_what_it_counts() {
        for (written, expected) in [
            ("p. 282", Some((Counted::Pages, 282))),
            ("l. 334 ob.", Some((Counted::Leaves, 334))),
            ("fol. 12r", Some((Counted::Leaves, 12))),
            ("Page 3", Some((Counted::Pages, 3))),
            ("verso", None),
            ("page break", None),
        ] {
            assert_eq!(read(written), expected, "{written}");
        }
    }
}
