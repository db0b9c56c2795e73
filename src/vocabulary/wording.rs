//! Wordings: labels with words around them, such as `faded image of a stamp`.

use std::collections::HashSet;

use serde::Deserialize;

use super::label::is_number;
use super::{Label, LabelMatch, fold};

/// No label of more bytes is looked at.
pub(super) const LONGEST: usize = 160;

/// No wording has more words, and no alias more than `LONGEST_ALIAS`.
const MOST_WORDS: usize = 10;
const LONGEST_ALIAS: usize = 6;

/// The small words that tell the parts of a wording, and a wording from prose.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wording {
    /// The languages whose nouns stand before their adjectives and genitives.
    pub noun_first: Vec<String>,
    /// Pictures and the like, folded: before a joint they stand for what they show.
    images: HashSet<String>,
    /// Spellings that are prose anywhere but at the beginning (`Molotov added`), folded.
    openers: HashSet<String>,
    /// Prepositions, conjunctions and genitive articles, folded: they end a noun phrase.
    joints: HashSet<String>,
    /// Pronouns, finite verbs and cross-references, folded: with one of them it is prose.
    prose: HashSet<String>,
}

/// A label found among the words, `from..to` counted in words.
struct Known<'v> {
    label: &'v Label,
    noun_first: bool,
    from: usize,
    to: usize,
}

impl Wording {
    /// The label that decides in a wording; the rule is told at [`super::Vocabulary::label`].
    pub fn find<'v, 't>(
        &self,
        written: &'t str,
        lookup: impl Fn(&str) -> Option<(&'v Label, bool)>,
    ) -> Option<LabelMatch<'v, 't>> {
        let words: Vec<&str> = written.split_whitespace().collect();
        let folded: Vec<String> = words
            .iter()
            .map(|word| fold(word.trim_end_matches(',')))
            .collect();
        if !(2..=MOST_WORDS).contains(&words.len())
            || folded.iter().any(|word| self.prose.contains(word))
        {
            return None;
        }
        let comma = words
            .iter()
            .position(|word| word.ends_with(','))
            .map_or(words.len(), |at| at + 1);
        let known = self.known(&folded, lookup);
        let is_joint = |&at: &usize| self.joints.contains(&folded[at]);
        let piece_end = |label: &Known| (label.to..comma).find(is_joint).unwrap_or(comma);
        let stands_for_the_next =
            |end: usize| end < comma && self.images.contains(&folded[end - 1]);
        let first = known
            .iter()
            .find(|label| label.to <= comma && !stands_for_the_next(piece_end(label)))?;
        let piece_end = piece_end(first);
        let last = known.iter().rev().find(|label| label.to <= piece_end)?;
        let decides = if last.noun_first { first } else { last };

        let number = words[decides.to..piece_end].first().copied();
        let number = number.filter(|word| decides.label.numbered && is_number(word));
        let end = decides.to + usize::from(number.is_some());
        if end != piece_end && !last.noun_first {
            return None;
        }
        let offset = |word: &str| word.as_ptr().addr() - written.as_ptr().addr();
        let before = words
            .get(decides.from)
            .map_or("", |word| written[..offset(word)].trim());
        let after = words
            .get(end)
            .map_or("", |word| written[offset(word)..].trim());
        let also = known
            .iter()
            .filter(|other| other.from != decides.from)
            .map(|other| other.label)
            .collect();
        Some(LabelMatch {
            label: decides.label,
            argument: number,
            before,
            after,
            also,
        })
    }

    /// The labels among the words, the longest spelling first, without overlap.
    fn known<'v>(
        &self,
        folded: &[String],
        lookup: impl Fn(&str) -> Option<(&'v Label, bool)>,
    ) -> Vec<Known<'v>> {
        let mut known = Vec::new();
        let mut from = 0;
        while from < folded.len() {
            let longest = folded.len().min(from + LONGEST_ALIAS);
            let found = (from + 1..=longest).rev().find_map(|to| {
                let spelling = folded[from..to].join(" ");
                let opener = self.openers.contains(&spelling);
                let decides = spelling.chars().count() > 2 && (from == 0 || !opener);
                let (label, noun_first) = lookup(&spelling).filter(|_| decides)?;
                Some(Known {
                    label,
                    noun_first: noun_first && !opener,
                    from,
                    to,
                })
            });
            from = found.as_ref().map_or(from + 1, |found| found.to);
            known.extend(found);
        }
        known
    }
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::{Vocabulary, fold};

    /// `written`, then the label, argument, words before and words after it; an empty name is no label.
    fn check(written: &str, name: &str, argument: &str, before: &str, after: &str) {
        let found = Vocabulary::builtin().label(written);
        let found = found.map_or(("", "", "", ""), |found| {
            (
                found.label.name.as_str(),
                found.argument.unwrap_or(""),
                found.before,
                found.after,
            )
        });
        assert_eq!(found, (name, argument, before, after), "{written:?}");
    }

