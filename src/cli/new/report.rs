//! The report of `sigla new`: what went where, line by line.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::cli::json;
use crate::cli::style::Style;
use crate::formats::typescript::{Became, Fate, Imported};

/// So much of a line is shown.
const SHOWN: usize = 60;

/// A line's fate, as `docs/` promises it to programs. Lines are counted from 1.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    line: usize,
    text: &'a str,
    /// `kept`, `joined`, `role`, `header`, `removed`, `blank`, `blank-removed`.
    fate: &'static str,
    /// The line of the document where it stands.
    at: Option<usize>,
    role: Option<&'static str>,
    keys: Vec<&'static str>,
    why: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    file: &'a str,
    document: String,
    page: bool,
    double_spaced: bool,
    lines: Vec<Entry<'a>>,
}

/// Writes it as one JSON object.
pub(super) fn json(
    name: &str,
    target: &Path,
    imported: &Imported,
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = Report {
        file: name,
        document: target.display().to_string(),
        page: imported.page,
        double_spaced: imported.double_spaced,
        lines: imported.fates.iter().map(entry).collect(),
    };
    writeln!(out, "{}", json::object(&report))
}

fn entry(fate: &Fate) -> Entry<'_> {
    let mut keys = fate.gave.clone();
    let (mut at, mut role, mut why) = (None, None, None);
    let name = match &fate.became {
        Became::Kept(line) => {
            at = Some(*line);
            "kept"
        }
        Became::Joined(line) => {
            at = Some(*line);
            "joined"
        }
        Became::Role(name, line) => {
            (at, role) = (Some(*line), Some(*name));
            "role"
        }
        Became::Header(names, left_out) => {
            keys.clone_from(names);
            why = *left_out;
            "header"
        }
        Became::Removed(reason) => {
            why = Some(reason);
            "removed"
        }
        Became::Blank => "blank",
        Became::BlankRemoved => "blank-removed",
    };
    Entry {
        line: fate.line,
        text: &fate.text,
        fate: name,
        at,
        role,
        keys,
        why,
    }
}

/// Writes it for reading: a summary, then each line; runs of blank lines are one entry.
pub(super) fn text(
    name: &str,
    target: &Path,
    imported: &Imported,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Style { bold, faint, .. } = style;
    writeln!(out, "{bold}{}{bold:#} made from {name}", target.display())?;
    for said in imported.summary() {
        writeln!(out, "  {said}")?;
    }
    writeln!(out)?;
    let mut at = 0;
    while let Some(fate) = imported.fates.get(at) {
        let is_blank = |fate: &Fate| matches!(fate.became, Became::Blank | Became::BlankRemoved);
        let run = imported.fates[at..]
            .iter()
            .take_while(|fate| is_blank(fate))
            .count();
        at += run.max(1);
        if run > 0 {
            let stays = imported.fates[at - run..at]
                .iter()
                .any(|fate| fate.became == Became::Blank);
            let lines = if run == 1 {
                fate.line.to_string()
            } else {
                format!("{}-{}", fate.line, fate.line + run - 1)
            };
            let what = match (stays, run) {
                (true, 1) => "blank, kept",
                (true, _) => "blank, one kept",
                (false, _) => "blank, taken out",
            };
            writeln!(out, "{faint}{lines:>9}  {what}{faint:#}")?;
            continue;
        }
        writeln!(
            out,
            "{faint}{:>9}{faint:#}  {}: {}",
            fate.line,
            what(fate),
            shown(&fate.text)
        )?;
    }
    Ok(())
}

fn what(fate: &Fate) -> String {
    let said = match &fate.became {
        Became::Kept(line) => format!("line {line}"),
        Became::Joined(line) => format!("line {line}, joined with the line before"),
        Became::Role(role, line) => format!("line {line} as @{role}"),
        Became::Header(keys, None) => format!("header, {}", list(keys)),
        Became::Header(keys, Some(left_out)) => {
            format!("header, {}, without {left_out}", list(keys))
        }
        Became::Removed(why) => format!("taken out ({why})"),
        Became::Blank | Became::BlankRemoved => String::new(),
    };
    match fate.gave.is_empty() {
        true => said,
        false => format!("{said}, and header, {}", list(&fate.gave)),
    }
}

fn list(keys: &[&str]) -> String {
    keys.iter()
        .map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A line as a report shows it. What is taken out could not be looked up in the document, but in the file it stands.
fn shown(text: &str) -> String {
    let text: String = text
        .trim()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
