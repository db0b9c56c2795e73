//! The settings of each open document, by its address; and what they come from: `sigla.toml`, the tables beside it, and what is set
//! in the editor, each followed as it changes.

pub(super) mod pull;
pub(super) mod reload;
pub(super) mod sheets;
pub(super) mod watching;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::lsp::Uri;
use crate::rules::{Configuration, Settings};

/// Where the settings of documents come from: `sigla.toml`, as for the command.
#[derive(Debug, Default)]
pub struct SettingsByUri {
    /// The configuration of everything that lies on the disk.
    pub configuration: Configuration,
    /// The folders that are worked on, in the client's order.
    folders: Mutex<Vec<PathBuf>>,
}

impl SettingsByUri {
    /// Says what folders are worked on.
    pub fn work_on(&self, folders: Vec<PathBuf>) {
        *self.folders.lock().unwrap_or_else(PoisonError::into_inner) = folders;
    }

    /// The folders that are worked on.
    pub fn folders(&self) -> Vec<PathBuf> {
        let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        folders.clone()
    }

    /// The root of a document's collection, as for the command: the folder of its `sigla.toml`, or else the innermost folder
    /// that is worked on.
    pub fn root(&self, document: &Path) -> Option<PathBuf> {
        let root = self.configuration.root(document);
        root.or_else(|| {
            let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            let around = folders.iter().filter(|folder| document.starts_with(folder));
            around
                .max_by_key(|folder| folder.as_os_str().len())
                .cloned()
        })
    }

    /// The settings of a document. One that lies nowhere yet follows the first folder that is worked on; one that its
    /// collection leaves out is asked nothing. Looks at the disk once for each folder.
    pub fn of(&self, uri: &Uri) -> Arc<Settings> {
        static NONE: LazyLock<Arc<Settings>> = LazyLock::new(|| Arc::new(Settings::none()));
        match path(uri) {
            Some(path) if self.configuration.excludes(&path) => Arc::clone(&NONE),
            Some(path) => self.configuration.settings(&path),
            None => {
                let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
                match folders.first() {
                    Some(folder) => self.configuration.settings_in(folder),
                    None => Arc::clone(Settings::standard()),
                }
            }
        }
    }
}

/// What an editor shows or does only where its user wants it. It says so in `initializationOptions` or
/// `workspace/didChangeConfiguration`: `{"sigla": {"inlayHints": {"names": true}}}`, with or without the outermost part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// What a place is called today, within the text.
    Names,
    /// How often a name is mentioned, above its first mention.
    LensOfMentions,
    /// What a document lacks, above its first line.
    LensOfGaps,
    /// Safe fixes when a document is saved by hand.
    FixOnSave,
}

/// Which of them are wanted; none until the client says so.
#[derive(Debug, Default)]
pub struct Hints([AtomicBool; Hint::ALL.len()]);

impl Hint {
    /// Each with its place in what the client sends.
    const ALL: [(Hint, &str); 4] = [
        (Hint::Names, "/inlayHints/names"),
        (Hint::LensOfMentions, "/codeLens/mentions"),
        (Hint::LensOfGaps, "/codeLens/gaps"),
        (Hint::FixOnSave, "/fixOnSave"),
    ];
}

impl Hints {
    /// Whether hints beside names are shown.
    pub fn are_wanted(&self) -> bool {
        self.wants(Hint::Names)
    }

    /// Whether one of them is wanted.
    pub fn wants(&self, hint: Hint) -> bool {
        let mut all = Hint::ALL.iter().zip(&self.0);
        all.any(|((it, _), wanted)| *it == hint && wanted.load(Ordering::SeqCst))
    }

    /// Takes note of what the client wants; whether that is something else than before.
    pub fn follow(&self, options: &serde_json::Value) -> bool {
        let mut differs = false;
        for ((_, place), wanted) in Hint::ALL.iter().zip(&self.0) {
            let within = options.pointer(&format!("/sigla{place}"));
            let said = within.or_else(|| options.pointer(place));
            if let Some(said) = said.and_then(serde_json::Value::as_bool) {
                differs |= wanted.swap(said, Ordering::SeqCst) != said;
            }
        }
        differs
    }
}

/// The file that an address stands for.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    let path = is_file.then(|| uri.to_file_path())??;
    path.is_absolute().then(|| Path::to_owned(&path))
}
