//! Texts that could not be read without a panic: kept as the client has them, so that edits go on, and read anew at each edit.
//!
//! The protocol has no way to ask for a text again, so a text that is let go of is lost until the document is opened anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ropey::Rope;

use super::convert::{Encoding, Positions};
use super::lsp::{TextDocumentContentChangeEvent, Uri};
use crate::rules::Settings;

/// A text that could not be read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// As the client has it.
    pub text: Rope,
    /// What the client's columns count.
    pub encoding: Encoding,
    /// What would be asked of it.
    pub settings: Arc<Settings>,
}

impl Unread {
    /// Applies edits in order.
    pub fn change(&mut self, changes: &[TextDocumentContentChangeEvent]) {
        for change in changes {
            apply(&mut self.text, change, self.encoding);
        }
    }
}

/// All of them, by their addresses. Every method ends at once.
#[derive(Debug, Default)]
pub struct Unreads(Mutex<HashMap<Uri, Unread>>);

impl Unreads {
    /// Keeps a text.
    pub fn keep(&self, uri: Uri, unread: Unread) {
        self.lock().insert(uri, unread);
    }

    /// Gives a text back, which is then not kept any more.
    pub fn take(&self, uri: &Uri) -> Option<Unread> {
        self.lock().remove(uri)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uri, Unread>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Applies an edit to a text, with its range put right where it is none.
pub fn apply(text: &mut Rope, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
    let Some(range) = change.range else {
        *text = Rope::from_str(&change.text);
        return;
    };
    let bytes = Positions { text, encoding }.bytes(range);
    let chars = text.byte_to_char(bytes.start)..text.byte_to_char(bytes.end);
    text.remove(chars.clone());
    text.insert(chars.start, &change.text);
}
