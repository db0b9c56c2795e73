//! Changing files: fixes, and comments that allow what is found.

use std::sync::Arc;

use clap::Args;

use super::file;
use crate::cli::fmt::diff;
use crate::cli::reading::{Source, is_stdin};
use crate::cli::style::Style;
use crate::collection::files::{self, Text};
use crate::collection::writing;
use crate::model::document::Document;
use crate::rules::{self, Finding, Safety, Settings, Severity};

/// Which changes are asked for.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Fixing {
    /// Apply the fixes that are safe: they never change a word of the source
    #[arg(long)]
    pub fix: bool,
    /// With --fix or --diff, apply suggested fixes too: likely what you mean, and worth a look afterwards
    #[arg(long)]
    suggested: bool,
    /// With --fix or --diff, apply all fixes, those that change words as well
    #[arg(long)]
    unsafe_fixes: bool,
    /// Change nothing, and show what --fix would change, as a unified diff
    #[arg(long)]
    pub diff: bool,
    /// Write a comment that allows it above everything that is found
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub add_suppressions: bool,
    /// What such a comment gives as the reason
    #[arg(long, value_name = "TEXT", requires = "add_suppressions", value_parser = line)]
    reason: Option<String>,
}

fn line(reason: &str) -> Result<String, String> {
    match reason.contains(['\n', '\r']) {
        true => Err("a reason is one line".to_owned()),
        false => Ok(reason.trim().to_owned()),
    }
}

/// What was done to a file.
#[derive(Default)]
pub(super) struct Done {
    /// How many findings were fixed or allowed.
    pub count: usize,
    /// What would change, where only that is asked for.
    pub diff: String,
}

impl Fixing {
    /// Why these arguments do not go together.
    pub fn complaint(&self) -> Option<&'static str> {
        ((self.suggested || self.unsafe_fixes) && !self.fix && !self.diff).then_some(
            "--suggested and --unsafe-fixes say what to fix; add --fix, or --diff to see it first",
        )
    }

    /// Whether anything is to be changed or shown.
    pub fn is_asked_for(&self) -> bool {
        self.fix || self.diff || self.add_suppressions
    }

    fn most(&self) -> Safety {
        match (self.unsafe_fixes, self.suggested) {
            (true, _) => Safety::Unsafe,
            (_, true) => Safety::Suggested,
            _ => Safety::Safe,
        }
    }

    /// Changes a file; gives what was done, and its text as it is now. `more` is what was found by comparing it with others.
    pub fn change(
        &self,
        source: &Source,
        text: Text,
        settings: &Arc<Settings>,
        style: &Style,
        more: &[Finding],
        shows: impl Fn(Severity) -> bool,
    ) -> Result<(Done, Text), String> {
        let name = &source.name;
        let document = Document::with(&text.text, settings.knowledge());
        let (count, new) = match self.add_suppressions {
            true => self.allow(&text, settings, more, shows),
            false => {
                let fixed = rules::fix(&document, settings, self.most());
                (fixed.count, fixed.text)
            }
        };
        if new == text.text {
            return Ok((Done::default(), text));
        }
        if let Some(run) = text.not_utf8.first() {
            let what = rules::not_utf8(run.range.clone(), &run.bytes).message;
            return Err(format!("{name}: left as it is: {what}; save it as UTF-8"));
        }
        // No fault of ours may cost a word, so what would be written is read once more.
        let after = Document::with(&new, settings.knowledge());
        let keeps_words = self.add_suppressions || self.most() == Safety::Safe;
        if keeps_words && rules::words(&document) != rules::words(&after) {
            return Err(format!(
                "{name}: left as it is: a fix would have changed its words; please report this, with the file if you may"
            ));
        }
        if self.diff {
            let diff = diff(name, &text.text, &new, style);
            return Ok((Done { count, diff }, text));
        }
        if is_stdin(&source.path) {
            return Err(format!(
                "{name}: standard input cannot be changed; use --diff"
            ));
        }
        let now = files::read(&source.path).map_err(|error| error.to_string())?;
        if now.text != text.text {
            return Err(format!(
                "{name}: left as it is: it was changed while it was being checked; run this again"
            ));
        }
        writing::write(&source.path, new.as_bytes()).map_err(|error| error.to_string())?;
        let new = Text { text: new, ..text };
        Ok((
            Done {
                count,
                ..Done::default()
            },
            new,
        ))
    }

    /// The text with a comment for everything that is shown.
    fn allow(
        &self,
        text: &Text,
        settings: &Arc<Settings>,
        more: &[Finding],
        shows: impl Fn(Severity) -> bool,
    ) -> (usize, String) {
        let report = file::examine(text, settings, more, false);
        let findings: Vec<Finding> = report
            .findings
            .into_iter()
            .map(|it| it.finding)
            .filter(|it| shows(it.severity))
            .collect();
        let edits = rules::allow(&report.document, &findings, self.reason.as_deref());
        let count = match edits.is_empty() {
            true => 0,
            false => findings.len(),
        };
        (count, rules::apply(&text.text, &edits))
    }
}
