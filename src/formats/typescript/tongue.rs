//! The language a text is in, by its commonest words.

use super::Line;

/// Words that hardly a paragraph is without, and that the other languages of this table do not have.
const WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "and", "of", "that", "with", "which", "have", "this", "from",
        ],
    ),
    (
        "de",
        &[
            "der", "und", "die", "das", "nicht", "mit", "den", "ist", "wird", "auf",
        ],
    ),
    (
        "fr",
        &[
            "les", "et", "dans", "qui", "des", "est", "une", "pour", "avec",
        ],
    ),
    (
        "es",
        &["el", "y", "los", "las", "una", "para", "por", "como", "del"],
    ),
    (
        "it",
        &["il", "di", "che", "gli", "della", "sono", "nel", "alla"],
    ),
    (
        "pl",
        &["w", "na", "się", "nie", "jest", "oraz", "przez", "że"],
    ),
    (
        "ru",
        &["и", "в", "не", "на", "что", "по", "с", "как", "его", "из"],
    ),
    ("uk", &["і", "та", "що", "від", "його", "це", "є", "або"]),
    (
        "bg",
        &["се", "от", "за", "са", "това", "със", "която", "който"],
    ),
];

/// How many words are read.
const ENOUGH: usize = 5_000;

/// The language, as a tag; none where the text is too short or no language leads clearly.
pub(super) fn guess(lines: &[Line]) -> Option<&'static str> {
    let mut counts = [0usize; WORDS.len()];
    let words = lines
        .iter()
        .flat_map(|line| line.text.split(|c: char| !c.is_alphabetic()))
        .filter(|word| !word.is_empty());
    for word in words.take(ENOUGH) {
        let word = word.to_lowercase();
        for (count, (_, words)) in counts.iter_mut().zip(WORDS) {
            *count += usize::from(words.contains(&word.as_str()));
        }
    }
    let (best, &most) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let second = counts
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != best)
        .map(|(_, count)| *count)
        .max();
    (most >= 3 && most >= 2 * second.unwrap_or(0)).then_some(WORDS[best].0)
}
