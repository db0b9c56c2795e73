//! A header for a document that has none, from what its opening and closing lines say.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::citation::{self, Citation};
use super::date;
use super::document::{Block, Document};
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
    "memo",
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

/// Something that a line says of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The header key that holds it.
    pub key: &'static str,
    /// The value, as the header writes it.
    pub value: String,
    /// The line that says so, in bytes of the document.
    pub range: Range<usize>,
}

/// A header with the keys that every document needs, and those that its text tells; what it does not tell is left empty.
/// Ends in a blank line. Reads some dozens of blocks at either end, whatever the length.
pub fn header(document: &Document) -> String {
    header_of(&told(document), document)
}

fn header_of(told: &[Told], document: &Document) -> String {
    let mut values: Vec<(&str, &str)> = told
        .iter()
        .map(|told| (told.key, told.value.as_str()))
        .collect();
    values.push(("language", document.language()));
    written(&values)
}

/// What the ends of a document say, read anew only where they were edited. A clone shares what was read.
#[derive(Clone, Debug, Default)]
pub struct Ends(Arc<Mutex<Option<ReadEnds>>>);

/// Blocks at the ends of a document, and what they say.
type ReadEnds = (Vec<Arc<Block>>, Vec<Told>);

impl Ends {
    /// As [`header`].
    pub fn header(&self, document: &Document) -> String {
        self.of(document, |told| header_of(told, document))
    }

    /// As [`source`].
    pub fn source(&self, document: &Document) -> Option<String> {
        self.of(document, source_of)
    }

    fn of<T>(&self, document: &Document, say: impl FnOnce(&[Told]) -> T) -> T {
        let ranges = || ends(document).into_iter();
        let blocks = || ranges().flat_map(|range| document.blocks_at(range));
        let mut read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |known: &[Arc<Block>]| {
            let known = known.iter().map(Arc::as_ptr);
            known.eq(blocks().map(Arc::as_ptr))
        };
        match &*read {
            Some((known, told)) if same(known) => say(told),
            _ => {
                let told = told(document);
                let said = say(&told);
                *read = Some((blocks().cloned().collect(), told));
                said
            }
        }
    }
}

/// The blocks at both ends, by index.
fn ends(document: &Document) -> [Range<usize>; 2] {
    let count = document.block_count();
    [
        0..count.min(EDGE),
        count.saturating_sub(EDGE).max(EDGE.min(count))..count,
    ]
}

/// A header of these values, by key, in the order of the specification; keys that every document needs stand there even
/// where they have no value. Ends in a blank line.
pub fn written(values: &[(&str, &str)]) -> String {
    let mut header = String::from("---\n");
    for key in Vocabulary::builtin().keys() {
        let values: Vec<_> = values
            .iter()
            .filter(|(other, value)| *other == key.name && !value.is_empty())
            .map(|(_, value)| scalar(value))
            .collect();
        match values.as_slice() {
            [] if key.needed => header.push_str(&format!("{}:\n", key.name)),
            [] => {}
            [value] => header.push_str(&format!("{}: {value}\n", key.name)),
            values => {
                header.push_str(&format!("{}:\n", key.name));
                values
                    .iter()
                    .for_each(|value| header.push_str(&format!("  - {value}\n")));
            }
        }
    }
    header + "---\n\n"
}

/// The archival citation that the document bears, without the agents behind it.
pub fn source(document: &Document) -> Option<String> {
    source_of(&told(document))
}

fn source_of(told: &[Told]) -> Option<String> {
    let mut told = told.iter();
    let source = told.find(|told| told.key == "source");
    source.map(|told| told.value.clone())
}

/// What the lines at both ends of a document say of it: title, date, citation, agents, classification, and the persons
/// that the title names.
pub fn told(document: &Document) -> Vec<Told> {
    let mut reading = Reading::default();
    for index in ends(document).into_iter().flatten() {
        let Some(block) = document.block(index) else {
            continue;
        };
        let text = document.block_text(&block);
        // A line of a long paragraph may end anywhere, and is no title for it.
        let short = text.trim().lines().count() <= 3;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let range = start..start + line.trim_end().len();
            start += line.len();
            let line = line.trim();
            if !line.is_empty() {
                reading.range = block.lift(&range);
                reading.read(line, index < EDGE, short);
            }
        }
    }
    reading.told.extend(match reading.told("title") {
        true => None,
        false => reading.fallback.take(),
    });
    let title = reading.told.iter().find(|told| told.key == "title");
    if let Some(title) = title.cloned() {
        let (creators, recipients) = parties(&title.value);
        let creators = creators.into_iter().map(|name| ("creator", name));
        let recipients = recipients.into_iter().map(|name| ("recipient", name));
        for (key, value) in creators.chain(recipients) {
            let range = title.range.clone();
            reading.told.push(Told { key, value, range });
        }
    }
    reading.told
}

/// What is told so far, and the line that is read.
#[derive(Default)]
struct Reading {
    told: Vec<Told>,
    fallback: Option<Told>,
    range: Range<usize>,
}

impl Reading {
    fn told(&self, key: &str) -> bool {
        self.told.iter().any(|told| told.key == key)
    }

    fn tell(&mut self, key: &'static str, value: String) {
        let range = self.range.clone();
        self.told.push(Told { key, value, range });
    }

    fn read(&mut self, line: &str, opening: bool, short: bool) {
        if !self.told("source") && Citation::names_a_repository(line, Archives::builtin()) {
            let citation = citation::parse(line, Archives::builtin());
            let end = citation.agents.first().map_or(line.len(), |agent| {
                // The agents' sentence begins behind the citation's last full stop.
                line[..agent.range.start]
                    .rfind(". ")
                    .map_or(agent.range.start, |stop| stop + 1)
            });
            self.tell("source", line[..end].trim().to_owned());
            for agent in &citation.agents {
                self.tell(agent.what.header_key(), agent.name.clone());
            }
            return;
        }
        if !opening {
            return;
        }
        match roles::by_shape(line, Position::Opening) {
            Some("dateline") if !self.told("date") => {
                if let Some(written) = date::written(line).last() {
                    self.tell("date", written.date.to_string());
                }
            }
            Some("classification") if !self.told("classification") => {
                let marking = line.trim_start_matches("Copy. ").trim_end_matches('.');
                self.tell("classification", marking.to_owned());
            }
            Some(_) => {}
            None if short => self.read_title(line),
            None => {}
        }
    }

    fn read_title(&mut self, line: &str) {
        let line = line.trim_start_matches('#').trim();
        if self.told("title") || line.ends_with(['.', ':', ';', ',']) || line.contains(['[', ']']) {
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
            self.tell("title", line.to_owned());
        } else if self.fallback.is_none()
            && words > 2
            && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !NAVIGATION.iter().any(|start| lower.starts_with(start))
        {
            self.fallback = Some(Told {
                key: "title",
                value: line.to_owned(),
                range: self.range.clone(),
            });
        }
    }
}

/// The persons of a title such as `Report from A and B to C`.
fn parties(title: &str) -> (Vec<String>, Vec<String>) {
    // What stands in parentheses are offices, in whose names "to" is another word.
    let bare: String = title
        .split('(')
        .enumerate()
        .map(|(at, part)| match at {
            0 => part,
            _ => part.split_once(')').map_or("", |(_, behind)| behind),
        })
        .collect();
    let behind = bare.split_once(" from ").or(bare.split_once(" From "));
    let Some((_, behind)) = behind else {
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
