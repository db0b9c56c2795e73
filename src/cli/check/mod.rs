//! `sigla check`: findings, and an exit code that tells whether there are any that count.

mod baseline;
mod changed;
mod file;
mod fixing;
mod order;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};

use crate::cli::configuring::{self, Configuring};
use crate::cli::reading::{self, Source, guarded, is_stdin};
pub(in crate::cli) use crate::cli::report::number;
use crate::cli::report::{File, Manner, Outlets, Summary, Wanted, WantedParser};
use crate::cli::style::Style;
use crate::cli::{Outcome, complain};
use crate::collection::files::Text;
use crate::rules::{Configuration, Settings, Severity};
use baseline::Baseline;
use changed::Changed;
use file::FileReport;
use fixing::{Done, Fixing};
pub(in crate::cli) use order::in_order;

/// Check files and folders, and tell what is wrong in them
///
/// A folder stands for every file in it that ends in .sigla, but for those that a .gitignore or .ignore file excludes.
/// Any other text file can be named, or asked for with --include. What is asked of each file, the nearest sigla.toml
/// upwards from it says; `sigla config FILE` shows it.
///
/// Files are changed only with --fix and --add-suppressions; --diff shows what --fix would change.
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
    #[command(flatten)]
    fixing: Fixing,
    /// Report only what this file does not know; sigla.toml may name it as well
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Write all that is found into this file, to be known from now on, in the place of reporting it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fix", "diff", "add_suppressions", "diff_base"])]
    write_baseline: Option<PathBuf>,
    /// Report only what touches lines that changed since this revision of git, or the one from which both come
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["fix", "diff", "add_suppressions"])]
    diff_base: Option<String>,
    /// How to write the report, and where to: `sarif=FILE` writes it into a file, and text to standard output as ever; may
    /// be given again
    #[arg(long, value_parser = WantedParser, value_name = "FORMAT[=FILE]", default_value = "text")]
    format: Vec<Wanted>,
    /// Write into this file what would go to standard output
    #[arg(long, short, value_name = "FILE", conflicts_with = "diff")]
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

/// What one file gave, and where it lies.
struct Checked {
    report: FileReport,
    path: PathBuf,
    done: Done,
}

/// What is left out of a report.
#[derive(Default)]
struct Known {
    /// By the file that holds it.
    baselines: BTreeMap<PathBuf, Baseline>,
    changed: Option<Changed>,
}

impl Check {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let configuration = self.configuring.configuration();
        let (sources, mut problems) = self.sources(&configuration);
        let (sources, wrong) = configuring::complain_of_all(sources, &configuration);
        if wrong {
            problems.push("something is wrong in a sigla.toml".to_owned());
        }
        let known = match self.fixing.complaint() {
            Some(complaint) => Err(complaint.to_owned()),
            None => self.known(&sources, &configuration),
        };
        let refused = |message: &str| {
            complain(message);
            Ok(Outcome::Failed)
        };
        let mut known = match known {
            Ok(known) => known,
            Err(message) => return refused(&message),
        };
        let mut outlets = match self.outlets(&sources, style, &mut *out) {
            Ok(outlets) => outlets,
            Err(message) => return refused(&message),
        };
        let mut summary = Summary {
            problems,
            ..Summary::default()
        };
        let (mut fixed, mut files) = (0, 0);
        let mut diffs = String::new();
        if !self.is_silent() {
            outlets.begin()?;
        }
        in_order(
            &sources,
            |source| {
                let settings = configuration.settings(source.document());
                guarded(source, |text| self.check(source, text, &settings, style)).flatten()
            },
            |result| {
                let told = result.and_then(|mut checked| {
                    self.leave_out(&mut checked, &mut known, &configuration)?;
                    Ok(checked)
                });
                match told {
                    Ok(checked) => {
                        fixed += checked.done.count;
                        files += usize::from(checked.done.count > 0);
                        diffs += &checked.done.diff;
                        let file = File {
                            name: &checked.report.name,
                            text: checked.report.document.text(),
                            findings: &checked.report.findings,
                        };
                        summary.add(&file);
                        if self.is_silent() {
                            return Ok(());
                        }
                        outlets.file(&file)
                    }
                    Err(message) => {
                        complain(&message);
                        summary.problems.push(message);
                        Ok(())
                    }
                }
            },
        )?;
        if !self.is_silent() {
            outlets.end(&summary)?;
        }
        drop(outlets);
        // With --diff nothing else was written there.
        out.write_all(diffs.as_bytes())?;
        self.tell(fixed, files, &known);
        if let Some(file) = &self.write_baseline {
            return Ok(write_baseline(file, &known, &summary));
        }
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

