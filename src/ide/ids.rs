//! The ids of registers in the text, `{@name}`: where one stands, and renaming it.

use std::ops::Range;

use crate::model::document::{BlockAt, Document};
use crate::registers::tsv::Table;
use crate::registers::{Registers, Row};
use crate::rules::Edit;

/// An id in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id {
    /// `{@name}`, in bytes of the document.
    pub range: Range<usize>,
    /// What is between its signs, without spaces.
    pub written: Range<usize>,
    /// The same as words.
    pub words: String,
}

/// The id that a byte stands in; at its opening brace the name before it is meant.
pub fn at(document: &Document, offset: usize) -> Option<Id> {
    let block = document.block_at(offset)?;
    let mut ids = in_block(document, &block).into_iter();
    ids.find(|id| id.range.start < offset && offset <= id.range.end)
}

/// All ids of a document that say this. Costs the blocks with ids.
pub fn all(document: &Document, words: &str) -> Vec<Id> {
    let blocks = document
        .blocks()
        .filter(|it| !it.block.facts.ids.is_empty());
    let ids = blocks.flat_map(|block| in_block(document, &block));
    ids.filter(|id| id.words == words).collect()
}

fn in_block(document: &Document, block: &BlockAt) -> Vec<Id> {
    let text = document.block_text(block);
    let id = |range: &Range<usize>| {
        let inner = range.start + "{@".len()..range.end - "}".len();
        let words = text[inner.clone()].trim();
        let blank = text[inner.clone()].len() - text[inner.clone()].trim_start().len();
        let start = inner.start + blank;
        Id {
            range: block.lift(range),
            written: block.lift(&(start..start + words.len())),
            words: words.to_owned(),
        }
    };
    block.block.facts.ids.iter().map(id).collect()
}

/// The row that an id means, where it may be renamed to `new`, or why not.
pub fn renamed(registers: &Registers, id: &Id, new: &str) -> Result<Row, String> {
    let Some(row) = registers.with_id(&id.words) else {
        return Err(format!("no register has the id `{}`", id.words));
    };
    let is_fit = |c: char| c.is_alphanumeric() || "-._:".contains(c);
    if let Some(sign) = new.chars().find(|c| !is_fit(*c)) {
        let sign = sign.escape_debug();
        return Err(format!(
            "`{sign}` cannot stand in an id; use letters, digits and `- . _ :`"
        ));
    }
    match registers.with_id(new) {
        _ if new.is_empty() => Err("an id has at least one character".to_owned()),
        Some(other) if other != row => Err(format!(
            "{} has the id `{new}` already, for {}",
            other.topic.file(),
            registers.title(other)
        )),
        _ => Ok(row),
    }
}

/// The edits that write `new` wherever a document has an id.
pub fn edits(document: &Document, words: &str, new: &str) -> Vec<Edit> {
    let ids = all(document, words).into_iter();
    ids.map(|id| Edit::replace(id.written, new)).collect()
}

/// The edits in the register that has a row, which write `new` for its id, also where other rows name it as what they lie in.
/// None where its file is no table.
pub fn edits_in_register(registers: &Registers, row: Row, new: &str) -> Option<Vec<Edit>> {
    let file = registers.file_of(row)?;
    let (id, place) = (registers.id(row), registers.range(row));
    let table = Table::read(&file.text, row.topic.columns());
    let own = table.rows.iter().find(|it| it.range == place)?;
    let (_, cell) = table.cell(own, "id")?;
    let parents = table
        .rows
        .iter()
        .filter_map(|it| table.cell(it, "parent_id"));
    let parents = parents
        .filter(|(parent, _)| *parent == id)
        .map(|(_, range)| range);
    let mut edits: Vec<_> = parents.map(|range| Edit::replace(range, new)).collect();
    edits.push(Edit::replace(cell, new));
    edits.sort_by_key(|edit| edit.range.start);
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Topic;
    use crate::rules::apply;

    const PLACES: &str =
        "id\ttitle\tparent_name\tparent_id\nili\tIli\t\t\nghulja\tGhulja\tIli\tili\n";

    fn registers() -> Registers {
        Registers::of_text(Topic::Places, "places.tsv".into(), PLACES)
    }

    #[test]
    fn an_id_is_found_behind_its_name_and_not_before_its_brace() {
        let text = "In Ghulja{@ghulja} and {@ ili }";
        let document = Document::new(text);
        let found = |at: usize| super::at(&document, at).map(|id| text[id.written].to_owned());
        let brace = text.find('{').expect("it has one");
        assert_eq!(found(brace), None);
        assert_eq!(found(brace + 1).as_deref(), Some("ghulja"));
        assert_eq!(found(text.len()).as_deref(), Some("ili"));
    }

    #[test]
    fn an_id_is_renamed_in_the_text_and_in_its_register() {
        let (registers, document) = (
            registers(),
            Document::new("Ili{@ili}, Ili{@ili-2} {@ ili }"),
        );
        let id = at(&document, 6).expect("an id stands there");
        let row = renamed(&registers, &id, "ili-valley").expect("it can be renamed");
        let text = String::from(document.text());
        assert_eq!(
            apply(&text, &edits(&document, &id.words, "ili-valley")),
            "Ili{@ili-valley}, Ili{@ili-2} {@ ili-valley }"
        );
        let rows = edits_in_register(&registers, row, "ili-valley").expect("it is a table");
        assert_eq!(
            apply(PLACES, &rows),
            "id\ttitle\tparent_name\tparent_id\nili-valley\tIli\t\t\nghulja\tGhulja\tIli\tili-valley\n"
        );
        for refused in ["", "a b", "{", "ghulja"] {
            assert!(renamed(&registers, &id, refused).is_err(), "{refused}");
        }
    }
}
