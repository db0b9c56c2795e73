//! The cache: what was found in a file, by its content, so that what did not change is not parsed again.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128};

use super::stored;
use crate::cli::complain;
use crate::cli::report::Reported;
use crate::collection::config::Config;
use crate::collection::files::Text;
use crate::collection::summary::Summary;
use crate::collection::writing;
use crate::rules::{Finding, Settings};

/// How a cache begins; behind it stand a checksum of the rest, the build, and the entries.
const MAGIC: &[u8] = b"sigla cache 1\n";
/// An entry that so many writings did not need is left out of the next.
const OLDEST: u8 = 8;

/// What a file's findings depend on: its text, and all that is asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Key(u128);

/// Findings of earlier runs, and of this one. May be asked from many threads.
pub(super) struct Cache {
    /// Where it is kept between runs, if it is.
    file: Option<PathBuf>,
    bytes: Vec<u8>,
    /// Where the entries of earlier runs stand in the bytes, and for how many writings they were not needed.
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
            bytes: Vec::new(),
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
        let bytes = fs::read(&file).unwrap_or_default();
        let old = match bytes.is_empty() {
            true => Some(HashMap::new()),
            false => entries(&bytes),
        };
        if old.is_none() {
            complain(&format!(
                "{}: this cache is broken or no cache, so it is made anew",
                file.display()
            ));
        }
        Cache {
            file: Some(file),
            bytes,
            old: old.unwrap_or_default(),
            ..Cache::in_memory()
        }
    }

    /// What is known of a file.
    pub fn get(&self, key: Key) -> Option<(Vec<Reported>, Option<Summary>)> {
        let known = match self.old.get(&key) {
            Some((_, range)) => stored::decode(&self.bytes[range.clone()]),
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
        let mut rest = build().into_bytes();
        rest.push(b'\n');
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
                add(*key, age, &self.bytes[range.clone()]);
            }
        }
        for (key, bytes) in new.iter() {
            add(*key, 0, bytes);
        }
        let checksum = xxh3_128(&rest).to_le_bytes();
        let whole = [MAGIC, &checksum, &rest].concat();
        let written = match file.parent() {
            Some(folder) => make(folder).map_err(|error| format!("{}: {error}", folder.display())),
            None => Ok(()),
        };
        let written =
            written.and_then(|()| writing::write(file, &whole).map_err(|error| error.to_string()));
        if let Err(message) = written {
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

/// The folder of caches, unless the command line names one: `$XDG_CACHE_HOME/sigla`, or `~/.cache/sigla`.
pub(in crate::cli) fn usual_folder() -> Option<PathBuf> {
    let folder = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|it| it.is_absolute())
    };
    folder("XDG_CACHE_HOME")
        .or_else(|| folder("HOME").map(|home| home.join(".cache")))
        .or_else(|| folder("LOCALAPPDATA"))
        .map(|folder| folder.join("sigla"))
}

/// Makes a folder that only its owner can read, since a cache shows what stands in documents.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Which program wrote a cache: its version, and the file that it is run from, for those who build it themselves.
fn build() -> String {
    let program = std::env::current_exe().ok();
    let metadata = program
        .as_ref()
        .and_then(|program| fs::metadata(program).ok());
    let stamp = format!(
        "{program:?} {:?} {:?}",
        metadata.as_ref().map(fs::Metadata::len),
        metadata
            .as_ref()
            .and_then(|metadata| metadata.modified().ok())
    );
    format!(
        "{} {:016x}",
        env!("CARGO_PKG_VERSION"),
        xxh3_64(stamp.as_bytes())
    )
}

/// Where the entries of a cache stand in its bytes; none at all if another build wrote them. `None` if this is no cache.
fn entries(bytes: &[u8]) -> Option<HashMap<Key, (u8, Range<usize>)>> {
    let (checksum, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<16>()?;
    if xxh3_128(rest).to_le_bytes() != *checksum {
        return None;
    }
    let end = memchr::memchr(b'\n', rest)?;
    let (builder, mut rest) = (&rest[..end], &rest[end + 1..]);
    let mut entries = HashMap::new();
    if builder != build().as_bytes() {
        return Some(entries);
    }
    while !rest.is_empty() {
        let (head, behind): (Head, &[u8]) = postcard::take_from_bytes(rest).ok()?;
        rest = behind.get(head.len..)?;
        let start = bytes.len() - behind.len();
        entries.insert(head.key, (head.age, start..start + head.len));
    }
    Some(entries)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
