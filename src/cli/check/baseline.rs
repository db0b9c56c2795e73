//! The baseline: findings that are known, so that only new ones are reported.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::report::Reported;
use crate::collection::writing;
use crate::rules::Fingerprint;

/// The only version there is.
const VERSION: u64 = 1;

/// A finding as a baseline knows it: where, by which rule, and by what it is known.
type Entry = (String, String, Fingerprint);

/// Known findings. A file that has moved keeps them: entries of a path where nothing is any more are good for any file.
#[derive(Debug, Default)]
pub(super) struct Baseline {
    file: PathBuf,
    /// The folder that all paths in it are relative to, without links.
    folder: PathBuf,
    entries: BTreeSet<Entry>,
    met: BTreeSet<Entry>,
    checked: BTreeSet<String>,
    /// Entries of files that are gone, by rule and fingerprint.
    orphans: BTreeMap<(String, Fingerprint), Vec<Entry>>,
}

impl Baseline {
    /// One that knows nothing, to be written.
    pub fn new(file: &Path) -> Result<Baseline, String> {
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let folder = folder.canonicalize();
        Ok(Baseline {
            folder: folder.map_err(|error| format!("{}: {error}", file.display()))?,
            file: file.to_owned(),
            ..Baseline::default()
        })
    }

    /// Reads one.
    pub fn read(file: &Path) -> Result<Baseline, String> {
        let mut baseline = Baseline::new(file)?;
        let wrong = |why: &str| format!("{}: {why}", file.display());
        let text = fs::read_to_string(file).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                wrong("there is no such baseline; make it with --write-baseline")
            }
            _ => wrong(&error.to_string()),
        })?;
        let again = "write it anew with --write-baseline";
        let value: Value = serde_json::from_str(&text)
            .map_err(|error| wrong(&format!("this is no baseline: {error}; {again}")))?;
        match value
            .get("sigla-baseline")
            .map(|version| (version, version.as_u64()))
        {
            Some((_, Some(VERSION))) => {}
            Some((version, _)) => {
                let known = format!(
                    "this is a baseline of version {version}, and only version {VERSION} is known"
                );
                return Err(wrong(&format!("{known}; {again}")));
            }
            None => {
                return Err(wrong(&format!(
                    "this is no baseline: it has no `sigla-baseline`; {again}"
                )));
            }
        }
        let findings = value.get("findings").and_then(Value::as_array);
        let findings = findings.ok_or_else(|| {
            wrong(&format!(
                "this is no baseline: it has no `findings`; {again}"
            ))
        })?;
        for (index, finding) in findings.iter().enumerate() {
            let word = |key: &str| finding.get(key).and_then(Value::as_str);
            let entry = (|| {
                let fingerprint = word("fingerprint")?.parse().ok()?;
                Some((
                    word("path")?.to_owned(),
                    word("rule")?.to_owned(),
                    fingerprint,
                ))
            })();
            let entry: Entry = entry.ok_or_else(|| {
                let which = format!("entry {} is not understood", index + 1);
                wrong(&format!("{which}: {finding}; {again}"))
            })?;
            let path = Path::new(&entry.0);
            let inside = |part: Component| matches!(part, Component::Normal(_));
            if entry.0.contains('\\') || !path.components().all(inside) {
                return Err(wrong(&format!(
                    "`{}` leaves the folder of the baseline; {again}",
                    entry.0
                )));
            }
            if !baseline.folder.join(path).exists() {
                let key = (entry.1.clone(), entry.2);
                baseline.orphans.entry(key).or_default().push(entry.clone());
            }
            baseline.entries.insert(entry);
        }
        Ok(baseline)
    }

    /// The path of a file relative to the baseline, with `/`.
    pub fn path(&self, file: &Path) -> Result<String, String> {
        let outside = || {
            format!(
                "{}: lies outside of the folder of the baseline {}, so that it cannot know it",
                file.display(),
                self.file.display()
            )
        };
        let whole = file
            .canonicalize()
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let inside = whole.strip_prefix(&self.folder).map_err(|_| outside())?;
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        Ok(parts.join("/"))
    }

    /// Notes what was found in a file, and gives which of it is known.
    pub fn meet(&mut self, path: &str, findings: &[Reported]) -> Vec<bool> {
        self.checked.insert(path.to_owned());
        let mut known = Vec::with_capacity(findings.len());
        for reported in findings {
            let rule = reported.finding.rule.name;
            let entry = (path.to_owned(), rule.to_owned(), reported.fingerprint);
            let is_known = if self.entries.contains(&entry) {
                self.met.insert(entry);
                true
            } else {
                let moved = self.orphans.get_mut(&(entry.1, entry.2)).and_then(Vec::pop);
                let is_moved = moved.is_some();
                self.met.extend(moved);
                is_moved
            };
            known.push(is_known);
        }
        known
    }

    /// How many entries are stale: their file was checked, or is gone, and they were not found.
    pub fn stale(&self) -> usize {
        let looked_for =
            |path: &str| self.checked.contains(path) || !self.folder.join(path).exists();
        let missing = self.entries.difference(&self.met);
        missing.filter(|entry| looked_for(&entry.0)).count()
    }

    /// Takes findings in.
    pub fn add(&mut self, path: &str, findings: &[Reported]) {
        let entries = findings.iter().map(|reported| {
            let rule = reported.finding.rule.name.to_owned();
            (path.to_owned(), rule, reported.fingerprint)
        });
        self.entries.extend(entries);
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Writes it, an entry a line and sorted, so that version control merges it well.
    pub fn write(&self) -> Result<(), String> {
        let lines: Vec<String> = self
            .entries
            .iter()
            .map(|(path, rule, fingerprint)| {
                let entry =
                    json!({"path": path, "rule": rule, "fingerprint": fingerprint.to_string()});
                format!("\n    {entry}")
            })
            .collect();
        let end = if lines.is_empty() { "" } else { "\n  " };
        let text = format!(
            "{{\n  \"sigla-baseline\": {VERSION},\n  \"findings\": [{}{end}]\n}}\n",
            lines.join(",")
        );
        writing::write(&self.file, text.as_bytes()).map_err(|error| error.to_string())
    }
}
