//! The keys of `sigla.toml`: one table, which the reader, the JSON schema and the documentation follow.

use crate::model::concordance::Habit;
use crate::vocabulary::Class;

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is typed.
    pub name: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// What it is for, in a sentence.
    pub about: &'static str,
}

/// What a key may hold.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Words.
    Text,
    /// `true` or `false`.
    Flag,
    /// A file below the folder of `sigla.toml`.
    Path,
    /// A list of words.
    Words,
    /// A list of patterns of file names, as in an ignore file, relative to the folder of `sigla.toml`.
    Patterns,
    /// A list of header keys.
    HeaderKeys,
    /// One of these.
    Choice(&'static [Choice]),
    /// One of the classes of brackets that a label can state; see [`classes`].
    Class,
    /// How this is written, a bracket with its signs: `[sic]`.
    Way(Habit),
    /// What each rule or group of rules is set to.
    Rules,
    /// A table of these keys.
    Table(&'static [Key]),
    /// Tables of these keys, each under a name that the collection gives.
    Named(&'static [Key]),
    /// A list of tables of these keys.
    Tables(&'static [Key]),
}

/// A word to choose.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// As it is typed.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// Whether this version can do it.
    pub built: bool,
}

const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, about }
}

const fn choice(name: &'static str, about: &'static str) -> Choice {
    Choice {
        name,
        about,
        built: true,
    }
}

const fn planned(name: &'static str, about: &'static str) -> Choice {
    Choice {
        name,
        about,
        built: false,
    }
}

/// What a rule can be set to.
pub const LEVELS: &[Choice] = &[
    choice("off", "Not reported."),
    choice("on", "Reported with the severity that the rule comes with."),
    choice("hint", "A remark for whoever wants it."),
    choice("information", "Worth knowing."),
    choice("warning", "Probably wrong."),
    choice("error", "Wrong."),
];

/// The kinds of work that a collection does.
pub const PROFILES: &[Choice] = &[
    choice(
        "transcription",
        "The text as the source has it, in its own language.",
    ),
    choice(
        "translation",
        "The text in another language than the source's.",
    ),
    choice(
        "publication",
        "A document that goes out: everything must be complete.",
    ),
];

/// How square brackets are read.
pub const BRACKETS: &[Choice] = &[
    choice(
        "typescript",
        "As typists use them: the editor speaks in square brackets.",
    ),
    planned(
        "leiden",
        "The Leiden conventions of epigraphy and papyrology.",
    ),
    planned(
        "loc",
        "The conventions of the Library of Congress for crowd-sourced transcription.",
    ),
];

const PROFILE: Key = key(
    "profile",
    Kind::Choice(PROFILES),
    "The kind of work, which decides what rules are on where nothing else says so.",
);
const BRACKET_CONVENTION: Key = key(
    "brackets",
    Kind::Choice(BRACKETS),
    "How square brackets are read.",
);
const REQUIRED: Key = key(
    "required",
    Kind::HeaderKeys,
    "The header keys that every document must have.",
);
const RULES: Key = key(
    "rules",
    Kind::Rules,
    "What each rule, or group of rules, is set to; a rule counts before its group, a group before `all`.",
);
const NAMES: Key = key(
    "names",
    Kind::Table(&[key(
        "ignore",
        Kind::Words,
        "Names of which no rule on names says anything more.",
    )]),
    "What you have decided about names.",
);
const CONVENTIONS: Key = key(
    "conventions",
    Kind::Table(&[
        key(
            "numero",
            Kind::Way(Habit::Numero),
            "The sign for number: `№`, `No.`, `Nr.`.",
        ),
        key("sic", Kind::Way(Habit::Sic), "How `[sic]` is written."),
        key(
            "omission",
            Kind::Way(Habit::Omission),
            "How something is marked that the editor left out.",
        ),
        key(
            "blank",
            Kind::Way(Habit::Blank),
            "How an empty place in the source is marked.",
        ),
    ]),
    "The collection's choice where spellings drift.",
);

/// The keys at the top of the file.
pub const KEYS: &[Key] = &[
    PROFILE,
    BRACKET_CONVENTION,
    REQUIRED,
    key(
        "baseline",
        Kind::Path,
        "The file of findings that are known and not reported again.",
    ),
    key(
        "include",
        Kind::Patterns,
        "Files that are documents too, besides `*.sigla`.",
    ),
    key(
        "exclude",
        Kind::Patterns,
        "Files and folders that are left out.",
    ),
    key(
        "gazetteers",
        Kind::Words,
        "Compiled gazetteers that are asked before the built-in one; `sigla gazetteer build` makes them.",
    ),
    RULES,
    NAMES,
    CONVENTIONS,
    key(
        "vocabulary",
        Kind::Table(&[
            key(
                "labels",
                Kind::Named(LABEL),
                "Labels of your own, for brackets and braces.",
            ),
            key("keys", Kind::Named(HEADER_KEY), "Header keys of your own."),
        ]),
        "Words to which the collection gives a meaning.",
    ),
    key(
        "overrides",
        Kind::Tables(OVERRIDE),
        "Settings for some of the files; of several that fit a file, the later count before the earlier.",
    ),
];

/// The keys of an override.
pub const OVERRIDE: &[Key] = &[
    key("paths", Kind::Patterns, "The files that it is for."),
    PROFILE,
    BRACKET_CONVENTION,
    REQUIRED,
    RULES,
    NAMES,
    CONVENTIONS,
];

const LABEL: &[Key] = &[
    key(
        "class",
        Kind::Class,
        "What a bracket with this label is; without one, the label stands in braces.",
    ),
    key(
        "about",
        Kind::Text,
        "What it says, in a sentence; the hover shows it.",
    ),
    key("aliases", Kind::Words, "What else is typed for it."),
    key("braces", Kind::Flag, "Whether it stands in braces as well."),
    key(
        "numbered",
        Kind::Flag,
        "Whether a number may follow, as in `hand 2`.",
    ),
    key("example", Kind::Text, "A line that uses it."),
    key(
        "tei",
        Kind::Text,
        "Its element in TEI, such as `fw[@type='watermark']`.",
    ),
];

const HEADER_KEY: &[Key] = &[
    key(
        "about",
        Kind::Text,
        "What belongs there, in a sentence; the hover shows it.",
    ),
    key("aliases", Kind::Words, "What else is typed for it."),
    key("values", Kind::Words, "The values to offer."),
    key("list", Kind::Flag, "Whether it takes several values."),
    key("example", Kind::Text, "A line of a header that uses it."),
    key("tei", Kind::Text, "Its element in the TEI header."),
];

/// The classes that a label can give a bracket. The document's own brackets, letters that touch a word and leftovers of
/// web pages are told by their shape alone.
pub fn classes() -> impl Iterator<Item = Class> {
    let shapes = [Class::Source, Class::Completion, Class::Furniture];
    Class::ALL
        .iter()
        .copied()
        .filter(move |class| !shapes.contains(class))
}
