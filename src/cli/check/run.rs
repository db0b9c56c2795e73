//! One run over all files: each is read once, those that others may contradict wait for them, and all are told in order.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use ropey::Rope;

use super::cache::{Cache, Key};
use super::fixing::Done;
use super::known::Known;
use super::progress::Progress;
use super::together::{Roots, Together, matters};
use super::{Check, file, in_order, write_baseline};
use crate::cli::reading::{Source, guarded, outliving_panics};
use crate::cli::report::{File, Outlets, Reported, Summary};
use crate::cli::style::Style;
use crate::cli::{Outcome, complain, configuring};
use crate::collection::files::Text;
use crate::collection::summary::Summary as Said;
use crate::rules::{Configuration, Finding, Settings, Severity, compares};

/// What one file gave, and where it lies.
pub(super) struct Checked {
    pub name: String,
    pub path: PathBuf,
    /// Its text; empty where nothing was found.
    pub rope: Rope,
    pub findings: Vec<Reported>,
    done: Done,
    /// What others may refer to or contradict, and the root of their collection.
    said: Option<(PathBuf, Said)>,
    /// What is needed to compare it with them.
    compared: Option<Compared>,
    /// Whether it belongs to the part that is asked for; others are read for the sake of comparison.
    is_asked_for: bool,
}

/// A document that others may contradict.
struct Compared {
    text: Text,
    settings: Arc<Settings>,
}

/// What every file of a run is read with.
struct Reading<'a> {
    check: &'a Check,
    configuration: &'a Configuration,
    roots: Roots,
    /// Whether any of them is compared with the others; then each has to say what it says.
    summarises: bool,
    cache: Option<&'a Cache>,
    style: &'a Style,
}

/// What all files gave until now.
struct Told<'a, 'o> {
    check: &'a Check,
    configuration: &'a Configuration,
    known: Known,
    outlets: Outlets<'o>,
    summary: Summary,
    progress: Progress,
    fixed: usize,
    files: usize,
    diffs: String,
}

impl Check {
    /// Checks all files and writes the report.
    pub(super) fn once(
        &self,
        cache: Option<&Cache>,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<Outcome> {
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
        let known = match known {
            Ok(known) => known,
            Err(message) => return refused(&message),
        };
        let outlets = match self.outlets(&sources, style, &mut *out) {
            Ok(outlets) => outlets,
            Err(message) => return refused(&message),
        };
        let mut told = Told {
            check: self,
            configuration: &configuration,
            known,
            outlets,
            summary: Summary {
                problems,
                ..Summary::default()
            },
            progress: Progress::new(sources.len()),
            fixed: 0,
            files: 0,
            diffs: String::new(),
        };
        if !self.is_silent() {
            told.outlets.begin()?;
        }
        let mut all = sources.iter();
        let reading = Reading {
            check: self,
            configuration: &configuration,
            roots: Roots::of(&self.paths),
            summarises: all.any(|it| compares(&configuration.settings(it.document()))),
            cache,
            style,
        };
        let mut together = Together::default();
        let mut waiting: Vec<Checked> = Vec::new();
        in_order(
            &sources,
            |source| reading.read(source),
            |result| {
                told.progress.step();
                match result {
                    Ok(Some(checked)) => {
                        if let Some((root, said)) = &checked.said {
                            together.add(root, said);
                        }
                        if !checked.is_asked_for {
                            return Ok(());
                        }
                        // What stands behind it in the report has to wait as well.
                        if checked.compared.is_some() || !waiting.is_empty() {
                            waiting.push(checked);
                            return Ok(());
                        }
                        told.take(Ok(checked))
                    }
                    Ok(None) => Ok(()),
                    Err(message) => told.take(Err(message)),
                }
            },
        )?;
        let compared: Vec<_> = waiting
            .into_par_iter()
            .map(|checked| reading.compare(checked, &together))
            .collect();
        for checked in compared {
            told.take(checked)?;
        }
        told.progress.end();
        if let Some(cache) = cache {
            cache.write();
        }
        let (outcome, diffs) = told.end()?;
        // With --diff nothing else was written there.
        out.write_all(diffs.as_bytes())?;
        Ok(outcome)
    }
}

impl Reading<'_> {
    /// Reads and checks one file; none if it belongs to another part and nothing is to be compared.
    fn read(&self, source: &Source) -> Result<Option<Checked>, String> {
        let settings = self.configuration.settings(source.document());
        let is_asked_for = (self.check.shard).is_none_or(|shard| shard.has(&source.name));
        if !is_asked_for && !self.summarises {
            return Ok(None);
        }
        let fixing = &self.check.fixing;
        // What is to be allowed is known once it was compared.
        let waits = fixing.add_suppressions && compares(&settings);
        let checked = guarded(source, |text| {
            let (done, text) = match fixing.is_asked_for() && is_asked_for && !waits {
                true => self.change(source, text, &settings, &[])?,
                false => (Done::default(), text),
            };
            let (findings, said, rope) = self.find(source, &text, &settings, &[]);
            let said = said.map(|said| self.place(source, said));
            let matters = said.as_ref().is_some_and(|(_, said)| matters(said));
            let compared = is_asked_for && compares(&settings) && (matters || waits);
            Ok(Checked {
                name: source.name.clone(),
                path: source.path.clone(),
                rope,
                findings,
                done,
                said,
                compared: compared.then_some(Compared { text, settings }),
                is_asked_for,
            })
        });
        match checked.flatten() {
            Ok(checked) => Ok(Some(checked)),
            // Whoever checks that part will hear of it.
            Err(_) if !is_asked_for => Ok(None),
            Err(message) => Err(message),
        }
    }

