//! Closed phrases: what editors write in brackets without a label, such as `left blank`.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{Aliases, Class, fold};

/// A phrase that alone decides the class of a bracket.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The class it decides.
    pub class: Class,
    /// What it says, as a word of the specification: the reason of a gap (`lost`), the kind of a mark (`stamp`).
    pub means: String,
    /// The language it is of.
    pub language: String,
    /// The phrase, folded (see [`fold`]), with `#` for a number.
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
    /// Words in it; the table writes `… adjourned …`.
    Within,
    /// Its first words, where a number follows; the table writes `p. #`, `第#页`.
    Number,
}

impl Phrase {
    /// Whether content, folded, is, begins or ends with this phrase, whole words only.
    fn fits(&self, content: &str) -> bool {
        match self.fit {
            Fit::Whole => content == self.text,
            Fit::Start => content
                .strip_prefix(&self.text)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)),
            Fit::End => content
                .strip_suffix(&self.text)
                .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)),
            Fit::Within => content.match_indices(&self.text).any(|(at, text)| {
                let (before, after) = (&content[..at], &content[at + text.len()..]);
                !before.ends_with(char::is_alphanumeric)
                    && !after.starts_with(char::is_alphanumeric)
            }),
            Fit::Number => self.fits_number(content).is_some(),
        }
    }

    /// The number, if content begins with this phrase. The word and its number stand apart (`[F16]` is no leaf),
    /// unless a word on the other side of the number makes it plain.
    fn fits_number<'t>(&self, content: &'t str) -> Option<&'t str> {
        let (before, after) = self.text.split_once('#')?;
        let rest = content.strip_prefix(before.trim_end())?;
        let apart = rest.starts_with(' ') || !after.is_empty() || !before.is_ascii();
        let rest = rest.trim_start();
        let (number, rest) = rest.split_at(
            rest.find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(rest.len()),
        );
        let counted = number.starts_with(|c: char| c.is_ascii_digit());
        let roman = number.len() > 1 && number.chars().all(|c| "ivxlc".contains(c));
        (apart && (counted || roman) && rest.starts_with(after)).then_some(number)
    }
}

/// Folds with dots as spaces, since `p.2` and `p. 2` are the same page.
fn fold_spaced(text: &str) -> String {
    fold(&text.replace('.', ". "))
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
    /// The phrases that are a part of the content, by their first word.
    parts: HashMap<String, Vec<(Class, usize)>>,
    /// Those with a number, which may touch their word, by the first letter of that.
    numbers: HashMap<char, Vec<(Class, usize)>>,
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
        let mut parts: HashMap<String, Vec<_>> = HashMap::new();
        let mut numbers: HashMap<char, Vec<_>> = HashMap::new();
        for (&class, rows) in &phrases {
            for (at, row) in rows.iter().enumerate() {
                whole.entry(row.text.clone()).or_insert((class, at));
                match (row.fit, words(&row.text).next()) {
                    (Fit::Number, _) => {
                        let first = row.text.chars().next().unwrap_or_default();
                        numbers.entry(first).or_default().push((class, at));
                    }
                    (Fit::Start | Fit::End | Fit::Within, Some(first)) => {
                        parts.entry(first.to_owned()).or_default().push((class, at));
                    }
                    _ => {}
                }
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
            parts,
            numbers,
            units: table.unit,
            unit_by_word,
        }
    }

    pub fn of(&self, class: Class) -> &[Phrase] {
        self.phrases.get(&class).map_or(&[], Vec::as_slice)
    }

    /// See [`super::Vocabulary::phrase`].
    pub fn find(&self, content: &str) -> Option<&Phrase> {
        let content = fold_spaced(content);
        if let Some((class, at)) = self.whole.get(&content) {
            return Some(&self.phrases[class][*at]);
        }
        let length = words(&content).count();
        let fits = |(class, at): &&(Class, usize)| {
            length <= most_words(*class) && self.phrases[class][*at].fits(&content)
        };
        let parts = words(&content).filter_map(|word| self.parts.get(word));
        let numbers = content
            .chars()
            .next()
            .and_then(|first| self.numbers.get(&first));
        let first = parts.chain(numbers).flatten().filter(fits).min();
        first.map(|(class, at)| &self.phrases[class][*at])
    }

    pub fn unit(&self, word: &str) -> Option<&Unit> {
        self.unit_by_word
            .get(&fold(word))
            .map(|&at| &self.units[at])
    }
}

