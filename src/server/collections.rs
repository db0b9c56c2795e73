//! Compares open documents with the others of their collections: a task that reads what lies on the disk beside them, and
//! announces those of which the others say something else now.
//!
//! Of an open document its text counts, not its file. A collection is read once somebody works in it; after that, only the
//! files whose stamps have changed. No lock is held while anything is read.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use super::documents::{Documents, Snapshot};
use super::faults;
use super::hooks;
use super::lsp::Uri;
use super::publish::Publisher;
use super::settings::{self, SettingsByUri};
use crate::collection::config::{self, absolute};
use crate::collection::files::{self, Stamp};
use crate::collection::index::Index;
use crate::collection::names::{Found, Names};
use crate::collection::summary::{Summary, below};
use crate::model::document::Document;
use crate::rules::{self, Finding};

/// Documents are compared once nothing has happened for so long …
const PAUSE: Duration = Duration::from_millis(50);
/// … or has gone on for so long.
const LONGEST: Duration = Duration::from_secs(1);

/// What may change what documents say of each other.
#[derive(Clone, Debug)]
pub enum Event {
    /// An open document was edited.
    Edited(Uri),
    /// The client says that these files have changed, whatever their stamps are.
    Changed(Vec<PathBuf>),
    /// Documents were opened, closed or saved, or are asked for something else.
    Look,
}

/// Where a document lies in its collection.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its path from the root.
    path: String,
    /// The root of the collection.
    root: PathBuf,
    /// What all its documents say.
    index: Arc<RwLock<Index>>,
    /// The names in those that are not open.
    names: Arc<RwLock<Names>>,
}

impl Place {
    /// Whether both lie in one collection.
    pub fn is_beside(&self, other: &Place) -> bool {
        Arc::ptr_eq(&self.index, &other.index)
    }

    /// The folder of the collection.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file of a document of the collection, by its path from the root.
    pub fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The names in the documents of the collection that are not open.
    pub fn names(&self) -> RwLockReadGuard<'_, Names> {
        self.names.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What all documents of the collection say.
    pub fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the others say of a document that lies here. Costs what the document says.
    pub fn findings(&self, snapshot: &Snapshot) -> Vec<Finding> {
        if !rules::compares(&snapshot.settings) {
            return Vec::new();
        }
        let said = snapshot.said(&self.path);
        rules::check_collection(&said, &self.index(), &snapshot.settings)
    }

    /// Whether the others know already that it says this.
    fn knows(&self, said: &Summary) -> bool {
        let index = self.index();
        let known = index.document(&self.path);
        known.is_some_and(|known| known.says_the_same(said))
    }
}

/// Where events are told.
#[derive(Debug)]
pub struct Comparer {
    events: UnboundedSender<Event>,
}

/// What the task works with.
pub struct Work {
    /// The open documents.
    pub documents: Arc<Documents>,
    /// Their settings and roots.
    pub settings: Arc<SettingsByUri>,
    /// Where documents are announced.
    pub publisher: Publisher,
}

/// A collection in which a document is open.
#[derive(Default)]
struct Collection {
    index: Arc<RwLock<Index>>,
    /// The names in those of its documents that are not open.
    names: Arc<RwLock<Names>>,
    /// The registers that its documents were read with.
    registers: u64,
    /// Its documents; none stands for one that has to be read again, since its open text counted.
    files: HashMap<PathBuf, Option<Stamp>>,
    /// The text of its `sigla.toml`, which may give words a meaning.
    config: Option<Arc<str>>,
}

/// By their roots.
type Collections = HashMap<PathBuf, Collection>;

impl Comparer {
    /// Starts the task; it ends with the comparer.
    pub fn start(work: Work) -> Comparer {
        let (events, queue) = unbounded_channel();
        tokio::spawn(work.run(queue));
        Comparer { events }
    }

    /// Has documents compared soon.
    pub fn tell(&self, event: Event) {
        // The task ends only with the server, and then nobody is left to tell.
        let _ = self.events.send(event);
    }

