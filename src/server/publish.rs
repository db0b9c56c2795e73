//! Pushes diagnostics: a task of its own, so that no handler waits for the client.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use tower_lsp::Client;

use super::capabilities::ClientAbilities;
use super::convert::Encoding;
use super::documents::Documents;
use super::faults;
use super::hooks;
use super::lsp::{Diagnostic, Uri};
use super::settings::{self, SettingsByUri};
use super::sheets;

/// A key is published after this, if no other comes.
const PAUSE: Duration = Duration::from_millis(8);
/// Edits that come closer together than that are a burst, and published once when it has paused for so long …
const PAUSE_OF_BURST: Duration = Duration::from_millis(100);
/// … or has gone on for so long.
const LONGEST_BURST: Duration = Duration::from_secs(1);

/// Where documents are announced whose diagnostics have changed. A clone announces to the same task.
#[derive(Clone, Debug)]
pub struct Publisher {
    changed: UnboundedSender<Uri>,
    client: Client,
    abilities: Arc<OnceLock<ClientAbilities>>,
}

impl Publisher {
    /// Starts the task; it ends with the publisher.
    pub fn start(
        client: Client,
        abilities: Arc<OnceLock<ClientAbilities>>,
        documents: Arc<Documents>,
        settings: Arc<SettingsByUri>,
    ) -> Publisher {
        let (changed, mut queue) = unbounded_channel();
        let publishing = client.clone();
        let known = Arc::clone(&abilities);
        let mut told = HashMap::new();
        tokio::spawn(async move {
            while let Some(first) = queue.recv().await {
                let mut pending = HashSet::from([first]);
                let (start, mut pause) = (Instant::now(), PAUSE);
                while start.elapsed() < LONGEST_BURST
                    && let Ok(Some(next)) = timeout(pause, queue.recv()).await
                {
                    pending.insert(next);
                    pause = PAUSE_OF_BURST;
                }
                for uri in pending {
                    let encoding = known.get().copied().unwrap_or_default().encoding;
                    let (version, diagnostics) = match sheets::is_table(&uri) {
                        true => of_register(&documents, &settings, &uri, encoding).await,
                        false => collect(&documents, &uri).await,
                    };
                    let new = (version, diagnostics.clone());
                    let is_known = match version {
                        Some(_) => told.insert(uri.clone(), new.clone()) == Some(new),
                        None => {
                            told.remove(&uri);
                            false
                        }
                    };
                    if !is_known {
                        publishing
                            .publish_diagnostics(uri, diagnostics, version)
                            .await;
                    }
                }
            }
        });
        Publisher {
            changed,
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
        // The task ends only with the server, and then nobody is left to read.
        let _ = self.changed.send(uri);
    }
}

/// The diagnostics and the version that they are of; a panic in a rule costs this round only.
async fn collect(documents: &Documents, uri: &Uri) -> (Option<i32>, Vec<Diagnostic>) {
    let Some(snapshot) = documents.snapshot(uri) else {
        return (None, Vec::new());
    };
    let version = snapshot.version;
    let work = move || {
        let _doing = faults::doing(&"publish".into());
        hooks::pass("publish");
        snapshot.diagnostics()
    };
    let diagnostics = tokio::task::spawn_blocking(work).await;
    (Some(version), diagnostics.unwrap_or_default())
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
