//! Labels: the words before a colon in brackets and braces.

use std::collections::HashMap;

use serde::Deserialize;

use super::wording::{self, Wording};
use super::{Aliases, Class, fold};

/// A word that may stand before the colon in `[label: x]` or `{label: x}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The name in the specification, in lower case.
    pub name: String,
    /// The class of a bracket with this label; none for an act, which stands in braces only.
    pub class: Option<Class>,
    /// Whose voice speaks.
    pub voice: Voice,
    /// Whether a label of brackets is an act as well, such as `unclear`.
    #[serde(default)]
    pub braces: bool,
    /// Whether a number may follow, as in `hand 2`, `page 12v`.
    #[serde(default)]
    pub numbered: bool,
    /// Its image in TEI P5, in the notation of an XPath step: `stamp`, `gap[@reason='lost']`.
    pub tei: String,
    /// One sentence that tells a historian what it says.
    pub about: String,
    /// One line of Sigla that uses it.
    pub example: String,
    /// What transcribers of other languages and habits type for it.
    #[serde(default)]
    pub aliases: Aliases,
}

impl Label {
    /// Whether `[label: x]` is right.
    pub fn in_brackets(&self) -> bool {
        self.voice != Voice::Act
    }

    /// Whether `{label: x}` is right.
    pub fn in_braces(&self) -> bool {
        self.voice == Voice::Act || self.braces
    }

    /// Whether it may stand among other words before the colon; the other labels are too common in prose.
    pub(super) fn in_wordings(&self) -> bool {
        matches!(
            self.class,
            Some(Class::Mark | Class::PageBreak | Class::Note)
        )
    }

    /// The name and every alias.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.values().flatten();
        std::iter::once(self.name.as_str()).chain(aliases.map(String::as_str))
    }
}

/// Whose voice a label speaks with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The editor judges or adds.
    Editor,
    /// The page shows something that is not running text.
    Page,
    /// Something happened to the words in the braces, or they are of a kind.
    Act,
}

/// What was found before a colon.
#[derive(Clone, Debug)]
pub struct LabelMatch<'v, 't> {
    /// The label that decides.
    pub label: &'v Label,
    /// What specifies it: `2` of `hand 2`, `Hant` of `zh-Hant`.
    pub argument: Option<&'t str>,
    /// The words before the label, verbatim: `faded image of a` of `faded image of a stamp`.
    pub before: &'t str,
    /// The words after the label, verbatim: `at the bottom of the page` of `Note at the bottom of the page`.
    pub after: &'t str,
    /// The other labels among those words, in their order: `bottom` and `page`.
    pub also: Vec<&'v Label>,
}

/// The labels and the language codes, with one table over all their spellings.
#[derive(Clone, Debug)]
pub(super) struct LabelIndex {
    pub labels: Vec<Label>,
    pub languages: Vec<Label>,
    pub wording: Wording,
    by_spelling: HashMap<String, Row>,
    by_code: HashMap<String, usize>,
}

/// Where a folded spelling leads.
#[derive(Clone, Copy, Debug)]
enum Row {
    Label { at: usize, noun_first: bool },
    Language(usize),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    label: Vec<Label>,
    wording: Wording,
}

impl LabelIndex {
    /// Reads the tables beside this file.
    pub fn builtin() -> LabelIndex {
        let table: Table =
            toml::from_str(include_str!("labels.toml")).expect("labels.toml is tested");
        LabelIndex::new(table.label, languages(), table.wording)
    }

    fn new(labels: Vec<Label>, languages: Vec<Label>, wording: Wording) -> LabelIndex {
        let mut by_spelling = HashMap::new();
        for (at, label) in labels.iter().enumerate() {
            by_spelling.insert(
                fold(&label.name),
                Row::Label {
                    at,
                    noun_first: false,
                },
            );
        }
        for (at, label) in labels.iter().enumerate() {
            for (language, aliases) in &label.aliases {
                let noun_first = wording.noun_first.contains(language);
                for alias in aliases {
                    by_spelling
                        .entry(fold(alias))
                        .or_insert(Row::Label { at, noun_first });
                }
            }
        }
        let mut by_code = HashMap::new();
        for (at, language) in languages.iter().enumerate() {
            by_code.insert(language.name.clone(), at);
            for alias in language.aliases.values().flatten() {
                by_spelling.entry(fold(alias)).or_insert(Row::Language(at));
            }
        }
        LabelIndex {
            labels,
            languages,
            wording,
            by_spelling,
            by_code,
        }
    }

