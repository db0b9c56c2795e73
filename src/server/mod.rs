//! The LSP adapter: the only folder that knows LSP.
//!
//! A notification changes the state before its handler first waits, so the order of messages is the order of edits.
//! A request takes a snapshot in the same way and works on it in a thread of its own; it is cancelled by a flag, and a
//! panic in it is an error to the client, not the end of the server. Handlers never wait for the client: diagnostics
//! are pushed by a task of their own, the last version only.

mod actions;
mod answers;
mod capabilities;
mod collections;
mod commands;
pub mod convert;
mod documents;
mod handlers;
mod hooks;
mod inbox;
mod lacks;
mod lenses;
mod life;
pub mod lsp;
mod moved_files;
mod names;
mod navigation;
mod outbox;
mod partial;
mod publish;
mod questions;
mod reload;
mod resolving;
mod settings;
mod sheets;
mod stdin;
mod symbols;
mod tokens;
mod workspace_diagnostics;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};

use capabilities::ClientAbilities;
use collections::{Comparer, Event};
use documents::{Documents, Snapshot};
pub use life::{run, serve};
use lsp::*;
pub use outbox::{Outbox, Written};
use publish::Publisher;
use reload::{Look, Reloader};
use settings::{Hints, SettingsByUri};
use workspace_diagnostics::WorkspaceFindings;

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
    workspace_findings: Arc<WorkspaceFindings>,
    /// The semantic tokens that the client has.
    tokens: Arc<tokens::Told>,
    shut_down: Arc<AtomicBool>,
}

impl Server {
    fn new(client: Client, outbox: Outbox, shut_down: Arc<AtomicBool>) -> Server {
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
            let _ = looks.upgrade().map(|looks| looks.send(Look::WhenDue));
            let _ = compares.upgrade().map(|it| it.send(Event::Edited(uri)));
        });
        // Nobody else sets it.
        let _ = afterwards.set(tell);
        Server {
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
        self.settings.work_on(paths.collect());
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
        // Dropping the request's future is how the transport cancels it.
        let _guard = CancelOnDrop(Arc::clone(&cancelled));
        let worker = tokio::task::spawn_blocking(move || {
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
