//! What the rules ask about a bracket: its content, and where it stands.

use std::cell::OnceCell;

use super::neighbours::{self, Neighbours};
use super::{Bracket, Context};
use crate::registers::words::Kind;
use crate::vocabulary::{Class, Label, Phrase};

/// A bracket's features. What costs a look-up is looked up when a rule first asks for it.
pub(super) struct Features<'a> {
    pub bracket: &'a Bracket<'a>,
    pub context: &'a Context<'a>,
    /// The content between the brackets, without the stated mark and outer spaces.
    pub text: &'a str,
    /// How many words the content has.
    pub length: usize,
    /// The first word of the content, without the signs around it.
    pub first: &'a str,
    /// Whether the content begins with a capital letter.
    pub capitalised: bool,
    /// What stands around the bracket.
    pub around: Neighbours<'a>,
    label: OnceCell<Option<&'a Label>>,
    phrase: OnceCell<Option<&'a Phrase>>,
}

/// The small words inside a name: `Bay of Pigs`, `Chevalier de La Luzerne`.
const PARTICLES: &[&str] = &[
    "of", "the", "and", "de", "la", "le", "les", "du", "des", "di", "da", "del", "della", "dos",
    "von", "van", "der", "den", "zu", "zur", "am", "an", "el", "al", "bin", "ibn", "ben", "y",
    "ul", "ud", "for", "on", "in", "upon",
];

/// Months by their first three letters, in the languages whose months are Latin.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "mai", "jun", "jul", "jui", "aug", "aou", "ago", "sep",
    "oct", "okt", "ott", "nov", "dec", "dez", "dic", "gen", "mag", "giu", "lug", "set", "ene",
    "abr", "fév", "déc", "aoû", "mär", "avr",
];

impl<'a> Features<'a> {
    pub fn of(bracket: &'a Bracket<'a>, context: &'a Context<'a>) -> Self {
        let inner = bracket.block.get(bracket.range.clone()).unwrap_or_default();
        let inner = inner.strip_prefix('[').unwrap_or(inner);
        let inner = inner.strip_suffix(']').unwrap_or(inner);
        let text = bracket
            .mark
            .and_then(|mark| inner.strip_prefix(mark))
            .unwrap_or(inner)
            .trim();
        let first = text.split_whitespace().next().unwrap_or_default();
        Features {
            bracket,
            context,
            text,
            length: text.split_whitespace().count(),
            first: neighbours::bare(first),
            capitalised: text
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .starts_with(char::is_uppercase),
            around: Neighbours::of(bracket, inner),
            label: OnceCell::new(),
            phrase: OnceCell::new(),
        }
    }

    /// The label before the colon, if the vocabulary knows it as a bracket's.
    pub fn label(&self) -> Option<&'a Label> {
        *self.label.get_or_init(|| {
            let written = self.bracket.block.get(self.bracket.label.clone()?)?;
            let found = self.context.vocabulary.label(written)?;
            found.label.class.map(|_| found.label)
        })
    }

    /// Whether the content fits a closed phrase of this class.
    pub fn says(&self, class: Class) -> bool {
        let phrase = self.phrase.get_or_init(|| {
            let is_worded = self.text.contains(char::is_alphanumeric);
            self.context
                .vocabulary
                .phrase(self.text)
                .filter(|_| is_worded)
        });
        phrase.is_some_and(|phrase| phrase.class == class)
    }

    /// The words of the content, without the signs around them.
    pub fn words(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text
            .split_whitespace()
            .map(neighbours::bare)
            .filter(|word| !word.is_empty())
    }

    /// What the language of the text has the word down as.
    pub fn kind(&self, word: &str) -> Option<Kind> {
        self.context.words.and_then(|words| words.kind(word))
    }

    /// Whether the text has the word down as an ordinary one, not only as a name.
    pub fn is_common(&self, word: &str) -> bool {
        matches!(self.kind(word), Some(Kind::Open | Kind::Closed))
    }

    /// Whether the content could be a name: up to four words with capitals, small ones only among them, no figures.
    pub fn is_name(&self) -> bool {
        let fits = |word: &str| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word);
        self.capitalised
            && self.length <= 4
            && !self.text.contains(|c: char| c.is_numeric() || c == ':')
            && self.words().all(fits)
            && self.kind(self.first) != Some(Kind::Closed)
            && !is_abbreviated(self.text)
    }

    /// Whether the content is a date or a part of one: a figure or a month in a few words, no sentence.
    pub fn is_date(&self) -> bool {
        let month = |word: &str| {
            word.get(..3)
                .is_some_and(|start| MONTHS.contains(&start.to_lowercase().as_str()))
        };
        let figures = self.text.bytes().filter(u8::is_ascii_digit).count();
        self.length <= 6
            && !self.text.contains([':', '('])
            && (figures > 0 || self.capitalised && self.words().any(month))
    }

    /// Whether the content is a sentence of its own: it begins with a capital, and it ends as one or stands as one.
    pub fn is_sentence(&self) -> bool {
        let ends = self.text.ends_with(['.', '!', '?', ':']) && !is_abbreviated(self.text);
        let stands = self.around.opens_sentence && !self.around.continues;
        self.capitalised && self.length >= 3 && (ends || stands)
    }
}

/// Whether the text is an abbreviation such as `P.S.`, `Mr.` or `N.B.`.
fn is_abbreviated(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    text.ends_with('.') && letters <= 4 && !text.contains(' ')
        || text.matches('.').count() >= 2 && letters <= 6
}
