//! Checkstyle's XML, as its own XMLLogger writes it: read by Jenkins, reviewdog and many others.

use std::io::{self, Write};

use super::{File, Reporter, Summary, path, xml};
use crate::cli::place::Place;
use crate::rules::Severity;

pub(super) struct Checkstyle;

impl Reporter for Checkstyle {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        xml::declare(out)?;
        xml::element(out, "checkstyle", &[("version", "4.3")], true)?;
        writeln!(out)
    }

    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        if file.findings.is_empty() {
            return Ok(());
        }
        xml::element(out, "file", &[("name", &path::relative(file.name))], true)?;
        writeln!(out)?;
        for reported in file.findings {
            let finding = &reported.finding;
            let Place { line, column } = Place::of(file.text, finding.range.start);
            let attributes = [
                ("line", line.to_string()),
                ("column", column.to_string()),
                ("severity", severity(finding.severity).to_owned()),
                ("message", finding.message.clone()),
                // Readers take what stands behind the last dot for the rule.
                ("source", format!("sigla.{}", finding.rule.name)),
            ];
            let attributes = attributes
                .each_ref()
                .map(|(key, value)| (*key, value.as_str()));
            xml::element(out, "error", &attributes, false)?;
            writeln!(out)?;
        }
        xml::close(out, "file")
    }

    fn end(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        xml::close(out, "checkstyle")
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "info",
    }
}
