//! What all files gave together.

use super::File;
use crate::rules::Severity;

/// What all files gave together.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Summary {
    /// How many files were checked.
    pub checked: usize,
    /// How many of them have findings.
    pub with_findings: usize,
    /// How many findings there are of each severity.
    pub counts: [usize; 4],
    /// Why files could not be read, each with its path.
    pub problems: Vec<String>,
}

impl Summary {
    /// Counts a file.
    pub fn add(&mut self, file: &File) {
        self.checked += 1;
        self.with_findings += usize::from(!file.findings.is_empty());
        for reported in file.findings {
            self.counts[reported.finding.severity as usize] += 1;
        }
    }

    /// How many findings there are.
    pub fn findings(&self) -> usize {
        self.counts.iter().sum()
    }

    /// `3 findings in 2 files (1 error, 2 warnings)`, or `no findings in 12 files`.
    pub fn line(&self) -> String {
        if self.findings() == 0 {
            return format!("no findings in {}", number(self.checked, "file"));
        }
        let named = Severity::ALL
            .iter()
            .rev()
            .map(|severity| (self.counts[*severity as usize], *severity));
        let named = named
            .filter(|(count, _)| *count > 0)
            .map(|(count, severity)| match severity {
                // "Informations" is no word.
                Severity::Information => format!("{count} information"),
                _ => number(count, severity.name()),
            });
        let named: Vec<_> = named.collect();
        format!(
            "{} in {} ({})",
            number(self.findings(), "finding"),
            number(self.with_findings, "file"),
            named.join(", ")
        )
    }
}

pub(in crate::cli) fn number(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
