//! `sigla.toml`: what a collection has decided, each value with the place where it stands.
//!
//! Reading never stops at the first thing that is wrong: what can be understood is kept, everything else is a
//! [`Problem`]. What rules there are is not known here; `rules::settings` looks at their names.

mod find;
pub mod keys;
mod nearest;
mod part;
mod patterns;
mod place;
#[cfg(test)]
mod tests;
mod values;
mod vocabulary;
mod wording;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::de::DeTable;

use crate::vocabulary::Vocabulary;

pub use find::{Finder, NAME, absolute, read};
pub use nearest::nearest;
pub use part::{Brackets, Conventions, Level, Part, Profile, RuleLevel};
pub use patterns::Patterns;
pub use place::{Place, Placed, Problem};
pub use vocabulary::Own;
pub use wording::elsewhere;

use keys::KEYS;
use values::{Reader, Values};

/// What a `sigla.toml` says.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file; patterns and paths in it are relative to its folder.
    pub path: PathBuf,
    /// Its text, of which all places are.
    pub text: Arc<str>,
    /// Whether it is no TOML or no text at all, so that nothing in it can be relied on.
    pub broken: bool,
    /// What holds for all documents.
    pub base: Part,
    /// Files that are documents too, besides `*.sigla`.
    pub include: Patterns,
    /// Files and folders that are left out.
    pub exclude: Patterns,
    /// The file of known findings, below the folder of `sigla.toml`.
    pub baseline: Option<Placed<PathBuf>>,
    /// Compiled gazetteers, relative to the folder of `sigla.toml` or anywhere.
    pub gazetteers: Vec<Placed<String>>,
    /// Settings for some of the documents, in the order of the file.
    pub overrides: Vec<Override>,
    /// The labels and header keys of the collection, with those of the format; none where it has none of its own.
    pub own: Option<Own>,
    /// All that is wrong in it, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Settings for some of the documents.
#[derive(Clone, Debug)]
pub struct Override {
    /// Which documents.
    pub paths: Patterns,
    /// Where it begins.
    pub place: Place,
    /// What holds for them.
    pub part: Part,
}

impl Config {
    /// Reads the text of a `sigla.toml`; `path` is the file that it stands in. Linear in the text.
    pub fn parse(path: &Path, text: &str) -> Config {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader {
            path,
            text,
            problems: Vec::new(),
        };
        let broken = !errors.is_empty();
        for error in errors {
            let place = Place::of(error.span().unwrap_or(0..0), text);
            if reader.problems.iter().any(|it| it.place.line == place.line) {
                continue;
            }
            let line = text.lines().nth(place.line - 1).unwrap_or_default().trim();
            let why = error.message().replace('\n', ", ");
            let (message, suggestion) = match advice(line, &why) {
                Some(advice) => (format!("`{line}` is no TOML"), Some(advice.to_owned())),
                None => (format!("`{line}` is no TOML: {why}"), None),
            };
            reader.problem(place, message, suggestion);
        }
        // What recovery makes of a broken file would only give more and stranger problems.
        let mut values = match broken {
            true => Values::default(),
            false => reader.table(&table, KEYS, ""),
        };
        let own = vocabulary::read(values.table("vocabulary"), &mut reader);
        let known = match &own {
            Some(own) => &own.vocabulary,
            None => Vocabulary::builtin(),
        };
        let base = part::read(&mut values, known, &mut reader);
        let folder = path.parent().unwrap_or(Path::new(""));
        let include = patterns::read(values.words("include"), folder, &mut reader);
        let exclude = patterns::read(values.words("exclude"), folder, &mut reader);
        let baseline = values.word("baseline").map(|file| Placed {
            value: PathBuf::from(file.value),
            place: file.place,
        });
        let gazetteers = values
            .words("gazetteers")
            .map_or_else(Vec::new, |it| it.value);
        let overrides = values.tables("overrides").unwrap_or_default();
        let overrides = overrides
            .into_iter()
            .filter_map(|values| overriding(values, known, folder, &mut reader))
            .collect();
        reader
            .problems
            .sort_by_key(|problem| problem.place.range.start);
        Config {
            path: path.to_owned(),
            text: Arc::from(text),
            broken,
            base,
            include,
            exclude,
            baseline,
            gazetteers,
            overrides,
            problems: reader.problems,
            own,
        }
    }

    /// The folder it is for; all in it and below follows it, but for folders with one of their own.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// The overrides that hold for a document, in the order in which they count.
    pub fn overrides_for(&self, document: &Path) -> impl Iterator<Item = &Override> {
        self.overrides
            .iter()
            .filter(move |it| it.paths.fit(document))
    }
}

fn overriding(
    mut values: Values,
    vocabulary: &Vocabulary,
    folder: &Path,
    reader: &mut Reader,
) -> Option<Override> {
    let place = values.place.clone();
    let paths = values.words("paths");
    if paths.as_ref().is_none_or(|paths| paths.value.is_empty()) {
        let message = "the override does not say for which files it is".to_owned();
        let suggestion = "add `paths = [\"letters/**\"]`".to_owned();
        reader.problem(place, message, Some(suggestion));
        return None;
    }
    Some(Override {
        paths: patterns::read(paths, folder, reader),
        place,
        part: part::read(&mut values, vocabulary, reader),
    })
}

/// What mostly mends a line that is no TOML.
fn advice(line: &str, why: &str) -> Option<&'static str> {
    let (key, value) = line.split_once('=').unwrap_or((line, ""));
    let (key, value) = (key.trim(), value.trim());
    if why.contains("duplicate key") {
        Some("it is there twice, so delete one")
    } else if line.contains(['“', '”', '„', '‘', '’']) {
        Some("write straight quotes: `\"…\"`")
    } else if !line.contains('=') && line.contains(':') {
        Some("write `key = value`, not `key: value`")
    } else if key.contains('/') && !key.starts_with(['"', '\'']) {
        Some("write the rule's name in quotes: `\"group/rule\" = \"off\"`")
    } else if value.starts_with(char::is_alphabetic) && !["true", "false"].contains(&value) {
        Some("write words in quotes: `key = \"value\"`")
    } else {
        None
    }
}
