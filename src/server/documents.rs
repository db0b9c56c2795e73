//! The open documents: state that notifications change and requests take snapshots of.

use std::collections::HashMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ropey::Rope;

use super::capabilities::DiagnosticAbilities;
use super::collections::Place;
use super::convert::{Encoding, Positions};
use super::health::hooks;
use super::lsp;
use super::settings::sheets::Sheets;
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
    pub fn diagnostics(&self, shows: DiagnosticAbilities) -> Vec<lsp::Diagnostic> {
        let positions = self.positions();
        self.findings()
            .iter()
            .map(|finding| positions.diagnostic(finding, &self.uri, shows))
            .collect()
    }

    /// The document and its findings once what was typed is taken in. Where that panics, they are read anew from the text, so
    /// that a fault of ours never costs more than the time; `None` where reading panics too.
    fn after(&self, typed: &Typed) -> Option<(Document, Checked)> {
        let new = || String::from(typed.text.byte_slice(typed.new.clone()));
        if typed.old == (0..self.document.text().len_bytes()) {
            return read(&new(), &self.settings);
        }
        let edited = outliving_panics(|| {
            hooks::pass("didChange");
            let (mut document, mut checked) = (self.document.clone(), self.checked.clone());
            let edit = document.edit(typed.old.clone(), &new());
            checked.update(&document, &edit);
            (document, checked)
        });
        edited.or_else(|| read(&String::from(&typed.text), &self.settings))
    }

    /// What the document and its findings are with other settings; `None` where that panics.
    fn settled(&self, settings: &Arc<Settings>) -> Option<(Document, Checked)> {
        if !self.document.knowledge().is_that_of(&settings.knowledge()) {
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
        let document = Document::with(text, settings.knowledge());
        let checked = Checked::new(&document, settings);
        (document, checked)
    })
}

/// What some work gives; `None` where it panics.
pub(super) fn outliving_panics<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// What was typed into a document and is not taken in yet: the bytes `old` of it became the bytes `new` of `text`.
#[derive(Clone, Debug)]
struct Typed {
    text: Rope,
    old: Range<usize>,
    new: Range<usize>,
}

impl Typed {
    /// Edits that lie no further apart are taken in together.
    const NEAR: usize = 4096;

    /// Nothing yet.
    fn nothing(text: &Rope, at: usize) -> Typed {
        Typed {
            text: text.clone(),
            old: at..at,
            new: at..at,
        }
    }

    /// A whole text, in the place of one of so many bytes.
    fn all(text: Rope, old: usize) -> Typed {
        Typed {
            old: 0..old,
            new: 0..text.len_bytes(),
            text,
        }
    }

    fn is_near(&self, range: &Range<usize>) -> bool {
        range.start <= self.new.end + Self::NEAR && self.new.start <= range.end + Self::NEAR
    }

    /// Puts `new` in the place of the bytes at `range` of the text.
    fn edit(&mut self, range: Range<usize>, new: &str) {
        let chars = self.text.byte_to_char(range.start)..self.text.byte_to_char(range.end);
        self.text.remove(chars.clone());
        self.text.insert(chars.start, new);
        // What stands behind the typed bytes is as it was, and so is what stands before them.
        let end = self.new.end.max(range.end);
        self.old.end += end - self.new.end;
        self.new.end = end + new.len() - range.len();
        self.old.start = self.old.start.min(range.start);
        self.new.start = self.old.start;
    }
}

/// An open document.
#[derive(Debug)]
struct Open {
    /// As it was when somebody asked last; its version and revision are those of now.
    snapshot: Snapshot,
    /// What was typed since then: a burst of edits is taken in at once.
    typed: Option<Typed>,
    /// Whether that cannot be read without a panic.
    is_unread: bool,
}

impl Open {
    fn change(&mut self, change: &lsp::TextDocumentContentChangeEvent) {
        self.is_unread = false;
        let Some(range) = change.range else {
            let old = self.snapshot.document.text().len_bytes();
            self.typed = Some(Typed::all(Rope::from_str(&change.text), old));
            return;
        };
        let encoding = self.snapshot.encoding;
        let bytes = |text: &Rope| Positions { text, encoding }.bytes(range);
        if let Some(typed) = &self.typed
            && !typed.is_near(&bytes(&typed.text))
        {
            self.take_in();
        }
        let document = self.snapshot.document.text();
        let range = bytes(self.typed.as_ref().map_or(document, |typed| &typed.text));
        let typed = (self.typed).get_or_insert_with(|| Typed::nothing(document, range.start));
        typed.edit(range, &change.text);
    }

