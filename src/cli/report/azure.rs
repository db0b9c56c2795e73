//! Messages of Azure Pipelines, <https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands>.

use std::io::{self, Write};

use super::visible::{escapable, visible};
use super::{File, Reporter, concise, path};
use crate::cli::place::Place;
use crate::cli::style::Style;
use crate::rules::Severity;

pub(super) struct Azure;

impl Reporter for Azure {
    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        let path = path::relative(file.name);
        for reported in file.findings {
            let finding = &reported.finding;
            let kind = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                // Azure knows no third kind: what is less stands in the log as it is.
                Severity::Information | Severity::Hint => {
                    writeln!(out, "{}", concise::line(file, reported, &Style::default()))?;
                    continue;
                }
            };
            let Place { line, column } = Place::of(file.text, finding.range.start);
            writeln!(
                out,
                "##vso[task.logissue type={kind};sourcepath={};linenumber={line};columnnumber={column};code={};]{}",
                property(&path),
                property(finding.rule.name),
                data(&visible(&finding.message))
            )?;
        }
        Ok(())
    }
}

/// As the agent of Azure escapes: `%AZP25` for `%`.
fn data(text: &str) -> String {
    text.replace('%', "%AZP25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&escapable(text))
        .replace(';', "%3B")
        .replace(']', "%5D")
}
