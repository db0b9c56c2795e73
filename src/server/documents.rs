//! The open documents: state that notifications change and requests take snapshots of.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ropey::Rope;

use super::collections::Place;
use super::convert::{Encoding, Positions};
use super::sheets::Sheets;
use super::unread::{Unread, Unreads};
use super::{hooks, lsp};
use crate::collection::summary::Summary;
use crate::model::document::Document;
use crate::rules::{Checked, Finding, Settings};

/// A document as it was at one version. A clone is O(1), so a request keeps its own while edits go on.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Its address.
    pub uri: lsp::Uri,
    /// The version that the client gave it.
    pub version: i32,
    /// Another one for each state of each document, unlike versions, which begin anew when one is opened again.
    pub revision: u64,
    /// The document.
    pub document: Document,
    /// What is asked of it.
    pub settings: Arc<Settings>,
    /// What was found in it.
    pub checked: Checked,
    /// Where it lies in its collection, once that was looked at.
    pub place: Option<Place>,
    /// What the client's columns count.
    pub encoding: Encoding,
}

impl Snapshot {
    /// Positions in this document.
    pub fn positions(&self) -> Positions<'_> {
        Positions {
            text: self.document.text(),
            encoding: self.encoding,
        }
    }

    /// All findings.
    pub fn findings(&self) -> Vec<Finding> {
        self.checked.with(&self.document, self.compared())
    }

    /// What the others of its collection say of it.
    pub fn compared(&self) -> Vec<Finding> {
        let compared = self.place.as_ref().map(|place| place.findings(self));
        compared.unwrap_or_default()
    }

    /// What it says to them, where it lies at `path`.
    pub fn said(&self, path: &str) -> Summary {
        Summary::with(path, &self.document, self.checked.concordance())
    }

    /// All findings as diagnostics.
    pub fn diagnostics(&self) -> Vec<lsp::Diagnostic> {
        let positions = self.positions();
        self.findings()
            .iter()
            .map(|finding| positions.diagnostic(finding, &self.uri))
            .collect()
    }

    /// The document and its findings after a change. Where that panics, they are read anew from the text, so that a fault
    /// of ours never costs more than the time; `None` where reading panics too.
    fn after(&self, change: &lsp::TextDocumentContentChangeEvent) -> Option<(Document, Checked)> {
        let Some(range) = change.range else {
            return read(&change.text, &self.settings);
        };
        let range = self.positions().bytes(range);
        let edited = outliving_panics(|| {
            hooks::pass("didChange");
            let (mut document, mut checked) = (self.document.clone(), self.checked.clone());
            let edit = document.edit(range.clone(), &change.text);
            checked.update(&document, &edit);
            (document, checked)
        });
        edited.or_else(|| {
            let mut text = String::from(self.document.text());
            text.replace_range(range, &change.text);
            read(&text, &self.settings)
        })
    }

    /// What the document and its findings are with other settings; `None` where that panics.
    fn settled(&self, settings: &Arc<Settings>) -> Option<(Document, Checked)> {
        if self.settings.vocabulary.is_some() || settings.vocabulary.is_some() {
            return read(&String::from(self.document.text()), settings);
        }
        outliving_panics(|| {
            let checked = Checked::new(&self.document, settings);
            (self.document.clone(), checked)
        })
    }
}

fn read(text: &str, settings: &Arc<Settings>) -> Option<(Document, Checked)> {
    outliving_panics(|| {
        hooks::pass("didOpen");
        let document = Document::with(text, settings.vocabulary.clone());
        let checked = Checked::new(&document, settings);
        (document, checked)
    })
}

fn outliving_panics<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// All open documents. Every method ends at once: nothing is awaited while the lock is held. A document that cannot be
/// read without a panic answers nothing, and is read anew at its next edit.
#[derive(Debug, Default)]
pub struct Documents {
    /// The registers among them, which are no documents.
    pub sheets: Sheets,
    open: Mutex<HashMap<lsp::Uri, Snapshot>>,
    /// Open ones that cannot be read now. Nobody takes the lock of the others while it has this one's.
    unread: Unreads,
    revisions: AtomicU64,
}

impl Documents {
    /// Opens a document, or takes its text anew.
    pub fn open(
        &self,
        uri: lsp::Uri,
        version: i32,
        text: &str,
        encoding: Encoding,
        settings: Arc<Settings>,
    ) {
        let text = Unread {
            text: Rope::from_str(text),
            encoding,
            settings,
        };
        self.read(uri, version, text);
    }

