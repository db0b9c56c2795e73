//! The document in `examples/`: made up by hand, it keeps every word of the page it was captured from.

use std::fs;
use std::path::Path;

use sigla::model::document::Document;
use sigla::model::header::plain;
use sigla::rules::{Settings, Severity, check};

/// Lines of the page that say something of the document, and the header's key that says it now.
const MOVED: &[(&str, &str)] = &[
    (
        "Report from L. Beria and A. Vyshinsky to Cde. I.V. Stalin",
        "title",
    ),
    (
        "This document was made possible with support from MacArthur Foundation",
        "rights",
    ),
    (
        "Beria and Vyshinsky summarize the prevailing conditions",
        "summary",
    ),
    (
        "The History and Public Policy Program welcomes reuse",
        "rights",
    ),
    ("To enquire about this document's rights status", "rights"),
    ("Top Secret", "classification"),
];

/// Lines of the page whose words the header says in its own way: the line, the key, its value.
const RESTATED: &[(&str, &str, &str)] = &[
    ("April 29, 1945", "date", "1945-04-29"),
    (
        "GARF, Fond R-9401ss, Opis' 2,",
        "source",
        "GARF, Fond R-9401ss, Opis' 2, Delo 95, ll. 334-338",
    ),
    (
        "GARF, Fond R-9401ss, Opis' 2,",
        "obtained-by",
        "Jamil Hasanli",
    ),
    (
        "GARF, Fond R-9401ss, Opis' 2,",
        "translator",
        "Gary Goldberg",
    ),
    ("MacArthur Foundation", "rights", "MacArthur Foundation"),
];

/// Lines that belong to the web alone.
const FURNITURE: &[&str] = &[
    "Skip to content",
    "Document Information",
    "Original Uploaded Date",
    "Record ID",
    "Original Classification",
];

/// Words within a moved line that belong to the web alone: an address that the page hides.
const HIDDEN: &str = " at [email\u{a0}protected]";

/// What the editor added to the text, word by word, besides `@roles` and comments.
const ADDED: &str = "l 334 handwritten lost figure lost figure lost figure lost figure \
    editor The figures of this table are lost on the web page from which the text was taken sic help";

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The values of a field of the header, as their reader means them.
fn field(document: &Document, key: &str) -> String {
    let (header, block) = document.header().expect("the example has a header");
    let field = header
        .field(&block, &[key])
        .unwrap_or_else(|| panic!("the header has no `{key}`"));
    field
        .values
        .iter()
        .map(|value| plain(&block[value.clone()]))
        .collect::<Vec<_>>()
        .join("; ")
}

/// The lines of the text that are the document's: without comments and the names of roles.
fn body(text: &str) -> String {
    let (_, body) = text.split_once("\n---\n").expect("the header is closed");
    let lines = body.lines().filter(|line| !line.starts_with("%%"));
    let lines = lines.map(|line| {
        line.strip_prefix('@')
            .and_then(|line| line.split_once(' '))
            .map_or(line, |(_, line)| line)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_word_of_the_document_is_kept_in_its_order() {
    let (captured, made_up) = (read("ili-report.txt"), read("ili-report.sigla"));
    let elsewhere = |line: &&str| {
        let starts = |start: &str| line.starts_with(start);
        let headline = MOVED.iter().any(|(start, _)| {
            if start.len() < 20 {
                line == start
            } else {
                starts(start)
            }
        });
        headline || RESTATED.iter().any(|(start, ..)| starts(start)) || FURNITURE.contains(line)
    };
    let document: Vec<&str> = captured
        .lines()
        .filter(|line| !elsewhere(line))
        .flat_map(words)
        .collect();
    let body = body(&made_up);
    let mut left = document.iter().copied().peekable();
    let mut added = Vec::new();
    for word in words(&body) {
        // Where an added word equals the next one of the document, the document's is the other.
        if left.peek() == Some(&word) {
            left.next();
        } else {
            added.push(word);
        }
    }
    assert_eq!(
        left.collect::<Vec<_>>().join(" "),
        "",
        "words of the document that are lost or out of order"
    );
    assert_eq!(added, words(ADDED), "words that the editor added");
}

#[test]
fn what_the_page_says_of_the_document_stands_in_the_header() {
    let captured = read("ili-report.txt");
    let document = Document::new(&read("ili-report.sigla"));
    for (start, key) in MOVED {
        let line = captured
            .lines()
            .find(|line| line.starts_with(start))
            .unwrap_or_else(|| panic!("no line begins with {start}"));
        let line = line.replace(HIDDEN, "");
        let line = line.trim_end_matches('.');
        assert!(
            field(&document, key).contains(line),
            "`{key}` does not say: {line}"
        );
    }
    for (start, key, value) in RESTATED {
        assert!(
            captured.lines().any(|line| line.starts_with(start)),
            "no line begins with {start}"
        );
        assert!(
            field(&document, key).contains(value),
            "`{key}` does not say {value}"
        );
    }
}

#[test]
fn the_example_has_no_finding() {
    let findings = check(
        &Document::new(&read("ili-report.sigla")),
        Settings::standard(),
    );
    let findings: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Hint)
        .map(|finding| format!("{}: {}", finding.rule.name, finding.message))
        .collect();
    assert_eq!(findings, <[String; 0]>::default());
}
