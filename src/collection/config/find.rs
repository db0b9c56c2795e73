//! Finding `sigla.toml` upwards from a document: with `files.rs` the only place of this layer that touches the disk.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Config, Place, Problem};
use crate::collection::files::{self, Stamp, Text, stamp};

/// What the file is called.
pub const NAME: &str = "sigla.toml";

/// Finds the `sigla.toml` of documents. Looks once at each folder, and reads each file once, until it is told to look
/// again; may be used from many threads.
#[derive(Debug, Default)]
pub struct Finder {
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// The configuration of each folder that was asked for, and of those above it.
    folders: HashMap<PathBuf, Option<Arc<Config>>>,
    /// Every place where a file was looked for, and what was there.
    stamps: HashMap<PathBuf, Option<Stamp>>,
}

impl Finder {
    /// The nearest `sigla.toml` upwards from a document; only this one counts. A file that cannot be read is found too,
    /// as one that is broken.
    ///
    /// Costs one look at the disk for a folder that is new, and a look-up for others. The way upwards is that of the
    /// path as it is written: a link to a folder belongs to the collection that the link stands in.
    pub fn find(&self, document: &Path) -> Option<Arc<Config>> {
        let document = absolute(document);
        self.find_from(document.parent()?)
    }

    /// The nearest one upwards from a folder.
    pub fn find_from(&self, folder: &Path) -> Option<Arc<Config>> {
        let folder = absolute(folder);
        let mut seen = self.lock();
        let mut new = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            if let Some(known) = seen.folders.get(folder) {
                found = known.clone();
                break;
            }
            new.push(folder);
            let file = folder.join(NAME);
            let stamp = stamp(&file);
            seen.stamps.insert(file.clone(), stamp);
            if stamp.is_some() {
                found = Some(Arc::new(read(&file)));
                break;
            }
        }
        for folder in new {
            seen.folders.insert(folder.to_owned(), found.clone());
        }
        found
    }

    /// Whether any file that was found has changed or gone, or a new one come, since it was looked for; if so, everything
    /// is forgotten. Costs a look at each folder that was asked for and each above it.
    pub fn look_again(&self) -> bool {
        let stamps = self.lock().stamps.clone();
        // The disk may be slow, so the lock is not held meanwhile.
        let changed = stamps.iter().any(|(file, was)| stamp(file) != *was);
        if changed {
            self.forget();
        }
        changed
    }

    /// Forgets everything, so that the disk is looked at anew.
    pub fn forget(&self) {
        *self.lock() = Seen::default();
    }

    /// Every file that was found and read.
    pub fn found(&self) -> Vec<Arc<Config>> {
        let seen = self.lock();
        let mut found: Vec<_> = seen.folders.values().flatten().cloned().collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found.dedup_by(|a, b| a.path == b.path);
        found
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads a file of configuration, whatever it is called.
pub fn read(path: &Path) -> Config {
    let path = absolute(path);
    let read = match files::read(&path) {
        Ok(read) => read,
        Err(error) => {
            let text = error.to_string();
            let why = text.strip_prefix(&format!("{}: ", path.display()));
            return broken(&path, &Text::default(), 0..0, why.unwrap_or(&text), None);
        }
    };
    match read.not_utf8.first() {
        None => Config::parse(&path, &read.text),
        Some(run) => {
            let shown: Vec<_> = run
                .bytes
                .iter()
                .take(8)
                .map(|b| format!("{b:02X}"))
                .collect();
            let message = format!("the bytes {} are not UTF-8", shown.join(" "));
            let suggestion = "save the file as UTF-8".to_owned();
            broken(&path, &read, run.range.clone(), &message, Some(suggestion))
        }
    }
}

fn broken(
    path: &Path,
    read: &Text,
    range: std::ops::Range<usize>,
    message: &str,
    suggestion: Option<String>,
) -> Config {
    let problem = Problem {
        path: path.to_owned(),
        place: Place::of(range, &read.text),
        message: message.to_owned(),
        suggestion,
    };
    Config {
        text: Arc::from(read.text.as_str()),
        broken: true,
        problems: vec![problem],
        ..Config::parse(path, "")
    }
}

/// The path from the root, without `.` and `..`.
pub fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}