    /// Applies edits in order.
    pub fn change(
        &self,
        uri: &lsp::Uri,
        version: i32,
        changes: &[lsp::TextDocumentContentChangeEvent],
    ) {
        if let Some(mut unread) = self.unread.take(uri) {
            unread.change(changes);
            return self.read(uri.clone(), version, unread);
        }
        let mut open = self.lock();
        let Some(snapshot) = open.get_mut(uri) else {
            return;
        };
        for (at, change) in changes.iter().enumerate() {
            let Some((document, checked)) = snapshot.after(change) else {
                let mut unread = Unread {
                    text: snapshot.document.text().clone(),
                    encoding: snapshot.encoding,
                    settings: Arc::clone(&snapshot.settings),
                };
                unread.change(&changes[at..]);
                open.remove(uri);
                drop(open);
                return self.read(uri.clone(), version, unread);
            };
            (snapshot.document, snapshot.checked) = (document, checked);
        }
        (snapshot.version, snapshot.revision) = (version, self.next_revision());
    }

    /// Reads a text from scratch; keeps it as it is where that panics.
    fn read(&self, uri: lsp::Uri, version: i32, unread: Unread) {
        self.unread.take(&uri);
        match read(&String::from(&unread.text), &unread.settings) {
            Some((document, checked)) => {
                let snapshot = Snapshot {
                    uri: uri.clone(),
                    version,
                    revision: self.next_revision(),
                    document,
                    checked,
                    settings: unread.settings,
                    place: None,
                    encoding: unread.encoding,
                };
                self.lock().insert(uri, snapshot);
            }
            None => {
                self.lock().remove(&uri);
                self.unread.keep(uri, unread);
            }
        }
    }

    /// Checks the documents anew whose settings are others now, and tells which. The lock is held only to take a snapshot
    /// and to put one in its place, so that edits go on; where one has come in between, the work begins again.
    pub fn settle(&self, settings_of: impl Fn(&lsp::Uri) -> Arc<Settings>) -> Vec<lsp::Uri> {
        let open: Vec<_> = self.lock().keys().cloned().collect();
        let mut settled = Vec::new();
        for uri in open {
            let settings = settings_of(&uri);
            while let Some(before) = self.snapshot(&uri)
                && !Arc::ptr_eq(&before.settings, &settings)
            {
                let after = before.settled(&settings);
                let mut open = self.lock();
                let Some(now) = open.get_mut(&uri) else {
                    break;
                };
                if now.revision != before.revision {
                    continue;
                }
                // Where checking anew panics, what was found before stands.
                if let Some((document, checked)) = after {
                    (now.document, now.checked) = (document, checked);
                    now.revision = self.next_revision();
                    settled.push(uri.clone());
                }
                now.settings = Arc::clone(&settings);
            }
        }
        settled
    }

    /// Says where a document lies in its collection. Tells whether it is to be announced: because others say something else
    /// of it than before (`differs`), or because it has been edited since `before`, so that nobody knows.
    pub fn place(&self, before: &Snapshot, place: Option<Place>, differs: bool) -> bool {
        let mut open = self.lock();
        let Some(now) = open.get_mut(&before.uri) else {
            return false;
        };
        now.place = place;
        let is_announced = differs || now.revision != before.revision;
        if is_announced {
            now.revision = self.next_revision();
        }
        is_announced
    }

    /// Closes a document.
    pub fn close(&self, uri: &lsp::Uri) {
        self.lock().remove(uri);
        self.unread.take(uri);
    }

    /// The document as it is now.
    pub fn snapshot(&self, uri: &lsp::Uri) -> Option<Snapshot> {
        self.lock().get(uri).cloned()
    }

    /// All open documents as they are now.
    pub fn all(&self) -> Vec<Snapshot> {
        self.lock().values().cloned().collect()
    }

    /// How many documents and registers are open.
    pub fn counts(&self) -> (usize, usize) {
        (self.lock().len(), self.sheets.count())
    }

    fn next_revision(&self) -> u64 {
        self.revisions.fetch_add(1, Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<lsp::Uri, Snapshot>> {
        // A panic while the lock was held left the map whole: nothing between its changes panics.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
