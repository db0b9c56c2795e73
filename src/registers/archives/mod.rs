//! Repositories, and the words and orders in which each tradition cites what they keep.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

mod folding;
pub mod table;
mod tradition;

use folding::{first_word, fold, folded_prefix};
use tradition::TraditionRow;
pub use tradition::{DescriptionLevel, Designator, Shape, Tradition};

/// The register of repositories; immutable, built once from `archives.toml`.
#[derive(Debug)]
pub struct Archives {
    repositories: Vec<Arc<Repository>>,
    traditions: Vec<Arc<Tradition>>,
    /// The names that begin with a word, under that word as [`fold`] leaves it.
    by_first_word: HashMap<String, Vec<Name>>,
}

/// An institution that keeps records.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repository {
    /// Abbreviations in use; the first is the one to write.
    pub short: Vec<String>,
    /// The name in English.
    pub name: String,
    /// The name in the institution's own language.
    pub original: String,
    /// Further names in use, romanised ones among them.
    #[serde(default)]
    pub also: Vec<String>,
    /// Names and abbreviations of its predecessors, under which older literature cites its records.
    #[serde(default)]
    pub obsolete: Vec<String>,
    /// The town it stands in.
    pub settlement: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// International Standard Identifier for Libraries and Related Organizations (ISO 15511), where surely known.
    pub isil: Option<String>,
    /// The shape of call numbers that no other repository has, and that are cited without its name.
    pub implied_by: Option<Shape>,
    /// The levels that its tradition requires and it does not.
    #[serde(default)]
    pub optional: Vec<String>,
    /// The name of the [`Tradition`] it is cited in.
    tradition: String,
}

/// A repository named at the beginning of a text.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    /// The repository.
    pub repository: &'a Arc<Repository>,
    /// How many bytes of the text name it.
    pub len: usize,
    /// The name is a predecessor's.
    pub obsolete: bool,
}

#[derive(Debug)]
struct Name {
    folded: String,
    /// An abbreviation counts only as it is written: `NA` is an archive and `na` a word.
    exact: Option<String>,
    repository: usize,
    obsolete: bool,
}

