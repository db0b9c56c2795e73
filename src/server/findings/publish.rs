//! Pushes diagnostics: in a thread of its own, so that no handler waits for the client.
//!
//! A key is published at once. Where the next edit comes before that is done, they are a burst: nothing of it is published
//! before it pauses, for it would be of a text that is gone. A client that has not read yet what it was told last is told
//! nothing more before it has.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use tower_lsp::Client;
use xxhash_rust::xxh3::xxh3_128;

use crate::server::capabilities::{ClientAbilities, DiagnosticAbilities};
use crate::server::convert::Encoding;
use crate::server::documents::{Documents, outliving_panics};
use crate::server::health::{faults, hooks};
use crate::server::lsp::{Diagnostic, Uri};
use crate::server::settings::{self, SettingsByUri, sheets};
use crate::server::wire::outbox::Outbox;

/// A burst is published once it has paused for so long …
const PAUSE: Duration = Duration::from_millis(15);
/// … or has gone on for so long.
const LONGEST_BURST: Duration = Duration::from_secs(1);
/// So often is looked whether a client that is behind has read.
const BETWEEN_LOOKS: Duration = Duration::from_millis(2);

/// Where documents are announced whose diagnostics have changed. A clone announces to the same thread.
#[derive(Clone, Debug)]
pub struct Publisher {
    changed: Arc<Announced>,
    client: Client,
    abilities: Arc<OnceLock<ClientAbilities>>,
}

/// What the thread works with.
pub struct Work {
    /// Where diagnostics are said.
    pub outbox: Outbox,
    /// What the client can do, once it has said so.
    pub abilities: Arc<OnceLock<ClientAbilities>>,
    /// The open documents.
    pub documents: Arc<Documents>,
    /// Their settings.
    pub settings: Arc<SettingsByUri>,
    /// Is told of documents that were edited, once they are published: whoever else wants to know has time.
    pub afterwards: Arc<OnceLock<Afterwards>>,
}

/// See [`Work::afterwards`].
pub type Afterwards = Box<dyn Fn(Uri) + Send + Sync>;

impl Publisher {
    /// Starts the thread; it ends with the publisher.
    pub fn start(client: Client, work: Work) -> Publisher {
        let changed = Arc::<Changed>::default();
        let abilities = Arc::clone(&work.abilities);
        let announced = Arc::clone(&changed);
        thread::spawn(move || work.run(&announced));
        Publisher {
            changed: Arc::new(Announced(changed)),
            client,
            abilities,
        }
    }

    /// Announces documents whose findings are others for another reason than an edit: they are published, or a client that
    /// asks for them itself is told to ask again.
    pub fn announce(&self, changed: Vec<Uri>) {
        let abilities = self.abilities.get().copied().unwrap_or_default();
        if !abilities.pulls_diagnostics {
            changed.into_iter().for_each(|uri| self.publish(uri));
        } else if !changed.is_empty() && abilities.refreshes_diagnostics {
            let client = self.client.clone();
            // The client may answer late or never.
            tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
        }
    }

    /// Has the diagnostics of a document published soon, as they are then; of one that was closed, none.
    pub fn publish(&self, uri: Uri) {
        self.changed.0.add(uri, false);
    }

    /// The same, of a document that was edited.
    pub fn edited(&self, uri: Uri) {
        self.changed.0.add(uri, true);
    }
}

/// The documents that have changed and were not looked at yet.
#[derive(Debug, Default)]
struct Changed {
    state: Mutex<State>,
    wakes: Condvar,
}

#[derive(Debug, Default)]
struct State {
    documents: HashSet<Uri>,
    /// Those that were edited, and whose edits nobody was told of.
    edited: HashSet<Uri>,
    /// How often any has changed.
    times: u64,
    is_closed: bool,
}

/// The other end of it; the thread ends with it.
#[derive(Debug)]
struct Announced(Arc<Changed>);

impl Drop for Announced {
    fn drop(&mut self) {
        self.0.lock().is_closed = true;
        self.0.wakes.notify_one();
    }
}

impl Changed {
    /// Of a burst only the first wakes anybody.
    fn add(&self, uri: Uri, is_edited: bool) {
        let mut state = self.lock();
        state.times += 1;
        if is_edited && !state.edited.contains(&uri) {
            state.edited.insert(uri.clone());
        }
        if state.documents.insert(uri) && state.documents.len() == 1 {
            self.wakes.notify_one();
        }
    }