    #[test]
    fn in_a_wording_the_head_noun_decides() {
        for (written, name, before, after) in [
            (
                "Note at the bottom of the page",
                "note",
                "",
                "at the bottom of the page",
            ),
            ("faded image of a stamp", "stamp", "faded image of a", ""),
            ("image of a signature", "signature", "image of a", ""),
            (
                "illegible trace of a seal",
                "seal",
                "illegible trace of a",
                "",
            ),
            (
                "handwritten at the top of the page",
                "handwritten",
                "",
                "at the top of the page",
            ),
            ("at the bottom of the page", "bottom", "", "of the page"),
            ("in the left margin", "margin", "in the", ""),
            (
                "in the left margin, in red pencil",
                "margin",
                "in the",
                "in red pencil",
            ),
            (
                "Note in the margin by Stalin",
                "note",
                "",
                "in the margin by Stalin",
            ),
            (
                "stamp in the upper left corner",
                "stamp",
                "",
                "in the upper left corner",
            ),
            ("round stamp of the NKVD", "stamp", "round", "of the NKVD"),
            ("MFA stamp", "stamp", "MFA", ""),
            (
                "stamp of the War Ministry",
                "stamp",
                "",
                "of the War Ministry",
            ),
            ("stamp reads", "stamp", "", "reads"),
            ("signature stamp", "stamp", "signature", ""),
            ("stamp and signature", "stamp", "", "and signature"),
            ("Stalin's signature", "signature", "Stalin's", ""),
            ("signature on the back", "signature", "", "on the back"),
            ("signed in pencil", "signature", "", "in pencil"),
            ("added in red pencil", "inserted", "", "in red pencil"),
            ("typed on the verso", "typed", "", "on the verso"),
            ("in Stalin's hand", "hand", "in Stalin's", ""),
            ("note in her hand", "note", "", "in her hand"),
            (
                "resolution by Molotov in blue pencil",
                "pencil",
                "resolution by Molotov in blue",
                "",
            ),
            ("stamp, illegible", "stamp", "", "illegible"),
            ("title page", "page", "title", ""),
            ("Stempel der Kanzlei", "stamp", "", "der Kanzlei"),
            ("handschriftlich am Rand", "handwritten", "", "am Rand"),
            ("runder blauer Stempel", "stamp", "runder blauer", ""),
            ("tampon manuscrit", "stamp", "", "manuscrit"),
            ("cachet de la préfecture", "stamp", "", "de la préfecture"),
            (
                "sello redondo del ministerio",
                "stamp",
                "",
                "redondo del ministerio",
            ),
            ("timbro della questura", "stamp", "", "della questura"),
            ("pieczęć okrągła urzędu", "seal", "", "urzędu"),
            ("печать НКВД СССР", "seal", "", "НКВД СССР"),
            ("подпись неразборчива", "signature", "", "неразборчива"),
            ("помета Сталина на полях", "note", "", "Сталина на полях"),
        ] {
            check(written, name, "", before, after);
        }
        check("stamp 2 on the verso", "stamp", "2", "", "on the verso");
        check("Note 3 on page 2", "note", "3", "", "on page 2");
    }

    #[test]
    fn the_small_words_are_folded() {
        let wording = &Vocabulary::builtin().labels.wording;
        for word in [
            &wording.images,
            &wording.openers,
            &wording.joints,
            &wording.prose,
        ]
        .into_iter()
        .flatten()
        {
            assert_eq!(*word, fold(word));
        }
    }

    #[test]
    fn a_wording_names_its_other_labels() {
        for (written, also) in [
            ("Note at the bottom of the page", "bottom page"),
            (
                "handwritten in the left margin, in red pencil",
                "margin pencil",
            ),
            ("stamp", ""),
        ] {
            let found = Vocabulary::builtin()
                .label(written)
                .expect("a label of the table");
            let names: Vec<&str> = found.also.iter().map(|label| label.name.as_str()).collect();
            assert_eq!(names.join(" "), also, "{written:?}");
        }
    }

    #[test]
    fn prose_with_a_colon_is_not_a_label() {
        for written in [
            "Washington",
            "See also",
            "10",
            "He said",
            "top secret",
            "stamp duty",
            "He left a note",
            "note verbale",
            "",
            " ",
            "He",
            "IT",
            "No",
            "vote",
            "New York Stamp Company",
            "Molotov added",
            "the way back",
            "as mentioned above",
            "the situation today",
            "Von deutscher Seite",
            "strona polska",
            "see the note",
            "cf. page 3",
            "Main points",
            "Washington, note",
            "John Smith, editor",
            "Bureau of Statistics",
            "The signature is that of Stalin",
            "Source",
            "carta del presidente",
            "Moscow",
            "Document 3",
            "ru-",
            "zh-Hant-",
            "ru russian words",
            ",",
            ", ,",
            "a, , stamp",
            "of",
            "of of of",
            "see",
            "Минск",
            "Постановление Политбюро",
            "la bandera roja",
            "北京",
        ] {
            check(written, "", "", "", "");
        }
    }
}
