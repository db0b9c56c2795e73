//! Pushes diagnostics: a task of its own, so that no handler waits for the client.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::Client;

use super::documents::Documents;
use super::lsp::{Diagnostic, Uri};

/// Edits that come closer together than this are published once.
const PAUSE: Duration = Duration::from_millis(8);

/// Where documents are announced whose diagnostics have changed.
pub struct Publisher {
    changed: UnboundedSender<Uri>,
}

impl Publisher {
    /// Starts the task; it ends with the publisher.
    pub fn start(client: Client, documents: Arc<Documents>) -> Publisher {
        let (changed, mut queue) = unbounded_channel();
        tokio::spawn(async move {
            while let Some(first) = queue.recv().await {
                tokio::time::sleep(PAUSE).await;
                let mut pending = HashMap::from([(first, ())]);
                while let Ok(next) = queue.try_recv() {
                    pending.insert(next, ());
                }
                for uri in pending.into_keys() {
                    let (version, diagnostics) = collect(&documents, &uri).await;
                    client.publish_diagnostics(uri, diagnostics, version).await;
                }
            }
        });
        Publisher { changed }
    }

    /// Has the diagnostics of a document published soon, as they are then; of one that was closed, none.
    pub fn publish(&self, uri: Uri) {
        // The task ends only with the server, and then nobody is left to read.
        let _ = self.changed.send(uri);
    }
}

/// The diagnostics and the version that they are of; a panic in a rule costs this round only.
async fn collect(documents: &Documents, uri: &Uri) -> (Option<i32>, Vec<Diagnostic>) {
    let Some(snapshot) = documents.snapshot(uri) else { return (None, Vec::new()) };
    let version = snapshot.version;
    let diagnostics = tokio::task::spawn_blocking(move || snapshot.diagnostics()).await;
    (Some(version), diagnostics.unwrap_or_default())
}
