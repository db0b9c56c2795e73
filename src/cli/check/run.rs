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
use super::together::{Roots, Together, compares, matters};
use super::{Check, file, in_order, write_baseline};
use crate::cli::reading::{Source, guarded};
use crate::cli::report::{File, Outlets, Reported, Summary};
use crate::cli::style::Style;
use crate::cli::{Outcome, complain, configuring};
use crate::collection::files::Text;
use crate::collection::summary::Summary as Said;
use crate::rules::{Configuration, Finding, Settings, Severity};

/// What one file gave, and where it lies.
pub(super) struct Checked {
    pub name: String,
    pub path: PathBuf,
    /// Its text; empty where nothing was found.
    pub rope: Rope,
    pub findings: Vec<Reported>,
    done: Done,
    /// What is needed to compare it with others.
    compared: Option<Compared>,
    /// Whether it belongs to the part that is asked for; others are read for the sake of comparison.
    is_asked_for: bool,
}

/// A document that others may contradict.
struct Compared {
    root: PathBuf,
    said: Said,
    text: Text,
    settings: Arc<Settings>,
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
        let roots = Roots::of(&self.paths);
        let mut together = Together::default();
        let mut waiting: Vec<Checked> = Vec::new();
        in_order(
            &sources,
            |source| self.read(source, &configuration, &roots, cache, style),
            |result| {
                told.progress.step();
                match result {
                    Ok(Some(checked)) => {
                        if let Some(it) = &checked.compared {
                            together.add(&it.root, &it.said);
                        }
                        if !checked.is_asked_for && checked.compared.is_none() {
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
        waiting.retain(|checked| checked.is_asked_for);
        let compared: Vec<Checked> = waiting
            .into_par_iter()
            .map(|checked| compare(checked, &together, &roots, &configuration, cache))
            .collect();
        for checked in compared {
            told.take(Ok(checked))?;
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

    /// Reads and checks one file; none if it belongs to another part and nothing is to be compared.
    fn read(
        &self,
        source: &Source,
        configuration: &Configuration,
        roots: &Roots,
        cache: Option<&Cache>,
        style: &Style,
    ) -> Result<Option<Checked>, String> {
        let settings = configuration.settings(source.document());
        let is_asked_for = self.shard.is_none_or(|shard| shard.has(&source.name));
        if !is_asked_for && !compares(&settings) {
            return Ok(None);
        }
        let checked = guarded(source, |text| {
            let (done, text) = match self.fixing.is_asked_for() {
                true => {
                    let shows = |severity| self.shows(severity);
                    self.fixing.change(source, text, &settings, style, shows)?
                }
                false => (Done::default(), text),
            };
            let (findings, said, rope) = find(&text, &settings, configuration, source, &[], cache);
            let compared = said.filter(matters).map(|mut said| {
                let (root, path) = roots.place(source, configuration);
                said.path = path;
                let settings = Arc::clone(&settings);
                Compared {
                    root,
                    said,
                    text,
                    settings,
                }
            });
            Ok(Checked {
                name: source.name.clone(),
                path: source.path.clone(),
                rope,
                findings,
                done,
                compared,
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
}

/// What is found in a text, what it says to others, and the text as reports want it.
fn find(
    text: &Text,
    settings: &Arc<Settings>,
    configuration: &Configuration,
    source: &Source,
    more: &[Finding],
    cache: Option<&Cache>,
) -> (Vec<Reported>, Option<Said>, Rope) {
    let summarises = compares(settings) && more.is_empty();
    let config = settings
        .vocabulary
        .as_ref()
        .and_then(|_| configuration.config(source.document()));
    let cached =
        cache.and_then(|cache| Some((cache, Key::of(text, settings, config.as_deref(), more)?)));
    if let Some((findings, said)) = cached.and_then(|(cache, key)| cache.get(key)) {
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
    (
        report.findings,
        report.summary,
        report.document.text().clone(),
    )
}

/// The document with what the others say about it.
fn compare(
    mut checked: Checked,
    together: &Together,
    roots: &Roots,
    configuration: &Configuration,
    cache: Option<&Cache>,
) -> Checked {
    let Some(it) = checked.compared.take() else {
        return checked;
    };
    let more = together.findings(&it.root, &it.said, &it.settings, roots);
    if !more.is_empty() {
        let source = Source {
            path: checked.path.clone(),
            name: checked.name.clone(),
        };
        let (findings, _, rope) =
            find(&it.text, &it.settings, configuration, &source, &more, cache);
        (checked.findings, checked.rope) = (findings, rope);
    }
    checked
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
