//! The LSP adapter: the only folder that knows LSP.
//!
//! A notification changes the state before its handler first waits, so the order of messages is the order of edits.
//! A request takes a snapshot in the same way and works on it in a thread of its own; it is cancelled by a flag, and a
//! panic in it is an error to the client, not the end of the server. Handlers never wait for the client: diagnostics
//! are pushed by a task of their own, the last version only.

mod answers;
mod capabilities;
mod collections;
pub mod convert;
mod documents;
mod findings;
mod handlers;
pub mod health;
mod life;
pub mod lsp;
mod settings;
mod views;
mod wire;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};

use crate::rules::Settings;
use answers::tokens;
use capabilities::ClientAbilities;
use collections::{Comparer, Event};
use documents::{Documents, Snapshot};
use findings::publish::{self, Publisher};
use findings::workspace::WorkspaceFindings;
use health::log::Log;
use health::{faults, hooks};
pub use life::{Options, run, serve};
use lsp::*;
use settings::pull;
use settings::reload::{self, Look, Reloader};
use settings::watching::Watcher;
use settings::{Hints, SettingsByUri};
pub use wire::outbox::{Outbox, Written};
pub use wire::record::Words;

struct Server {
    /// The way to the client; what is asked over it is never waited for in a handler.
    to_client: Client,
    client: Arc<OnceLock<ClientAbilities>>,
    documents: Arc<Documents>,
    settings: Arc<SettingsByUri>,
    folders: Mutex<Vec<WorkspaceFolder>>,
    publisher: Publisher,
    reloader: Reloader,
    comparer: Comparer,
    hints: Arc<Hints>,
    watcher: Watcher,
    log: Arc<Log>,
    /// What the client has said of itself, for `sigla.doctor`.
    greeting: OnceLock<serde_json::Value>,
    workspace_findings: Arc<WorkspaceFindings>,
    /// The semantic tokens that the client has.
    tokens: Arc<tokens::Told>,
    shut_down: Arc<AtomicBool>,
}

impl Server {
    fn new(client: Client, outbox: Outbox, shut_down: Arc<AtomicBool>, log: Arc<Log>) -> Server {
        let documents = Arc::new(Documents::default());
        let abilities = Arc::new(OnceLock::new());
        let settings = Arc::new(SettingsByUri::default());
        let afterwards = Arc::default();
        let publishing = publish::Work {
            outbox,
            afterwards: Arc::clone(&afterwards),
            abilities: Arc::clone(&abilities),
            documents: Arc::clone(&documents),
            settings: Arc::clone(&settings),
        };
        let publisher = Publisher::start(client.clone(), publishing);
        let comparer = Comparer::start(collections::Work {
            client: client.clone(),
            abilities: Arc::clone(&abilities),
            documents: Arc::clone(&documents),
            settings: Arc::clone(&settings),
            publisher: publisher.clone(),
        });
        let reloader = Reloader::start(reload::Work {
            client: client.clone(),
            abilities: Arc::clone(&abilities),
            documents: Arc::clone(&documents),
            settings: Arc::clone(&settings),
            publisher: publisher.clone(),
            compares: comparer.events(),
        });
        let (looks, compares) = (reloader.looks().downgrade(), comparer.events().downgrade());
        let tell: publish::Afterwards = Box::new(move |uri| {
            // They end with the server.
            if let Some(looks) = looks.upgrade() {
                let _ = looks.send(Look::WhenDue);
            }
            if let Some(compares) = compares.upgrade() {
                let _ = compares.send(Event::Edited(uri));
            }
        });
        // Nobody else sets it.
        let _ = afterwards.set(tell);
        Server {
            watcher: Watcher::new(Arc::clone(&log), reloader.looks(), comparer.events()),
            log,
            greeting: OnceLock::new(),
            reloader,
            comparer,
            to_client: client,
            client: abilities,
            folders: Mutex::default(),
            settings,
            publisher,
            documents,
            hints: Arc::default(),
            workspace_findings: Arc::default(),
            tokens: Arc::default(),
            shut_down,
        }
    }

    fn client(&self) -> ClientAbilities {
        self.client.get().copied().unwrap_or_default()
    }

    /// Takes note of the folders that are worked on.
    fn work_on(&self, change: impl FnOnce(&mut Vec<WorkspaceFolder>)) {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut folders);
        let paths = folders
            .iter()
            .filter_map(|folder| settings::path(&folder.uri));
        let paths: Vec<_> = paths.collect();
        if self
            .client
            .get()
            .is_some_and(|client| !client.watches_files)
        {
            self.watcher.watch(paths.clone());
        }
        self.settings.work_on(paths);
    }

    /// Asks the client what is set in it, if it can be asked.
    fn pull_settings(&self) {
        let (hints, log) = (Arc::clone(&self.hints), Arc::clone(&self.log));
        pull::pull(self.to_client.clone(), self.client(), hints, log);
    }

    /// Notes what is asked of a document that is opened, and watches its collection if nobody else does.
    fn note_opened(&self, uri: &Uri, settings: &Settings) {
        let root = settings::path(uri).and_then(|path| self.settings.root(&path));
        if self.log.is_read() {
            let root = root
                .as_ref()
                .map_or("none".to_owned(), |root| root.display().to_string());
            let registers = settings.registers.files.len();
            self.log.note(
                format!(
                    "opened {}: collection {root}, {registers} registers",
                    uri.as_str()
                ),
                String::new,
            );
        }
        if let Some(root) = root.filter(|_| !self.client().watches_files) {
            self.watcher.watch_too(root);
        }
    }

    /// Follows an edit: what is found first, then what others find.
    fn edited(&self, uri: Uri) {
        if !self.client().pulls_diagnostics {
            return self.publisher.edited(uri);
        }
        self.reloader.look(Look::WhenDue);
        self.comparer.tell(Event::Edited(uri));
    }

    fn changed(&self, uri: Uri) {
        match self.client().pulls_diagnostics {
            true => self.workspace_findings.wake(),
            false => self.publisher.publish(uri),
        }
    }

    /// Answers a request from a snapshot taken now, in a thread of its own.
    async fn answer<T: Send + 'static>(
        &self,
        name: &'static str,
        uri: &Uri,
        work: impl FnOnce(&Snapshot) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        match self.documents.snapshot(uri) {
            Some(snapshot) => self.work(name, move || work(&snapshot)).await,
            None => Ok(None),
        }
    }

    /// Works in a thread of its own; none where nobody waits for the answer any more.
    async fn work<T: Send + 'static>(
        &self,
        name: &'static str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let cancelled = Arc::new(AtomicBool::new(false));
        let what = name.into();
        // Dropping the request's future is how the transport cancels it.
        let _guard = CancelOnDrop(Arc::clone(&cancelled));
        let worker = tokio::task::spawn_blocking(move || {
            let _doing = faults::doing(&what);
            hooks::pass(name);
            while hooks::stalls(name) && !cancelled.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(1));
            }
            (!cancelled.load(Ordering::SeqCst)).then(work)
        });
        match worker.await {
            Ok(answer) => Ok(answer),
            Err(_) => {
                let mut error = Error::internal_error();
                error.message = format!("{name} failed on this text; please report it").into();
                Err(error)
            }
        }
    }
}

struct CancelOnDrop(Arc<AtomicBool>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}
