//! The registers that `sigla init` begins: places, persons and abbreviations, from what the documents explain.
//!
//! `places.tsv` has the columns of Linked Places TSV 0.5. What no document says, such as where a place lies, is left empty.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::plan::Planned;
use super::survey::{Explaining, Survey};
use crate::cli::check::number;
use crate::collection::summary::Explained;
use crate::registers::gazetteer::{Gazetteer, fold, loosen};

const PLACES: &str = "id\ttitle\ttitle_source\ttitle_uri\tfclasses\taat_types\tattestation_year\tstart\tend\tccodes\tmatches\tvariants\ttypes\tparent_name\tparent_id\tlon\tlat\tdescription\n";
const PERSONS: &str = "id\tname\tvariants\tborn\tdied\tmatches\tdescription\n";
const GLOSSARY: &str = "term\texpansion\tlanguage\tsource\n";

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
    let file = |name: &str, about, columns: &str, rows: Vec<String>| {
        Planned::new(folder.join(name), about, || {
            rows.iter()
                .fold(columns.to_owned(), |text, row| text + row + "\n")
        })
    };
    [
        file("places.tsv", begun(places.len(), "places"), PLACES, places),
        file("persons.tsv", begun(0, "persons"), PERSONS, Vec::new()),
        file(
            "glossary.tsv",
            begun(glossary.len(), "abbreviations"),
            GLOSSARY,
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
        let plain = slug(self.title);
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let id = std::iter::once(plain.clone())
            .chain(numbered)
            .find(|id| ids.insert(id.clone()))
            .expect("there are more numbers than places");
        let year = self.source.year.map(|year| year.to_string());
        let row = [
            id,
            cell(self.title),
            cell(&self.source.title),
            String::new(),
            String::new(),
            String::new(),
            year.unwrap_or_default(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            self.variants.join(";"),
        ];
        let empty = PLACES.matches('\t').count() + 1 - row.len();
        row.join("\t") + &"\t".repeat(empty)
    }
}

/// A row for each abbreviation and each way in which a document explains it.
fn glossary(survey: &Survey) -> Vec<String> {
    let mut rows = BTreeMap::new();
    for source in &survey.explaining {
        for Explained { name, by, .. } in &source.summary.expansions {
            let (term, expansion) = (cell(&name.words), cell(&by.words));
            let language = source.language.as_deref().map(cell).unwrap_or_default();
            let row = format!("{term}\t{expansion}\t{language}\t{}", cell(&source.title));
            rows.entry((term, expansion)).or_insert(row);
        }
    }
    rows.into_values().collect()
}

/// What is in a cell: TSV has no quoting, so a tab or the end of a line cannot stand there.
fn cell(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tagged(name: &str, language: Option<&str>) -> String {
    let is_tag = |tag: &&str| tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    match language.filter(is_tag) {
        Some(tag) => format!("{}@{tag}", cell(name)),
        None => cell(name),
    }
}

/// `shara-sume` of `Shara-Sume`.
fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}
