//! Closed phrases: what editors write in brackets without a label, such as `left blank`.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{Aliases, Class, fold};

/// Content with more words is a remark, not a phrase.
const MOST_WORDS: usize = 12;

/// A phrase that alone decides the class of a bracket.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The class it decides.
    pub class: Class,
    /// What it says, as a word of the specification: the reason of a gap (`lost`), the kind of a mark (`stamp`).
    pub means: String,
    /// The language it is of.
    pub language: String,
    /// The phrase, folded (see [`fold`]).
    pub text: String,
    /// Which part of the content it is.
    pub fit: Fit,
}

/// Which part of a bracket's content a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fit {
    /// All of it.
    Whole,
    /// Its first words; the table writes `omitted here …`.
    Start,
    /// Its last words; the table writes `… torn`.
    End,
}

impl Phrase {
    /// Whether content, folded, is, begins or ends with this phrase, whole words only.
    pub fn fits(&self, folded: &str) -> bool {
        match self.fit {
            Fit::Whole => folded == self.text,
            Fit::Start => folded
                .strip_prefix(&self.text)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)),
            Fit::End => folded
                .strip_suffix(&self.text)
                .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)),
        }
    }
}

/// What an extent is counted in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// The value of TEI's `@unit`.
    pub name: String,
    /// The words for it, singular, plural and abbreviated, by language.
    pub words: Aliases,
}

/// The phrases by class and by text, and the units.
#[derive(Clone, Debug)]
pub(super) struct PhraseIndex {
    phrases: BTreeMap<Class, Vec<Phrase>>,
    whole: HashMap<String, (Class, usize)>,
    pub units: Vec<Unit>,
    unit_by_word: HashMap<String, usize>,
}

/// Phrases that mean the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    class: Class,
    means: String,
    phrases: Aliases,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    group: Vec<Group>,
    unit: Vec<Unit>,
}

impl PhraseIndex {
    /// Reads the table beside this file.
    pub fn builtin() -> PhraseIndex {
        let table: Table =
            toml::from_str(include_str!("phrases.toml")).expect("phrases.toml is tested");
        let mut phrases: BTreeMap<Class, Vec<Phrase>> = BTreeMap::new();
        for group in table.group {
            let rows = group
                .phrases
                .iter()
                .flat_map(|(language, texts)| texts.iter().map(move |text| (language, text)));
            let rows =
                rows.map(|(language, text)| phrase(group.class, &group.means, language, text));
            phrases.entry(group.class).or_default().extend(rows);
        }
        let mut whole = HashMap::new();
        for (&class, rows) in &phrases {
            for (at, row) in rows.iter().enumerate() {
                whole.entry(row.text.clone()).or_insert((class, at));
            }
        }
        let mut unit_by_word = HashMap::new();
        for (at, unit) in table.unit.iter().enumerate() {
            for word in unit.words.values().flatten() {
                unit_by_word.entry(fold(word)).or_insert(at);
            }
        }
        PhraseIndex {
            phrases,
            whole,
            units: table.unit,
            unit_by_word,
        }
    }

    pub fn of(&self, class: Class) -> &[Phrase] {
        self.phrases.get(&class).map_or(&[], Vec::as_slice)
    }

    /// See [`super::Vocabulary::phrase`].
    pub fn find(&self, content: &str) -> Option<&Phrase> {
        let content = fold(content);
        if let Some((class, at)) = self.whole.get(&content) {
            return Some(&self.phrases[class][*at]);
        }
        let short = content.split(' ').count() <= MOST_WORDS;
        let fits =
            |phrase: &&Phrase| (short || phrase.class == Class::Omission) && phrase.fits(&content);
        self.phrases.values().flatten().find(fits)
    }

    pub fn unit(&self, word: &str) -> Option<&Unit> {
        self.unit_by_word
            .get(&fold(word))
            .map(|&at| &self.units[at])
    }
}

fn phrase(class: Class, means: &str, language: &str, text: &str) -> Phrase {
    let fit = match (text.strip_prefix('…'), text.strip_suffix('…')) {
        (Some(_), _) => Fit::End,
        (None, Some(_)) => Fit::Start,
        (None, None) => Fit::Whole,
    };
    let text = fold(text.trim_matches('…'));
    Phrase {
        class,
        means: means.to_owned(),
        language: language.to_owned(),
        text,
        fit,
    }
}
