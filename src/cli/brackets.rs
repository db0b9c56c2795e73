//! `sigla brackets`: every closed bracket, with its class, the rule that decided, and the words it speaks of.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use ropey::RopeSlice;
use serde::Serialize;

use super::configuring::Configuring;
use super::place::Place;
use super::reading::Source;
use super::style::Style;
use super::{Format, Outcome, json, reading};
use crate::collection::files::Text;
use crate::model::brackets::RULES;
use crate::model::document::Document;

/// List the brackets of files: what each says, by which rule of the format, and of which words
///
/// Of a bracket that holds more than 500 characters the report shows the beginning; its offsets cover all of it.
#[derive(Args)]
pub(super) struct Brackets {
    /// Text files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    configuring: Configuring,
    /// How to write the list
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// More characters of a bracket are not shown: with each of many nested ones in full, the report would grow as their square.
const LONGEST_SHOWN: usize = 500;

/// A bracket in a report; offsets in UTF-8 bytes.
#[derive(Serialize)]
struct Bracket<'a> {
    file: &'a str,
    start: usize,
    end: usize,
    text: String,
    class: &'static str,
    rule: u8,
    reach: Option<Reach>,
    #[serde(skip)]
    place: Place,
}

#[derive(Serialize)]
struct Reach {
    start: usize,
    end: usize,
    text: String,
}

impl Brackets {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let configuration = self.configuring.configuration();
        let mut array = json::Array::default();
        let work = |source: &Source, text: Text| -> Vec<String> {
            let settings = configuration.settings(source.document());
            let document = Document::with(&text.text, settings.knowledge());
            let brackets = brackets(&source.name, &document);
            let written = |bracket: &Bracket| match self.format {
                Format::Json => json::object(bracket),
                Format::Text => line(bracket, style),
            };
            brackets.iter().map(written).collect()
        };
        let outcome = reading::each(&self.files, work, |lines| match self.format {
            Format::Json => array.extend(&lines, out),
            Format::Text => lines.iter().try_for_each(|line| writeln!(out, "{line}")),
        })?;
        if self.format == Format::Json {
            array.finish(out)?;
        }
        Ok(outcome)
    }
}

fn brackets<'a>(file: &'a str, document: &Document) -> Vec<Bracket<'a>> {
    let mut brackets = Vec::new();
    for block in document.blocks_where(|sum| sum.insertions > 0) {
        for insertion in &block.block.facts.insertions {
            let range = block.lift(&insertion.range);
            let reach = insertion
                .judgement
                .reach
                .as_ref()
                .map(|reach| block.lift(reach));
            let text = |range| beginning(document.text().byte_slice(range));
            brackets.push(Bracket {
                file,
                start: range.start,
                end: range.end,
                place: Place::of(document.text(), range.start),
                text: text(range),
                class: insertion.judgement.class.name(),
                rule: insertion.judgement.rule,
                reach: reach.map(|range| Reach {
                    start: range.start,
                    end: range.end,
                    text: text(range),
                }),
            });
        }
    }
    brackets
}

fn beginning(text: RopeSlice) -> String {
    match text.len_chars() {
        0..=LONGEST_SHOWN => text.to_string(),
        _ => format!("{}…", text.slice(..LONGEST_SHOWN)),
    }
}

/// `file:1:2: other-name [Yining] of "Ghulja" (rule 15, other-name: a name behind a name)`.
fn line(bracket: &Bracket, style: &Style) -> String {
    let Style { bold, faint, .. } = style;
    let Place { line, column } = bracket.place;
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let reach = bracket
        .reach
        .as_ref()
        .map(|reach| format!(" of “{}”", one_line(&reach.text)));
    let rule = RULES
        .iter()
        .find(|rule| rule.number == bracket.rule)
        .map_or("", |rule| rule.about);
    format!(
        "{file}:{line}:{column}: {bold}{class}{bold:#} {text}{reach} {faint}(rule {number}: {rule}){faint:#}",
        file = bracket.file,
        class = bracket.class,
        text = one_line(&bracket.text),
        reach = reach.unwrap_or_default(),
        number = bracket.rule,
    )
}