/// The words of a folded text.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.filter(|word| !word.is_empty())
}

/// Content with more words is a remark, not a phrase. What was left out and what happened may be told at length.
fn most_words(class: Class) -> usize {
    match class {
        Class::Omission => usize::MAX,
        Class::Mark => 40,
        _ => 10,
    }
}

fn phrase(class: Class, means: &str, language: &str, text: &str) -> Phrase {
    let fit = match (text.strip_prefix('…'), text.strip_suffix('…')) {
        _ if text.contains('#') => Fit::Number,
        (Some(_), Some(_)) => Fit::Within,
        (Some(_), None) => Fit::End,
        (None, Some(_)) => Fit::Start,
        (None, None) => Fit::Whole,
    };
    let text = fold_spaced(text.trim_matches('…'));
    Phrase {
        class,
        means: means.to_owned(),
        language: language.to_owned(),
        text,
        fit,
    }
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::{Class, Fit, Vocabulary};

    #[test]
    fn a_closed_phrase_decides_the_class() {
        for (content, class, means) in [
            ("SIC", "sic", "sic"),
            ("Так в тексте", "sic", "sic"),
            (
                "Omitted here is a table of contents",
                "omission",
                "editorial",
            ),
            ("illegible", "gap", "illegible"),
            ("2 words unreadable", "gap", "illegible"),
            ("rest of the line torn", "gap", "lost"),
            ("illegible signature", "gap", "illegible"),
            ("1 слово нрзб.", "gap", "illegible"),
            ("two lines faded", "gap", "faded"),
            ("left blank", "blank", "blank"),
            ("No date", "blank", "absent"),
            ("n.d.", "blank", "absent"),
            ("б. д.", "blank", "absent"),
            ("p. 2", "page-break", "page"),
            ("p.2", "page-break", "page"),
            ("Page 377", "page-break", "page"),
            ("l. 334 ob.", "page-break", "leaf"),
            ("ll. 3-4", "page-break", "leaf"),
            ("f. 2v", "page-break", "leaf"),
            ("p. xiv", "page-break", "page"),
            ("第12页", "page-break", "page"),
            ("л. 24 об.", "page-break", "leaf"),
            ("signature", "mark", "signature"),
            ("Laughter", "mark", "event"),
            ("Name not declassified", "redacted", "redacted"),
            ("1 line not declassified.", "redacted", "redacted"),
            ("REDACTED", "redacted", "redacted"),
            ("DECLASSIFIED", "mark", "stamp"),
            (
                "The Committee recessed briefly for coffee.",
                "mark",
                "event",
            ),
            ("Tacheng", "", ""),
            ("their", "", ""),
            ("list of names", "", ""),
            ("F16", "", ""),
            ("faded image of a stamp", "", ""),
            ("the pages that follow", "", ""),
            ("", "", ""),
            ("...", "", ""),
            ("!", "sic", "sic"),
        ] {
            let phrase = Vocabulary::builtin().phrase(content);
            let found = phrase.map_or(("", ""), |phrase| {
                (phrase.class.name(), phrase.means.as_str())
            });
            assert_eq!(found, (class, means), "{content:?}");
        }
    }

    #[test]
    fn every_phrase_fits_itself_and_every_unit_its_words() {
        let vocabulary = Vocabulary::builtin();
        for class in Class::ALL {
            for phrase in vocabulary.phrases(*class) {
                assert!(!phrase.text.is_empty(), "{phrase:?}");
                let content = match phrase.fit {
                    Fit::Whole => phrase.text.clone(),
                    Fit::Start => format!("{} x", phrase.text),
                    Fit::End => format!("x {}", phrase.text),
                    Fit::Within => format!("x {} x", phrase.text),
                    Fit::Number => phrase.text.replace('#', "12"),
                };
                let found = vocabulary
                    .phrase(&content)
                    .map(|found| (found.class, &found.means));
                assert_eq!(found, Some((phrase.class, &phrase.means)), "{phrase:?}");
            }
        }
        for unit in vocabulary.units() {
            for word in unit.words.values().flatten() {
                assert_eq!(
                    vocabulary.unit(word).map(|found| &found.name),
                    Some(&unit.name),
                    "{word}"
                );
            }
        }
    }
}
