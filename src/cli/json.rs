//! JSON: arrays written as they come, an object a line.

use std::io::{self, Write};

use ropey::Rope;
use serde::Serialize;

use super::place::Place;
use crate::rules;

/// A finding, as `docs/` promises it to programs: offsets in UTF-8 bytes, lines and columns from 1, columns in characters.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    file: &'a str,
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    fix: Option<Fix<'a>>,
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

impl<'a> Edit<'a> {
    fn of(edit: &'a rules::Edit) -> Edit<'a> {
        Edit {
            start: edit.range.start,
            end: edit.range.end,
            new: &edit.new,
        }
    }
}

/// A finding as an object on one line.
pub(super) fn finding(file: &str, text: &Rope, finding: &rules::Finding) -> String {
    let (from, to) = (
        Place::of(text, finding.range.start),
        Place::of(text, finding.range.end),
    );
    object(&Finding {
        file,
        rule: finding.rule.name,
        severity: finding.severity.name(),
        message: &finding.message,
        start: finding.range.start,
        end: finding.range.end,
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
        fix: finding.fixes.first().map(|fix| Fix {
            title: &fix.title,
            safety: fix.safety.name(),
            edits: fix.edits.iter().map(Edit::of).collect(),
        }),
    })
}

/// A value on one line.
pub(super) fn object(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("structs of strings and numbers can be written as JSON")
}

/// An array that is written while its objects are found.
#[derive(Default)]
pub(super) struct Array {
    begun: bool,
}

impl Array {
    /// Writes objects, each as [`object`] gives it.
    pub fn extend(&mut self, objects: &[String], out: &mut dyn Write) -> io::Result<()> {
        for object in objects {
            let before = if self.begun { ",\n" } else { "[\n" };
            self.begun = true;
            write!(out, "{before}{object}")?;
        }
        Ok(())
    }

    /// Writes the end.
    pub fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}
