//! `sigla fmt`: documents in their canonical layout.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use similar::TextDiff;

use super::check::{in_order, number};
use super::configuring;
use super::reading::{self, Source, guarded, is_stdin};
use super::style::Style;
use super::{Outcome, complain};
use crate::collection::files::{self, Text};
use crate::collection::writing;
use crate::ide::formatting;
use crate::model::document::Document;
use crate::rules::settings::Wishes;
use crate::rules::{self, Configuration, Settings, Severity, apply};

/// Give documents their canonical layout, without a change of any word
///
/// The keys of the header come into their order, one blank line stands between blocks, spaces at the ends of lines go, and
/// the bars of tables stand under each other. Nothing within a word, a bracket or a comment changes.
///
/// Ends with 0, with 1 if --check or --diff found a file that is to be formatted, and with 2 if a file could not be read or
/// written; it is then as it was.
#[derive(Args)]
pub(super) struct Fmt {
    /// Files and folders; `-` is standard input, whose text is written to standard output
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// What to call standard input in the report
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// Take files of this pattern too when looking through folders, such as '*.txt'; may be given again
    #[arg(long, value_name = "PATTERN")]
    include: Vec<String>,
    /// Change nothing, and tell which files would be
    #[arg(long)]
    check: bool,
    /// Change nothing, and show what would be, as a unified diff
    #[arg(long)]
    diff: bool,
}

/// What one file gave.
struct Formatted {
    /// Whether it was not laid out.
    changed: bool,
    /// What to write.
    output: String,
}

/// A diff that takes longer shows more than it must: what changed at many places of a long file.
const PATIENCE: Duration = Duration::from_secs(1);

impl Fmt {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let configuration = Configuration::nearest(Wishes::default());
        let (sources, problems) = reading::sources(
            &self.paths,
            &self.include,
            self.stdin_filename.as_deref(),
            &configuration,
        );
        let (sources, wrong) = configuring::complain_of_all(sources, &configuration);
        let mut failed = wrong || !problems.is_empty();
        let (mut changed, mut unchanged) = (0, 0);
        in_order(
            &sources,
            |source| {
                let settings = configuration.settings(source.document());
                guarded(source, |text| self.format(source, text, &settings, style)).flatten()
            },
            |result| match result {
                Ok(file) => {
                    changed += usize::from(file.changed);
                    unchanged += usize::from(!file.changed);
                    out.write_all(file.output.as_bytes())
                }
                Err(message) => {
                    failed = true;
                    complain(&message);
                    Ok(())
                }
            },
        )?;
        let is_report = !self.diff && !sources.iter().any(|source| is_stdin(&source.path));
        if is_report && changed + unchanged > 0 {
            writeln!(out, "{}", self.summary(changed, unchanged))?;
        }
        Ok(match changed {
            _ if failed => Outcome::Failed,
            1.. if self.check || self.diff => Outcome::Findings,
            _ => Outcome::Done,
        })
    }

    fn format(
        &self,
        source: &Source,
        text: Text,
        settings: &Settings,
        style: &Style,
    ) -> Result<Formatted, String> {
        let name = &source.name;
        if let Some(run) = text.not_utf8.first() {
            let finding = rules::not_utf8(run.range.clone(), &run.bytes);
            let what = finding.message;
            return Err(format!("{name}: left as it is: {what}; save it as UTF-8"));
        }
        let read = |text: &str| Document::with(text, settings.knowledge());
        let document = read(&text.text);
        let edits = formatting::edits(&document);
        let new = apply(&text.text, &edits);
        // No fault of ours may cost a word, so what would be written is read once more.
        if !edits.is_empty() && !formatting::read_the_same(&document, &read(&new)) {
            return Err(format!(
                "{name}: left as it is: formatting would have changed what it says; please report this, with the file if you may"
            ));
        }
        let changed = !edits.is_empty();
        let output = match (self.diff, self.check) {
            (true, _) if changed => diff(name, &text.text, &new, style),
            (false, true) if changed => format!("would format {name}\n"),
            (true, _) | (_, true) => String::new(),
            _ if is_stdin(&source.path) => new,
            _ if changed => {
                self.write(source, &text.text, &new)?;
                format!("formatted {name}\n")
            }
            _ => String::new(),
        };
        Ok(Formatted { changed, output })
    }

    /// Writes the new text of a file, unless somebody else wrote it meanwhile.
    fn write(&self, source: &Source, old: &str, new: &str) -> Result<(), String> {
        let now = files::read(&source.path).map_err(|error| error.to_string())?;
        if now.text != old {
            return Err(format!(
                "{}: left as it is: it was changed while it was being formatted; run this again",
                source.name
            ));
        }
        writing::write(&source.path, new.as_bytes()).map_err(|error| error.to_string())
    }

    fn summary(&self, changed: usize, unchanged: usize) -> String {
        let files = number(changed, "file");
        match (self.check, changed, unchanged) {
            (_, 0, _) => format!("{} formatted already", number(unchanged, "file")),
            (true, _, _) => format!("{files} would be formatted, {unchanged} formatted already"),
            (false, _, _) => format!("{files} formatted, {unchanged} formatted already"),
        }
    }
}

/// The lines that go and come, with three of their neighbours on either side.
pub(super) fn diff(name: &str, old: &str, new: &str, style: &Style) -> String {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old, new);
    let unified = diff.unified_diff().header(name, name).to_string();
    let Style {
        bold, faint, help, ..
    } = style;
    let gone = style.severity(Severity::Error);
    let mut shown = String::with_capacity(unified.len());
    for (at, line) in unified.split_inclusive('\n').enumerate() {
        let text = line.trim_end_matches(['\r', '\n']);
        let end = &line[text.len()..];
        shown += &match line.chars().next() {
            _ if at < 2 => format!("{bold}{text}{bold:#}{end}"),
            Some('@') => format!("{faint}{text}{faint:#}{end}"),
            Some('-') => format!("{gone}{text}{gone:#}{end}"),
            Some('+') => format!("{help}{text}{help:#}{end}"),
            _ => line.to_owned(),
        };
    }
    shown
}