    /// See [`super::Vocabulary::add_label`].
    pub fn add(&mut self, label: Label) {
        let same = self
            .labels
            .iter()
            .position(|other| other.name == label.name);
        let at = same.unwrap_or(self.labels.len());
        for spelling in label.spellings() {
            let row = Row::Label {
                at,
                noun_first: false,
            };
            self.by_spelling.entry(fold(spelling)).or_insert(row);
        }
        match self.labels.get_mut(at) {
            Some(same) => *same = label,
            None => self.labels.push(label),
        }
    }

    /// See [`super::Vocabulary::label`].
    pub fn find<'t>(&self, written: &'t str) -> Option<LabelMatch<'_, 't>> {
        let written = written.trim();
        let plain = |label, argument| LabelMatch {
            label,
            argument,
            before: "",
            after: "",
            also: Vec::new(),
        };
        if written.len() > wording::LONGEST {
            return None;
        }
        if let Some(row) = self.by_spelling.get(&fold(written)) {
            return Some(plain(self.row(*row), None));
        }
        if let Some((label, argument)) = self.language(written) {
            return Some(plain(label, argument));
        }
        if let Some((before, number)) = written.rsplit_once(char::is_whitespace)
            && is_number(number)
            && let Some(Row::Label { at, .. }) = self.by_spelling.get(&fold(before))
            && self.labels[*at].numbered
        {
            return Some(plain(&self.labels[*at], Some(number)));
        }
        self.wording
            .find(written, |spelling| match self.by_spelling.get(spelling) {
                Some(Row::Label { at, noun_first }) if self.labels[*at].in_wordings() => {
                    Some((&self.labels[*at], *noun_first))
                }
                _ => None,
            })
    }

    /// The folded spellings of the labels with their rows, in no order.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, usize)> {
        self.by_spelling
            .iter()
            .filter_map(|(spelling, row)| match row {
                Row::Label { at, .. } => Some((spelling.as_str(), *at)),
                Row::Language(_) => None,
            })
    }

    fn row(&self, row: Row) -> &Label {
        match row {
            Row::Label { at, .. } => &self.labels[at],
            Row::Language(at) => &self.languages[at],
        }
    }

    /// A code in lower case, as BCP 47 recommends to write it, so that `[He: no]` is not Hebrew; subtags may follow.
    fn language<'t>(&self, written: &'t str) -> Option<(&Label, Option<&'t str>)> {
        let (code, subtags) = match written.split_once('-') {
            Some((code, subtags)) => (code, Some(subtags)),
            None => (written, None),
        };
        let well_formed = |tag: &str| {
            (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        let right = subtags.is_none_or(|subtags| subtags.split('-').all(well_formed));
        self.by_code
            .get(code)
            .filter(|_| right)
            .map(|&at| (&self.languages[at], subtags))
    }
}

/// Whether a word numbers something: `2`, `12v`, `IV`, `B`, `No.` apart.
pub(super) fn is_number(word: &str) -> bool {
    let counted = word.len() <= 6
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(char::is_alphanumeric);
    let roman = word.len() <= 6 && !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c));
    let letter = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    counted || roman || letter
}

/// The language codes as labels.
fn languages() -> Vec<Label> {
    let table: Aliases =
        toml::from_str(include_str!("languages.toml")).expect("languages.toml is tested");
    let label = |(code, names): (String, Vec<String>)| Label {
        class: Some(Class::Term),
        voice: Voice::Editor,
        braces: true,
        numbered: false,
        tei: format!("foreign[@xml:lang='{code}']"),
        about: format!("A word or passage in {}.", names[0]),
        example: format!("[{code}: …]"),
        aliases: [(
            "en".to_owned(),
            names
                .iter()
                .flat_map(|name| [name.clone(), format!("in {name}")])
                .collect(),
        )]
        .into(),
        name: code,
    };
    table.into_iter().map(label).collect()
}
