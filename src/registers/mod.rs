//! What names stand for: places, persons, abbreviations, repositories, words of a language; immutable once built.
//!
//! [`Registers`] are those of a collection: the tables beside its `sigla.toml`, and the gazetteers that this names.

pub mod archives;
mod file;
pub mod gazetteer;
pub mod glossary;
pub mod links;
pub mod persons;
pub mod rows;
mod topic;
pub mod tsv;
pub mod words;

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use archives::Archives;
use archives::table::Listed;
pub use file::{File, Unopened};
use file::{modified, not_utf8};
use gazetteer::source::{Form, Read, Record, lp_tsv, lpf};
use gazetteer::{Gazetteer, Gazetteers, fold};
use glossary::Term;
use persons::Person;
pub use topic::{PLACES_AS_FEATURES, Topic};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The registers of a collection. Immutable; a document is read with those of one moment.
#[derive(Debug, Default)]
pub struct Registers {
    /// The files that were read, and those that were looked for.
    pub files: Vec<File>,
    /// The places: those of `places.tsv`, then those of `places.json`.
    pub places: Vec<Record>,
    /// How many of them are of the table.
    in_table: usize,
    /// The persons.
    pub persons: Vec<Person>,
    /// The abbreviations and terms.
    pub terms: Vec<Term>,
    /// The gazetteers of the collection, and the built-in one behind them.
    pub gazetteers: Gazetteers,
    /// The gazetteers that could not be opened.
    pub unopened: Vec<Unopened>,
    /// The files of gazetteers, with the time at which they were written last.
    looked_at: Vec<(PathBuf, Option<SystemTime>)>,
    /// The rows of the collection's own repositories.
    pub listed: Vec<Listed>,
    /// With those of the program, where the collection has any.
    archives: Option<Archives>,
    /// Rows by their folded forms.
    by_form: HashMap<String, Vec<Row>>,
    /// Rows by their ids.
    by_id: HashMap<String, Row>,
    /// Whether some name has a word with a small letter: `special folder`.
    has_small_words: bool,
    digest: u64,
}

/// A row of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row {
    /// Which register.
    pub topic: Topic,
    /// Which of its rows, from 0.
    pub index: usize,
}

