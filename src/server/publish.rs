//! Pushes diagnostics: a task of its own, so that no handler waits for the client.
//!
//! A key is published at once. Where the next edit comes before that is done, they are a burst: nothing of it is published
//! before it pauses, for it would be of a text that is gone. A client that has not read yet what it was told last is told
//! nothing more before it has.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::sleep;
use tower_lsp::Client;
use xxhash_rust::xxh3::xxh3_128;

use super::capabilities::ClientAbilities;
use super::convert::Encoding;
use super::documents::{Documents, outliving_panics};
use super::lsp::{Diagnostic, Uri};
use super::outbox::Outbox;
use super::settings::{self, SettingsByUri};
use super::sheets;

/// A burst is published once it has paused for so long …
const PAUSE: Duration = Duration::from_millis(15);
/// … or has gone on for so long.
const LONGEST_BURST: Duration = Duration::from_secs(1);
/// So often is looked whether a client that is behind has read.
const BETWEEN_LOOKS: Duration = Duration::from_millis(2);

/// Where documents are announced whose diagnostics have changed. A clone announces to the same task.
#[derive(Clone, Debug)]
pub struct Publisher {
    changed: Arc<Changed>,
    /// Wakes the task; it ends with the last one.
    wakes: UnboundedSender<()>,
    client: Client,
    abilities: Arc<OnceLock<ClientAbilities>>,
}

/// What the task works with.
pub struct Work {
    /// Where diagnostics are said.
    pub outbox: Outbox,
    /// What the client can do, once it has said so.
    pub abilities: Arc<OnceLock<ClientAbilities>>,
    /// The open documents.
    pub documents: Arc<Documents>,
    /// Their settings.
    pub settings: Arc<SettingsByUri>,
}

impl Publisher {
    /// Starts the task; it ends with the publisher.
    pub fn start(client: Client, work: Work) -> Publisher {
        let (wakes, woken) = unbounded_channel();
        let abilities = Arc::clone(&work.abilities);
        let changed = Arc::<Changed>::default();
        tokio::spawn(work.run(Arc::clone(&changed), woken));
        Publisher {
            changed,
            wakes,
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
        if self.changed.add(uri) {
            // The task ends only with the server, and then nobody is left to read.
            let _ = self.wakes.send(());
        }
    }
}

/// What was published last of a document: of which version, and which digest it had.
type Told = HashMap<Uri, (i32, u128)>;

/// The documents that have changed and were not looked at yet, and how often any has.
#[derive(Debug, Default)]
struct Changed {
    documents: Mutex<HashSet<Uri>>,
    times: AtomicU64,
}

impl Changed {
    /// Whether it is the first: of a burst only that wakes anybody.
    fn add(&self, uri: Uri) -> bool {
        self.times.fetch_add(1, Ordering::SeqCst);
        let mut documents = self
            .documents
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        documents.insert(uri) && documents.len() == 1
    }

    fn take(&self) -> HashSet<Uri> {
        std::mem::take(
            &mut self
                .documents
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    fn times(&self) -> u64 {
        self.times.load(Ordering::SeqCst)
    }
}

impl Work {
    async fn run(self, changed: Arc<Changed>, mut woken: UnboundedReceiver<()>) {
        let mut told = Told::new();
        while woken.recv().await.is_some() {
            let start = Instant::now();
            let mut pending = changed.take();
            while !pending.is_empty() {
                while self.outbox.is_behind() {
                    sleep(BETWEEN_LOOKS).await;
                }
                pending.extend(changed.take());
                let is_long = start.elapsed() >= LONGEST_BURST;
                for uri in std::mem::take(&mut pending) {
                    if !self.publish(&uri, is_long, &mut told).await {
                        pending.insert(uri);
                    }
                }
                let mut times = None;
                while !pending.is_empty()
                    && start.elapsed() < LONGEST_BURST
                    && times.replace(changed.times()) != Some(changed.times())
                {
                    sleep(PAUSE).await;
                }
            }
        }
    }

    /// Publishes the diagnostics of a document unless they were already; false where the document was edited meanwhile,
    /// unless it is to be published `anyway`.
    async fn publish(&self, uri: &Uri, anyway: bool, told: &mut Told) -> bool {
        let encoding = self.abilities.get().copied().unwrap_or_default().encoding;
        let (version, diagnostics) = match sheets::is_table(uri) {
            true => of_register(&self.documents, &self.settings, uri, encoding).await,
            false => match self.collect(uri, anyway).await {
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
            self.outbox.say(&format!(
                r#"{{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{{"uri":{}{version},"diagnostics":{diagnostics}}}}}"#,
                json!(uri)
            ));
        }
        true
    }

    /// The diagnostics and the version that they are of; `None` where it is not the last any more, unless they are wanted
    /// `anyway`. A panic in a rule costs this round only.
    async fn collect(&self, uri: &Uri, anyway: bool) -> Option<(Option<i32>, Vec<Diagnostic>)> {
        let (documents, at) = (Arc::clone(&self.documents), uri.clone());
        let collecting = tokio::task::spawn_blocking(move || {
            let snapshot = documents.snapshot(&at)?;
            let diagnostics = outliving_panics(|| snapshot.diagnostics());
            Some((snapshot.version, snapshot.revision, diagnostics))
        });
        // The task ends only with the server.
        let Some((version, revision, diagnostics)) = collecting.await.ok().flatten() else {
            return Some((None, Vec::new()));
        };
        let is_last = self.documents.revision(uri) == Some(revision);
        (is_last || anyway).then(|| (Some(version), diagnostics.unwrap_or_default()))
    }
}

/// What is wrong in the open text of a register, or else in its file, if documents use it. Registers are always pushed: a
/// client that asks for the diagnostics of documents may not do so for tables.
async fn of_register(
    documents: &Documents,
    settings: &Arc<SettingsByUri>,
    uri: &Uri,
    encoding: Encoding,
) -> (Option<i32>, Vec<Diagnostic>) {
    let sheet = documents.sheets.get(uri);
    let version = sheet.as_ref().map(|sheet| sheet.version);
    let (settings, path) = (Arc::clone(settings), settings::path(uri));
    let reading = tokio::task::spawn_blocking(move || match sheet {
        Some(sheet) => sheet.diagnostics(),
        None => {
            let registers = settings.configuration.registers();
            let mut files = registers.iter().flat_map(|it| &it.files);
            let file = files.find(|file| Some(&file.path) == path.as_ref());
            file.map_or_else(Vec::new, |file| sheets::diagnostics(file, encoding))
        }
    });
    (version, reading.await.unwrap_or_default())
}
