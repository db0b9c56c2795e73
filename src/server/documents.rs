//! The open documents: state that notifications change and requests take snapshots of.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::convert::{Encoding, Positions};
use super::{hooks, lsp};
use crate::model::document::Document;
use crate::rules::{Checked, Finding};

/// A document as it was at one version. A clone is O(1), so a request keeps its own while edits go on.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Its address.
    pub uri: lsp::Uri,
    /// The version that the client gave it.
    pub version: i32,
    /// The document.
    pub document: Document,
    /// What was found in it.
    pub checked: Checked,
    /// What the client's columns count.
    pub encoding: Encoding,
}

impl Snapshot {
    /// Positions in this document.
    pub fn positions(&self) -> Positions<'_> {
        Positions { text: self.document.text(), encoding: self.encoding }
    }

    /// All findings.
    pub fn findings(&self) -> Vec<Finding> {
        self.checked.findings(&self.document)
    }

    /// All findings as diagnostics.
    pub fn diagnostics(&self) -> Vec<lsp::Diagnostic> {
        let positions = self.positions();
        self.findings().iter().map(|finding| positions.diagnostic(finding, &self.uri)).collect()
    }

    fn replace(&mut self, text: &str) {
        self.document = Document::new(text);
        self.checked = Checked::new(&self.document);
    }

    fn change(&mut self, change: &lsp::TextDocumentContentChangeEvent) {
        hooks::pass("didChange");
        let Some(range) = change.range else { return self.replace(&change.text) };
        let range = self.positions().bytes(range);
        let change = self.document.edit(range, &change.text);
        self.checked.update(&self.document, &change);
    }
}

/// All open documents. Every method ends at once: nothing is awaited while the lock is held.
#[derive(Debug, Default)]
pub struct Documents {
    open: Mutex<HashMap<lsp::Uri, Snapshot>>,
}

impl Documents {
    /// Opens a document, or takes its text anew.
    pub fn open(&self, uri: lsp::Uri, version: i32, text: &str, encoding: Encoding) {
        let document = Document::new(text);
        let checked = Checked::new(&document);
        self.lock().insert(uri.clone(), Snapshot { uri, version, document, checked, encoding });
    }

    /// Applies edits in order. Where one panics, the document is read anew from its text, so that a fault of ours never
    /// costs more than the time.
    pub fn change(&self, uri: &lsp::Uri, version: i32, changes: &[lsp::TextDocumentContentChangeEvent]) {
        let mut open = self.lock();
        let Some(snapshot) = open.get_mut(uri) else { return };
        for change in changes {
            let before = snapshot.clone();
            if catch_unwind(AssertUnwindSafe(|| snapshot.change(change))).is_err() {
                let mut text = String::from(before.document.text());
                match change.range {
                    Some(range) => text.replace_range(before.positions().bytes(range), &change.text),
                    None => text.clone_from(&change.text),
                }
                snapshot.replace(&text);
            }
        }
        snapshot.version = version;
    }

    /// Closes a document.
    pub fn close(&self, uri: &lsp::Uri) {
        self.lock().remove(uri);
    }

    /// The document as it is now.
    pub fn snapshot(&self, uri: &lsp::Uri) -> Option<Snapshot> {
        self.lock().get(uri).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<lsp::Uri, Snapshot>> {
        // A panic while the lock was held left the map whole: edits are caught above.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
