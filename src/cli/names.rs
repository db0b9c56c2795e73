//! `sigla names`: the places, persons and abbreviations that documents speak of.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::configuring::Configuring;
use super::place::Place;
use super::style::Style;
use super::{Format, Outcome, json, reading};
use crate::collection::files::Text;
use crate::model::document::Document;
use crate::model::mentions::{Mention, Surroundings, mentions};
use crate::registers::{Registers, Topic};

/// List the places, persons and abbreviations that documents speak of, and what they may mean
///
/// What the registers beside sigla.toml list is found wherever it stands. What only the gazetteer knows is listed where the
/// words around it say that it is a place.
#[derive(Args)]
pub(super) struct Names {
    /// Documents, and folders of them
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    configuring: Configuring,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// A name in a report; offsets in UTF-8 bytes, line and column from 1.
#[derive(Serialize)]
struct Listed<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    name: String,
    kind: &'static str,
    /// What it may mean, the likeliest first; one where that is clear.
    meanings: Vec<Meaning>,
}

/// A row of a register, or a place of the gazetteer.
#[derive(Serialize)]
struct Meaning {
    /// The id of the row, or `gn:` and the number in GeoNames; empty where there is none.
    id: String,
    title: String,
    source: String,
}

impl Names {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let configuration = self.configuring.configuration();
        let (sources, problems) = reading::sources(&self.paths, &[], None, &configuration);
        let mut array = json::Array::default();
        let mut outcome = if problems.is_empty() {
            Outcome::Done
        } else {
            Outcome::Failed
        };
        for source in &sources {
            let settings = configuration.settings(source.document());
            let list = |text: Text| {
                let document = Document::with(&text.text, settings.knowledge());
                listed(&source.name, &document, &settings.registers)
            };
            let listed = match reading::guarded(source, list) {
                Ok(listed) => listed,
                Err(message) => {
                    super::complain(&message);
                    outcome = Outcome::Failed;
                    continue;
                }
            };
            match self.format {
                Format::Json => {
                    let objects: Vec<String> = listed.iter().map(json::object).collect();
                    array.extend(&objects, out)?;
                }
                Format::Text => write_text(&source.name, &listed, style, out)?,
            }
        }
        if self.format == Format::Json {
            array.finish(out)?;
        }
        Ok(outcome)
    }
}

fn listed<'a>(file: &'a str, document: &Document, registers: &Registers) -> Vec<Listed<'a>> {
    let all = mentions(document, registers);
    let surroundings = Surroundings::of(document, &all, registers);
    let list = |mention: Mention| {
        let Place { line, column } = Place::of(document.text(), mention.range.start);
        let name = document.slice(mention.range.clone()).into_owned();
        let kind = match mention.topic() {
            Some(Topic::Places) => "place",
            Some(Topic::Persons) => "person",
            Some(Topic::Glossary) => "abbreviation",
            Some(Topic::Archives) => "repository",
            None => "name",
        };
        Listed {
            file,
            line,
            column,
            start: mention.range.start,
            end: mention.range.end,
            meanings: meanings(&mention, &surroundings, document, registers),
            name,
            kind,
        }
    };
    all.into_iter().map(list).collect()
}

fn meanings(
    mention: &Mention,
    surroundings: &Surroundings,
    document: &Document,
    registers: &Registers,
) -> Vec<Meaning> {
    let rows = mention.rows.iter().map(|&row| Meaning {
        id: registers.id(row).to_owned(),
        title: match row.topic {
            Topic::Glossary => registers.terms[row.index].expansion.clone(),
            Topic::Places | Topic::Persons | Topic::Archives => registers.title(row).to_owned(),
        },
        source: row.topic.file().to_owned(),
    });
    let rows: Vec<Meaning> = rows.collect();
    if !rows.is_empty() {
        return rows;
    }
    let places = surroundings
        .candidates(document, mention, registers)
        .places
        .into_iter();
    let meanings = places.map(|place| Meaning {
        id: place
            .geonames
            .map_or_else(String::new, |number| format!("gn:{number}")),
        title: format!("{}, {}", place.name, place.whereabouts()),
        source: place.source,
    });
    meanings.collect()
}

fn write_text(file: &str, listed: &[Listed], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let Style { bold, faint, .. } = style;
    for Listed {
        line,
        column,
        name,
        kind,
        meanings,
        ..
    } in listed
    {
        let first = meanings.first().map_or("", |meaning| &meaning.title);
        let more = match meanings.len() {
            0 | 1 => String::new(),
            count => format!(" {faint}(or {} more){faint:#}", count - 1),
        };
        writeln!(
            out,
            "{faint}{file}:{line}:{column}:{faint:#} {bold}{name}{bold:#} {kind}: {first}{more}"
        )?;
    }
    Ok(())
}
