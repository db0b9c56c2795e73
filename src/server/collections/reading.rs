//! Reads the files of collections: a task that takes in what has changed, from what is remembered where that is enough.

use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tokio::sync::mpsc::{
    UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel,
};
use tokio::time::{Instant, timeout_at};

use super::Event;
use super::Work;
use super::collection::{Collection, Said, State};
use super::progress::{Progress, Shown};
use crate::collection::files::{self, Stamp};
use crate::collection::index::Touched;
use crate::collection::kept;
use crate::collection::names::Found;
use crate::collection::remembered::{self, Memory, digest};
use crate::collection::summary::Summary;
use crate::model::document::Document;
use crate::server::settings::SettingsByUri;
use crate::server::{faults, hooks};

/// So many files are read between two looks at whether to stop.
const AT_ONCE: usize = 256;
/// A collection of fewer documents is read faster than it is remembered.
const WORTH_REMEMBERING: usize = 500;
/// A walk through a folder waits until so many times what the last one took have passed.
const BETWEEN_WALKS: u32 = 10;

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// These files, whatever their stamps are.
    Files(Vec<PathBuf>),
    /// What has changed.
    All,
    /// Everything: it is read in another way now.
    Anew,
}

/// Something to read.
#[derive(Debug)]
pub struct Job {
    collection: Arc<Collection>,
    what: What,
}

impl Job {
    /// To read this of a collection.
    pub fn new(collection: &Arc<Collection>, what: What) -> Job {
        Job {
            collection: Arc::clone(collection),
            what,
        }
    }
}

/// Where files are given to be read.
#[derive(Debug)]
pub struct Reader {
    jobs: UnboundedSender<Job>,
}

impl Reader {
    /// Starts the task, which tells what it has read; it ends with the reader.
    pub fn start(work: Work, shown: Shown, events: WeakUnboundedSender<Event>) -> Reader {
        let (jobs, queue) = unbounded_channel();
        tokio::spawn(run(work, shown, events, queue));
        Reader { jobs }
    }

    /// Has something read soon.
    pub fn read(&self, job: Job) {
        // The task ends only with the server.
        let _ = self.jobs.send(job);
    }
}

async fn run(
    work: Work,
    shown: Shown,
    events: WeakUnboundedSender<Event>,
    mut queue: UnboundedReceiver<Job>,
) {
    // Walks that are to come, and when each folder may be walked again.
    let mut waiting: Vec<Job> = Vec::new();
    let mut due: HashMap<PathBuf, Instant> = HashMap::new();
    loop {
        let at = |job: &Job| due.get(job.collection.root()).copied();
        let next = waiting.iter().filter_map(at).min();
        let job = match next {
            Some(next) => timeout_at(next, queue.recv()).await,
            None => Ok(queue.recv().await),
        };
        let job = match job {
            Ok(Some(job)) => {
                let is_early = at(&job).is_some_and(|due| due > Instant::now());
                if job.what == What::All && is_early {
                    let is_same = |other: &Job| Arc::ptr_eq(&other.collection, &job.collection);
                    if !waiting.iter().any(is_same) {
                        waiting.push(job);
                    }
                    continue;
                }
                job
            }
            Ok(None) => return,
            Err(_) => {
                let now = Instant::now();
                let ripe = waiting
                    .iter()
                    .position(|job| at(job).is_none_or(|due| due <= now));
                let Some(ripe) = ripe else { continue };
                waiting.swap_remove(ripe)
            }
        };
        let root = job.collection.root().to_owned();
        let start = Instant::now();
        let walks = !matches!(job.what, What::Files(_));
        let read = follow(&work, &shown, job).await;
        if walks {
            due.insert(
                root.clone(),
                Instant::now() + start.elapsed() * BETWEEN_WALKS,
            );
        }
        let (Some((touched, said)), Some(events)) = (read, events.upgrade()) else {
            continue;
        };
        let _ = events.send(Event::Read(root, touched, said));
    }
}

/// Does a job, and shows its progress; none where it came to nothing.
async fn follow(work: &Work, shown: &Shown, job: Job) -> Option<(Touched, BTreeSet<String>)> {
    let progress = Arc::new(Progress::default());
    let shows = work.abilities.get().is_some_and(|it| it.shows_progress);
    if shows {
        let name = job.collection.root().file_name().unwrap_or_default();
        let title = format!("Sigla reads {}", name.to_string_lossy());
        tokio::spawn(
            shown
                .clone()
                .show(work.client.clone(), title, Arc::clone(&progress)),
        );
    }
    let (settings, done) = (Arc::clone(&work.settings), Arc::clone(&progress));
    let reading = tokio::task::spawn_blocking(move || {
        let _doing = faults::doing(&"reading".into());
        let mut reading = Reading {
            collection: &job.collection,
            settings: &settings,
            progress: &done,
            touched: Touched::default(),
            said: BTreeSet::new(),
        };
        let is_whole = match &job.what {
            What::Files(files) => {
                reading.these(files);
                false
            }
            What::All => reading.all(false),
            What::Anew => reading.all(true),
        };
        let is_new = is_whole && !job.collection.is_whole();
        if is_whole {
            job.collection.complete();
        }
        let is_anything = is_new || !reading.said.is_empty();
        is_anything.then_some((reading.touched, reading.said))
    });
    // A panic costs this reading only.
    let read = reading.await.unwrap_or_default();
    progress.end();
    read
}

/// A reading under way.
struct Reading<'a> {
    collection: &'a Collection,
    settings: &'a SettingsByUri,
    progress: &'a Progress,
    touched: Touched,
    /// The documents that were read, by path from the root.
    said: BTreeSet<String>,
}

