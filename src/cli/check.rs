//! `sigla check`: findings, and an exit code that tells whether there are any that count.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread;

use clap::{Args, ValueEnum};
use rayon::iter::{ParallelBridge, ParallelIterator};

use super::configuring::{self, Configuring};
use super::reading::{self, Source, guarded};
use super::style::Style;
use super::{Format, Outcome, complain, json, text};
use crate::collection::files::Text;
use crate::model::document::Document;
use crate::rules::{self, Configuration, Finding, Settings, Severity};

/// Check files and folders, and tell what is wrong in them
///
/// A folder stands for every file in it that ends in .sigla, but for those that a .gitignore or .ignore file excludes.
/// Any other text file can be named, or asked for with --include. What is asked of each file, the nearest sigla.toml
/// upwards from it says; `sigla config FILE` shows it.
///
/// Ends with 0 if nothing was found that counts (see --fail-on), with 1 if something was, and with 2 if a file could
/// not be read, there was nothing to check, or something is wrong in a sigla.toml.
#[derive(Args)]
pub(super) struct Check {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// What to call standard input in the report
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// Take files of this pattern too when looking through folders, such as '*.txt'; may be given again
    #[arg(long, value_name = "PATTERN")]
    include: Vec<String>,
    /// The least severity that makes the command end with 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value = "warning")]
    fail_on: FailOn,
    #[command(flatten)]
    configuring: Configuring,
    /// Show hints too: remarks that are mostly of use in an editor
    #[arg(long)]
    hints: bool,
    /// How to write the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Information,
    Hint,
    Never,
}

/// What one file gave.
struct Checked {
    /// Each finding as it is to be written.
    findings: Vec<String>,
    /// How many there are of each severity.
    counts: [usize; 4],
}

impl Check {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let configuration = self.configuring.configuration();
        let (sources, mut failed) = self.sources(&configuration);
        let (sources, wrong) = configuring::complain_of_all(sources, &configuration);
        failed |= wrong;
        let mut array = json::Array::default();
        let mut counts = [0; 4];
        let (mut checked, mut with_findings) = (0, 0);
        in_order(
            &sources,
            |source| {
                guarded(source, |text| {
                    self.check(
                        source,
                        text,
                        &configuration.settings(source.document()),
                        style,
                    )
                })
            },
            |result| {
                let file = match result {
                    Ok(file) => file,
                    Err(message) => {
                        failed = true;
                        complain(&message);
                        return Ok(());
                    }
                };
                checked += 1;
                with_findings += usize::from(!file.findings.is_empty());
                counts
                    .iter_mut()
                    .zip(file.counts)
                    .for_each(|(all, more)| *all += more);
                match self.format {
                    Format::Json => array.extend(&file.findings, out),
                    Format::Text => file
                        .findings
                        .iter()
                        .try_for_each(|finding| out.write_all(finding.as_bytes())),
                }
            },
        )?;
        match self.format {
            Format::Json => array.finish(out)?,
            Format::Text if checked == 0 => {}
            Format::Text => writeln!(out, "{}", summary(&counts, checked, with_findings))?,
        }
        let counting = Severity::ALL
            .iter()
            .filter(|severity| self.fail_on.counts(**severity));
        Ok(
            match counting.map(|severity| counts[*severity as usize]).sum() {
                _ if failed => Outcome::Failed,
                0 => Outcome::Done,
                1.. => Outcome::Findings,
            },
        )
    }

    /// What to check, and whether something that was asked for cannot be.
    fn sources(&self, configuration: &Configuration) -> (Vec<Source>, bool) {
        reading::sources(
            &self.paths,
            &self.include,
            self.stdin_filename.as_deref(),
            configuration,
        )
    }

    fn check(
        &self,
        source: &Source,
        text: Text,
        settings: &Arc<Settings>,
        style: &Style,
    ) -> Checked {
        let name = &source.name;
        let document = Document::with(&text.text, settings.vocabulary.clone());
        drop(text.text);
        let not_utf8 = text
            .not_utf8
            .into_iter()
            .filter_map(|run| settings.rate(rules::not_utf8(run.range, &run.bytes)));
        let mut findings: Vec<Finding> =
            not_utf8.chain(rules::check(&document, settings)).collect();
        findings.retain(|finding| self.shows(finding.severity));
        findings.sort_by_key(|finding| finding.range.start);
        let mut counts = [0; 4];
        for finding in &findings {
            counts[finding.severity as usize] += 1;
        }
        let written = |finding: &Finding| match self.format {
            Format::Json => json::finding(name, document.text(), finding),
            Format::Text => text::finding(name, document.text(), finding, style),
        };
        Checked {
            findings: findings.iter().map(written).collect(),
            counts,
        }
    }

    /// What counts is shown, so that no exit code is without its reason.
    fn shows(&self, severity: Severity) -> bool {
        severity > Severity::Hint || self.hints || self.fail_on == FailOn::Hint
    }
}

impl FailOn {
    fn counts(self, severity: Severity) -> bool {
        severity
            >= match self {
                FailOn::Error => Severity::Error,
                FailOn::Warning => Severity::Warning,
                FailOn::Information => Severity::Information,
                FailOn::Hint => Severity::Hint,
                FailOn::Never => return false,
            }
    }
}

/// Works on all files at once and takes the results in the order of the files, each as soon as those before it are done.
pub(super) fn in_order<T: Send>(
    sources: &[Source],
    work: impl Fn(&Source) -> T + Sync,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(|| {
            let numbered = sources.iter().enumerate().par_bridge();
            // Nobody receives any more once the output is closed; the work ends then.
            let _ = numbered.try_for_each_with(sender, |sender, (at, source)| {
                sender.send((at, work(source)))
            });
        });
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (at, result) in receiver {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&next) {
                take(result)?;
                next += 1;
            }
        }
        Ok(())
    })
}

/// `3 findings in 2 files (1 error, 2 warnings)`, or `no findings in 12 files`.
fn summary(counts: &[usize; 4], checked: usize, with_findings: usize) -> String {
    let all: usize = counts.iter().sum();
    if all == 0 {
        return format!("no findings in {}", number(checked, "file"));
    }
    let named = Severity::ALL
        .iter()
        .rev()
        .map(|severity| (counts[*severity as usize], *severity));
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
        number(all, "finding"),
        number(with_findings, "file"),
        named.join(", ")
    )
}

pub(super) fn number(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