    /// The same, for whoever outlives the server's other half.
    pub fn events(&self) -> UnboundedSender<Event> {
        self.events.clone()
    }
}

impl Work {
    async fn run(self, mut queue: UnboundedReceiver<Event>) {
        let work = Arc::new(self);
        let mut collections = Collections::default();
        while let Some(first) = queue.recv().await {
            let (start, mut events) = (Instant::now(), vec![first]);
            while start.elapsed() < LONGEST
                && let Ok(Some(next)) = timeout(PAUSE, queue.recv()).await
            {
                events.push(next);
            }
            let here = Arc::clone(&work);
            let round = tokio::task::spawn_blocking(move || {
                let _doing = faults::doing(&"collections".into());
                hooks::pass("collections");
                let changed = here.follow(&mut collections, events);
                (collections, changed)
            });
            // A panic costs what was known, which is read anew at the next look.
            let changed;
            (collections, changed) = round.await.unwrap_or_default();
            work.publisher.announce(changed);
        }
    }

    /// Takes in what has happened; gives the documents of which the others say something else now.
    fn follow(&self, collections: &mut Collections, events: Vec<Event>) -> Vec<Uri> {
        let (mut edited, mut changed, mut looks) = (HashSet::new(), HashSet::new(), false);
        for event in events {
            looks |= !matches!(event, Event::Edited(_));
            match event {
                Event::Edited(uri) => _ = edited.insert(uri),
                Event::Changed(paths) => changed.extend(paths),
                Event::Look => {}
            }
        }
        let open = self.documents.all();
        match looks {
            true => self.look(collections, &open, &changed),
            false => (edited.iter())
                .flat_map(|uri| self.edited(&open, uri))
                .collect(),
        }
    }

    /// Takes in what an edited document says, if that is something else.
    fn edited(&self, open: &[Snapshot], uri: &Uri) -> Vec<Uri> {
        let edited = open.iter().find(|it| it.uri == *uri);
        let Some((snapshot, place)) = edited.and_then(|it| Some((it, it.place.as_ref()?))) else {
            return Vec::new();
        };
        let said = snapshot.said(&place.path);
        if place.knows(&said) {
            return Vec::new();
        }
        let is_near = |other: &Place| other.is_beside(place);
        let near = open.iter().map(|it| (it, it.place.clone()));
        let near: Vec<_> = near
            .filter(|(_, place)| place.as_ref().is_some_and(is_near))
            .collect();
        self.take_in(&place.index, vec![(place.path.clone(), Some(said))], &near)
    }

    /// Looks at the files of all collections in which a document is open.
    fn look(
        &self,
        collections: &mut Collections,
        open: &[Snapshot],
        changed: &HashSet<PathBuf>,
    ) -> Vec<Uri> {
        let mut together: HashMap<Option<PathBuf>, HashMap<PathBuf, &Snapshot>> = HashMap::new();
        let mut nowhere = Vec::new();
        for snapshot in open {
            match settings::path(&snapshot.uri).map(|path| absolute(&path)) {
                Some(path) => {
                    let root = self.settings.root(&path);
                    together.entry(root).or_default().insert(path, snapshot);
                }
                None => nowhere.push((snapshot, None)),
            }
        }
        collections.retain(|root, _| together.contains_key(&Some(root.clone())));
        let mut announced = Vec::new();
        for (root, open) in together {
            let Some(root) = root else {
                nowhere.extend(open.into_values().map(|it| (it, None)));
                continue;
            };
            let collection = collections.entry(root.clone()).or_default();
            let said = collection.read(&root, &open, changed, &self.settings);
            let place = |path: &Path| Place {
                path: below(&root, path),
                root: root.clone(),
                index: Arc::clone(&collection.index),
                names: Arc::clone(&collection.names),
            };
            let lies = |path: &PathBuf| collection.files.contains_key(path).then(|| place(path));
            let open: Vec<_> = open.iter().map(|(path, it)| (*it, lies(path))).collect();
            announced.extend(self.take_in(&collection.index, said, &open));
        }
        announced.extend(self.take_in(&Arc::default(), Vec::new(), &nowhere));
        announced
    }

