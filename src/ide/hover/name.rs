//! A name: who or what bears it, how this document writes and glosses it, and from which source each of that comes.

use std::fmt::Write;

use super::{At, Hover, place};
use crate::model::document::Document;
use crate::model::glosses;
use crate::model::mentions::{Mention, Surroundings, mention_at, mentions};
use crate::registers::gazetteer::source::Form;
use crate::registers::gazetteer::{Matches, fold};
use crate::registers::links::address;
use crate::registers::persons::Person;
use crate::registers::{Registers, Row, Topic};

/// So many forms of a name are shown.
const FORMS: usize = 14;

pub(super) fn find(at: &At) -> Option<Hover> {
    let offset = at.block.start + at.offset;
    let mention = mention_at(at.document, at.registers, offset)?;
    let name = at.document.slice(mention.range.clone()).into_owned();
    let mut markdown = String::new();
    let glosses = glosses(at.document, &name);
    let all = mentions(at.document, at.registers);
    let in_document = in_document(at, &all, &mention, &glosses);
    if mention.rows.len() > 1 {
        let _ = writeln!(
            markdown,
            "*{name}* may be any of {}; `{name}{{@id}}` says which\n",
            mention.rows.len()
        );
    }
    for &row in &mention.rows {
        describe(&mut markdown, at.registers, row, &name);
    }
    markdown.push_str(&in_document);
    if mention.topic() == Some(Topic::Places) {
        let surroundings = Surroundings::of(at.document, &all, at.registers);
        let mut matches = surroundings.candidates(at.document, &mention, at.registers);
        keep_stated(&mut matches, &mention, at.registers);
        place::describe_candidates(&mut markdown, &name, &matches);
    }
    Some(Hover {
        range: mention.range,
        markdown: markdown.trim_end().to_owned(),
    })
}

/// Where the row of a place says which of the gazetteer's it is, the others are not shown.
fn keep_stated(matches: &mut Matches, mention: &Mention, registers: &Registers) {
    let links = mention
        .rows
        .iter()
        .flat_map(|row| &registers.places[row.index].links);
    let numbers = links.filter_map(|link| link.strip_prefix("gn:")?.parse().ok());
    let stated: Vec<u32> = numbers.collect();
    if !stated.is_empty() {
        matches.places.retain(|place| {
            place
                .geonames
                .is_some_and(|number| stated.contains(&number))
        });
        matches.more = 0;
    }
}

fn describe(out: &mut String, registers: &Registers, row: Row, name: &str) {
    let links = match row.topic {
        Topic::Places => {
            let record = &registers.places[row.index];
            place::describe_record(out, record, name);
            &record.links[..]
        }
        Topic::Persons => {
            let person = &registers.persons[row.index];
            describe_person(out, person);
            &person.links[..]
        }
        // No word of prose leads to a row of repositories; citations do.
        Topic::Archives => &[],
        Topic::Glossary => {
            let term = &registers.terms[row.index];
            let _ = writeln!(out, "**{}** — {}\n", registers.title(row), term.expansion);
            if !term.note.is_empty() {
                let _ = writeln!(out, "{}\n", term.note);
            }
            &[]
        }
    };
    let forms = other_forms(registers.names(row), name);
    if !forms.is_empty() {
        let _ = writeln!(out, "*other forms*: {forms}\n");
    }
    let stands = registers.file_of(row).map(|file| {
        let start = registers.range(row).start;
        let before = file.text.get(..start).unwrap_or_default();
        let name = file.path.file_name().unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        format!("{} line {line}", name.to_string_lossy())
    });
    let mut sources: Vec<String> = stands.into_iter().collect();
    sources.extend(links.iter().map(|link| match address(link) {
        Some((shown, address)) => format!("[{shown}]({address})"),
        None => link.clone(),
    }));
    let _ = writeln!(out, "*sources*: {}\n", sources.join(" · "));
}

fn describe_person(out: &mut String, person: &Person) {
    let name = person.names.first().map_or("", |name| &name.form);
    let _ = write!(out, "**{name}**");
    if !person.role.is_empty() {
        let _ = write!(out, " — {}", person.role);
    }
    if !(person.born.is_empty() && person.died.is_empty()) {
        let _ = write!(out, " · {}–{}", person.born, person.died);
    }
    out.push_str("\n\n");
    if !person.description.is_empty() {
        let _ = writeln!(out, "{}\n", person.description);
    }
}

/// The forms of a name but the one that is read, each once, with its language.
fn other_forms(forms: &[Form], name: &str) -> String {
    let mut shown: Vec<String> = Vec::new();
    for form in forms.iter().filter(|form| form.form != name) {
        let mut written = form.form.clone();
        if let Some(language) = &form.language {
            let _ = write!(written, " ({language})");
        }
        if !shown.contains(&written) {
            shown.push(written);
        }
    }
    let more = if shown.len() > FORMS { " …" } else { "" };
    shown.truncate(FORMS);
    shown.join(" · ") + more
}

/// How often the document has the name, in which spellings, and how it glosses it.
fn in_document(at: &At, all: &[Mention], mention: &Mention, glosses: &[Gloss]) -> String {
    let same: Vec<&Mention> = all
        .iter()
        .filter(|it| it.means_the_same_as(mention))
        .collect();
    let mut spellings: Vec<String> = Vec::new();
    for other in &same {
        let written = at.document.slice(other.range.clone()).into_owned();
        if !spellings.contains(&written) {
            spellings.push(written);
        }
    }
    let mut said: Vec<String> = glosses.iter().map(|gloss| gloss.sentence.clone()).collect();
    said.push(match same.len() {
        0 | 1 => "mentioned once".to_owned(),
        count => format!("{count} mentions"),
    });
    if spellings.len() > 1 {
        said.push(format!("written {}", spellings.join(", ")));
    }
    format!("*In this document*: {}\n\n", said.join("; "))
}

/// How the document glosses a name.
struct Gloss {
    words: String,
    sentence: String,
}

/// Each gloss on a name, or by it, once, with its line.
fn glosses(document: &Document, name: &str) -> Vec<Gloss> {
    let mut glosses: Vec<Gloss> = Vec::new();
    let key = fold(name);
    for found in glosses::glosses_with(document, &key) {
        let line = document.text().byte_to_line(found.name.start) + 1;
        let [reached, gloss] = [found.name, found.gloss].map(|range| document.slice(range));
        let (words, sentence) = match found.keys[0] == key {
            true => (&gloss, format!("glossed **{gloss}** (line {line})")),
            false => (&reached, format!("a gloss on **{reached}** (line {line})")),
        };
        if !glosses.iter().any(|other| other.words == **words) {
            let words = words.to_string();
            glosses.push(Gloss { words, sentence });
        }
    }
    glosses
}
