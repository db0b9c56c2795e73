//! What the documents of a folder show: their headers, how they write, what they explain.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::cli::reading::{Source, guarded};
use crate::collection::files;
use crate::collection::summary::Summary;
use crate::model::concordance::{Concordance, Habit, Topic, is_quoted};
use crate::model::date;
use crate::model::document::Document;
use crate::model::header::plain;
use crate::rules::Configuration;
use crate::rules::settings::Wishes;

/// What all documents show together.
#[derive(Default)]
pub(super) struct Survey {
    /// How many there are.
    pub documents: usize,
    /// How many have a header.
    pub headers: usize,
    /// How many headers have a key; by its name in the vocabulary.
    pub keys: BTreeMap<String, usize>,
    /// How many headers tell of a translation.
    pub translated: usize,
    /// How many headers name a transcriber.
    pub transcribed: usize,
    /// How often each way of writing something is used.
    pub habits: BTreeMap<Habit, BTreeMap<String, usize>>,
    /// What each document explains, in the order of their paths.
    pub explaining: Vec<Explaining>,
    /// Everyone whom a header names.
    pub persons: BTreeSet<String>,
    /// How many texts and saved pages are there of which no document was made.
    pub raw: usize,
    /// What could not be read.
    pub problems: Vec<String>,
}

/// What a document explains, and how one cites it.
pub(super) struct Explaining {
    /// Its title, or else its path.
    pub title: String,
    /// The year in which it was written.
    pub year: Option<i32>,
    /// Its language, as the header states it.
    pub language: Option<String>,
    pub summary: Summary,
}

/// What one document shows.
struct Seen {
    keys: Option<BTreeSet<String>>,
    translated: bool,
    habits: Vec<(Habit, String)>,
    persons: Vec<String>,
    explaining: Explaining,
}

/// The ways of writing that a collection can choose among.
const HABITS: [Habit; 4] = [Habit::Numero, Habit::Sic, Habit::Omission, Habit::Blank];

impl Survey {
    /// Reads every document of a collection, whose folder is called `folder` and is `whole` from the root; folders that are
    /// collections of their own are left out.
    pub fn of(folder: &Path, whole: &Path) -> Survey {
        let configuration = Configuration::nearest(Wishes::default());
        let is_ours = |file: &Path| {
            let config = configuration.config(file);
            config.is_none_or(|config| config.folder() == whole)
        };
        let walk = files::walk_where(&[folder.to_owned()], &[], |file, fits| {
            is_ours(file) && configuration.is_document(file, fits)
        });
        let unread = walk.problems.iter().filter(|it| it.leaves_unread());
        let mut survey = Survey {
            problems: unread.map(ToString::to_string).collect(),
            raw: raw(folder, &walk.files, &is_ours),
            ..Survey::default()
        };
        let seen: Vec<_> = walk
            .files
            .par_iter()
            .map(|file| {
                let source = Source::new(file.clone());
                let below = file.strip_prefix(folder).unwrap_or(file);
                guarded(&source, |text| seen(below, &text.text))
            })
            .collect();
        for seen in seen {
            match seen {
                Ok(seen) => survey.add(seen),
                Err(message) => survey.problems.push(message),
            }
        }
        survey
    }

    fn add(&mut self, seen: Seen) {
        self.documents += 1;
        if let Some(keys) = seen.keys {
            self.headers += 1;
            self.translated += usize::from(seen.translated);
            self.transcribed += usize::from(keys.contains("transcriber"));
            for key in keys {
                *self.keys.entry(key).or_default() += 1;
            }
        }
        for (habit, way) in seen.habits {
            *self
                .habits
                .entry(habit)
                .or_default()
                .entry(way)
                .or_default() += 1;
        }
        self.persons.extend(seen.persons);
        self.explaining.push(seen.explaining);
    }

    /// Whether a header key is in every header.
    pub fn all_have(&self, key: &str) -> bool {
        self.headers > 0 && self.keys.get(key) == Some(&self.headers)
    }
}

/// Texts and saved pages beside which no document of the same name stands.
fn raw(folder: &Path, documents: &[PathBuf], is_ours: &impl Fn(&Path) -> bool) -> usize {
    let include = ["*.txt", "*.htm", "*.html"].map(str::to_owned);
    let documents: BTreeSet<&PathBuf> = documents.iter().collect();
    let walk = files::walk_where(&[folder.to_owned()], &include, |file, fits| {
        fits && is_ours(file) && file.extension().is_some_and(|ending| ending != "sigla")
    });
    let has_none = |file: &&PathBuf| {
        !documents.contains(file) && !documents.contains(&file.with_extension("sigla"))
    };
    walk.files.iter().filter(has_none).count()
}

fn seen(path: &Path, text: &str) -> Seen {
    let document = Document::new(text);
    let concordance = Concordance::new(&document);
    let path = path.to_string_lossy().replace('\\', "/");
    let summary = Summary::with(&path, &document, &concordance);
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let header = document.header();
    if let Some((header, block)) = &header {
        for field in &header.fields {
            let name = &block[field.key.clone()];
            let key = document.vocabulary().key(name);
            let key = key.map_or(name, |key| key.name.as_str()).to_owned();
            let values = field
                .values
                .iter()
                .map(|value| plain(&block[value.clone()]));
            let values = values.filter(|value| !value.is_empty());
            fields.entry(key).or_default().extend(values);
        }
    }
    fields.retain(|_, values| !values.is_empty());
    let first = |key: &str| fields.get(key).and_then(|values| values.first()).cloned();
    let (language, original) = (first("language"), first("original-language"));
    let persons = [
        "creator",
        "recipient",
        "translator",
        "transcriber",
        "editor",
        "obtained-by",
    ];
    Seen {
        translated: fields.contains_key("translator")
            || language.is_some() && original.is_some() && language != original,
        habits: habits(&document, &concordance),
        persons: persons
            .iter()
            .filter_map(|key| fields.get(*key))
            .flatten()
            .cloned()
            .collect(),
        explaining: Explaining {
            title: first("title").unwrap_or(path),
            year: first("date")
                .and_then(|date| date::parse(&date).ok())
                .map(|date| date.earliest().year),
            language,
            summary,
        },
        keys: header.is_some().then(|| fields.into_keys().collect()),
    }
}

fn habits(document: &Document, concordance: &Concordance) -> Vec<(Habit, String)> {
    let mut found = Vec::new();
    for way in concordance.ways() {
        let subject = way.subject();
        let Topic::Habit(habit) = subject.topic else {
            continue;
        };
        if !HABITS.contains(&habit) || is_quoted(subject, document.language()) {
            continue;
        }
        for entry in way.entries() {
            let Some(block) = document.labelled(entry.block) else {
                continue;
            };
            let written = document.slice(block.lift(&entry.occurrence.range));
            found.push(match habit {
                Habit::Numero => (habit, written.into_owned()),
                _ => (habit, format!("[{written}]")),
            });
        }
    }
    found
}
