//! `sigla check`: findings, and an exit code that tells whether there are any that count.

mod baseline;
mod cache;
mod changed;
mod file;
mod fixing;
mod known;
mod order;
mod progress;
mod run;
mod shard;
mod stored;
mod together;
mod watching;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::configuring::Configuring;
use crate::cli::reading::{self, Source, is_stdin};
pub(in crate::cli) use crate::cli::report::number;
use crate::cli::report::{Manner, Outlets, Summary, Wanted, WantedParser};
use crate::cli::style::Style;
use crate::cli::{Outcome, complain};
use crate::collection::config::absolute;
use crate::rules::{Configuration, Severity};
use cache::Cache;
pub(in crate::cli) use cache::usual_folder;
use fixing::Fixing;
use known::Known;
pub(in crate::cli) use order::in_order;
use shard::Shard;

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
    #[command(flatten)]
    caching: Caching,
    /// Check only one of several parts of the files, such as 1/4, so that several machines can share the work
    #[arg(long, value_name = "PART/PARTS", conflicts_with = "write_baseline")]
    shard: Option<Shard>,
    /// Report anew whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fix", "diff", "add_suppressions", "write_baseline"])]
    watch: bool,
}

/// Where to keep what was found.
#[derive(Args)]
struct Caching {
    /// Read and parse every file, whatever is known of it from earlier runs
    #[arg(long)]
    no_cache: bool,
    /// Keep what was found in this folder; else it is $XDG_CACHE_HOME/sigla or ~/.cache/sigla
    #[arg(long, value_name = "FOLDER", conflicts_with = "no_cache")]
    cache_dir: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Information,
    Hint,
    Never,
}

impl Check {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let cache = self.cache();
        if !self.watch {
            return self.once(cache.as_ref(), style, out);
        }
        if self.paths.iter().any(|path| is_stdin(path)) {
            complain("standard input cannot be watched; name files or folders");
            return Ok(Outcome::Failed);
        }
        // What did not change is not parsed again, whether or not it is kept for another day.
        let cache = cache.unwrap_or_else(Cache::in_memory);
        let files = self.format.iter().filter_map(|wanted| wanted.file.as_ref());
        let files = files.chain(&self.output_file).map(|file| absolute(file));
        let folders = self.caching.cache_dir.iter().map(|folder| absolute(folder));
        let ours: Vec<PathBuf> = files.chain(folders).chain(usual_folder()).collect();
        let is_ours = |path: &Path| ours.iter().any(|it| path.starts_with(it));
        watching::watch(&self.paths, is_ours, out, |out| {
            self.once(Some(&cache), style, out)
        })
    }

    /// The cache of this run, if it has one.
    fn cache(&self) -> Option<Cache> {
        let one = self.paths.len() == 1 && !self.paths[0].is_dir();
        let usual = || match one {
            // To check a file costs less than to read what is known of others.
            true => None,
            false => usual_folder(),
        };
        let unwanted = self.caching.no_cache || self.fixing.is_asked_for();
        if unwanted || self.paths.iter().any(|path| is_stdin(path)) {
            return None;
        }
        let folder = self.caching.cache_dir.clone().or_else(usual)?;
        let part = self.shard.map(Shard::name).unwrap_or_default();
        Some(Cache::open(&folder, &self.paths, &part))
    }

    /// Whether something else than a report is asked for.
    fn is_silent(&self) -> bool {
        self.fixing.diff || self.write_baseline.is_some()
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
