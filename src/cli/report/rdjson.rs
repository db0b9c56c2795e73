//! Reviewdog's own formats, <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.

use std::io::{self, Write};
use std::ops::Range;

use ropey::Rope;
use serde_json::{Value, json};

use super::{File, Reported, Reporter, Summary, path};
use crate::cli::place::Place;
use crate::rules::{Fix, Severity, docs};

/// A fix of several edits becomes one replacement, with the text between them; no longer than so many bytes.
const LONGEST: usize = 4096;

/// One object.
#[derive(Default)]
pub(super) struct Rdjson {
    begun: bool,
}

impl Reporter for Rdjson {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"source\":{},\"diagnostics\":[", source())
    }

    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        let path = path::relative(file.name);
        for reported in file.findings {
            let comma = if self.begun { "," } else { "" };
            self.begun = true;
            write!(out, "{comma}\n{}", diagnostic(file.text, &path, reported))?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n]}}")
    }
}

/// An object a line.
pub(super) struct Lines;

impl Reporter for Lines {
    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        let path = path::relative(file.name);
        for reported in file.findings {
            let mut diagnostic = diagnostic(file.text, &path, reported);
            diagnostic["source"] = source();
            writeln!(out, "{diagnostic}")?;
        }
        Ok(())
    }
}

fn source() -> Value {
    let repository = env!("CARGO_PKG_REPOSITORY");
    match repository {
        "" => json!({ "name": "sigla" }),
        url => json!({ "name": "sigla", "url": url }),
    }
}

fn diagnostic(text: &Rope, path: &str, reported: &Reported) -> Value {
    let finding = &reported.finding;
    let mut code = json!({ "value": finding.rule.name });
    if let Some(url) = docs::url(finding.rule) {
        code["url"] = url.into();
    }
    let location = |at: &Range<usize>| json!({ "path": path, "range": range(text, at) });
    let mut diagnostic = json!({
        "message": &finding.message,
        "location": location(&finding.range),
        "severity": match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Information | Severity::Hint => "INFO",
        },
        "code": code,
    });
    // The best alone: reviewdog takes each suggestion for one that can be accepted beside the others.
    if let Some(suggestion) = finding.fixes.first().and_then(|fix| suggestion(text, fix)) {
        diagnostic["suggestions"] = json!([suggestion]);
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(
            |related| json!({ "message": &related.message, "location": location(&related.range) }),
        );
        diagnostic["relatedLocations"] = related.collect();
    }
    diagnostic
}

/// A fix as one replacement.
fn suggestion(text: &Rope, fix: &Fix) -> Option<Value> {
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let whole = first.range.start..last.range.end;
    if whole.len() > LONGEST {
        return None;
    }
    let mut new = String::new();
    let mut at = whole.start;
    for edit in &fix.edits {
        new.extend(text.byte_slice(at..edit.range.start).chunks());
        new += &edit.new;
        at = edit.range.end;
    }
    Some(json!({ "range": range(text, &whole), "text": new }))
}

fn range(text: &Rope, range: &Range<usize>) -> Value {
    json!({ "start": position(text, range.start), "end": position(text, range.end) })
}

/// Lines from 1, columns from 1 in bytes of UTF-8.
fn position(text: &Rope, offset: usize) -> Value {
    let Place { line, .. } = Place::of(text, offset);
    let start = text.line_to_byte(line - 1);
    json!({ "line": line, "column": offset.min(text.len_bytes()) - start + 1 })
}
