//! What can be said for a whole collection and again for some of its files.

use super::nearest::nearest;
use super::place::Placed;
use super::values::{Reader, Values};
use crate::vocabulary::Vocabulary;

macro_rules! words {
    ($($(#[$doc:meta])* $type:ident { $($(#[$about:meta])* $variant:ident $name:literal),* $(,)? })*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $type { $($(#[$about])* $variant),* }

        impl $type {
            /// All of them.
            pub const ALL: &[$type] = &[$($type::$variant),*];

            /// As it is typed.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }

            /// The one of that name.
            pub fn from_name(name: &str) -> Option<$type> {
                match name { $($name => Some($type::$variant),)* _ => None }
            }
        })*
    };
}

words! {
    /// The kind of work that a collection does.
    Profile {
        /// The text as the source has it.
        Transcription "transcription",
        /// The text in another language.
        Translation "translation",
        /// A document that goes out.
        Publication "publication",
    }

    /// How square brackets are read.
    Brackets {
        /// As typists use them.
        Typescript "typescript",
    }

    /// What a rule is set to.
    Level {
        /// Not reported.
        Off "off",
        /// Reported with the severity that it comes with.
        On "on",
        /// Reported as a hint.
        Hint "hint",
        /// Reported as information.
        Information "information",
        /// Reported as a warning.
        Warning "warning",
        /// Reported as an error.
        Error "error",
    }
}

/// What a rule, or a group of rules, is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLevel {
    /// The name of a rule or a group, or `all`; not known to exist.
    pub name: Placed<String>,
    /// The level.
    pub level: Level,
}

/// The collection's choice where spellings drift.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conventions {
    /// The sign for number.
    pub numero: Option<Placed<String>>,
    /// How *sic* is written, with its brackets.
    pub sic: Option<Placed<String>>,
    /// How an omission is marked, with its brackets.
    pub omission: Option<Placed<String>>,
    /// How an empty place is marked, with its brackets.
    pub blank: Option<Placed<String>>,
}

/// What can be said for a whole collection and again for some of its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The kind of work.
    pub profile: Option<Placed<Profile>>,
    /// How square brackets are read.
    pub brackets: Option<Placed<Brackets>>,
    /// The header keys that every document must have, by their first names.
    pub required: Option<Placed<Vec<String>>>,
    /// What rules are set to.
    pub rules: Vec<RuleLevel>,
    /// Names of which nothing more is said.
    pub ignored_names: Vec<Placed<String>>,
    /// How things are spelt.
    pub conventions: Conventions,
}

/// Takes out of a table what may stand in it both at the top and in an override.
pub(super) fn read(values: &mut Values, vocabulary: &Vocabulary, reader: &mut Reader) -> Part {
    let profile = values.word("profile").and_then(|word| {
        let value = Profile::from_name(&word.value)?;
        Some(Placed {
            value,
            place: word.place,
        })
    });
    let brackets = values.word("brackets").and_then(|word| {
        let value = Brackets::from_name(&word.value)?;
        Some(Placed {
            value,
            place: word.place,
        })
    });
    let required = values.words("required").map(|list| Placed {
        value: header_keys(list.value, vocabulary, reader),
        place: list.place,
    });
    let rules = values.levels("rules").unwrap_or_default().into_iter();
    let rules = rules.filter_map(|(name, level)| {
        let level = Level::from_name(&level.value)?;
        Some(RuleLevel { name, level })
    });
    let rules = rules.collect();
    let ignored_names = values
        .table("names")
        .and_then(|mut names| names.words("ignore"))
        .map(|names| names.value)
        .unwrap_or_default();
    let mut conventions = values.table("conventions").unwrap_or_default();
    Part {
        profile,
        brackets,
        required,
        rules,
        ignored_names,
        conventions: Conventions {
            numero: conventions.word("numero"),
            sic: conventions.word("sic"),
            omission: conventions.word("omission"),
            blank: conventions.word("blank"),
        },
    }
}

/// The first names of the header keys in a list.
fn header_keys(
    written: Vec<Placed<String>>,
    vocabulary: &Vocabulary,
    reader: &mut Reader,
) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for word in written {
        match vocabulary.key(&word.value) {
            Some(key) if keys.contains(&key.name) => {}
            Some(key) => keys.push(key.name.clone()),
            // A header key that no table knows, as the format lets everyone have.
            None if word.value.starts_with("x-") => keys.push(word.value),
            None => {
                let known = vocabulary.keys().iter().flat_map(|key| key.spellings());
                let suggestion = match nearest(&word.value, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "add it under `[vocabulary.keys.{}]` if it is a key of your own",
                        word.value
                    ),
                };
                let message = format!("`{}` is no header key", word.value);
                reader.problem(word.place, message, Some(suggestion));
            }
        }
    }
    keys
}