impl Archives {
    /// The register that comes with the program; read at the first call, some milliseconds.
    pub fn builtin() -> &'static Archives {
        static BUILTIN: LazyLock<Archives> = LazyLock::new(|| {
            Archives::read(include_str!("archives.toml"))
                .expect("archives.toml is part of the program, and a test reads it")
        });
        &BUILTIN
    }

    /// Reads a register in the form of `archives.toml`; the error says what row is wrong.
    pub fn read(toml: &str) -> Result<Archives, String> {
        let table: Table = toml::from_str(toml).map_err(|error| error.to_string())?;
        let designators: HashMap<String, Arc<Designator>> = table
            .designator
            .into_iter()
            .map(|row| (row.id.clone(), Arc::new(row)))
            .collect();
        let traditions = table
            .tradition
            .into_iter()
            .map(|row| row.resolve(&designators).map(Arc::new))
            .collect::<Result<Vec<_>, String>>()?;
        let repositories: Vec<_> = table.repository.into_iter().map(Arc::new).collect();
        for repository in &repositories {
            if !traditions
                .iter()
                .any(|tradition| tradition.name == repository.tradition)
            {
                return Err(format!(
                    "{} names no tradition `{}`",
                    repository.name, repository.tradition
                ));
            }
        }
        Ok(Archives::of(repositories, traditions))
    }

    /// The same with repositories of a collection, which come first.
    pub fn with(&self, own: Vec<Repository>) -> Archives {
        let own = own.into_iter().map(Arc::new);
        let all = own.chain(self.repositories.iter().cloned()).collect();
        Archives::of(all, self.traditions.clone())
    }

    fn of(repositories: Vec<Arc<Repository>>, traditions: Vec<Arc<Tradition>>) -> Archives {
        let mut by_first_word: HashMap<String, Vec<Name>> = HashMap::new();
        for (index, repository) in repositories.iter().enumerate() {
            for (name, obsolete) in repository.names() {
                by_first_word
                    .entry(first_word(name))
                    .or_default()
                    .push(Name {
                        folded: name.chars().map(fold).collect(),
                        exact: is_abbreviation(name).then(|| name.to_owned()),
                        repository: index,
                        obsolete,
                    });
            }
        }
        Archives {
            repositories,
            traditions,
            by_first_word,
        }
    }

    /// The name of a tradition in any case; if there is none of that name, the names of all.
    fn tradition_named(&self, name: &str) -> Result<&str, String> {
        let mut traditions = self.traditions.iter();
        let found = traditions.find(|tradition| tradition.name.eq_ignore_ascii_case(name));
        found
            .map(|tradition| tradition.name.as_str())
            .ok_or_else(|| {
                let names = self
                    .traditions
                    .iter()
                    .map(|tradition| format!("`{}`", tradition.name));
                names.collect::<Vec<_>>().join(", ")
            })
    }

    /// How the archives of a country are cited; where it has none in the register, by box and folder.
    fn tradition_of_country(&self, country: &str) -> &str {
        let mut repositories = self.repositories.iter();
        let one = repositories.find(|repository| repository.country == country);
        one.map_or("American", |repository| &repository.tradition)
    }

    /// Every repository, in the order of the table.
    pub fn repositories(&self) -> &[Arc<Repository>] {
        &self.repositories
    }

    /// Every tradition, in the order of the table.
    pub fn traditions(&self) -> &[Arc<Tradition>] {
        &self.traditions
    }

    /// The tradition in which a repository is cited.
    pub fn tradition(&self, repository: &Repository) -> Option<&Arc<Tradition>> {
        self.traditions
            .iter()
            .find(|tradition| tradition.name == repository.tradition)
    }

    /// The repository that a text names or begins with: an abbreviation as it is written, a full name without
    /// regard to case and diacritics.
    pub fn find(&self, text: &str) -> Option<&Repository> {
        self.at_start(text.trim_start())
            .first()
            .map(|mention| &**mention.repository)
    }

    /// The repositories that the beginning of `text` can name, by the longest name that fits; more than one
    /// only where archives share an abbreviation. Costs one look-up and a comparison with a few names.
    pub fn at_start(&self, text: &str) -> Vec<Mention<'_>> {
        let mut mentions: Vec<Mention> = Vec::new();
        for name in self
            .by_first_word
            .get(&first_word(text))
            .into_iter()
            .flatten()
        {
            let Some(len) = name.at_start(text) else {
                continue;
            };
            let longest = mentions.first().map_or(0, |mention| mention.len);
            if len > longest {
                mentions.clear();
            }
            let repository = &self.repositories[name.repository];
            if len >= longest
                && !mentions
                    .iter()
                    .any(|mention| Arc::ptr_eq(mention.repository, repository))
            {
                mentions.push(Mention {
                    repository,
                    len,
                    obsolete: name.obsolete,
                });
            }
        }
        mentions
    }

    /// The repository that a text names by nothing but its call number, such as `FO 371/46183`.
    pub fn implied_by(&self, text: &str) -> Option<&Arc<Repository>> {
        let has = |repository: &&Arc<Repository>| {
            repository
                .implied_by
                .as_ref()
                .is_some_and(|shape| shape.is_match(text))
        };
        self.repositories.iter().find(has)
    }
}

impl Repository {
    /// The abbreviation to write.
    pub fn abbreviation(&self) -> &str {
        self.short.first().map_or(&self.name, |short| short)
    }

    /// Every name, and whether it is a predecessor's.
    pub fn names(&self) -> impl Iterator<Item = (&str, bool)> {
        let current = self
            .short
            .iter()
            .chain([&self.name, &self.original])
            .chain(&self.also);
        current
            .map(|name| (name.as_str(), false))
            .chain(self.obsolete.iter().map(|name| (name.as_str(), true)))
    }
}

