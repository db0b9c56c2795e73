//! Findings for reading, a line each.

use std::io::{self, Write};

use super::visible::visible;
use super::{File, Reported, Reporter, Summary};
use crate::cli::place::Place;
use crate::cli::style::Style;

pub(super) struct Concise(pub Style);

impl Reporter for Concise {
    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        for reported in file.findings {
            writeln!(out, "{}", line(file, reported, &self.0))?;
        }
        Ok(())
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        match summary.checked {
            0 => Ok(()),
            _ => writeln!(out, "{}", summary.line()),
        }
    }
}

/// `a.sigla:9:7: error brackets/unopened …`
pub(super) fn line(file: &File, reported: &Reported, style: &Style) -> String {
    let finding = &reported.finding;
    let Place { line, column } = Place::of(file.text, finding.range.start);
    let (bold, severity) = (style.bold, style.severity(finding.severity));
    format!(
        "{bold}{}:{line}:{column}:{bold:#} {severity}{}{severity:#} {bold}{}{bold:#} {}",
        visible(file.name),
        finding.severity.name(),
        finding.rule.name,
        visible(&finding.message)
    )
}
