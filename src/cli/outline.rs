//! `sigla outline`: what a document consists of, as a tree.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use ropey::Rope;
use serde::Serialize;

use super::configuring::Configuring;
use super::place::Place;
use super::style::Style;
use super::{Format, Outcome, json, reading};
use crate::model::document::Document;
use crate::model::outline::{self, Entry};

/// Show what a document consists of: header, opening and closing lines, headings, items, pages, notes
#[derive(Args)]
pub(super) struct Outline {
    /// A text file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    configuring: Configuring,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// An entry in a report; offsets in UTF-8 bytes, line and column of its first words from 1.
#[derive(Serialize)]
struct Node<'a> {
    kind: &'static str,
    name: &'a str,
    detail: &'a str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    children: Vec<Node<'a>>,
}

impl<'a> Node<'a> {
    /// The outline is at most some dozens deep, so that this may call itself.
    fn of(text: &Rope, entry: &'a Entry) -> Node<'a> {
        let Place { line, column } = Place::of(text, entry.name_range.start);
        Node {
            kind: entry.kind.name(),
            name: &entry.name,
            detail: &entry.detail,
            start: entry.range.start,
            end: entry.range.end,
            line,
            column,
            children: entry
                .children
                .iter()
                .map(|child| Node::of(text, child))
                .collect(),
        }
    }

    fn write(&self, depth: usize, style: &Style, out: &mut String) {
        let Style { bold, faint, .. } = style;
        let detail = match (self.kind, self.detail) {
            ("field", value) => format!(": {value}"),
            (_, "") => String::new(),
            (kind, detail) if kind == detail => format!(" {faint}({kind}){faint:#}"),
            (_, detail) => format!(" {faint}({detail}){faint:#}"),
        };
        let line = self.line;
        out.push_str(&format!(
            "{faint}{line:<5}{faint:#}{:indent$}{bold}{}{bold:#}{detail}\n",
            "",
            self.name,
            indent = 2 * depth
        ));
        for child in &self.children {
            child.write(depth + 1, style, out);
        }
    }
}

impl Outline {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let configuration = self.configuring.configuration();
        let work = |source: &reading::Source, text: crate::collection::files::Text| {
            let settings = configuration.settings(source.document());
            let document = Document::with(&text.text, settings.knowledge());
            let entries = outline::outline(&document);
            let nodes: Vec<Node> = entries
                .iter()
                .map(|entry| Node::of(document.text(), entry))
                .collect();
            let mut written = String::new();
            match self.format {
                Format::Json => written = json::object(&nodes) + "\n",
                Format::Text => nodes
                    .iter()
                    .for_each(|node| node.write(0, style, &mut written)),
            }
            written
        };
        reading::each(std::slice::from_ref(&self.file), work, |written| {
            out.write_all(written.as_bytes())
        })
    }
}
