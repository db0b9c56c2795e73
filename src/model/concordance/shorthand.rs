//! Initials and abbreviations in capitals, among the capitalised words of a block.

use std::ops::Range;

use super::occurrence::{Manner, Occurrence, Subject, Topic, fold};
use crate::model::facts::words::mix;
use crate::model::facts::{Facts, Word};

/// Abbreviations that everybody knows, and words in capitals that have no vowel.
const KNOWN: [&str; 10] = [
    "USSR", "MSS", "MRS", "PPS", "GMT", "PTY", "LTD", "NYC", "PHD", "TBD",
];

/// Names with two initials or more, such as `I. V. Stalin`: one subject for each name, however it is spaced.
pub(super) fn initials(text: &str, facts: &Facts, occurrences: &mut Vec<Occurrence>) {
    let words = &facts.words;
    let mut at = 0;
    while at + 2 < words.len() {
        let first = at;
        let (mut key, mut form) = (0, 0);
        while at + 1 < words.len() && is_initial(text, &words[at]) {
            let gap = &text[words[at].range().end..words[at + 1].range().start];
            let spaced = match gap {
                "." => 1,
                ". " => 2,
                _ => break,
            };
            key = mix(key, words[at].key);
            // The space before the surname is not what differs.
            if is_initial(text, &words[at + 1]) {
                form = mix(form, spaced);
            }
            at += 1;
        }
        if at - first >= 2 && !is_initial(text, &words[at]) {
            let range = words[first].range().start..words[at].range().end;
            occurrences.push(Occurrence {
                subject: Subject {
                    topic: Topic::Initials,
                    key: mix(key, words[at].key),
                },
                form,
                manner: Manner::Mentioned,
                partner: range.start..range.start,
                range,
                words: Box::default(),
            });
        }
        at = at.max(first + 1);
    }
}

fn is_initial(text: &str, word: &Word) -> bool {
    let mut letters = text[word.range()].chars();
    letters.next().is_some() && letters.next().is_none()
}

/// Abbreviations that no bracket explains; those in or before parentheses count as explained.
pub(super) fn acronyms(text: &str, facts: &Facts, occurrences: &mut Vec<Occurrence>) {
    for (at, word) in facts.words.iter().enumerate() {
        let range = word.range();
        let explained = |insertion: &crate::model::facts::Insertion| {
            let reach = insertion.judgement.reach.as_ref();
            reach.is_some_and(|reach| reach.contains(&range.start))
        };
        if !word.in_capitals
            || !is_acronym(&text[range.clone()])
            || among_capitals(text, &facts.words, at)
            || facts.insertions.iter().any(explained)
        {
            continue;
        }
        let (manner, partner) = match parenthesis(text, &range) {
            Some(inner) if inner == range => (Manner::Explaining, range.start..range.start),
            Some(inner) => {
                let by = fold(&text[inner.clone()]);
                (Manner::Explained { by }, inner)
            }
            None => (Manner::Mentioned, range.start..range.start),
        };
        occurrences.push(Occurrence {
            subject: Subject {
                topic: Topic::Acronym,
                key: fold(&text[range.clone()]),
            },
            form: word.form,
            manner,
            range,
            partner,
            words: Box::default(),
        });
    }
}

/// Three to six capitals without a vowel that are no numeral: what cannot be spoken is an abbreviation.
fn is_acronym(word: &str) -> bool {
    let letters = word.chars().count();
    (3..=6).contains(&letters)
        && word.chars().all(char::is_alphabetic)
        && !word.contains(|c| "AEIOUYАЕЁИОУЫЭЮЯІЇЄ".contains(c))
        && word.contains(|c| !"IVXLCDM".contains(c))
        && !KNOWN.contains(&word)
}

/// Whether it stands beside another word in capitals that is none: in a heading or a telegram.
fn among_capitals(text: &str, words: &[Word], at: usize) -> bool {
    let shouts = |word: &Word| word.in_capitals && !is_acronym(&text[word.range()]);
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let behind = words.get(at + 1);
    before.is_some_and(|before| before.is_next_to(&words[at]) && shouts(before))
        || behind.is_some_and(|behind| words[at].is_next_to(behind) && shouts(behind))
}

/// The words in the parentheses that explain a word, or the word itself if it stands in such.
fn parenthesis(text: &str, word: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 100;
    let behind = &text[word.end..];
    if text[..word.start].ends_with('(') && behind.starts_with(')') {
        return Some(word.clone());
    }
    let inner = behind.strip_prefix(" (")?;
    let close = inner.bytes().take(LONGEST).position(|byte| byte == b')')?;
    let expansion = &inner[..close];
    let is_one = expansion.starts_with(char::is_uppercase) && expansion.contains(' ');
    let start = word.end + 2;
    is_one.then_some(start..start + close)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::concordance::Concordance;
    use crate::model::document::Document;

    #[track_caller]
    fn check(text: &str, topic: Topic, expected: &[(&str, usize)]) {
        let document = Document::new(text);
        let concordance = Concordance::new(&document);
        let mut ways = concordance.ways();
        ways.retain(|way| way.subject().topic == topic);
        let mut found: Vec<_> = ways
            .chunk_by(|one, other| one.subject() == other.subject())
            .map(|ways| {
                let first = ways[0].first;
                let block = document.labelled(first.block).expect("it is there");
                let range = block.lift(&first.occurrence.range);
                let count = ways.iter().map(|way| way.count()).sum();
                (text[range].to_owned(), count)
            })
            .collect();
        found.sort();
        let found: Vec<_> = found.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_name_with_initials_is_one_however_it_is_spaced() {
        check(
            "to I.V. Stalin and I. V. STALIN, and A. Vyshinsky; the U.S.",
            Topic::Initials,
            &[("I.V. Stalin", 2)],
        );
        check(
            "J. F. K. Smith; A.B",
            Topic::Initials,
            &[("J. F. K. Smith", 1)],
        );
    }

    #[test]
    fn what_cannot_be_spoken_is_an_abbreviation() {
        check(
            "the NKVD and the People's Commissariat (NKGB), XXI, STALIN, the NKVD; TOP SCRT SECRET",
            Topic::Acronym,
            &[("NKGB", 1), ("NKVD", 2)],
        );
    }
}
