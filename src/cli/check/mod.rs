//! `sigla check`: findings, and an exit code that tells whether there are any that count.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread;

use clap::{Args, ValueEnum};
use rayon::iter::{ParallelBridge, ParallelIterator};
use ropey::Rope;

use crate::cli::configuring::{self, Configuring};
use crate::cli::reading::{Source, guarded, is_stdin};
use crate::cli::report::{File, Manner, Outlets, Reported, Summary, Wanted, WantedParser};
use crate::cli::style::Style;
use crate::cli::{Outcome, complain};
use crate::collection::files::{self, Text};
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
pub(in crate::cli) struct Check {
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
    /// How to write the report, and where to: `sarif=FILE` writes it into a file, and text to standard output as ever; may
    /// be given again
    #[arg(long, value_parser = WantedParser, value_name = "FORMAT[=FILE]", default_value = "text")]
    format: Vec<Wanted>,
    /// Write into this file what would go to standard output
    #[arg(long, short, value_name = "FILE")]
    output_file: Option<PathBuf>,
    /// Count the findings of each rule, most first, in the place of showing them
    #[arg(long)]
    statistics: bool,
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
    name: String,
    /// Empty where there are no findings: then nothing of it is shown.
    text: Rope,
    findings: Vec<Reported>,
}

impl Check {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let configuration = self.configuring.configuration();
        let (sources, mut problems) = self.sources(&configuration);
        let (sources, wrong) = configuring::complain_of_all(sources, &configuration);
        if wrong {
            problems.push("something is wrong in a sigla.toml".to_owned());
        }
        let mut outlets = match self.outlets(&sources, style, out) {
            Ok(outlets) => outlets,
            Err(message) => {
                complain(&message);
                return Ok(Outcome::Failed);
            }
        };
        let mut summary = Summary {
            problems,
            ..Summary::default()
        };
        outlets.begin()?;
        in_order(
            &sources,
            |source| {
                let settings = configuration.settings(source.document());
                guarded(source, |text| self.check(&source.name, text, &settings))
            },
            |result| match result {
                Ok(checked) => {
                    let file = File {
                        name: &checked.name,
                        text: &checked.text,
                        findings: &checked.findings,
                    };
                    summary.add(&file);
                    outlets.file(&file)
                }
                Err(message) => {
                    complain(&message);
                    summary.problems.push(message);
                    Ok(())
                }
            },
        )?;
        outlets.end(&summary)?;
        let counting = Severity::ALL
            .iter()
            .filter(|severity| self.fail_on.counts(**severity));
        let counting: usize = counting
            .map(|severity| summary.counts[*severity as usize])
            .sum();
        Ok(match counting {
            _ if !summary.problems.is_empty() => Outcome::Failed,
            0 => Outcome::Done,
            1.. => Outcome::Findings,
        })
    }

    /// The places of all reports that are asked for, or why one cannot be written.
    fn outlets<'a>(
        &self,
        sources: &[Source],
        style: &Style,
        out: &'a mut dyn Write,
    ) -> Result<Outlets<'a>, String> {
        let sources: Vec<_> = sources.iter().map(|source| source.path.clone()).collect();
        let manner = Manner {
            style: style.clone(),
            least: self.fail_on.least(),
            statistics: self.statistics,
        };
        let wanted = Wanted::all(&self.format, self.output_file.as_deref())?;
        Outlets::open(wanted, &sources, &manner, out)
    }

    /// What to check, and what was asked for and cannot be; all of that is complained of.
    fn sources(&self, configuration: &Configuration) -> (Vec<Source>, Vec<String>) {
        let (stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            self.paths.iter().cloned().partition(|path| is_stdin(path));
        let walk = files::walk_where(&paths, &self.include, |file, fits| {
            configuration.is_document(file, fits)
        });
        for problem in &walk.problems {
            complain(&problem.to_string());
        }
        let stdin = stdin.into_iter().take(1).map(|path| {
            let source = Source::new(path);
            Source {
                name: self.stdin_filename.clone().unwrap_or(source.name),
                ..source
            }
        });
        let sources: Vec<Source> = stdin
            .chain(walk.files.into_iter().map(Source::new))
            .collect();
        let unread = walk
            .problems
            .iter()
            .filter(|problem| problem.leaves_unread());
        let mut problems: Vec<_> = unread.map(ToString::to_string).collect();
        if sources.is_empty() && problems.is_empty() {
            let places: Vec<_> = self
                .paths
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            let message = format!(
                "{}: there is no *.sigla file to check; name a file, or use --include '*.txt'",
                places.join(", ")
            );
            complain(&message);
            problems.push(message);
        }
        (sources, problems)
    }

    fn check(&self, name: &str, text: Text, settings: &Arc<Settings>) -> Checked {
        let document = Document::with(&text.text, settings.vocabulary.clone());
        drop(text.text);
        let not_utf8 = text
            .not_utf8
            .into_iter()
            .filter_map(|run| settings.rate(rules::not_utf8(run.range, &run.bytes)));
        let mut findings: Vec<Finding> =
            not_utf8.chain(rules::check(&document, settings)).collect();
        findings.sort_by_key(|finding| finding.range.start);
        let fingerprints = rules::fingerprints(&document, &findings);
        let findings: Vec<_> = findings
            .into_iter()
            .zip(fingerprints)
            .filter(|(finding, _)| self.shows(finding.severity))
            .map(|(finding, fingerprint)| Reported {
                finding,
                fingerprint,
            })
            .collect();
        Checked {
            name: name.to_owned(),
            text: match findings.is_empty() {
                true => Rope::new(),
                false => document.text().clone(),
            },
            findings,
        }
    }

    /// What counts is shown, so that no exit code is without its reason.
    fn shows(&self, severity: Severity) -> bool {
        severity > Severity::Hint || self.hints || self.fail_on == FailOn::Hint
    }
}

impl FailOn {
    /// The least severity that counts, if any does.
    fn least(self) -> Option<Severity> {
        Some(match self {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Information => Severity::Information,
            FailOn::Hint => Severity::Hint,
            FailOn::Never => return None,
        })
    }

    fn counts(self, severity: Severity) -> bool {
        self.least().is_some_and(|least| severity >= least)
    }
}

/// Works on all files at once and takes the results in the order of the files, each as soon as those before it are done.
fn in_order<T: Send>(
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