    /// The document with what the others say about it.
    fn compare(&self, mut checked: Checked, together: &Together) -> Result<Checked, String> {
        let (Some(it), Some((root, said))) = (checked.compared.take(), checked.said.take()) else {
            return Ok(checked);
        };
        let Compared { mut text, settings } = it;
        let source = Source {
            path: checked.path.clone(),
            name: checked.name.clone(),
        };
        let compared = |said: &Said| together.findings(&root, said, &settings, &self.roots);
        outliving_panics(&source, || {
            let mut more = compared(&said);
            if self.check.fixing.add_suppressions {
                (checked.done, text) = self.change(&source, text, &settings, &more)?;
                // The comments have moved what stands behind them.
                let (findings, said, rope) = self.find(&source, &text, &settings, &[]);
                (checked.findings, checked.rope) = (findings, rope);
                let said = said.map(|said| self.place(&source, said));
                more = said.map_or_else(Vec::new, |(_, said)| compared(&said));
            }
            if !more.is_empty() {
                let (findings, _, rope) = self.find(&source, &text, &settings, &more);
                (checked.findings, checked.rope) = (findings, rope);
            }
            Ok(checked)
        })
        .flatten()
    }

    /// Changes a file as it is asked for; `more` are the findings that others than its rules bring to it.
    fn change(
        &self,
        source: &Source,
        text: Text,
        settings: &Arc<Settings>,
        more: &[Finding],
    ) -> Result<(Done, Text), String> {
        let shows = |severity| self.check.shows(severity);
        let fixing = &self.check.fixing;
        fixing.change(source, text, settings, self.style, more, shows)
    }

    /// What is found in a text, what it says to others, and the text as reports want it.
    fn find(
        &self,
        source: &Source,
        text: &Text,
        settings: &Arc<Settings>,
        more: &[Finding],
    ) -> (Vec<Reported>, Option<Said>, Rope) {
        let summarises = self.summarises && more.is_empty();
        let config = settings
            .vocabulary
            .as_ref()
            .and_then(|_| self.configuration.config(source.document()));
        let cached = self.cache.and_then(|cache| {
            let key = Key::of(text, settings, config.as_deref(), more)?;
            Some((cache, key))
        });
        let known = cached.and_then(|(cache, key)| cache.get(key));
        // A run that compared nothing did not ask what it says.
        if let Some((findings, said)) = known.filter(|(_, said)| said.is_some() || !summarises) {
            let rope = match findings.is_empty() {
                true => Rope::new(),
                false => Rope::from_str(&text.text),
            };
            return (findings, said, rope);
        }
        let report = file::examine(text, settings, more, summarises);
        if let Some((cache, key)) = cached {
            cache.put(key, &report.findings, report.summary.as_ref());
        }
        let rope = report.document.text().clone();
        (report.findings, report.summary, rope)
    }

    /// The root of a document's collection, and what it says by its path from there.
    fn place(&self, source: &Source, mut said: Said) -> (PathBuf, Said) {
        let (root, path) = self.roots.place(source, self.configuration);
        said.path = path;
        (root, said)
    }
}

impl Told<'_, '_> {
    /// Takes what one file gave.
    fn take(&mut self, result: Result<Checked, String>) -> io::Result<()> {
        let checked = result.and_then(|mut checked| {
            self.check
                .leave_out(&mut checked, &mut self.known, self.configuration)?;
            Ok(checked)
        });
        let checked = match checked {
            Ok(checked) => checked,
            Err(message) => {
                self.progress.around(|| complain(&message));
                self.summary.problems.push(message);
                return Ok(());
            }
        };
        self.fixed += checked.done.count;
        self.files += usize::from(checked.done.count > 0);
        self.diffs += &checked.done.diff;
        let file = File {
            name: &checked.name,
            text: &checked.rope,
            findings: &checked.findings,
        };
        self.summary.add(&file);
        if self.check.is_silent() {
            return Ok(());
        }
        if !checked.findings.is_empty() {
            self.progress.make_way();
        }
        self.outlets.file(&file)
    }

    /// Ends the report, and tells how all of it ended, with the differences to show.
    fn end(mut self) -> io::Result<(Outcome, String)> {
        let check = self.check;
        if !check.is_silent() {
            self.outlets.end(&self.summary)?;
        }
        check.tell(self.fixed, self.files, &self.known);
        if let Some(file) = &check.write_baseline {
            let outcome = write_baseline(file, &self.known, &self.summary);
            return Ok((outcome, self.diffs));
        }
        let counting = Severity::ALL
            .iter()
            .filter(|severity| check.fail_on.counts(**severity));
        let counting: usize = counting
            .map(|severity| self.summary.counts[*severity as usize])
            .sum();
        let outcome = match counting {
            _ if !self.summary.problems.is_empty() => Outcome::Failed,
            0 => Outcome::Done,
            1.. => Outcome::Findings,
        };
        Ok((outcome, self.diffs))
    }
}
