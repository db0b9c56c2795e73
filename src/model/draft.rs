//! A header for a document that has none, from what its opening and closing lines say.

use super::citation::{self, Citation};
use super::date;
use super::document::Document;
use super::roles::{self, Position};
use crate::registers::archives::Archives;
use crate::vocabulary::Vocabulary;

/// So many blocks at each end of the document are read.
const EDGE: usize = 40;

/// What kind of record a title names first; such a line is the title before any other.
const RECORDS: &[&str] = &[
    "report",
    "letter",
    "telegram",
    "cable",
    "cablegram",
    "memorandum",
    "minutes",
    "note",
    "resolution",
    "decree",
    "decision",
    "record",
    "conversation",
    "excerpt",
    "extract",
    "protocol",
    "transcript",
    "message",
    "information",
    "summary",
    "speech",
    "order",
    "directive",
    "agreement",
    "talks",
    "journal",
    "diary",
    "draft",
];

/// Lines of a web page that are no title.
const NAVIGATION: &[&str] = &[
    "skip to", "back to", "home", "menu", "search", "share", "print", "download",
];

/// What the lines at both ends of a document say of it.
#[derive(Default)]
struct Told {
    title: Option<String>,
    date: Option<String>,
    classification: Option<String>,
    source: Option<String>,
    agents: Vec<(&'static str, String)>,
}

/// A header with the keys that every document needs, and those that its text tells; what it does not tell is left empty.
/// Ends in a blank line. Reads some dozens of blocks at either end, whatever the length.
pub fn header(document: &Document) -> String {
    let told = told(document);
    let title = told.title.unwrap_or_default();
    let (creators, recipients) = parties(&title);
    let mut header = String::from("---\n");
    let mut field = |key: &str, values: &[String]| {
        header.push_str(key);
        match values {
            [] => header.push_str(":\n"),
            [value] => header.push_str(&format!(": {}\n", scalar(value))),
            values => {
                header.push_str(":\n");
                values
                    .iter()
                    .for_each(|value| header.push_str(&format!("  - {}\n", scalar(value))));
            }
        }
    };
    field(
        "title",
        &[title]
            .map(Some)
            .into_iter()
            .flatten()
            .filter(|title| !title.is_empty())
            .collect::<Vec<_>>(),
    );
    field("date", told.date.as_slice());
    field("source", told.source.as_slice());
    field("creator", &creators);
    if !recipients.is_empty() {
        field("recipient", &recipients);
    }
    for key in Vocabulary::builtin().keys() {
        let names: Vec<_> = told
            .agents
            .iter()
            .filter(|(other, _)| *other == key.name)
            .map(|(_, name)| name.clone())
            .collect();
        if !names.is_empty() {
            field(&key.name, &names);
        }
    }
    if told.classification.is_some() {
        field("classification", told.classification.as_slice());
    }
    field("language", &[document.language().to_owned()]);
    header.push_str("---\n\n");
    header
}

/// The archival citation that the document bears, without the agents behind it.
pub fn source(document: &Document) -> Option<String> {
    told(document).source
}

fn told(document: &Document) -> Told {
    let count = document.block_count();
    let mut told = Told::default();
    let mut fallback = None;
    for index in (0..count.min(EDGE)).chain(count.saturating_sub(EDGE).max(EDGE.min(count))..count)
    {
        let Some(block) = document.block(index) else {
            continue;
        };
        let text = document.block_text(&block);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            told.read(line, index < EDGE, &mut fallback);
        }
    }
    told.title = told.title.or(fallback);
    told
}

impl Told {
    fn read(&mut self, line: &str, opening: bool, fallback: &mut Option<String>) {
        if self.source.is_none()
            && Archives::builtin().find(line).is_some()
            && Citation::looks_like_one(line)
        {
            let citation = citation::parse(line, Archives::builtin());
            let end = citation.agents.first().map_or(line.len(), |agent| {
                // The agents' sentence begins behind the citation's last full stop.
                line[..agent.range.start]
                    .rfind(". ")
                    .map_or(agent.range.start, |stop| stop + 1)
            });
            self.source = Some(line[..end].trim().to_owned());
            self.agents = citation
                .agents
                .iter()
                .map(|agent| (agent.what.header_key(), agent.name.clone()))
                .collect();
            return;
        }
        if !opening {
            return;
        }
        match roles::by_shape(line, Position::Opening) {
            Some("dateline") if self.date.is_none() => {
                self.date = date::written(line)
                    .last()
                    .map(|written| written.date.to_string());
            }
            Some("classification") if self.classification.is_none() => {
                self.classification = Some(
                    line.trim_start_matches("Copy. ")
                        .trim_end_matches('.')
                        .to_owned(),
                );
            }
            Some(_) => {}
            None => self.read_title(line, fallback),
        }
    }

    fn read_title(&mut self, line: &str, fallback: &mut Option<String>) {
        let line = line.trim_start_matches('#').trim();
        if self.title.is_some()
            || line.ends_with(['.', ':', ';', ','])
            || line.contains(['[', ']'])
        {
            return;
        }
        // A line may be a whole paragraph.
        let words = line.split_whitespace().take(31).count();
        if !(2..=30).contains(&words) {
            return;
        }
        let lower = line.to_lowercase();
        if lower
            .split_whitespace()
            .next()
            .is_some_and(|first| RECORDS.contains(&first))
        {
            self.title = Some(line.to_owned());
        } else if fallback.is_none()
            && words > 2
            && !NAVIGATION.iter().any(|start| lower.starts_with(start))
        {
            *fallback = Some(line.to_owned());
        }
    }
}

/// The persons of a title such as `Report from A and B to C`.
fn parties(title: &str) -> (Vec<String>, Vec<String>) {
    let Some((_, behind)) = title.split_once(" from ") else {
        return (Vec::new(), Vec::new());
    };
    let (from, to) = behind.split_once(" to ").unwrap_or((behind, ""));
    let names = |list: &str| {
        let list = list.replace(" and ", ", ");
        list.split(", ")
            .map(|name| name.trim().trim_start_matches("Cde. ").to_owned())
            .filter(|name| is_name(name))
            .collect::<Vec<_>>()
    };
    (names(from), names(to))
}

fn is_name(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase) && name.split_whitespace().count() <= 5
}

/// A value as YAML takes it: quoted where it would be read as something else.
fn scalar(value: &str) -> String {
    let plain = !value.contains(": ")
        && !value.contains(" #")
        && !value.ends_with(':')
        && !value.starts_with(|c: char| "[]{}&*!|>'\"%@`#-?,".contains(c));
    if plain {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