impl Reading<'_> {
    /// Reads these files, if they are documents of the collection.
    fn these(&mut self, files: &[PathBuf]) {
        let is_known =
            |file: &&PathBuf| self.is_document(file) || self.collection.state(file).is_some();
        let files: Vec<_> = files.iter().filter(is_known).cloned().collect();
        let said = files.par_iter().map(|file| match files::stamp(file) {
            Some(_) if self.is_document(file) => self.read(file, None, None),
            _ => Said::gone(file.clone()),
        });
        let said = said.collect();
        self.take_in(&files, said);
    }

    /// Reads what has changed in the folder since the last time, or everything; whether it came to the end.
    fn all(&mut self, anew: bool) -> bool {
        if self.collection.is_stopped() && !anew {
            return false;
        }
        self.collection.stop(false);
        let began = SystemTime::now();
        let root = self.collection.root();
        let key = self.collection.key(self.settings);
        let kept = kept::folder();
        let is_first = !self.collection.is_whole();
        let mut remembered = match &kept {
            Some(kept) if is_first => remembered::read(&remembered::file(kept, root), key),
            _ => HashMap::new(),
        };
        let is_document = |file: &Path, fits| self.fits(file, fits);
        let walk = files::walk_where(&[root.to_owned()], &[], is_document);
        let stamped = walk.files.par_iter().filter_map(|file| {
            let stamp = files::stamp(file);
            let is_other = match self.collection.state(file) {
                Some(State::Open) => false,
                Some(State::File(known, _)) => anew || known.is_none() || known != stamp,
                None => true,
            };
            is_other.then_some((file, stamp))
        });
        let other: Vec<(&PathBuf, Option<Stamp>)> = stamped.collect();
        self.progress.all.store(other.len(), Ordering::SeqCst);
        let mut is_remembered = true;
        for some in other.chunks(AT_ONCE) {
            while hooks::stalls("collection") && !self.progress.is_stopped() {
                std::thread::sleep(Duration::from_millis(1));
            }
            if self.progress.is_stopped() {
                self.collection.stop(true);
                return false;
            }
            let mut known: HashMap<&Path, Memory> = HashMap::new();
            for (file, _) in some {
                let memory = remembered.remove(&self.collection.path(file));
                known.extend(memory.map(|memory| (file.as_path(), memory)));
            }
            is_remembered &= some.iter().all(|(file, stamp)| {
                let memory = known.get(file.as_path());
                memory.is_some_and(|memory| memory.is_of(*stamp))
            });
            let said = some
                .par_iter()
                .map(|(file, stamp)| self.read(file, *stamp, known.get(file.as_path())));
            let said: Vec<_> = said.collect();
            let files: Vec<PathBuf> = some.iter().map(|(file, _)| (*file).clone()).collect();
            self.take_in(&files, said);
            self.progress.done.fetch_add(some.len(), Ordering::SeqCst);
        }
        let gone = self.collection.files().into_iter().filter(|file| {
            walk.files.binary_search(file).is_err()
                && self.collection.state(file) != Some(State::Open)
        });
        let gone: Vec<_> = gone.collect();
        let said = gone.iter().cloned().map(Said::gone).collect();
        self.take_in(&gone, said);
        let is_worth_it = walk.files.len() >= WORTH_REMEMBERING && (is_first || anew);
        if let Some(kept) = kept.filter(|_| is_worth_it && (!is_remembered || anew)) {
            // What cannot be kept is read again at the next start.
            let _ = self.collection.remember(&kept, key, began);
        }
        true
    }

    fn take_in(&mut self, files: &[PathBuf], said: Vec<Said>) {
        self.touched.extend(self.collection.take_in(said));
        let paths = files.iter().map(|file| self.collection.path(file));
        self.said.extend(paths);
    }

    /// What a file says: as it is remembered, if it is as it was then.
    fn read(&self, file: &Path, stamp: Option<Stamp>, known: Option<&Memory>) -> Said {
        let remembered = |memory: &Memory| {
            let read = (memory.summary.clone(), memory.names.clone());
            let state = State::File(stamp, memory.digest);
            Said::closed(file.to_owned(), state, Some(read))
        };
        if let Some(memory) = known.filter(|memory| memory.is_of(stamp)) {
            return remembered(memory);
        }
        let Ok(text) = files::read(file) else {
            return Said::closed(file.to_owned(), State::File(stamp, 0), None);
        };
        let digest = digest(&text.text);
        match known.filter(|it| it.digest == digest) {
            Some(memory) => remembered(memory),
            None => {
                let read = self.parse(file, &text.text);
                Said::closed(file.to_owned(), State::File(stamp, digest), read)
            }
        }
    }

    /// What a text says, and the names in it; none where that panics.
    fn parse(&self, file: &Path, text: &str) -> Option<(Summary, Found)> {
        let settings = self.settings.configuration.settings(file);
        let path = self.collection.path(file);
        let read = || {
            let document = Document::with(text, settings.knowledge());
            (
                Summary::of(&path, &document),
                Found::of(&document, &settings.registers),
            )
        };
        catch_unwind(AssertUnwindSafe(read)).ok()
    }

    fn is_document(&self, file: &Path) -> bool {
        self.fits(file, file.extension().is_some_and(|it| it == "sigla"))
    }

    fn fits(&self, file: &Path, by_name: bool) -> bool {
        self.settings.configuration.is_document(file, by_name)
            && self.settings.root(file).as_deref() == Some(self.collection.root())
    }
}
