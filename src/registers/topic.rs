//! What a register lists, and in which file.

use std::path::Path;

use super::gazetteer::source::lp_tsv;
use super::{archives, glossary, persons, tsv};

/// Places in Linked Places Format, beside the table or instead of it.
pub const PLACES_AS_FEATURES: &str = "places.json";

/// What a register lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Places: `places.tsv`.
    Places,
    /// Persons: `persons.tsv`.
    Persons,
    /// Abbreviations and terms: `glossary.tsv`.
    Glossary,
    /// Repositories: `archives.tsv`. They are named by citations, and no names in prose.
    Archives,
}

impl Topic {
    /// All of them.
    pub const ALL: [Topic; 4] = [
        Topic::Places,
        Topic::Persons,
        Topic::Glossary,
        Topic::Archives,
    ];

    /// The name of the file that lists them.
    pub fn file(self) -> &'static str {
        match self {
            Topic::Places => "places.tsv",
            Topic::Persons => "persons.tsv",
            Topic::Glossary => "glossary.tsv",
            Topic::Archives => "archives.tsv",
        }
    }

    /// What a file of this name lists.
    pub fn of(file: &Path) -> Option<Topic> {
        let name = file.file_name()?.to_str()?;
        Topic::ALL.into_iter().find(|topic| topic.file() == name)
    }

    /// The column with the form of a name that is preferred.
    pub fn name_column(self) -> &'static str {
        match self {
            Topic::Places => "title",
            Topic::Persons | Topic::Archives => "name",
            Topic::Glossary => "term",
        }
    }

    /// Its columns.
    pub fn columns(self) -> &'static [tsv::Column] {
        match self {
            Topic::Places => lp_tsv::COLUMNS,
            Topic::Persons => persons::COLUMNS,
            Topic::Glossary => glossary::COLUMNS,
            Topic::Archives => archives::table::COLUMNS,
        }
    }
}
