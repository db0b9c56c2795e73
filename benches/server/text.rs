//! Texts of any size that look like what is edited, with no more findings than somebody would leave in them; and what is
//! typed into them.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use sigla::model::document::Document;
use sigla::rules::{Settings, check};

/// More findings than that no text has.
pub const MOST_FINDINGS: usize = 200;

/// What is typed, letter by letter: a name that is glossed, so that brackets open, stand open and close.
pub const TYPED: &str = "they went on to the town of Ghulja [Yining], where the {-old-} {+new+} garrison of 282 men had been \
    disarmed by the rebels; [illegible] and the consul reported [sic] that nobody had been seen on the road since then. ";

/// Lines are no longer than that, so that a checker of Markdown has nothing to say about their length.
const COLUMNS: usize = 76;

/// A text of so many bytes, made of the paragraphs of the project's own documents, and how many findings it has.
pub fn text(bytes: usize) -> (String, usize) {
    let sources = paragraphs();
    let mut chance: u64 = 1945;
    let mut paragraphs = Vec::new();
    let mut size = 0;
    while size < bytes {
        chance = (chance.wrapping_mul(6_364_136_223_846_793_005))
            .wrapping_add(1_442_695_040_888_963_407);
        let number = usize::try_from(chance >> 33).expect("31 bits are a size");
        let paragraph = &sources[number % sources.len()];
        size += paragraph.len() + 2;
        paragraphs.push(paragraph.as_str());
    }
    // Paragraphs alone are clean; where they contradict each other, the later one goes.
    loop {
        let text = paragraphs.join("\n\n") + "\n";
        let findings = check(&Document::new(&text), Settings::standard());
        if findings.len() <= MOST_FINDINGS {
            return (text, findings.len());
        }
        let mut starts = Vec::with_capacity(paragraphs.len());
        paragraphs.iter().fold(0, |start, paragraph| {
            starts.push(start);
            start + paragraph.len() + 2
        });
        let of = |at: usize| starts.partition_point(|start| *start <= at) - 1;
        let last = findings.iter().skip(MOST_FINDINGS * 3 / 4);
        let gone: HashSet<usize> = last.map(|finding| of(finding.range.start)).collect();
        let kept = (0..paragraphs.len()).filter(|index| !gone.contains(index));
        paragraphs = kept.map(|index| paragraphs[index]).collect();
    }
}

/// The byte in the middle of a text where something is typed: behind a word, within a paragraph.
pub fn middle(text: &str) -> usize {
    let half = text.floor_char_boundary(text.len() / 2);
    let space = text[half..].match_indices(' ').map(|(at, _)| half + at + 1);
    let mut places = space
        .filter(|at| !text[..*at].ends_with("\n ") && text[*at..].starts_with(char::is_alphabetic));
    places.next().unwrap_or(half)
}

/// Paragraphs of prose in which nothing is found, wrapped.
fn paragraphs() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("examples"), root.join("tests/corpus")];
    let entries = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten();
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|it| it == "sigla" || it == "txt")
    });
    paths.sort();
    let mut found = Vec::new();
    for text in paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
    {
        for paragraph in text.replace('\r', "").split("\n\n") {
            let words: Vec<&str> = paragraph.split_whitespace().collect();
            let is_prose = words
                .first()
                .is_some_and(|word| word.starts_with(char::is_alphabetic))
                && !paragraph.starts_with("title")
                && paragraph.len() > 60;
            let wrapped = wrapped(&words);
            let is_clean = || {
                let findings = check(&Document::new(&wrapped), Settings::standard());
                findings
                    .iter()
                    .all(|finding| finding.rule.group() == "provenance")
            };
            if is_prose && is_clean() {
                found.push(wrapped);
            }
        }
    }
    assert!(
        !found.is_empty(),
        "the project has documents with prose in them"
    );
    found
}

fn wrapped(words: &[&str]) -> String {
    let mut text = String::new();
    let mut column = 0;
    for word in words {
        let width = word.chars().count();
        if column > 0 {
            let fits = column + 1 + width <= COLUMNS;
            text.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        text.push_str(word);
        column += width;
    }
    text
}
