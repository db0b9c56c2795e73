//! Annotations of GitHub Actions, <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
//!
//! GitHub shows ten errors, ten warnings and ten notices a step. They are written in the order of the files, as all else:
//! the limit holds for each kind by itself, so no notice displaces an error.

use std::io::{self, Write};

use super::visible::{escapable, visible};
use super::{File, Reporter, path};
use crate::cli::place::Span;
use crate::rules::Severity;

pub(super) struct Github;

impl Reporter for Github {
    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        let path = path::relative(file.name);
        for reported in file.findings {
            let finding = &reported.finding;
            let Span { start, end } = Span::of(file.text, &finding.range);
            write!(
                out,
                "::{} file={},line={},endLine={}",
                command(finding.severity),
                property(&path),
                start.line,
                end.line
            )?;
            // Columns stand only where both are of one line; GitHub drops an annotation that breaks this.
            if start.line == end.line {
                write!(out, ",col={},endColumn={}", start.column, end.column)?;
            }
            // The log of the step shows the message alone, so it says the place too.
            let place = format!("{}:{}:{}", visible(file.name), start.line, start.column);
            let message = format!("{place}: {}", visible(&finding.message));
            let help = finding
                .fixes
                .first()
                .map(|fix| format!("\nhelp: {}", visible(&fix.title)));
            writeln!(
                out,
                ",title={}::{}",
                property(finding.rule.name),
                data(&(message + &help.unwrap_or_default()))
            )?;
        }
        Ok(())
    }
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    }
}

/// As `escapeData` of GitHub's own library `@actions/core`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// As its `escapeProperty`; what a terminal may not get becomes a sign.
fn property(text: &str) -> String {
    data(&escapable(text))
        .replace(':', "%3A")
        .replace(',', "%2C")
}
