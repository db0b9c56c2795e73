//! What a block gives to the concordance.

use std::ops::Range;

use super::shorthand;
use crate::model::facts::words::{hash, mix, words};
use crate::model::facts::{Facts, Insertion, NoteUse, OddityKind, Word};
use crate::vocabulary::Class;

use super::habits::{Habit, habits};

/// What kind of thing a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A name that is glossed somewhere, or that glosses another; all its spellings are one subject.
    Name,
    /// What stands in a bracket behind a name; its forms are the names that it glosses.
    Gloss,
    /// An abbreviation in capitals.
    Acronym,
    /// A footnote; where it is given it explains, where it is used it is mentioned.
    Footnote,
    /// A name with two initials or more; its forms are the ways to space them.
    Initials,
    /// A sign or phrase that a document should write one way; its forms are the ways of writing it.
    Habit(Habit),
    /// Characters and spacing that hardly anyone means; all of a kind are one subject.
    Oddity(OddityKind),
}

/// Something that a document speaks of, or a sign that it uses, in one or more forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// What kind of thing it is.
    pub topic: Topic,
    /// Which one it is: equal for equal subjects only.
    pub key: u64,
}

/// One place where a subject stands. Ranges are bytes in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// What stands there.
    pub subject: Subject,
    /// In which of its forms: equal for equal forms only.
    pub form: u64,
    /// How it stands there.
    pub manner: Manner,
    /// Where it stands.
    pub range: Range<usize>,
    /// Its partner: of what is explained, the words in the bracket; of those words, what they explain. Empty if it has none.
    pub partner: Range<usize>,
    /// The keys of the words of a name that is explained or explains: what its mentions are found by.
    pub words: Box<[u64]>,
}

/// How a subject stands at a place. Mentions come last, behind what they are looked for for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// With a bracket behind it that explains it; `form` tells which explanations are the same.
    Explained {
        /// Equal for explanations of the same words.
        by: u64,
    },
    /// In a bracket, as the explanation of something else.
    Explaining,
    /// By itself, in the running text.
    Mentioned,
}

/// What a block gives by itself, in no order: what its brackets explain, and its acronyms. The mentions of names are found
/// with the whole document in view.
pub(in crate::model) fn occurrences(text: &str, facts: &Facts) -> Vec<Occurrence> {
    let mut occurrences = Vec::new();
    for insertion in &facts.insertions {
        explained(text, insertion, &mut occurrences);
    }
    occurrences.extend(facts.notes.iter().map(|note| footnote(text, note)));
    shorthand::initials(text, facts, &mut occurrences);
    shorthand::acronyms(text, facts, &mut occurrences);
    habits(text, facts, &mut occurrences);
    occurrences
}

fn footnote(text: &str, note: &NoteUse) -> Occurrence {
    let key = hash(note.name(text));
    let topic = Topic::Footnote;
    Occurrence {
        subject: Subject { topic, key },
        form: key,
        manner: if note.given {
            Manner::Explaining
        } else {
            Manner::Mentioned
        },
        range: note.range.clone(),
        partner: note.range.start..note.range.start,
        words: Box::default(),
    }
}