    /// Waits for some; none at the end.
    fn wait(&self) -> Option<HashSet<Uri>> {
        let mut state = self.lock();
        while state.documents.is_empty() {
            if state.is_closed {
                return None;
            }
            let woken = self.wakes.wait(state);
            state = woken.unwrap_or_else(PoisonError::into_inner);
        }
        Some(std::mem::take(&mut state.documents))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was published last of a document: of which version, and which digest it had.
type Told = HashMap<Uri, (i32, u128)>;

impl Work {
    fn run(&self, changed: &Changed) {
        let mut told = Told::new();
        while let Some(mut pending) = changed.wait() {
            let start = Instant::now();
            while !pending.is_empty() {
                while self.outbox.is_behind() && !changed.lock().is_closed {
                    thread::sleep(BETWEEN_LOOKS);
                }
                pending.extend(changed.lock().documents.drain());
                let is_long = start.elapsed() >= LONGEST_BURST;
                for uri in std::mem::take(&mut pending) {
                    if !self.publish(&uri, is_long, &mut told) {
                        pending.insert(uri);
                    }
                }
                let mut times = None;
                while !pending.is_empty() && start.elapsed() < LONGEST_BURST {
                    let now = changed.lock().times;
                    if times.replace(now) == Some(now) {
                        break;
                    }
                    thread::sleep(PAUSE);
                }
            }
            let edited = std::mem::take(&mut changed.lock().edited);
            if let Some(tell) = self.afterwards.get() {
                edited.into_iter().for_each(tell);
            }
        }
    }

    /// Publishes the diagnostics of a document unless they were already; false where the document was edited meanwhile,
    /// unless it is to be published `anyway`.
    fn publish(&self, uri: &Uri, anyway: bool, told: &mut Told) -> bool {
        let client = self.abilities.get().copied().unwrap_or_default();
        let (version, diagnostics) = match sheets::is_table(uri) {
            true => self.of_register(uri, client.encoding),
            false => match self.collect(uri, anyway, client.diagnostics) {
                Some(collected) => collected,
                None => return false,
            },
        };
        let Ok(diagnostics) = serde_json::to_string(&diagnostics) else {
            return true;
        };
        let is_known = match version {
            Some(version) => {
                let new = (version, xxh3_128(diagnostics.as_bytes()));
                told.insert(uri.clone(), new) == Some(new)
            }
            None => {
                told.remove(uri);
                false
            }
        };
        if !is_known {
            let version = version.map_or_else(String::new, |it| format!(r#","version":{it}"#));
            self.outbox.say_now(&format!(
                r#"{{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{{"uri":{}{version},"diagnostics":{diagnostics}}}}}"#,
                json!(uri)
            ));
        }
        true
    }

    /// The diagnostics and the version that they are of; `None` where it is not the last any more, unless they are wanted
    /// `anyway`. A panic in a rule costs this round only.
    fn collect(
        &self,
        uri: &Uri,
        anyway: bool,
        shows: DiagnosticAbilities,
    ) -> Option<(Option<i32>, Vec<Diagnostic>)> {
        let Some(snapshot) = self.documents.snapshot(uri) else {
            return Some((None, self.documents.told_of_closed(uri)));
        };
        let diagnostics = outliving_panics(|| {
            let _doing = faults::doing(&"publish".into());
            hooks::pass("publish");
            snapshot.diagnostics(shows)
        });
        let diagnostics = diagnostics.unwrap_or_default();
        let is_last = self.documents.revision(uri) == Some(snapshot.revision);
        (is_last || anyway).then_some((Some(snapshot.version), diagnostics))
    }

    /// What is wrong in the open text of a register, or else in its file, if documents use it. Registers are always pushed: a
    /// client that asks for the diagnostics of documents may not do so for tables.
    fn of_register(&self, uri: &Uri, encoding: Encoding) -> (Option<i32>, Vec<Diagnostic>) {
        if let Some(sheet) = self.documents.sheets.get(uri) {
            let diagnostics = outliving_panics(|| sheet.diagnostics());
            return (Some(sheet.version), diagnostics.unwrap_or_default());
        }
        let path = settings::path(uri);
        let found = outliving_panics(|| {
            let registers = self.settings.configuration.registers();
            let mut files = registers.iter().flat_map(|it| &it.files);
            let file = files.find(|file| Some(&file.path) == path.as_ref());
            file.map_or_else(Vec::new, |file| sheets::diagnostics(file, encoding))
        });
        (None, found.unwrap_or_default())
    }
}
