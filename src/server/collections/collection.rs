//! A collection as the server knows it: what its documents say, and of which state of each file that is.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::time::SystemTime;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::collection::config;
use crate::collection::files::Stamp;
use crate::collection::index::{Index, Touched};
use crate::collection::names::{Found, Names};
use crate::collection::remembered::{self, Memory};
use crate::collection::summary::{Summary, below};
use crate::rules::{self, Finding};
use crate::server::documents::Snapshot;
use crate::server::settings::SettingsByUri;

/// A collection in which a document is open. Locks are taken in the order `files`, `index`, `names`: who holds a later one
/// asks for none before it, nor for the same again.
#[derive(Debug)]
pub struct Collection {
    root: PathBuf,
    /// Its documents, with what is known of each.
    files: Mutex<HashMap<PathBuf, State>>,
    /// What all its documents say.
    index: RwLock<Index>,
    /// The names in those that are not open.
    names: RwLock<Names>,
    /// Whether all of them were read.
    whole: AtomicBool,
    /// Whether the user stopped it.
    stopped: AtomicBool,
    /// What configuration and registers come to, which say how documents are read.
    key: Mutex<Option<u64>>,
}

/// Of what state of a document is known what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Of its open text.
    Open,
    /// Of its file, with this stamp and digest.
    File(Option<Stamp>, u64),
}

/// What a document says now.
#[derive(Debug)]
pub struct Said {
    file: PathBuf,
    /// None where it is gone.
    state: Option<State>,
    /// None where it cannot be read.
    summary: Option<Summary>,
    names: Option<Found>,
}

impl Said {
    /// What an open document says.
    pub fn open(file: PathBuf, summary: Summary) -> Said {
        Said {
            file,
            state: Some(State::Open),
            summary: Some(summary),
            names: None,
        }
    }

    /// What a file says, or that it cannot be read.
    pub fn closed(file: PathBuf, state: State, read: Option<(Summary, Found)>) -> Said {
        let (summary, names) = read.unzip();
        Said {
            file,
            state: Some(state),
            summary,
            names,
        }
    }

    /// That a file is gone.
    pub fn gone(file: PathBuf) -> Said {
        Said {
            file,
            state: None,
            summary: None,
            names: None,
        }
    }
}

/// Where a document lies in its collection.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its path from the root.
    path: String,
    collection: Arc<Collection>,
}

impl Place {
    /// Whether both lie in one collection.
    pub fn is_beside(&self, other: &Place) -> bool {
        Arc::ptr_eq(&self.collection, &other.collection)
    }

    /// The folder of the collection.
    pub fn root(&self) -> &Path {
        self.collection.root()
    }

    /// The path of the document from the root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The files of all documents of the collection.
    pub fn files(&self) -> Vec<PathBuf> {
        let index = self.index();
        let documents = index.documents();
        documents.map(|it| self.file(&it.path)).collect()
    }

    /// The file of a document of the collection, by its path from the root.
    pub fn file(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// The names in the documents of the collection that are not open.
    pub fn names(&self) -> RwLockReadGuard<'_, Names> {
        read(&self.collection.names)
    }

    /// What all documents of the collection say.
    pub fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.collection.index()
    }

    /// What the others say of a document that lies here. Costs what the document says.
    pub fn findings(&self, snapshot: &Snapshot) -> Vec<Finding> {
        if !rules::compares(&snapshot.settings) {
            return Vec::new();
        }
        let said = snapshot.said(&self.path);
        rules::check_collection(&said, &self.index(), &snapshot.settings)
    }
}

impl Collection {
    /// One of which nothing is known yet.
    pub fn new(root: PathBuf) -> Collection {
        Collection {
            root,
            index: RwLock::default(),
            names: RwLock::default(),
            files: Mutex::default(),
            whole: AtomicBool::default(),
            stopped: AtomicBool::default(),
            key: Mutex::default(),
        }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a document from the root.
    pub fn path(&self, file: &Path) -> String {
        below(&self.root, file)
    }

    /// What all documents say.
    pub fn index(&self) -> RwLockReadGuard<'_, Index> {
        read(&self.index)
    }

