//! What the rules ask about a bracket: its content, and where it stands.

use std::cell::OnceCell;
use std::ops::Range;

use super::lexicon::{self, has};
use super::neighbours::{self, Neighbours};
use super::spelling::{abbreviates, is_near};
use super::{Bracket, Context};
use crate::registers::gazetteer::fold;
use crate::registers::words::Kind;
use crate::registers::{Row, Topic};
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
    /// Whether it ends with its closer.
    pub is_closed: bool,
    /// What stands around the bracket.
    pub around: Neighbours<'a>,
    label: OnceCell<Option<&'a Label>>,
    phrase: OnceCell<Option<&'a Phrase>>,
    registered: OnceCell<Option<(Registered, Range<usize>)>>,
}

/// What a row of the registers says of the words before a bracket and its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Registered {
    /// Both are names of one place or person.
    SameName,
    /// A term, and what it stands for.
    Expanded,
    /// What a term stands for, and the term.
    Abbreviated,
}

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
            is_closed: bracket
                .block
                .get(bracket.range.clone())
                .is_some_and(|whole| whole.ends_with(']')),
            around: Neighbours::of(bracket, inner),
            label: OnceCell::new(),
            phrase: OnceCell::new(),
            registered: OnceCell::new(),
        }
    }

    /// What the registers have the words before the bracket and its content down as together, with those words, in bytes of the
    /// block.
    pub fn registered(&self) -> Option<&(Registered, Range<usize>)> {
        let find = || {
            let registers = self.context.registers;
            if registers.is_empty() || self.length > neighbours::LONGEST_NAME * 2 {
                return None;
            }
            let content = fold(self.text);
            let named = registers.with_key(&content);
            let stands_for = |row: &Row, words: &str| {
                row.topic == Topic::Glossary && fold(&registers.terms[row.index].expansion) == words
            };
            let found = |words: Range<usize>| {
                let before = fold(&self.around.before[words.clone()]);
                if before.is_empty() || before == content {
                    return None;
                }
                let rows = registers.with_key(&before);
                let is_same = |row: &Row| row.topic != Topic::Glossary && named.contains(row);
                let registered = if rows.iter().any(is_same) {
                    Registered::SameName
                } else if rows.iter().any(|row| stands_for(row, &content)) {
                    Registered::Expanded
                } else if named.iter().any(|row| stands_for(row, &before)) {
                    Registered::Abbreviated
                } else {
                    return None;
                };
                Some((registered, words))
            };
            let phrases = neighbours::last_phrases(self.around.before);
            phrases.into_iter().rev().find_map(found)
        };
        self.registered.get_or_init(find).as_ref()
    }

    /// Whether this is what the registers have them down as.
    pub fn is_registered(&self, registered: Registered) -> bool {
        self.registered()
            .is_some_and(|(found, _)| *found == registered)
    }

    /// Whether the content is a term of the glossary as it is written there, and no ordinary word of the language.
    pub fn is_term(&self) -> bool {
        self.context.registers.know_term(self.text) && !self.is_common(self.text)
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
        let fits =
            |word: &str| word.starts_with(char::is_uppercase) || has(lexicon::PARTICLES, word);
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
            let start: String = word.chars().take(3).flat_map(char::to_lowercase).collect();
            has(lexicon::MONTHS, &start)
        };
        let figures = self.text.bytes().any(|byte| byte.is_ascii_digit());
        self.length <= 6
            && !self.text.contains([':', '('])
            && (figures || self.capitalised && self.words().any(month))
    }

    /// Whether the content is figures alone.
    pub fn is_figures(&self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether it is the number of a note: a small number that touches the text or begins a line.
    pub fn is_note_number(&self) -> bool {
        let apart = self.around.before.ends_with(char::is_whitespace);
        self.is_figures() && self.text.len() <= 3 && (self.around.begins_line || !apart)
    }

    /// Whether the content is a sentence of its own: it begins with a capital or is long, and it ends as one or stands
    /// as one.
    pub fn is_sentence(&self) -> bool {
        let ends = self.text.ends_with(['.', '!', '?', ':']) && !is_abbreviated(self.text);
        let stands = self.around.opens_sentence && !self.around.continues;
        self.capitalised && self.length >= 3 && (ends || stands) || self.length >= 6 && stands
    }

    /// Whether the content speaks to the reader instead of completing the text.
    pub fn is_remark(&self) -> bool {
        let aside = self.capitalised && !self.around.continues;
        let prepositional = self.length > 1 && self.kind(self.first) == Some(Kind::Closed);
        // In a list, `Reed [Absent]`.
        let stated = self.length == 1 && self.around.ends_line && self.around.follows_capital();
        let labelled = self.text.contains(": ") || self.text.ends_with(':');
        labelled
            || aside && (prepositional || stated && self.is_common(self.first))
            || self.is_sentence()
            || self.says(Class::Note)
            || self.says(Class::Correction)
    }

    /// Whether a letter or digit touches the bracket.
    pub fn is_touched(&self) -> bool {
        self.around.touches_before.is_some() || self.around.touches_behind.is_some()
    }

    /// Whether it is one of the two of `[[x]]`. A bracket within one is not enough, since one that was never closed
    /// holds all that follow.
    pub fn is_doubled(&self) -> bool {
        let outer = self.text.starts_with('[') && self.text.ends_with(']');
        let inner = self.around.before.ends_with('[') && self.around.behind.starts_with(']');
        self.bracket.nested && (outer || inner)
    }

    /// Whether the bracket stands in the middle of a word or of a phrase, where an editor would hardly cut, or in a
    /// block that has dots in the middle of a word elsewhere.
    pub fn cuts_a_phrase(&self) -> bool {
        let block = self.bracket.block;
        let letter_before = |at: usize| block[..at].ends_with(char::is_alphabetic);
        let dots = |dots| block.match_indices(dots).any(|(at, _)| letter_before(at));
        self.is_touched() || has(lexicon::WANTING, self.around.word) || dots("[…]") || dots("[...]")
    }

    /// Whether the content spells the word before it otherwise: `held [help]`, `Brixon [Wrixon]`. Of a place it is
    /// another name, as places are spelled in many ways.
    pub fn is_respelling(&self) -> bool {
        let (written, meant) = (neighbours::bare(self.around.word), self.text);
        self.length == 1
            && !self.is_touched()
            && self.registered().is_none()
            && is_near(written, meant)
            && !abbreviates(written, meant)
            && (self.is_common(meant)
                || self.capitalised
                    && self.around.follows_capital()
                    && !self.context.registers.know_place(written))
    }

    /// Whether the word before it is a name, by its capital and its place in the sentence.
    pub fn follows_name(&self) -> bool {
        let around = &self.around;
        let ordinary = self.kind(around.word) == Some(Kind::Closed)
            || around.word_opens_sentence() && self.is_common(around.word);
        around.follows_capital() && !ordinary && !has(lexicon::TIMES, around.word)
    }

    /// Whether the content is in another script than Latin, but the word list is of a language in Latin letters.
    pub fn is_in_another_script(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic()).peekable();
        let any = letters.peek().is_some();
        any && self.context.words.is_some() && letters.all(|c| c >= '\u{370}')
    }

    /// Whether the words before it are mostly of the language whose list there is, so that a word that is not in the
    /// list is foreign here.
    pub fn stands_in_its_language(&self) -> bool {
        let Some(words) = self.context.words else {
            return true;
        };
        let before = self
            .around
            .before
            .split_whitespace()
            .rev()
            .map(neighbours::bare);
        let (known, all) = before
            .filter(|word| word.len() > 2)
            .take(8)
            .fold((0, 0), |(known, all), word| {
                (known + usize::from(words.contains(word)), all + 1)
            });
        known * 2 >= all
    }
}

/// Whether the text is an abbreviation such as `P.S.`, `Mr.` or `N.B.`.
fn is_abbreviated(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    text.ends_with('.') && letters <= 4 && !text.contains(' ')
        || text.matches('.').count() >= 2 && letters <= 6
}
