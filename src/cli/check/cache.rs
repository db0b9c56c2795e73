//! The cache: what was found in a file, by its content, so that what did not change is not parsed again.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::stored;
use crate::cli::complain;
use crate::cli::report::Reported;
use crate::collection::config::Config;
use crate::collection::files::Text;
use crate::collection::kept::{self, Kept};
use crate::collection::summary::Summary;
use crate::rules::{Finding, Settings};

const KIND: &str = "cache";
/// An entry that so many writings did not need is left out of the next.
const OLDEST: u8 = 8;

/// What a file's findings depend on: its text, and all that is asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Key(u128);

/// Findings of earlier runs, and of this one. May be asked from many threads.
pub(super) struct Cache {
    /// Where it is kept between runs, if it is.
    file: Option<PathBuf>,
    kept: Kept,
    /// Where the entries of earlier runs stand in what was kept, and for how many writings they were not needed.
    old: HashMap<Key, (u8, Range<usize>)>,
    new: Mutex<HashMap<Key, Vec<u8>>>,
    needed: Mutex<HashSet<Key>>,
}

/// What stands before the bytes of an entry.
#[derive(Serialize, Deserialize)]
struct Head {
    key: Key,
    age: u8,
    len: usize,
}

impl Cache {
    /// One that lasts as long as this run.
    pub fn in_memory() -> Cache {
        Cache {
            file: None,
            kept: Kept::default(),
            old: HashMap::new(),
            new: Mutex::default(),
            needed: Mutex::default(),
        }
    }

    /// The cache for runs over these files and folders, in a folder of caches. One of another build counts as empty; so
    /// does a broken one, which is told.
    pub fn open(folder: &Path, paths: &[PathBuf], part: &str) -> Cache {
        let mut name = Xxh3::new();
        for path in paths {
            let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
            name.update(whole.as_os_str().as_encoded_bytes());
            name.update(&[0]);
        }
        name.update(part.as_bytes());
        let file = folder.join(format!("{:016x}.cache", name.digest()));
        let kept = kept::read(&file, KIND).ok();
        let read = kept.and_then(|kept| Some((entries(&kept)?, kept)));
        if read.is_none() {
            complain(&format!(
                "{}: this cache is broken or no cache, so it is made anew",
                file.display()
            ));
        }
        let (old, kept) = read.unwrap_or_default();
        Cache {
            file: Some(file),
            kept,
            old,
            ..Cache::in_memory()
        }
    }

    /// What is known of a file.
    pub fn get(&self, key: Key) -> Option<(Vec<Reported>, Option<Summary>)> {
        let known = match self.old.get(&key) {
            Some((_, range)) => stored::decode(&self.kept[range.clone()]),
            None => lock(&self.new)
                .get(&key)
                .and_then(|bytes| stored::decode(bytes)),
        }?;
        lock(&self.needed).insert(key);
        Some(known)
    }

    /// Keeps what was found in a file.
    pub fn put(&self, key: Key, findings: &[Reported], summary: Option<&Summary>) {
        if let Some(bytes) = stored::encode(findings, summary) {
            lock(&self.new).insert(key, bytes);
        }
    }

    /// Writes it, if there is anything new. Two runs at once both write a whole cache, and the later one stays.
    pub fn write(&self) {
        let Some(file) = &self.file else { return };
        let new = lock(&self.new);
        if new.is_empty() {
            return;
        }
        let needed = lock(&self.needed);
        let mut rest = Vec::new();
        let mut add = |key: Key, age: u8, bytes: &[u8]| {
            let len = bytes.len();
            if let Ok(head) = postcard::to_stdvec(&Head { key, age, len }) {
                rest.extend(head);
                rest.extend_from_slice(bytes);
            }
        };
        for (key, (age, range)) in &self.old {
            let age = match needed.contains(key) {
                true => 0,
                false => age + 1,
            };
            if age <= OLDEST && !new.contains_key(key) {
                add(*key, age, &self.kept[range.clone()]);
            }
        }
        for (key, bytes) in new.iter() {
            add(*key, 0, bytes);
        }
        if let Err(message) = kept::write(file, KIND, &rest) {
            complain(&format!(
                "{message}; so the next run starts without a cache (see --cache-dir and --no-cache)"
            ));
        }
    }
}

impl Key {
    /// The key of a text under these settings; `more` are the findings that others than its rules bring to it.
    pub fn of(
        text: &Text,
        settings: &Settings,
        config: Option<&Config>,
        more: &[Finding],
    ) -> Option<Key> {
        // Whoever adds a setting has to decide here how it changes a key.
        let Settings {
            rules,
            profile,
            brackets,
            required,
            ignored_names,
            conventions,
            vocabulary,
            registers,
        } = settings;
        let mut hash = Xxh3::new();
        let mut field = |bytes: &[u8]| {
            hash.update(&bytes.len().to_le_bytes());
            hash.update(bytes);
        };
        field(text.text.as_bytes());
        for run in &text.not_utf8 {
            field(&run.range.start.to_le_bytes());
            field(&run.bytes);
        }
        for (rule, severity) in rules {
            field(rule.name.as_bytes());
            field(severity.name().as_bytes());
        }
        field(
            format!("{profile:?} {brackets:?} {required:?} {ignored_names:?} {conventions:?}")
                .as_bytes(),
        );
        field(&registers.digest().to_le_bytes());
        if vocabulary.is_some() {
            // It is made of nothing else.
            field(config?.text.as_bytes());
        }
        field(&stored::encode_findings(more)?);
        Some(Key(hash.digest128()))
    }
}

/// Where the entries of a cache stand in it. `None` if this is no cache.
fn entries(kept: &Kept) -> Option<HashMap<Key, (u8, Range<usize>)>> {
    let (mut rest, mut entries) = (&kept[..], HashMap::new());
    while !rest.is_empty() {
        let (head, behind): (Head, &[u8]) = postcard::take_from_bytes(rest).ok()?;
        rest = behind.get(head.len..)?;
        let start = kept.len() - behind.len();
        entries.insert(head.key, (head.age, start..start + head.len));
    }
    Some(entries)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
