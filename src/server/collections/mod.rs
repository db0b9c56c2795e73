//! Compares open documents with the others of their collections: a task that takes in what is edited, and announces the
//! documents of which the others say something else now.
//!
//! Of an open document its text counts, not its file. The files are read by a task of its own, `reading`, so that an edit never
//! waits for it; nothing is compared before a collection was read to its end. No lock is held while anything is read.

mod closed;
mod collection;
mod progress;
mod reading;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::error::TryRecvError;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use tower_lsp::Client;

use super::capabilities::ClientAbilities;
use super::documents::{Documents, Snapshot};
use super::lsp::{Diagnostic, ProgressToken, Uri};
use super::settings::{self, SettingsByUri};
use crate::collection::config::absolute;
use crate::collection::files;
use crate::collection::index::Touched;
use crate::server::findings::publish::Publisher;
use crate::server::health::{faults, hooks};
use closed::Closed;
pub use collection::Place;
use collection::{Collection, Said};
use progress::Shown;
use reading::{Job, Reader, What};

/// Documents are compared once nothing has happened for so long …
const PAUSE: Duration = Duration::from_millis(25);
/// … or has gone on for so long.
const LONGEST: Duration = Duration::from_secs(1);

/// What may change what documents say of each other.
#[derive(Debug)]
pub enum Event {
    /// An open document was edited.
    Edited(Uri),
    /// The client says that these files have changed, whatever their stamps are.
    Changed(Vec<PathBuf>),
    /// Documents were opened, closed or saved, or are asked for something else.
    Look,
    /// Files of the collection at this root were read.
    Read(PathBuf, Touched, BTreeSet<String>),
}

/// Where events are told.
#[derive(Debug)]
pub struct Comparer {
    events: UnboundedSender<Event>,
    shown: Shown,
}

/// What the task works with.
#[derive(Clone)]
pub struct Work {
    /// The other side.
    pub client: Client,
    /// What it can do, once it has said so.
    pub abilities: Arc<OnceLock<ClientAbilities>>,
    /// The open documents.
    pub documents: Arc<Documents>,
    /// Their settings and roots.
    pub settings: Arc<SettingsByUri>,
    /// Where documents are announced.
    pub publisher: Publisher,
}

/// What the task knows: the collections in which a document is open, by their roots, and what is wrong in closed documents.
#[derive(Default)]
struct State {
    collections: HashMap<PathBuf, Arc<Collection>>,
    closed: Closed,
    told: Told,
}

