//! The registers that `sigla init` begins: places, persons and abbreviations, from what the documents explain.
//!
//! `places.tsv` has the columns of Linked Places TSV 0.5. What no document says, such as where a place lies, is left empty.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::plan::Planned;
use super::survey::{Explaining, Survey};
use crate::cli::check::number;
use crate::collection::summary::Explained;
use crate::registers::Topic;
use crate::registers::gazetteer::{Gazetteer, fold, loosen};
use crate::registers::rows::{self, cell, free_id, tagged};

/// The three files beside `sigla.toml`.
pub(super) fn plan(folder: &Path, survey: &Survey) -> [Planned; 3] {
    let (places, glossary) = (places(survey), glossary(survey));
    let begun = |rows: usize, what: &str| match rows {
        0 => format!("the register of {what}, empty"),
        rows => format!(
            "the register of {what}, with {} from the documents",
            number(rows, "row")
        ),
    };
    let file = |topic: Topic, about, rows: Vec<String>| {
        Planned::new(folder.join(topic.file()), about, || {
            rows.iter()
                .fold(rows::first_line(topic).to_owned(), |text, row| {
                    text + row + "\n"
                })
        })
    };
    [
        file(Topic::Places, begun(places.len(), "places"), places),
        file(Topic::Persons, begun(0, "persons"), Vec::new()),
        file(
            Topic::Glossary,
            begun(glossary.len(), "abbreviations"),
            glossary,
        ),
    ]
}

/// A place as the documents name it.
struct Place<'a> {
    title: &'a str,
    /// The first document that glosses it.
    source: &'a Explaining,
    /// Each other name with the language of the document, as LP-TSV writes it: `Yining@en`.
    variants: Vec<String>,
}

/// A row for each name that is glossed with another, where the gazetteer knows both as places: a gloss may as well be of a
/// person, and nothing is written that nobody said.
fn places(survey: &Survey) -> Vec<String> {
    let gazetteer = Gazetteer::builtin();
    let persons: BTreeSet<String> = survey.persons.iter().map(|name| fold(name)).collect();
    let is_place = |name: &str| {
        gazetteer.knows(name) && !persons.contains(&fold(name)) && !name.contains([';', '@'])
    };
    let mut places: Vec<Place> = Vec::new();
    // Two spellings are one name where the same gloss stands behind both.
    let mut by_gloss: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for source in &survey.explaining {
        for Explained { name, by, .. } in &source.summary.glosses {
            let (title, gloss) = (name.words.trim(), by.words.trim());
            if !is_place(title) || !is_place(gloss) || fold(title) == fold(gloss) {
                continue;
            }
            let same_gloss = (loosen(title), fold(gloss));
            let known = by_name.get(&fold(title));
            let known = known.or_else(|| by_gloss.get(&same_gloss)).copied();
            let at = known.unwrap_or_else(|| {
                places.push(Place {
                    title,
                    source,
                    variants: Vec::new(),
                });
                places.len() - 1
            });
            by_name.insert(fold(title), at);
            by_gloss.insert(same_gloss, at);
            for other in [title, gloss] {
                let variant = tagged(other, source.language.as_deref());
                if other != places[at].title && !places[at].variants.contains(&variant) {
                    places[at].variants.push(variant);
                }
            }
        }
    }
    places.sort_by(|a, b| a.title.cmp(b.title));
    let mut ids = BTreeSet::new();
    places.iter().map(|place| place.row(&mut ids)).collect()
}

impl Place<'_> {
    fn row(&self, ids: &mut BTreeSet<String>) -> String {
        let year = self.source.year.map(|year| year.to_string());
        let values = [
            ("id", free_id(self.title, |id| ids.insert(id.to_owned()))),
            ("title", self.title.to_owned()),
            ("title_source", self.source.title.clone()),
            ("attestation_year", year.unwrap_or_default()),
            ("variants", self.variants.join(";")),
        ];
        rows::row(columns(Topic::Places), &values)
    }
}

fn columns(topic: Topic) -> impl Iterator<Item = &'static str> {
    rows::first_line(topic).trim_end().split('\t')
}

/// A row for each abbreviation and each way in which a document explains it.
fn glossary(survey: &Survey) -> Vec<String> {
    let mut found = BTreeMap::new();
    for source in &survey.explaining {
        for Explained { name, by, .. } in &source.summary.expansions {
            let (term, expansion) = (cell(&name.words), cell(&by.words));
            let values = [
                ("term", term.clone()),
                ("expansion", expansion.clone()),
                ("language", source.language.clone().unwrap_or_default()),
                ("source", source.title.clone()),
            ];
            let row = rows::row(columns(Topic::Glossary), &values);
            found.entry((term, expansion)).or_insert(row);
        }
    }
    found.into_values().collect()
}
