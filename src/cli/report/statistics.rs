//! How often each rule found something, most often first.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{File, Format, Reporter, Summary};
use crate::cli::json::{Array, object};
use crate::cli::style::Style;
use crate::rules::{Docs, Severity, rule};

pub(super) struct Statistics {
    format: Format,
    style: Style,
    counts: BTreeMap<&'static str, Count>,
}

#[derive(Default)]
struct Count {
    findings: usize,
    files: usize,
    fixable: usize,
    /// The worst; a collection may rate a rule differently in its parts.
    severity: Option<Severity>,
}

/// A rule, as `docs/reports.md` promises it to programs.
#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    severity: &'a str,
    count: usize,
    files: usize,
    fixable: usize,
    summary: String,
}

impl Statistics {
    /// Statistics in text or JSON; none in another format.
    pub fn of(format: Format, style: Style) -> Option<Statistics> {
        [Format::Text, Format::Json]
            .contains(&format)
            .then_some(Statistics {
                format,
                style,
                counts: BTreeMap::new(),
            })
    }
}

impl Reporter for Statistics {
    fn file(&mut self, file: &File, _: &mut dyn Write) -> io::Result<()> {
        let mut here: Vec<&'static str> = Vec::new();
        for reported in file.findings {
            let finding = &reported.finding;
            let count = self.counts.entry(finding.rule.name).or_default();
            count.findings += 1;
            count.fixable += usize::from(!finding.fixes.is_empty());
            count.severity = count.severity.max(Some(finding.severity));
            if !here.contains(&finding.rule.name) {
                here.push(finding.rule.name);
                count.files += 1;
            }
        }
        Ok(())
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut counts: Vec<_> = std::mem::take(&mut self.counts).into_iter().collect();
        // Stable, so rules that are as frequent stand by name.
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(count.findings));
        let rows = counts.iter().map(|(name, count)| {
            let severity = count.severity.unwrap_or(Severity::Hint);
            let row = Row {
                rule: name,
                severity: severity.name(),
                count: count.findings,
                files: count.files,
                fixable: count.fixable,
                summary: rule(name).map_or_else(String::new, |rule| Docs::of(rule).summary),
            };
            (severity, row)
        });
        if self.format == Format::Json {
            let mut array = Array::default();
            for (_, row) in rows {
                array.extend(&[object(&row)], out)?;
            }
            return array.finish(out);
        }
        let Style { bold, .. } = self.style;
        for (severity, row) in rows {
            let style = self.style.severity(severity);
            let (count, level, name, summary) = (row.count, row.severity, row.rule, row.summary);
            writeln!(
                out,
                "{count:>7} {style}{level:11}{style:#} {bold}{name:30}{bold:#} {summary}"
            )?;
        }
        match summary.checked {
            0 => Ok(()),
            _ => writeln!(out, "{}", summary.line()),
        }
    }
}