    /// Takes in what documents of a collection say now, and gives its open ones of which it says something else therefore,
    /// or which were edited meanwhile.
    fn take_in(
        &self,
        index: &RwLock<Index>,
        said: Vec<(String, Option<Summary>)>,
        open: &[(&Snapshot, Option<Place>)],
    ) -> Vec<Uri> {
        let before: Vec<_> = open.iter().map(|(it, _)| it.compared()).collect();
        let mut index = index.write().unwrap_or_else(PoisonError::into_inner);
        for (path, summary) in said {
            index.replace(&path, summary);
        }
        drop(index);
        let mut announced = Vec::new();
        for ((snapshot, place), before) in open.iter().zip(before) {
            let after = place.as_ref().map(|place| place.findings(snapshot));
            let differs = after.unwrap_or_default() != before;
            if self.documents.place(snapshot, place.clone(), differs) {
                announced.push(snapshot.uri.clone());
            }
        }
        announced
    }
}

impl Collection {
    /// What its documents say, of those that have come, gone or changed since the last time.
    fn read(
        &mut self,
        root: &Path,
        open: &HashMap<PathBuf, &Snapshot>,
        changed: &HashSet<PathBuf>,
        settings: &SettingsByUri,
    ) -> Vec<(String, Option<Summary>)> {
        let configuration = &settings.configuration;
        let config = configuration.config(&root.join(config::NAME));
        let config = config.map(|config| Arc::clone(&config.text));
        let registers = configuration
            .settings(&root.join(config::NAME))
            .registers
            .digest();
        let anew = self.config != config || self.registers != registers;
        (self.config, self.registers) = (config, registers);
        let is_document = |file: &Path, fits| {
            configuration.is_document(file, fits) && settings.root(file).as_deref() == Some(root)
        };
        let walk = files::walk_where(&[root.to_owned()], &[], is_document);
        let is_new = |file: &&PathBuf| {
            let fits = file.extension().is_some_and(|it| it == "sigla");
            files::stamp(file).is_none() && is_document(file, fits)
        };
        let unsaved = open.keys().filter(is_new).cloned();
        let files: HashMap<_, _> = (walk.files.into_iter().chain(unsaved))
            .map(|file| match open.contains_key(&file) {
                true => (file, None),
                false => (file.clone(), files::stamp(&file)),
            })
            .collect();
        let is_other = |file: &PathBuf, stamp: &Option<Stamp>| {
            anew || stamp.is_none() || changed.contains(file) || self.files.get(file) != Some(stamp)
        };
        let other = files
            .par_iter()
            .filter(|(file, stamp)| is_other(file, stamp));
        let read: Vec<_> = other
            .map(|(file, _)| {
                let path = below(root, file);
                match open.get(file) {
                    Some(snapshot) => {
                        let said = snapshot.said(&path);
                        (path, file, Some(said), None)
                    }
                    None => {
                        let (summary, names) = read(&path, file, settings).unzip();
                        (path, file, summary, names)
                    }
                }
            })
            .collect();
        let gone = self.files.keys().filter(|file| !files.contains_key(*file));
        let gone = gone.map(|file| (below(root, file), file, None, None));
        let mut names = self.names.write().unwrap_or_else(PoisonError::into_inner);
        let said = read
            .into_iter()
            .chain(gone)
            .map(|(path, file, summary, found)| {
                names.replace(file, found);
                (path, summary)
            });
        let said = said.collect();
        drop(names);
        self.files = files;
        said
    }
}

/// What a file says, and the names in it; none where it cannot be read, or not without a panic.
fn read(path: &str, file: &Path, settings: &SettingsByUri) -> Option<(Summary, Found)> {
    let text = files::read(file).ok()?.text;
    let settings = settings.configuration.settings(file);
    let read = || {
        let document = Document::with(&text, settings.vocabulary.clone());
        (
            Summary::of(path, &document),
            Found::of(&document, &settings.registers),
        )
    };
    catch_unwind(AssertUnwindSafe(read)).ok()
}