/// What open documents were told of by the others of their collections: rules and messages, wherever they stand now.
type Told = HashMap<Uri, Vec<(&'static str, String)>>;

/// What a round gives the client to know.
#[derive(Default)]
struct Outcome {
    /// Open documents of which something else is said now.
    announced: Vec<Uri>,
    /// Closed ones, with all that is wrong in them.
    closed: Vec<(Uri, Vec<Diagnostic>)>,
}

impl Comparer {
    /// Starts the task; it ends with the comparer.
    pub fn start(work: Work) -> Comparer {
        let (events, queue) = unbounded_channel();
        let shown = Shown::default();
        let reader = Reader::start(work.clone(), shown.clone(), events.downgrade());
        tokio::spawn(work.run(reader, queue));
        Comparer { events, shown }
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

    /// Stops the reading that is shown to the user under this token.
    pub fn cancel(&self, token: &ProgressToken) {
        self.shown.cancel(token);
    }
}

impl Work {
    async fn run(self, reader: Reader, mut queue: UnboundedReceiver<Event>) {
        let (work, reader) = (Arc::new(self), Arc::new(reader));
        let mut state = State::default();
        loop {
            // What is left to be looked at waits for what happens, so that no edit waits for more than a piece of it.
            let first = match state.closed.are_left() {
                true => queue.try_recv(),
                false => queue.recv().await.ok_or(TryRecvError::Disconnected),
            };
            let mut events = match first {
                Ok(first) => vec![first],
                Err(TryRecvError::Empty) => Vec::new(),
                Err(TryRecvError::Disconnected) => return,
            };
            let start = Instant::now();
            while !events.is_empty()
                && start.elapsed() < LONGEST
                && let Ok(Some(next)) = timeout(PAUSE, queue.recv()).await
            {
                events.push(next);
            }
            let (here, jobs) = (Arc::clone(&work), Arc::clone(&reader));
            let round = tokio::task::spawn_blocking(move || {
                let _doing = faults::doing(&"collections".into());
                hooks::pass("collections");
                let outcome = match events.is_empty() {
                    true => here.go_on(&mut state),
                    false => here.follow(&mut state, &jobs, events),
                };
                (state, outcome)
            });
            // A panic costs what was known, which is read anew at the next look.
            let outcome;
            (state, outcome) = round.await.unwrap_or_default();
            let mut changed = outcome.announced;
            for (uri, diagnostics) in outcome.closed {
                work.documents.tell_of_closed(uri.clone(), diagnostics);
                changed.push(uri);
            }
            work.publisher.announce(changed);
        }
    }

    /// Looks at the next of the closed documents that are left to be looked at.
    fn go_on(&self, state: &mut State) -> Outcome {
        let client = self.abilities.get().copied().unwrap_or_default();
        let mut outcome = Outcome::default();
        for collection in state.collections.values() {
            let closed = state.closed.go_on(collection, &self.settings, client);
            outcome.closed.extend(closed);
        }
        outcome
    }

    /// Takes in what has happened.
    fn follow(&self, state: &mut State, reader: &Reader, events: Vec<Event>) -> Outcome {
        let mut happened: HashMap<PathBuf, Happened> = HashMap::new();
        let (mut edited, mut changed, mut looks) = (HashSet::new(), HashSet::new(), false);
        for event in events {
            match event {
                Event::Edited(uri) => _ = edited.insert(uri),
                Event::Changed(paths) => changed.extend(paths),
                Event::Look => looks = true,
                Event::Read(root, touched, mut paths) => {
                    let happened = happened.entry(root).or_default();
                    match happened.touched.is_empty() {
                        true => happened.touched = touched,
                        false => happened.touched.extend(touched),
                    }
                    happened.said.append(&mut paths);
                    happened.is_read = true;
                }
            }
        }
        let open = self.documents.all();
        let mut outcome = Outcome::default();
        let mut together: HashMap<PathBuf, Vec<(PathBuf, &Snapshot)>> = HashMap::new();
        for snapshot in &open {
            let path = settings::path(&snapshot.uri).map(|path| absolute(&path));
            match path.and_then(|path| Some((self.settings.root(&path)?, path))) {
                Some((root, path)) => together.entry(root).or_default().push((path, snapshot)),
                None if looks => self.place(snapshot, None, &mut state.told, &mut outcome),
                None => {}
            }
        }
        if looks {
            (state.told).retain(|uri, _| open.iter().any(|snapshot| snapshot.uri == *uri));
            state.collections.retain(|root, collection| {
                let is_open = together.contains_key(root);
                if !is_open {
                    outcome.closed.extend(state.closed.leave(collection));
                }
                is_open
            });
        }
        for (root, open) in together {
            // Whoever opens a document has all looked at, so that a new collection is read.
            let collection = state.collections.entry(root.clone());
            let collection = collection.or_insert_with(|| Arc::new(Collection::new(root.clone())));
            let mut happened = happened.remove(&root).unwrap_or_default();
            if looks {
                let what = match collection.follow(&self.settings) {
                    true => What::Anew,
                    false => What::All,
                };
                reader.read(Job::new(collection, what));
            }
            let below = changed.iter().filter(|path| path.starts_with(&root));
            let is_file =
                |path: &&PathBuf| files::stamp(path).is_some() || collection.state(path).is_some();
            let (files, folders): (Vec<_>, Vec<_>) = below.cloned().partition(|it| is_file(&it));
            if !files.is_empty() {
                reader.read(Job::new(collection, What::Files(files)));
            }
            // A folder has come or gone, with all that is in it.
            if !folders.is_empty() {
                reader.read(Job::new(collection, What::All));
            }
            self.take_in(collection, &open, &edited, looks, &mut happened);
            let closed = collection.close(open.iter().map(|(path, _)| path));
            if !closed.is_empty() {
                reader.read(Job::new(collection, What::Files(closed)));
            }
            if !collection.is_whole() {
                continue;
            }
            if looks || happened.is_read || !happened.touched.is_empty() {
                for (path, snapshot) in &open {
                    let place = collection.place(path);
                    self.place(snapshot, place, &mut state.told, &mut outcome);
                }
            }
            let client = self.abilities.get().copied().unwrap_or_default();
            outcome.closed.extend((state.closed).follow(
                collection,
                &happened,
                &self.settings,
                client,
            ));
        }
        outcome
    }

    /// Takes in what the open documents of a collection say: those that were edited, or that nobody has looked at yet.
    fn take_in(
        &self,
        collection: &Arc<Collection>,
        open: &[(PathBuf, &Snapshot)],
        edited: &HashSet<Uri>,
        looks: bool,
        happened: &mut Happened,
    ) {
        for (file, snapshot) in open {
            if !(looks || edited.contains(&snapshot.uri)) {
                continue;
            }
            let is_known = collection.is_open(file);
            if !is_known && !self.is_document(collection.root(), file) {
                continue;
            }
            let said = snapshot.said(&collection.path(file));
            if !is_known || !collection.knows(&said) {
                let said = Said::open(file.clone(), said);
                happened.touched.extend(collection.take_in(vec![said]));
            }
        }
    }

    /// Whether a file is of the collection at a root, there or still to be saved.
    fn is_document(&self, root: &Path, file: &Path) -> bool {
        let configuration = &self.settings.configuration;
        let by_name = file.extension().is_some_and(|it| it == "sigla");
        let is_or_will_be = by_name || files::stamp(file).is_some();
        is_or_will_be
            && configuration.is_document(file, by_name)
            && self.settings.root(file).as_deref() == Some(root)
    }

    /// Says where a document lies, and notes it where the others say something else of it than it was told last.
    fn place(&self, snapshot: &Snapshot, place: Option<Place>, told: &mut Told, to: &mut Outcome) {
        let found = place.as_ref().map(|place| place.findings(snapshot));
        let found: Vec<_> = (found.unwrap_or_default().into_iter())
            .map(|finding| (finding.rule.name, finding.message))
            .collect();
        let before = told.insert(snapshot.uri.clone(), found.clone());
        let differs = before.unwrap_or_default() != found;
        if self.documents.place(snapshot, place, differs) {
            to.announced.push(snapshot.uri.clone());
        }
    }
}

/// What happened in a collection in a round.
#[derive(Default)]
struct Happened {
    touched: Touched,
    /// The documents that were read, by path from the root.
    said: BTreeSet<String>,
    is_read: bool,
}
