//! The words of a language, to tell a word of it from a romanised foreign one.

use std::borrow::Cow;
use std::sync::LazyLock;

/// What kind of word a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary word: noun, verb, adjective, adverb.
    Open,
    /// A word of a closed class: article, pronoun, preposition, conjunction, auxiliary.
    Closed,
    /// A word that is only written with a capital: a name, a month, a nationality.
    Name,
}

impl Kind {
    /// The kind by its number in a list.
    fn of(number: u64) -> Kind {
        match number {
            1 => Kind::Closed,
            2 => Kind::Name,
            _ => Kind::Open,
        }
    }
}

/// The word list of one language; see `words/README.md` for where it comes from.
pub struct Words(fst::Map<&'static [u8]>);

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(include_bytes!("words/en.fst")));

impl Words {
    /// The list of a language, by its BCP 47 tag (`en`, `en-GB`); none where the project holds no list of it.
    pub fn of(language: &str) -> Option<&'static Words> {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        match primary {
            _ if primary.eq_ignore_ascii_case("en") => Some(&ENGLISH),
            _ => None,
        }
    }

    /// Whether the language has this word, in any case, inflected or possessive; a compound counts by its parts.
    ///
    /// Costs less than a microsecond.
    pub fn contains(&self, word: &str) -> bool {
        self.kind(word).is_some()
    }

    /// What kind of word of the language it is; none where the language has no such word.
    ///
    /// A compound is of the kind of its first part.
    pub fn kind(&self, word: &str) -> Option<Kind> {
        let word = fold(word);
        let look_up = |word: &str| self.0.get(word).map(Kind::of);
        look_up(&word).or_else(|| {
            let stem = word.strip_suffix("'s").unwrap_or(&word);
            let parts = stem.split(['-', '\'']).filter(|part| !part.is_empty());
            let kinds: Option<Vec<Kind>> = parts.map(look_up).collect();
            kinds?.first().copied()
        })
    }

    fn read(bytes: &'static [u8]) -> Words {
        Words(fst::Map::new(bytes).expect("the list was written by the test below"))
    }
}

/// A word as the lists spell it: lower-case, with a straight apostrophe.
fn fold(word: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-' || byte == b'\'';
    if word.bytes().all(plain) {
        word.into()
    } else {
        word.to_lowercase().replace('’', "'").into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::{env, fs};

    #[test]
    fn the_list_of_english_knows_inflections_and_no_romanised_russian() {
        let english = Words::of("en-GB").expect("English is built in");
        for word in [
            "rubles",
            "Their",
            "high-speed",
            "People’s",
            "people's",
            "honour",
            "honor",
            "don’t",
        ] {
            assert!(english.contains(word), "{word}");
        }
        for word in ["tovarnyye", "kulaki", "uezd", "volost'", "", "-", "соха"] {
            assert!(!english.contains(word), "{word}");
        }
        for (word, kind) in [
            ("The", Kind::Closed),
            ("stones", Kind::Open),
            ("Georgia", Kind::Name),
            ("high-speed", Kind::Open),
        ] {
            assert_eq!(english.kind(word), Some(kind), "{word}");
        }
    }

    #[test]
    fn a_language_without_a_list_has_none() {
        assert!(Words::of("ru").is_none() && Words::of("").is_none() && Words::of("enm").is_none());
    }

    #[test]
    fn the_list_of_english_holds_its_closed_words() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/registers/words");
        let closed =
            fs::read_to_string(format!("{folder}/en.closed.txt")).expect("it is committed");
        if env::var_os("UPDATE").is_some() {
            let mut words = BTreeMap::new();
            for list in ["american-english", "british-english"] {
                let list = fs::read_to_string(format!("/usr/share/dict/{list}"))
                    .expect("wamerican and wbritish are installed");
                for word in list.lines().filter(|word| !word.ends_with("'s")) {
                    let number = if word.starts_with(char::is_uppercase) {
                        2
                    } else {
                        0
                    };
                    let least = words.entry(word.to_lowercase()).or_insert(number);
                    *least = number.min(*least);
                }
            }
            words.extend(closed.lines().map(|word| (word.to_owned(), 1)));
            let map = fst::Map::from_iter(words).expect("a BTreeMap is sorted");
            fs::write(format!("{folder}/en.fst"), map.as_fst().as_bytes())
                .expect("the folder is there");
            return;
        }
        assert!(
            closed
                .lines()
                .all(|word| ENGLISH.kind(word) == Some(Kind::Closed)),
            "run with UPDATE=1"
        );
    }
}
