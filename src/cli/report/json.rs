//! Findings as JSON: an array, or an object a line.

use std::io::{self, Write};
use std::ops::Range;

use ropey::Rope;
use serde::Serialize;

use super::{File, Reported, Reporter, Summary};
use crate::cli::json::{Array, object};
use crate::cli::place::Span;
use crate::rules::{self, docs};

/// One array.
#[derive(Default)]
pub(super) struct Json(Array);

impl Reporter for Json {
    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        file.findings
            .iter()
            .try_for_each(|reported| self.0.extend(&[finding(file, reported)], out))
    }

    fn end(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        std::mem::take(&mut self.0).finish(out)
    }
}

/// An object a line.
pub(super) struct Lines;

impl Reporter for Lines {
    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        file.findings
            .iter()
            .try_for_each(|reported| writeln!(out, "{}", finding(file, reported)))
    }
}

/// A finding, as `docs/checking.md` promises it to programs.
#[derive(Serialize)]
struct Finding<'a> {
    file: &'a str,
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    at: At,
    fix: Option<Fix<'a>>,
    fixes: Vec<Fix<'a>>,
    related: Vec<Related<'a>>,
    fingerprint: String,
    docs: String,
}

/// Offsets in UTF-8 bytes; lines and columns from 1, columns in characters.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct At {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    at: At,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safety: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    start: usize,
    end: usize,
    new: &'a str,
}

impl At {
    fn of(text: &Rope, range: &Range<usize>) -> At {
        let Span { start, end } = Span::of(text, range);
        At {
            start: range.start,
            end: range.end,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

impl<'a> Fix<'a> {
    fn of(fix: &'a rules::Fix) -> Fix<'a> {
        let edit = |edit: &'a rules::Edit| Edit {
            start: edit.range.start,
            end: edit.range.end,
            new: &edit.new,
        };
        Fix {
            title: &fix.title,
            safety: fix.safety.name(),
            edits: fix.edits.iter().map(edit).collect(),
        }
    }
}

/// A finding as an object on one line.
fn finding(file: &File, reported: &Reported) -> String {
    let finding = &reported.finding;
    let related = finding.related.iter().map(|related| Related {
        message: &related.message,
        at: At::of(file.text, &related.range),
    });
    object(&Finding {
        file: file.name,
        rule: finding.rule.name,
        severity: finding.severity.name(),
        message: &finding.message,
        at: At::of(file.text, &finding.range),
        fix: finding.fixes.first().map(Fix::of),
        fixes: finding.fixes.iter().map(Fix::of).collect(),
        related: related.collect(),
        fingerprint: reported.fingerprint.to_string(),
        docs: docs::url(finding.rule).unwrap_or_else(|| docs::page(finding.rule)),
    })
}
