//! Habits of a document: a sign or phrase that its editor or typist writes one way, or should.

use crate::model::facts::{Facts, Insertion, Oddity, OddityKind, hash, is_numero, words::mix};
use crate::vocabulary::{Class, Vocabulary, fold};

use super::{Manner, Occurrence, Subject, Topic};

/// See [`Topic::Habit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Habit {
    /// How `[sic]` is written.
    Sic,
    /// The dots of an omission.
    Omission,
    /// The words for an empty place.
    Blank,
    /// The words for what cannot be read.
    Illegible,
    /// The words for what was withheld, each a subject of its own.
    Redacted,
    /// A label; each is a subject of its own.
    Label,
    /// The sign before a number.
    Numero,
    /// The quotation marks.
    Quotes,
}

impl Habit {
    /// What ways of writing it are told apart by.
    pub fn form(self, written: &str) -> u64 {
        let in_capitals = || u64::from(!written.contains(char::is_lowercase));
        match self {
            Habit::Sic | Habit::Label => hash(written),
            Habit::Omission => dots(written),
            Habit::Blank | Habit::Illegible => mix(hash(&fold(written)), in_capitals()),
            Habit::Redacted => in_capitals(),
            // Without its case and dot.
            Habit::Numero => hash(&written.trim_end_matches('.').to_lowercase()),
            Habit::Quotes => quotes(written),
        }
    }

    /// Whether it is one of the ways that can stand for each other, given without brackets: `sic` and `SIC`, but not `sic?`, which
    /// says more; three dots, but not four, of which one ends a sentence.
    pub fn knows(self, written: &str) -> bool {
        match self {
            Habit::Sic => written.trim_end_matches('!').eq_ignore_ascii_case("sic"),
            Habit::Omission => written == "…" || written.replace(' ', "") == "...",
            Habit::Blank | Habit::Illegible => self.language_of(written).is_some(),
            Habit::Numero => is_numero(written),
            Habit::Redacted | Habit::Label | Habit::Quotes => true,
        }
    }

    /// Whether a subject that is written in several ways may be written so in a text of this language (BCP 47): not what is only
    /// quoted, nor words of another language.
    pub fn may_be(self, wanted: &str, subject: Subject, language: &str) -> bool {
        match self {
            Habit::Blank | Habit::Illegible => self.language_of(wanted) == Some(subject.key),
            _ => !is_quoted(subject, language),
        }
    }

    /// Which of the languages that have words for it these are of.
    fn language_of(self, written: &str) -> Option<u64> {
        let languages = match self {
            Habit::Blank => BLANK,
            Habit::Illegible => ILLEGIBLE,
            _ => return None,
        };
        let folded = fold(written);
        let at = languages
            .iter()
            .position(|words| words.contains(&folded.as_str()))?;
        Some(at as u64)
    }
}

/// Languages written in Cyrillic letters, by their codes.
const CYRILLIC: [&str; 10] = ["ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn"];

/// Whether a text in this language (BCP 47) only quotes what the subject speaks of, in other letters: `Фотография № 37` in English.
pub fn is_quoted(subject: Subject, language: &str) -> bool {
    let primary = language.split('-').next().unwrap_or_default();
    subject.topic == Topic::Habit(Habit::Numero)
        && subject.key == QUOTED
        && !CYRILLIC.contains(&primary)
}

/// The key of signs behind Cyrillic words.
const QUOTED: u64 = 1;

/// Words for an empty place, by language; folded.
const BLANK: &[&[&str]] = &[
    &["blank", "left blank", "empty", "left empty"],
    &["leer", "leer gelassen"],
    &["blanc", "en blanc", "laisse en blanc"],
];

/// Words for what cannot be read, by language; folded.
const ILLEGIBLE: &[&[&str]] = &[
    &[
        "illegible",
        "unreadable",
        "indecipherable",
        "undecipherable",
        "not legible",
    ],
    &["unleserlich", "unlesbar"],
    &["illisible"],
    &["неразборчиво", "нрзб"],
    &["nieczytelne"],
    &["illeggibile"],
    &["ilegible"],
];

/// What a block gives to the habits of its document, and what is odd about its characters.
pub(super) fn habits(text: &str, facts: &Facts, occurrences: &mut Vec<Occurrence>) {
    for insertion in &facts.insertions {
        occurrences.extend(phrase(text, insertion));
        occurrences.extend(label(text, insertion));
    }
    let odd = facts
        .oddities
        .iter()
        .filter(|oddity| !oddity.kind.is_of_the_block());
    occurrences.extend(odd.map(|oddity| odd_place(text, oddity)));
}

fn place(topic: Topic, key: u64, form: u64, range: std::ops::Range<usize>) -> Occurrence {
    Occurrence {
        subject: Subject { topic, key },
        form,
        manner: Manner::Mentioned,
        partner: range.start..range.start,
        range,
        words: Box::default(),
    }
}

fn odd_place(text: &str, oddity: &Oddity) -> Occurrence {
    let written = &text[oddity.range.clone()];
    // `Фотография № 37` in an English text is quoted as it stands.
    let cyrillic = |c: char| ('\u{400}'..'\u{530}').contains(&c);
    let line = text[..oddity.range.start]
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let letter = line.chars().rev().find(|c| c.is_alphabetic());
    let quoted = || {
        if letter.is_some_and(cyrillic) {
            QUOTED
        } else {
            0
        }
    };
    let (topic, key, form) = match oddity.kind {
        OddityKind::Numero => (
            Topic::Habit(Habit::Numero),
            quoted(),
            Habit::Numero.form(written),
        ),
        OddityKind::Quote => (Topic::Habit(Habit::Quotes), 0, Habit::Quotes.form(written)),
        kind => (Topic::Oddity(kind), 0, 0),
    };
    place(topic, key, form, oddity.range.clone())
}

fn quotes(sign: &str) -> u64 {
    match sign {
        "\"" => 1,
        "«" | "»" => 2,
        _ => 3,
    }
}

fn phrase(text: &str, insertion: &Insertion) -> Option<Occurrence> {
    if insertion.judgement.label.is_some() {
        return None;
    }
    let inner = &insertion.inner;
    let written = &text[inner.clone()];
    let start = inner.start + (written.len() - written.trim_start().len());
    let range = start..start + written.trim().len();
    let written = written.trim();
    let (habit, key) = match insertion.judgement.class {
        Class::Sic => (Habit::Sic, 0),
        Class::Omission => (Habit::Omission, 0),
        Class::Blank => (Habit::Blank, Habit::Blank.language_of(written)?),
        Class::Gap => (Habit::Illegible, Habit::Illegible.language_of(written)?),
        Class::Redacted => (Habit::Redacted, hash(&fold(written))),
        _ => return None,
    };
    let place = || place(Topic::Habit(habit), key, habit.form(written), range);
    habit.knows(written).then(place)
}

/// One sign, dots, or dots with spaces.
fn dots(written: &str) -> u64 {
    match (written.contains('…'), written.contains(' ')) {
        (true, _) => 1,
        (false, true) => 2,
        (false, false) => 3,
    }
}

fn label(text: &str, insertion: &Insertion) -> Option<Occurrence> {
    let range = insertion.judgement.label.clone()?;
    let written = &text[range.clone()];
    let found = Vocabulary::builtin().label(written)?;
    let bare = found.argument.is_none() && found.before.is_empty() && found.after.is_empty();
    let key = hash(&found.label.name);
    bare.then(|| {
        place(
            Topic::Habit(Habit::Label),
            key,
            Habit::Label.form(written),
            range,
        )
    })
}
