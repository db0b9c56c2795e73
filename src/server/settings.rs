//! The settings of each open document, by its address.

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

    /// The folders that are worked on, as a person reads them.
    pub fn folders(&self) -> Vec<String> {
        let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = folders.iter().map(|folder| folder.display().to_string());
        shown.collect()
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

/// Whether the client wants hints beside names. It says so in `initializationOptions` or `workspace/didChangeConfiguration`:
/// `{"sigla": {"inlayHints": {"names": true}}}`, with or without the outermost part.
#[derive(Debug, Default)]
pub struct Hints(AtomicBool);

impl Hints {
    /// Whether they are shown.
    pub fn are_wanted(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Takes note of what the client wants; whether that is something else than before.
    pub fn follow(&self, options: &serde_json::Value) -> bool {
        let places = ["/sigla/inlayHints/names", "/inlayHints/names"];
        let wanted = places
            .iter()
            .find_map(|place| options.pointer(place)?.as_bool());
        wanted.is_some_and(|wanted| self.0.swap(wanted, Ordering::SeqCst) != wanted)
    }
}

/// The file that an address stands for.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    let path = is_file.then(|| uri.to_file_path())??;
    path.is_absolute().then(|| Path::to_owned(&path))
}
