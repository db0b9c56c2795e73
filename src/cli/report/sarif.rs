//! SARIF 2.1.0, <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>; numbers of sections are its.

use std::io::{self, Write};
use std::ops::Range;

use ropey::Rope;
use serde_json::{Value, json};

use super::{File, Reported, Reporter, Summary, path};
use crate::cli::place::Span;
use crate::rules::{Docs, Fix, RULES, Rule, Severity, docs};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name and version of the way in which fingerprints are made (3.27.17).
const FINGERPRINT: &str = "siglaFinding/v1";

#[derive(Default)]
pub(super) struct Sarif {
    begun: bool,
}

impl Reporter for Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let driver = json!({
            "name": "sigla",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
        });
        // The log is one object with one run, which stays open for its results.
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":{},\n",
            json!({ "driver": driver })
        )?;
        // Columns count characters, and lines end as the server counts them too.
        write!(
            out,
            "\"columnKind\":\"unicodeCodePoints\",\"newlineSequences\":{},\n\"originalUriBaseIds\":{},\n\"results\":[",
            json!(["\r\n", "\n", "\r"]),
            json!({ "%SRCROOT%": { "description": { "text": "The folder in which sigla was run" } } }),
        )
    }

    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        let artifact = artifact(file.name);
        for reported in file.findings {
            let comma = if self.begun { "," } else { "" };
            self.begun = true;
            write!(out, "{comma}\n{}", result(file, &artifact, reported))?;
        }
        Ok(())
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let notifications = summary
            .problems
            .iter()
            .map(|problem| json!({ "level": "error", "message": { "text": problem } }));
        let invocation = json!({
            "executionSuccessful": summary.problems.is_empty(),
            "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
        });
        writeln!(out, "\n],\n\"invocations\":[{invocation}]\n}}]}}")
    }
}

fn descriptor(rule: &Rule) -> Value {
    let Docs {
        summary, markdown, ..
    } = Docs::of(rule);
    let mut descriptor = json!({
        "id": rule.name,
        "shortDescription": { "text": &summary },
        "fullDescription": { "text": &summary },
        "help": { "text": &markdown, "markdown": &markdown },
        "defaultConfiguration": { "enabled": rule.default, "level": level(rule.severity) },
        "properties": { "tags": [rule.group()] },
    });
    if let Some(url) = docs::url(rule) {
        descriptor["helpUri"] = url.into();
    }
    descriptor
}

fn result(file: &File, artifact: &Value, reported: &Reported) -> Value {
    let finding = &reported.finding;
    let mut result = json!({
        "ruleId": finding.rule.name,
        "level": level(finding.severity),
        "message": { "text": &finding.message },
        "locations": [{ "physicalLocation": physical(artifact, file.text, &finding.range) }],
        "partialFingerprints": { FINGERPRINT: reported.fingerprint.to_string() },
    });
    if let Some(index) = RULES.iter().position(|rule| *rule == finding.rule) {
        result["ruleIndex"] = index.into();
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(at, related)| {
            json!({
                "id": at + 1,
                "physicalLocation": physical(artifact, file.text, &related.range),
                "message": { "text": &related.message },
            })
        });
        result["relatedLocations"] = related.collect();
    }
    if !finding.fixes.is_empty() {
        let fixes = finding.fixes.iter().filter(|fix| !fix.edits.is_empty());
        result["fixes"] = fixes.map(|each| fix(artifact, file.text, each)).collect();
    }
    result
}

fn fix(artifact: &Value, text: &Rope, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        json!({
            "deletedRegion": region(text, &edit.range),
            "insertedContent": { "text": &edit.new },
        })
    });
    json!({
        "description": { "text": &fix.title },
        "artifactChanges": [{
            "artifactLocation": artifact,
            "replacements": replacements.collect::<Vec<_>>(),
        }],
        "properties": { "safety": fix.safety.name() },
    })
}

fn physical(artifact: &Value, text: &Rope, range: &Range<usize>) -> Value {
    json!({ "artifactLocation": artifact, "region": region(text, range) })
}

/// A region by lines and columns, and by characters (3.30): readers take the one or the other.
fn region(text: &Rope, range: &Range<usize>) -> Value {
    let Span { start, end } = Span::of(text, range);
    let char = |byte: usize| text.byte_to_char(byte.min(text.len_bytes()));
    let (from, to) = (char(range.start), char(range.end.max(range.start)));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": from,
        "charLength": to - from,
    })
}

/// Where a file lies. A relative URI says what it is relative to (3.4.4); one with `..` may not stand there, and has none.
fn artifact(name: &str) -> Value {
    match path::uri(name) {
        (uri, true) => json!({ "uri": uri, "uriBaseId": "%SRCROOT%" }),
        (uri, false) => json!({ "uri": uri }),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}