impl Registers {
    /// Reads the registers in a folder and opens these gazetteers, whose paths are relative to it. What is not there is empty;
    /// what is wrong stands in [`File::problems`] and `unopened`.
    pub fn read<'a>(folder: &Path, gazetteers: impl Iterator<Item = &'a str>) -> Registers {
        let texts = Topic::ALL.map(|topic| {
            let path = folder.join(topic.file());
            let modified = modified(&path);
            let bytes = fs::read(&path).unwrap_or_default();
            (topic, path, bytes, modified)
        });
        let mut registers = Registers::default();
        for (topic, path, bytes, modified) in texts {
            registers.add(topic, path, &bytes, modified);
        }
        let features = folder.join(PLACES_AS_FEATURES);
        let (written, bytes) = (modified(&features), fs::read(&features).unwrap_or_default());
        registers.add(Topic::Places, features, &bytes, written);
        let mut own = Vec::new();
        for written in gazetteers {
            let path = folder.join(written);
            let written_at = modified(&path);
            match Gazetteer::map(&path) {
                Ok(gazetteer) => own.push(Arc::new(gazetteer)),
                Err(why) => registers.unopened.push(Unopened {
                    written: written.to_owned(),
                    why: why.to_string(),
                }),
            }
            let seen = format!("{} {written_at:?}", path.display());
            registers.digest = xxh3_64_with_seed(seen.as_bytes(), registers.digest);
            registers.looked_at.push((path, written_at));
        }
        registers.gazetteers = Gazetteers::new(own);
        registers
    }

    /// The register that a text would be, alone: for a file that is being edited.
    pub fn of_text(topic: Topic, path: PathBuf, text: &str) -> Registers {
        let mut registers = Registers::default();
        registers.add(topic, path, text.as_bytes(), None);
        registers
    }

    fn add(&mut self, topic: Topic, path: PathBuf, bytes: &[u8], modified: Option<SystemTime>) {
        let text = String::from_utf8_lossy(bytes);
        let mut problems = not_utf8(bytes, &text);
        let known = self.count(topic);
        problems.extend(match topic {
            Topic::Places if path.ends_with(PLACES_AS_FEATURES) => {
                // A file that is not there is no broken one.
                let read = match text.trim().is_empty() {
                    true => Read::default(),
                    false => lpf::read(&text),
                };
                self.places.extend(read.records);
                read.problems
            }
            Topic::Places => {
                let read = lp_tsv::read(&text);
                self.in_table = read.records.len();
                self.places = read.records;
                read.problems
            }
            Topic::Persons => {
                let (persons, problems) = persons::read(&text);
                self.persons = persons;
                problems
            }
            Topic::Glossary => {
                let (terms, problems) = glossary::read(&text);
                self.terms = terms;
                problems
            }
            Topic::Archives if text.trim().is_empty() => Vec::new(),
            Topic::Archives => {
                let (listed, archives, problems) = archives::table::read(&text);
                self.archives = Some(archives).filter(|_| !listed.is_empty());
                self.listed = listed;
                problems
            }
        });
        for index in known..self.count(topic) {
            let row = Row { topic, index };
            for form in self.names(row).to_vec() {
                let mut words = form.form.split_whitespace().skip(1);
                self.has_small_words |= words.any(|word| word.starts_with(char::is_lowercase));
                let rows = self.by_form.entry(fold(&form.form)).or_default();
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
            let id = self.id(row).to_owned();
            if !id.is_empty() {
                self.by_id.entry(id).or_insert(row);
            }
        }
        self.digest = xxh3_64_with_seed(text.as_bytes(), self.digest);
        self.files.push(File {
            path,
            topic,
            text: text.into(),
            problems,
            modified,
        });
    }

    /// Whether they are those of this folder.
    pub fn lie_in(&self, folder: &Path) -> bool {
        self.files
            .iter()
            .any(|file| file.path.parent() == Some(folder))
    }

    /// Whether some name in them goes on with a small letter: `special folder`.
    pub fn have_small_words(&self) -> bool {
        self.has_small_words
    }

    /// Whether there is nothing in them.
    pub fn is_empty(&self) -> bool {
        Topic::ALL.into_iter().all(|topic| self.count(topic) == 0)
    }

    /// The same for registers of the same texts only.
    pub fn digest(&self) -> u64 {
        self.digest
    }

    /// Whether a file has come, gone or changed since they were read.
    pub fn are_old(&self) -> bool {
        let files = self.files.iter().map(|file| (&file.path, file.modified));
        let gazetteers = self.looked_at.iter().map(|(path, time)| (path, *time));
        files
            .chain(gazetteers)
            .any(|(path, time)| modified(path) != time)
    }

    /// The repositories by which citations are read: the collection's own, then those of the program.
    pub fn archives(&self) -> &Archives {
        self.archives
            .as_ref()
            .unwrap_or_else(|| Archives::builtin())
    }

    /// How many rows a register has.
    pub fn count(&self, topic: Topic) -> usize {
        match topic {
            Topic::Places => self.places.len(),
            Topic::Persons => self.persons.len(),
            Topic::Glossary => self.terms.len(),
            Topic::Archives => self.listed.len(),
        }
    }

    /// The rows with a form that folds to the same key as this name, in the order of the registers. A hash look-up.
    pub fn named(&self, name: &str) -> &[Row] {
        self.with_key(&fold(name))
    }

    /// The same, for a key that is folded already.
    pub fn with_key(&self, key: &str) -> &[Row] {
        self.by_form.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a place of the registers or of a gazetteer has this name.
    pub fn know_place(&self, name: &str) -> bool {
        let is_place = |row: &Row| row.topic == Topic::Places;
        self.named(name).iter().any(is_place) || self.gazetteers.knows(name)
    }

    /// Whether the glossary has this abbreviation or term, written just so.
    pub fn know_term(&self, term: &str) -> bool {
        let rows = self.named(term).iter();
        let terms = rows.filter(|row| row.topic == Topic::Glossary);
        let mut forms = terms.flat_map(|row| self.names(*row));
        forms.any(|form| form.form == term)
    }

    /// The row with this id.
    pub fn with_id(&self, id: &str) -> Option<Row> {
        self.by_id.get(id.trim_start_matches('#')).copied()
    }

    /// The id of a row; terms have none.
    pub fn id(&self, row: Row) -> &str {
        match row.topic {
            Topic::Places => &self.places[row.index].id,
            Topic::Persons => &self.persons[row.index].id,
            Topic::Glossary | Topic::Archives => "",
        }
    }

    /// Every form of a row's name, the preferred one first.
    pub fn names(&self, row: Row) -> &[Form] {
        match row.topic {
            Topic::Places => &self.places[row.index].names,
            Topic::Persons => &self.persons[row.index].names,
            Topic::Glossary => &self.terms[row.index].names,
            Topic::Archives => &[],
        }
    }

    /// The preferred form of a row's name.
    pub fn title(&self, row: Row) -> &str {
        if row.topic == Topic::Archives {
            return &self.listed[row.index].name;
        }
        self.names(row).first().map_or("", |form| &form.form)
    }

    /// What a row says in a few words: `city, Ili District, CN`, `consul, 1890–`, what an abbreviation stands for.
    pub fn about(&self, row: Row) -> String {
        match row.topic {
            Topic::Places => self.places[row.index].about(),
            Topic::Persons => self.persons[row.index].about(),
            Topic::Glossary => self.terms[row.index].expansion.clone(),
            Topic::Archives => String::new(),
        }
    }

    /// Where a row stands, in bytes of its file.
    pub fn range(&self, row: Row) -> Range<usize> {
        match row.topic {
            Topic::Places => self.places[row.index].range.clone(),
            Topic::Persons => self.persons[row.index].range.clone(),
            Topic::Glossary => self.terms[row.index].range.clone(),
            Topic::Archives => self.listed[row.index].range.clone(),
        }
    }

    /// The file in which a row stands.
    pub fn file_of(&self, row: Row) -> Option<&File> {
        let is_feature = row.topic == Topic::Places && row.index >= self.in_table;
        let mut files = self.files.iter().filter(|file| file.topic == row.topic);
        files.nth(usize::from(is_feature))
    }

    /// The file of a register, if it was read or looked for.
    pub fn file(&self, topic: Topic) -> Option<&File> {
        self.files.iter().find(|file| file.topic == topic)
    }

    /// Every row, register by register.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let counts = Topic::ALL.map(|topic| (topic, self.count(topic)));
        counts
            .into_iter()
            .flat_map(|(topic, count)| (0..count).map(move |index| Row { topic, index }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_features_of_places_are_one_register() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            fs::write(folder.path().join(name), text).expect("a file");
        };
        write("places.tsv", "id\ttitle\na\tAksu\n");
        let feature = r#"{"type":"FeatureCollection","features":[{"@id":"https://example.org/b","type":"Feature","properties":{"title":"Barkul","fclasses":["P"]},"names":[{"toponym":"Barkul"}],"geometry":null}]}"#;
        write("places.json", feature);
        let registers = Registers::read(folder.path(), std::iter::once("none.gaz"));
        for (name, file) in [("Aksu", "places.tsv"), ("Barkul", "places.json")] {
            let [row] = registers.named(name) else {
                panic!("{name}: {:?}", registers.named(name));
            };
            let stands = registers.file_of(*row).expect("it stands in a file");
            assert!(
                stands.path.ends_with(file),
                "{name} stands in {:?}",
                stands.path
            );
        }
        assert_eq!(registers.unopened.len(), 1);
        assert!(!registers.are_old());
        fs::remove_file(folder.path().join("places.json")).expect("it is there");
        assert!(registers.are_old());
    }
}
