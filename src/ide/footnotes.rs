//! Footnotes: where one is given and where its sign stands, by its name.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::document::Document;
use crate::rules::Edit;

/// A footnote with all its signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Its name, as between `[^` and `]`.
    pub name: String,
    /// The sign that was asked for, by its index in `signs`.
    pub asked: usize,
    /// All signs of that name, in the order of the text.
    pub signs: Vec<Sign>,
}

/// A sign of a footnote, in bytes of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// `[^1]`, without the colon of a note that is given.
    pub range: Range<usize>,
    /// The name in it.
    pub name: Range<usize>,
    /// Whether the note is given here.
    pub given: bool,
}

/// The footnote whose sign stands at a byte. Costs the blocks of the document, not their text.
pub fn at(document: &Document, offset: usize) -> Option<Footnote> {
    let block = document.block_at(offset)?;
    let touches = |range: Range<usize>| (range.start..=range.end).contains(&offset);
    let mut here = block.block.facts.notes.iter();
    let here = here.find(|note| touches(block.lift(&note.range)))?;
    let name = here.name(&document.block_text(&block)).to_owned();
    let signs = signs(document, &name);
    let start = block.start + here.range.start;
    let asked = signs.iter().position(|sign| sign.range.start == start)?;
    Some(Footnote { name, asked, signs })
}

/// All signs of a name, in the order of the text.
fn signs(document: &Document, name: &str) -> Vec<Sign> {
    let mut signs = Vec::new();
    for block in document
        .blocks()
        .filter(|it| !it.block.facts.notes.is_empty())
    {
        let text = document.block_text(&block);
        for note in &block.block.facts.notes {
            if note.name(&text) == name {
                let range = block.lift(&note.range);
                signs.push(Sign {
                    name: range.start + "[^".len()..range.end - "]".len(),
                    range,
                    given: note.given,
                });
            }
        }
    }
    signs
}

/// The names of all footnotes of a document, given or not.
pub fn names(document: &Document) -> HashSet<String> {
    let mut names = HashSet::new();
    for block in document
        .blocks()
        .filter(|it| !it.block.facts.notes.is_empty())
    {
        let text = document.block_text(&block);
        let notes = block.block.facts.notes.iter();
        names.extend(notes.map(|note| note.name(&text).to_owned()));
    }
    names
}

impl Footnote {
    /// The edits that call it `new`, or why it cannot be called so.
    pub fn renamed(&self, document: &Document, new: &str) -> Result<Vec<Edit>, String> {
        let new = new.trim();
        if new.is_empty() {
            return Err("the name of a footnote has at least one character".to_owned());
        }
        let is_sign = |c: &char| "[]^".contains(*c) || c.is_whitespace() || c.is_control();
        if let Some(sign) = new.chars().find(is_sign) {
            let sign = sign.escape_debug();
            return Err(format!("`{sign}` cannot stand in the name of a footnote"));
        }
        if new != self.name && names(document).contains(new) {
            return Err(format!("there is a footnote `[^{new}]` already"));
        }
        let edit = |sign: &Sign| Edit::replace(sign.name.clone(), new);
        Ok(self.signs.iter().map(edit).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::apply;

    const TEXT: &str = "One[^a], two[^b] and[^a].\n\n[^a]: First\n[^b]: Second[^a]\n";

    fn note(sign: &str, behind: usize) -> Option<Footnote> {
        let offset = TEXT.find(sign).expect("it is in the text") + behind;
        at(&Document::new(TEXT), offset)
    }

    #[test]
    fn all_signs_of_a_footnote_are_found_from_each() {
        for behind in 0..=4 {
            let found = note("[^a]", behind).expect("a sign stands there");
            let given: Vec<_> = found.signs.iter().map(|sign| sign.given).collect();
            assert_eq!(given, [false, false, true, false]);
            assert_eq!(found.asked, 0);
            assert!(
                found
                    .signs
                    .iter()
                    .all(|sign| &TEXT[sign.name.clone()] == "a")
            );
        }
        assert_eq!(note("[^a]: First", 1).map(|it| it.asked), Some(2));
        assert_eq!(note("two", 1), None);
    }

    #[test]
    fn a_footnote_is_renamed_with_all_its_signs() {
        let found = note("[^b]", 2).expect("a sign stands there");
        let document = Document::new(TEXT);
        let renamed = |new: &str| {
            found
                .renamed(&document, new)
                .map(|edits| apply(TEXT, &edits))
        };
        assert_eq!(
            renamed("2").as_deref(),
            Ok("One[^a], two[^2] and[^a].\n\n[^a]: First\n[^2]: Second[^a]\n")
        );
        for refused in ["", "a b", "a]", "a^", "a"] {
            assert!(renamed(refused).is_err(), "{refused}");
        }
    }
}