impl Name {
    fn at_start(&self, text: &str) -> Option<usize> {
        match &self.exact {
            Some(exact) => {
                let rest = text.strip_prefix(exact.as_str())?;
                let goes_on = rest
                    .strip_prefix('-')
                    .unwrap_or(rest)
                    .starts_with(char::is_alphanumeric);
                (!goes_on).then_some(exact.len())
            }
            None => folded_prefix(text, &self.folded),
        }
    }
}

/// An abbreviation has no three small letters in a row that a word would have.
fn is_abbreviation(name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    !letters
        .windows(4)
        .any(|four| four.iter().all(|letter| letter.is_lowercase()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    designator: Vec<Designator>,
    tradition: Vec<TraditionRow>,
    repository: Vec<Repository>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repository_is_found_by_every_name_it_has() {
        let archives = Archives::builtin();
        for repository in archives.repositories() {
            for (name, obsolete) in repository.names() {
                let mentions = archives.at_start(name);
                let own = mentions
                    .iter()
                    .find(|mention| Arc::ptr_eq(mention.repository, repository));
                let own =
                    own.unwrap_or_else(|| panic!("{name} does not lead to {}", repository.name));
                assert_eq!((own.len, own.obsolete), (name.len(), obsolete), "{name}");
            }
        }
    }

    #[test]
    fn a_name_is_found_as_people_write_it() {
        for (text, name) in [
            ("GARF", Some("State Archive of the Russian Federation")),
            (
                "  GARF, Fond R-9401ss",
                Some("State Archive of the Russian Federation"),
            ),
            ("TsGAOR", Some("State Archive of the Russian Federation")),
            (
                "state archive of the russian federation",
                Some("State Archive of the Russian Federation"),
            ),
            (
                "ГАРФ. Ф. 9401",
                Some("State Archive of the Russian Federation"),
            ),
            ("MOL, XIX-J-1-j", Some("National Archives of Hungary")),
            (
                "BStU, MfS, HA II",
                Some("Stasi Records Archive in the Federal Archives"),
            ),
            (
                "BArch, MfS, HA II",
                Some("Stasi Records Archive in the Federal Archives"),
            ),
            ("BArch, R 43-I/161", Some("Federal Archives")),
            (
                "ARCHIVIO DI STATO DI PERUGIA, Comune",
                Some("State Archive of Perugia"),
            ),
            (
                "Service historique de la Defense",
                Some("Defence Historical Service"),
            ),
            ("GARFUNKEL", None),
            ("na základě", None),
            ("", None),
            ("’", None),
        ] {
            let found = Archives::builtin()
                .find(text)
                .map(|repository| repository.name.as_str());
            assert_eq!(found, name, "{text}");
        }
    }

    #[test]
    fn shapes_are_regular_expressions_whose_groups_the_order_has() {
        let archives = Archives::builtin();
        for tradition in archives.traditions() {
            let designators = tradition.order.iter().chain(&tradition.leaves);
            for shape in designators.filter_map(|designator| designator.bare.as_ref()) {
                assert!(shape.captures_len() > 0, "{shape:?}");
            }
            let groups = tradition.call.iter().flat_map(|call| call.capture_names());
            for group in groups.flatten() {
                let known = tradition.order.iter().any(|level| level.id == group);
                assert!(known, "{}: {group}", tradition.name);
            }
        }
        for repository in archives.repositories() {
            let shape = repository.implied_by.as_ref();
            assert!(shape.is_none_or(|shape| shape.captures_len() > 0));
        }
    }

    #[test]
    fn countries_and_identifiers_are_well_formed() {
        for repository in Archives::builtin().repositories() {
            assert!(repository.country.len() == 2, "{}", repository.name);
            let prefix = format!("{}-", repository.country);
            assert!(
                repository.isil.iter().all(|isil| isil.starts_with(&prefix)),
                "{}",
                repository.name
            );
        }
    }
}