    /// Whether all documents were read, so that it is known what none of them says.
    pub fn is_whole(&self) -> bool {
        self.whole.load(Ordering::SeqCst)
    }

    /// Notes that all documents were read.
    pub fn complete(&self) {
        self.whole.store(true, Ordering::SeqCst);
    }

    /// Whether the user stopped its being read. It stays unread until the server starts again, or it is read in another way.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Notes whether the user stopped its being read.
    pub fn stop(&self, stopped: bool) {
        self.stopped.store(stopped, Ordering::SeqCst);
    }

    /// Where one of its documents lies.
    pub fn place(self: &Arc<Collection>, file: &Path) -> Option<Place> {
        lock(&self.files).contains_key(file).then(|| Place {
            path: self.path(file),
            collection: Arc::clone(self),
        })
    }

    /// Whether a document counts as open.
    pub fn is_open(&self, file: &Path) -> bool {
        self.state(file) == Some(State::Open)
    }

    /// Of what state of a document is known what it says.
    pub fn state(&self, file: &Path) -> Option<State> {
        lock(&self.files).get(file).copied()
    }

    /// All its documents, in no order.
    pub fn files(&self) -> Vec<PathBuf> {
        lock(&self.files).keys().cloned().collect()
    }

    /// Whether a document says this already.
    pub fn knows(&self, said: &Summary) -> bool {
        let index = self.index();
        let known = index.document(&said.path);
        known.is_some_and(|known| known.says_the_same(said))
    }

    /// What configuration and registers come to now; whether that is something else than what was read with.
    pub fn follow(&self, settings: &SettingsByUri) -> bool {
        let now = self.key(settings);
        let before = lock(&self.key).replace(now);
        before.is_some_and(|before| before != now)
    }

    /// What configuration and registers come to.
    pub fn key(&self, settings: &SettingsByUri) -> u64 {
        let file = self.root.join(config::NAME);
        let config = settings.configuration.config(&file);
        let text = config.as_ref().map_or("", |config| &config.text);
        let registers = &settings.configuration.settings(&file).registers;
        xxh3_64_with_seed(text.as_bytes(), registers.digest())
    }

    /// Takes in what documents say now, in the place of what was known of them. Of one that is open, its file does not count.
    pub fn take_in(&self, all: Vec<Said>) -> Touched {
        let mut touched = Touched::default();
        let mut files = lock(&self.files);
        let mut index = self.index.write().unwrap_or_else(PoisonError::into_inner);
        let mut names = self.names.write().unwrap_or_else(PoisonError::into_inner);
        for said in all {
            let is_open = files.get(&said.file) == Some(&State::Open);
            if is_open && said.state != Some(State::Open) {
                continue;
            }
            touched.extend(index.replace(&self.path(&said.file), said.summary));
            names.replace(&said.file, said.names);
            match said.state {
                Some(state) => _ = files.insert(said.file, state),
                None => _ = files.remove(&said.file),
            }
        }
        touched
    }

    /// Notes which documents are open; those that are no more, and whose files have to be read therefore.
    pub fn close<'a>(&self, open: impl Iterator<Item = &'a PathBuf> + Clone) -> Vec<PathBuf> {
        let mut closed = Vec::new();
        for (file, state) in lock(&self.files).iter_mut() {
            if *state == State::Open && !open.clone().any(|open| open == file) {
                *state = State::File(None, 0);
                closed.push(file.clone());
            }
        }
        closed
    }

    /// Keeps what closed documents say for the next start. `began` is when reading began.
    pub fn remember(&self, kept: &Path, key: u64, began: SystemTime) -> Result<(), String> {
        let (files, index, names) = (lock(&self.files).clone(), self.index(), read(&self.names));
        let memories = files.iter().filter_map(|(file, state)| {
            let State::File(stamp, digest) = *state else {
                return None;
            };
            Some(Memory {
                stamp,
                digest,
                summary: index.document(&self.path(file))?.clone(),
                names: names.of(file)?.clone(),
            })
        });
        remembered::write(&remembered::file(kept, &self.root), key, memories, began)
    }
}

fn read<T>(value: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    value.read().unwrap_or_else(PoisonError::into_inner)
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