fn explained(text: &str, insertion: &Insertion, occurrences: &mut Vec<Occurrence>) {
    let judgement = &insertion.judgement;
    let Some(reach) = judgement.reach.clone() else {
        return;
    };
    let name = without_possessive(text, reach);
    let gloss = content(text, insertion);
    let by = fold(&text[gloss.clone()]);
    let explained = Occurrence {
        subject: Subject {
            topic: Topic::Acronym,
            key: fold(&text[name.clone()]),
        },
        form: form(&text[name.clone()]),
        manner: Manner::Explained { by },
        range: name.clone(),
        partner: gloss.clone(),
        words: Box::default(),
    };
    match judgement.class {
        Class::OtherName => {
            let of_name = keys(&text[name.clone()]);
            let Some(key) = name_key(&of_name) else {
                return;
            };
            let subject = |topic, key| Subject { topic, key };
            let explaining = Occurrence {
                subject: subject(Topic::Gloss, by),
                form: key,
                manner: Manner::Explaining,
                range: gloss.clone(),
                partner: name,
                words: Box::default(),
            };
            let of_gloss = keys(&text[gloss.clone()]);
            if let Some(key) = name_key(&of_gloss) {
                occurrences.push(Occurrence {
                    subject: subject(Topic::Name, key),
                    form: form(&text[gloss]),
                    words: of_gloss,
                    ..explaining.clone()
                });
            }
            occurrences.push(explaining);
            occurrences.push(Occurrence {
                subject: subject(Topic::Name, key),
                words: of_name,
                ..explained
            });
        }
        Class::Expansion => occurrences.push(explained),
        _ => {}
    }
}

/// The mention of a name of these words that begins at this word of a block, if one does.
pub(super) fn mention(words: &[Word], name: &[u64]) -> Option<Occurrence> {
    let row = words.get(..name.len())?;
    let follows = |pair: &[Word]| pair[0].is_next_to(&pair[1]);
    let is_it = row.iter().map(|word| word.key).eq(name.iter().copied());
    if !is_it || !row.windows(2).all(follows) {
        return None;
    }
    let range = row.first()?.range().start..row.last()?.range().end;
    let forms = row.iter().map(|word| word.form);
    Some(Occurrence {
        subject: Subject {
            topic: Topic::Name,
            key: name_key(name)?,
        },
        form: forms.reduce(mix)?,
        manner: Manner::Mentioned,
        partner: range.start..range.start,
        range,
        words: Box::default(),
    })
}

/// The names that a block explains, in the order of the text.
pub(super) fn explained_names(facts: &Facts) -> Vec<Range<usize>> {
    let of_names = (facts.insertions.iter())
        .map(|insertion| &insertion.judgement)
        .filter(|judgement| judgement.class == Class::OtherName);
    let mut names: Vec<_> = of_names.filter_map(|of| of.reach.clone()).collect();
    names.sort_by_key(|range| range.start);
    names
}

fn keys(text: &str) -> Box<[u64]> {
    words(text).iter().map(|word| word.key).collect()
}

/// The key of a name of these words; none where there are none.
pub(super) fn name_key(words: &[u64]) -> Option<u64> {
    words.iter().copied().reduce(mix)
}

/// What tells the spellings of a name apart.
fn form(text: &str) -> u64 {
    let forms = words(text).into_iter().map(|word| word.form);
    forms.reduce(mix).unwrap_or_else(|| hash(text))
}

/// A key for words that does not mind case, spaces and punctuation.
pub(super) fn fold(text: &str) -> u64 {
    let mut letters = String::with_capacity(text.len());
    let folded = text.chars().filter(|c| c.is_alphanumeric());
    letters.extend(folded.flat_map(char::to_lowercase));
    hash(&letters)
}

fn without_possessive(text: &str, range: Range<usize>) -> Range<usize> {
    let braces = usize::from(text[range.clone()].starts_with('{'));
    let range = range.start + braces..range.end - braces;
    let written = text[range.clone()].trim_end_matches(['.', ',']);
    let bare = written.strip_suffix("'s").or(written.strip_suffix("’s"));
    range.start..range.start + bare.unwrap_or(written).len()
}

/// What a bracket holds, without its label, stated mark and outer spaces.
fn content(text: &str, insertion: &Insertion) -> Range<usize> {
    let inner = &insertion.inner;
    let start = match &insertion.judgement.label {
        Some(label) => (label.end + 1).min(inner.end),
        None => inner.start,
    };
    let written = &text[start..inner.end];
    let content = written.trim_start_matches(['=', ' ', '\t', '\n', '\r']);
    let start = inner.end - content.len();
    start..start + content.trim_end().len()
}