    /// Takes in what was typed. Where even reading the text anew panics, it stays to be taken in with the next edit, and false
    /// is given.
    fn take_in(&mut self) -> bool {
        let Some(typed) = &self.typed else {
            return true;
        };
        let read = (!self.is_unread)
            .then(|| self.snapshot.after(typed))
            .flatten();
        self.is_unread = read.is_none();
        let Some((document, checked)) = read else {
            return false;
        };
        (self.snapshot.document, self.snapshot.checked) = (document, checked);
        self.typed = None;
        true
    }
}

/// All open documents. Nothing is awaited while the lock is held. A document that cannot be read without a panic answers
/// nothing, and is read anew at its next edit.
#[derive(Debug, Default)]
pub struct Documents {
    /// The registers among them, which are no documents.
    pub sheets: Sheets,
    open: Mutex<HashMap<lsp::Uri, Open>>,
    /// What is wrong in documents that are not open, as far as it is told.
    closed: Mutex<HashMap<lsp::Uri, Vec<lsp::Diagnostic>>>,
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
        let read = read(text, &settings);
        // Of a text that cannot be read, all is as if it had been typed into an empty one.
        let typed = (read.is_none()).then(|| Typed::all(Rope::from_str(text), 0));
        let (document, checked) = read.unwrap_or_else(|| {
            let document = Document::new("");
            let checked = Checked::new(&document, &settings);
            (document, checked)
        });
        let snapshot = Snapshot {
            uri: uri.clone(),
            version,
            revision: self.next_revision(),
            document,
            checked,
            settings,
            place: None,
            encoding,
        };
        let open = Open {
            snapshot,
            is_unread: typed.is_some(),
            typed,
        };
        self.lock().insert(uri, open);
    }

    /// Applies edits in order. Costs the edits of the text alone: they are taken in when somebody asks.
    pub fn change(
        &self,
        uri: &lsp::Uri,
        version: i32,
        changes: &[lsp::TextDocumentContentChangeEvent],
    ) {
        let mut open = self.lock();
        let Some(document) = open.get_mut(uri) else {
            return;
        };
        changes.iter().for_each(|change| document.change(change));
        let snapshot = &mut document.snapshot;
        (snapshot.version, snapshot.revision) = (version, self.next_revision());
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
                let Some(now) = open.get_mut(&uri).map(|open| &mut open.snapshot) else {
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
        let Some(now) = open.get_mut(&before.uri).map(|open| &mut open.snapshot) else {
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
    }

    /// The document as it is now. Costs the blocks that were typed in since somebody asked last.
    pub fn snapshot(&self, uri: &lsp::Uri) -> Option<Snapshot> {
        let mut open = self.lock();
        let document = open.get_mut(uri)?;
        document.take_in().then(|| document.snapshot.clone())
    }

    /// Which state of the document is that of now; `None` where it is not open.
    pub fn revision(&self, uri: &lsp::Uri) -> Option<u64> {
        self.lock().get(uri).map(|open| open.snapshot.revision)
    }

    /// All open documents as they are now.
    pub fn all(&self) -> Vec<Snapshot> {
        let mut open = self.lock();
        let read = open.values_mut().filter_map(|document| {
            let is_read = document.take_in();
            is_read.then(|| document.snapshot.clone())
        });
        read.collect()
    }

    /// Notes what is to be told of a document while it is not open.
    pub fn tell_of_closed(&self, uri: lsp::Uri, diagnostics: Vec<lsp::Diagnostic>) {
        let mut closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        match diagnostics.is_empty() {
            true => _ = closed.remove(&uri),
            false => _ = closed.insert(uri, diagnostics),
        }
    }

    /// What is to be told of a document that is not open.
    pub fn told_of_closed(&self, uri: &lsp::Uri) -> Vec<lsp::Diagnostic> {
        let closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        closed.get(uri).cloned().unwrap_or_default()
    }

    /// How many documents and registers are open.
    pub fn counts(&self) -> (usize, usize) {
        (self.lock().len(), self.sheets.count())
    }

    fn next_revision(&self) -> u64 {
        self.revisions.fetch_add(1, Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<lsp::Uri, Open>> {
        // A panic while the lock was held left the map whole: nothing between its changes panics.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