    /// Whether something else than a report is asked for.
    fn is_silent(&self) -> bool {
        self.fixing.diff || self.write_baseline.is_some()
    }

    /// What is known already, and what changed; or why that cannot be told.
    fn known(&self, sources: &[Source], configuration: &Configuration) -> Result<Known, String> {
        let mut known = Known::default();
        if let Some(file) = &self.write_baseline {
            known.baselines.insert(file.clone(), Baseline::new(file)?);
        } else {
            for source in sources {
                if let Some(file) = self.baseline_of(source.document(), configuration)
                    && !known.baselines.contains_key(&file)
                {
                    let baseline = Baseline::read(&file)?;
                    known.baselines.insert(file, baseline);
                }
            }
        }
        if let Some(revision) = &self.diff_base {
            let files: Vec<_> = sources
                .iter()
                .filter(|source| !is_stdin(&source.path))
                .map(|source| source.path.clone())
                .collect();
            known.changed = Some(Changed::since(revision, &files)?);
        }
        Ok(known)
    }

    /// The baseline that holds for a document.
    fn baseline_of(&self, document: &Path, configuration: &Configuration) -> Option<PathBuf> {
        if self.write_baseline.is_some() || self.baseline.is_some() {
            return self.write_baseline.clone().or(self.baseline.clone());
        }
        let config = configuration.config(document)?;
        let file = &config.baseline.as_ref()?.value;
        Some(config.path.parent()?.join(file))
    }

    /// Takes out of a report what is known, what lies on lines that did not change, and what is not shown.
    fn leave_out(
        &self,
        checked: &mut Checked,
        known: &mut Known,
        configuration: &Configuration,
    ) -> Result<(), String> {
        let stdin = is_stdin(&checked.path);
        let document = match stdin {
            true => Path::new(&checked.report.name),
            false => &checked.path,
        };
        let baseline = self.baseline_of(document, configuration);
        let findings = &mut checked.report.findings;
        if let Some(baseline) = baseline.and_then(|file| known.baselines.get_mut(&file))
            && (!stdin || document.exists())
        {
            let path = baseline.path(document)?;
            if self.write_baseline.is_some() {
                baseline.add(&path, findings);
            } else {
                let mut is_known = baseline.meet(&path, findings).into_iter();
                findings.retain(|_| !is_known.next().unwrap_or_default());
            }
        }
        if let (Some(changed), false) = (&known.changed, stdin) {
            let lines = changed.lines(&checked.path)?;
            let text = checked.report.document.text();
            findings.retain(|it| changed::touches(&lines, text, &it.finding));
        }
        findings.retain(|it| self.shows(it.finding.severity));
        Ok(())
    }

    /// Says on standard error what was done, and what is stale.
    fn tell(&self, fixed: usize, files: usize, known: &Known) {
        if self.fixing.is_asked_for() {
            let done = match (self.fixing.diff, self.fixing.add_suppressions) {
                (true, _) => "would fix",
                (_, true) => "allowed",
                _ => "fixed",
            };
            complain(&format!("{done} {fixed} in {}", number(files, "file")));
        }
        for (file, baseline) in &known.baselines {
            let stale = baseline.stale();
            if stale > 0 {
                complain(&format!(
                    "{}: {} no longer found; write it anew with --write-baseline",
                    file.display(),
                    number(stale, "known finding")
                ));
            }
        }
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
    ) -> Result<Checked, String> {
        let (done, text) = match self.fixing.is_asked_for() {
            true => {
                let shows = |severity| self.shows(severity);
                self.fixing.change(source, text, settings, style, shows)?
            }
            false => (Done::default(), text),
        };
        Ok(Checked {
            report: file::examine(&source.name, &text, settings),
            path: source.path.clone(),
            done,
        })
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

/// Writes a baseline, unless something could not be checked, which it would not know.
fn write_baseline(file: &Path, known: &Known, summary: &Summary) -> Outcome {
    let Some(baseline) = known.baselines.get(file) else {
        return Outcome::Failed;
    };
    if !summary.problems.is_empty() {
        complain(&format!(
            "{}: not written, since not everything could be checked",
            file.display()
        ));
        return Outcome::Failed;
    }
    match baseline.write() {
        Ok(()) => {
            let known = number(baseline.len(), "finding");
            complain(&format!("{}: knows {known} from now on", file.display()));
            Outcome::Done
        }
        Err(message) => {
            complain(&message);
            Outcome::Failed
        }
    }
}
