//! Our own watch over the folders that are worked on, for clients that keep none (Neovim on Linux).
//!
//! A folder costs a handle of the system, so one with very many folders is not watched; there, files are looked at when a document
//! is opened, changed or saved, as ever.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Config, Event as Seen, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::UnboundedSender;

use crate::collection::config;
use crate::collection::files;
use crate::registers::{PLACES_AS_FEATURES, Topic};
use crate::server::collections::Event;
use crate::server::health::log::Log;
use crate::server::settings::reload::Look;

/// An editor that saves touches a file several times, and a program that writes many goes on for a while.
const QUIET: Duration = Duration::from_millis(100);
/// What goes on longer is told in between.
const LONGEST: Duration = Duration::from_secs(1);
/// Linux grants a person 8,192 watched folders on small machines, and other programs want some.
const MOST_FOLDERS: usize = 4_000;

/// Watches what it is told to, each time instead of what it watched before.
pub struct Watcher {
    log: Arc<Log>,
    looks: UnboundedSender<Look>,
    compares: UnboundedSender<Event>,
    /// Told the folders; none before the first are known.
    thread: Mutex<Option<Sender<Told>>>,
}

enum Told {
    Folders(Vec<PathBuf>),
    Root(PathBuf),
    Seen(notify::Result<Seen>),
    End,
}

impl Watcher {
    /// One that watches nothing yet, and tells these when something has changed.
    pub fn new(
        log: Arc<Log>,
        looks: UnboundedSender<Look>,
        compares: UnboundedSender<Event>,
    ) -> Watcher {
        Watcher {
            log,
            looks,
            compares,
            thread: Mutex::default(),
        }
    }

    /// Watches these folders from now on. Ends at once: a thread goes through them.
    pub fn watch(&self, folders: Vec<PathBuf>) {
        self.tell(Told::Folders(folders));
    }

    /// Watches the folder of a collection too.
    pub fn watch_too(&self, root: PathBuf) {
        self.tell(Told::Root(root));
    }

    fn tell(&self, what: Told) {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        let told = thread.get_or_insert_with(|| {
            let (told, hears) = channel();
            let work = Work {
                log: Arc::clone(&self.log),
                looks: self.looks.clone(),
                compares: self.compares.clone(),
                seen: told.clone(),
            };
            thread::spawn(move || work.run(&hears));
            told
        });
        // The thread ends only with the server.
        let _ = told.send(what);
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(told) = thread.take() {
            // It may have ended by itself.
            let _ = told.send(Told::End);
        }
    }
}

struct Work {
    log: Arc<Log>,
    looks: UnboundedSender<Look>,
    compares: UnboundedSender<Event>,
    seen: Sender<Told>,
}

impl Work {
    fn run(self, hears: &Receiver<Told>) {
        let (mut held, mut folders, mut roots) = (Vec::new(), Vec::new(), BTreeSet::new());
        while let Ok(told) = hears.recv() {
            let (mut changed, start) = (BTreeSet::new(), Instant::now());
            let mut next = Some(told);
            while let Some(told) = next {
                match told {
                    Told::Folders(now) => {
                        folders = now;
                        // The old one goes before the new one begins.
                        held.clear();
                        held.extend(self.begin(&folders, &roots));
                    }
                    Told::Root(root) => {
                        let is_in = |folder: &PathBuf| root.starts_with(folder);
                        if !folders.iter().any(is_in) && !roots.iter().any(is_in) {
                            roots.insert(root);
                            // The old one goes before the new one begins.
                            held.clear();
                            held.extend(self.begin(&folders, &roots));
                        }
                    }
                    Told::End => return,
                    Told::Seen(seen) => changed.extend(paths(seen)),
                }
                next = (start.elapsed() < LONGEST)
                    .then(|| hears.recv_timeout(QUIET).ok())
                    .flatten();
            }
            if !changed.is_empty() && !self.tell(changed) {
                return;
            }
        }
    }

    /// Watches the folders; none where they cannot be watched.
    fn begin(&self, folders: &[PathBuf], roots: &BTreeSet<PathBuf>) -> Option<RecommendedWatcher> {
        let folders = || folders.iter().chain(roots);
        let count: usize = folders()
            .map(|folder| files::count_folders(folder, MOST_FOLDERS))
            .sum();
        if count == 0 {
            return None;
        }
        if count > MOST_FOLDERS {
            self.log.warn(&format!(
                "there are more than {MOST_FOLDERS} folders in what is worked on, so they are not watched; files that other programs change are noticed when you open, change or save a document"
            ));
            return None;
        }
        let seen = self.seen.clone();
        let hear = move |event| {
            // The thread ends only with the server.
            let _ = seen.send(Told::Seen(event));
        };
        let watching = RecommendedWatcher::new(hear, Config::default().with_follow_symlinks(false));
        let watching = watching.and_then(|mut watcher| {
            for folder in folders() {
                watcher.watch(folder, RecursiveMode::Recursive)?;
            }
            Ok(watcher)
        });
        match watching {
            Ok(watcher) => {
                self.log
                    .note(format!("watching {count} folders"), String::new);
                Some(watcher)
            }
            Err(error) => {
                self.log.warn(&format!(
                    "folders cannot be watched ({error}); files that other programs change are noticed when you open, change or save a document"
                ));
                None
            }
        }
    }

    /// Tells what has changed; whether the server is still there.
    fn tell(&self, changed: BTreeSet<PathBuf>) -> bool {
        self.log.note(
            format!("{} files have changed on the disk", changed.len()),
            String::new,
        );
        let decides = changed.iter().any(|path| decides(path));
        if decides && self.looks.send(Look::Changed).is_err() {
            return false;
        }
        self.compares
            .send(Event::Changed(changed.into_iter().collect()))
            .is_ok()
    }
}

/// The files that have changed and count.
fn paths(seen: notify::Result<Seen>) -> Vec<PathBuf> {
    match seen {
        Ok(seen) if !matches!(seen.kind, EventKind::Access(_)) => {
            seen.paths.into_iter().filter(|path| counts(path)).collect()
        }
        Ok(_) => Vec::new(),
        // What was lost may have been a sigla.toml.
        Err(_) => vec![PathBuf::from(config::NAME)],
    }
}

/// Whether a change of this file may change what is said of a document. A name without an ending may be that of a folder.
fn counts(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.')
        && (decides(path)
            || path
                .extension()
                .is_none_or(|it| it == "sigla" || it == "txt" || it == "md"))
}

/// Whether it decides what is asked of documents.
fn decides(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name == config::NAME
        || name == PLACES_AS_FEATURES
        || Topic::of(path).is_some()
        || path.extension().is_some_and(|it| it == "gaz")
}
