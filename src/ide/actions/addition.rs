//! A row to add to a register, filled from what a document says.

use std::collections::HashSet;

use super::Edit;
use crate::model::date;
use crate::model::document::Document;
use crate::model::glosses::Gloss;
use crate::model::header::plain;
use crate::registers::Topic;
use crate::registers::gazetteer::fold;
use crate::registers::rows::{cell, first_line, free_id, row, tagged};
use crate::registers::tsv::Table;
use crate::vocabulary::Class;

/// A row for a name. What the document does not say is left empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// To which register.
    pub topic: Topic,
    /// The name, from which its id is made.
    name: String,
    /// What the other cells say, by their columns.
    values: Vec<(&'static str, String)>,
}

/// Words that stand behind a name or, with `of`, before it, and say what it is, with the letter of `fclasses`.
const KINDS: &[(&str, &str)] = &[
    ("district", "A"),
    ("county", "A"),
    ("province", "A"),
    ("prefecture", "A"),
    ("oblast", "A"),
    ("krai", "A"),
    ("raion", "A"),
    ("uyezd", "A"),
    ("region", "L"),
    ("city", "P"),
    ("town", "P"),
    ("village", "P"),
    ("river", "H"),
    ("lake", "H"),
    ("valley", "T"),
    ("mountains", "T"),
    ("pass", "T"),
];

impl Addition {
    /// A place; `around` is what stands before and behind the name.
    pub(super) fn place(
        document: &Document,
        glosses: &[Gloss],
        name: &str,
        around: (&str, &str),
    ) -> Addition {
        let mut values = vec![
            ("title", name.to_owned()),
            ("title_source", first(document, "title")),
            ("attestation_year", year(document)),
            ("variants", variants(document, glosses, name)),
        ];
        if let Some((kind, class)) = kind(around) {
            values.push(("types", (*kind).to_owned()));
            values.push(("fclasses", (*class).to_owned()));
        }
        Addition::new(Topic::Places, name, values)
    }

    /// A person.
    pub(super) fn person(document: &Document, glosses: &[Gloss], name: &str) -> Addition {
        let values = vec![
            ("name", name.to_owned()),
            ("variants", variants(document, glosses, name)),
        ];
        Addition::new(Topic::Persons, name, values)
    }

    /// An abbreviation with what the document says that it stands for.
    pub(super) fn term(document: &Document, name: &str, expansion: &str) -> Addition {
        let values = vec![
            ("term", name.to_owned()),
            ("expansion", expansion.to_owned()),
            ("language", first(document, "language")),
            ("source", first(document, "title")),
        ];
        Addition::new(Topic::Glossary, name, values)
    }

    fn new(topic: Topic, name: &str, values: Vec<(&'static str, String)>) -> Addition {
        let name = cell(name);
        Addition {
            topic,
            name,
            values,
        }
    }

    /// The edit of the register's text that adds the row at its end, in the columns that it has; an empty text gets the first
    /// line too. None where its first line does not name the columns.
    pub fn edit(&self, text: &str) -> Option<Edit> {
        let known = self.topic.columns();
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let is_new = text.trim_start_matches('\u{feff}').trim().is_empty();
        let line = first_line(self.topic);
        let table = Table::read(if is_new { line } else { text }, known);
        if !table.is_usable(known) {
            return None;
        }
        let rows = table.rows.iter();
        let ids = rows.filter_map(|row| table.cell(row, "id"));
        let ids: HashSet<&str> = ids.map(|(id, _)| id).collect();
        let mut values = self.values.clone();
        values.push(("id", free_id(&self.name, |id| !ids.contains(id))));
        let columns = table.columns.iter().map(|(name, _)| *name);
        let row = row(columns, &values);
        let before = match is_new {
            true => line.replace('\n', line_end),
            false if text.ends_with(['\n', '\r']) => String::new(),
            false => line_end.to_owned(),
        };
        Some(Edit::insert(text.len(), format!("{before}{row}{line_end}")))
    }
}

/// The first value of a key of the header; empty where it has none.
fn first(document: &Document, key: &str) -> String {
    let value = document.header().and_then(|(header, block)| {
        let field = header.field(&block, &[key])?;
        Some(plain(&block[field.values.first()?.clone()]))
    });
    value.unwrap_or_default()
}

fn year(document: &Document) -> String {
    let date = date::parse(&first(document, "date")).ok();
    let year = date.map(|date| date.earliest().year);
    let year = year.filter(|year| *year != date::Day::MIN.year);
    year.map_or_else(String::new, |year| year.to_string())
}

/// The other names that the document gives with a name, each with the document's language.
fn variants(document: &Document, glosses: &[Gloss], name: &str) -> String {
    let key = fold(name);
    let language = Some(first(document, "language")).filter(|language| !language.is_empty());
    let mut variants: Vec<String> = Vec::new();
    for gloss in glosses.iter().filter(|it| it.class == Class::OtherName) {
        let [one, other] = [&gloss.name, &gloss.gloss].map(|it| document.slice(it.clone()));
        let other = match () {
            () if fold(&one) == key => other,
            () if fold(&other) == key => one,
            () => continue,
        };
        // A cell parts its values by `;`, and the language by `@`.
        let variant = tagged(&other, language.as_deref());
        if !other.contains([';', '@']) && !variants.contains(&variant) {
            variants.push(variant);
        }
    }
    variants.join(";")
}

/// What the words beside a name say that it is: `Ili District`, `the city of Ghulja`.
fn kind((before, behind): (&str, &str)) -> Option<&'static (&'static str, &'static str)> {
    let behind = behind.trim_start();
    let behind = match behind.strip_prefix('[').and_then(|it| it.split_once(']')) {
        Some((_, rest)) => rest.trim_start(),
        None => behind,
    };
    let next = behind.split(|c: char| !c.is_alphanumeric()).next();
    let of = before.trim_end().strip_suffix(" of");
    let unit = of.and_then(|it| it.rsplit(|c: char| !c.is_alphanumeric()).next());
    let words = [next.unwrap_or_default(), unit.unwrap_or_default()];
    words.into_iter().find_map(|word| {
        let word = word.to_lowercase();
        KINDS.iter().find(|(kind, _)| *kind == word)
    })
}
