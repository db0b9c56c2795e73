//! What the rules across documents find, once all documents of a run are read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::cli::reading::{Source, is_stdin};
use crate::collection::config::absolute;
use crate::collection::index::Index;
use crate::collection::summary::{Summary, below};
use crate::rules::{self, Configuration, Finding, Settings};

/// Where collections begin, and which of them are read whole.
pub(super) struct Roots {
    /// The root of documents without a sigla.toml: what all that was named lies in.
    common: PathBuf,
    /// The folders that were named.
    folders: Vec<PathBuf>,
}

impl Roots {
    /// For a run over these files and folders.
    pub fn of(paths: &[PathBuf]) -> Roots {
        let named = paths.iter().filter(|path| !is_stdin(path));
        let (folders, files): (Vec<_>, Vec<_>) = named
            .map(|path| absolute(path))
            .partition(|path| path.is_dir());
        let parents = files
            .iter()
            .filter_map(|file| Some(file.parent()?.to_owned()));
        let common = folders.iter().cloned().chain(parents).reduce(|one, other| {
            let same = one.components().zip(other.components());
            same.take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
        });
        Roots {
            common: common.unwrap_or_default(),
            folders,
        }
    }

    /// The root of a document's collection, and its path from there.
    pub fn place(&self, source: &Source, configuration: &Configuration) -> (PathBuf, String) {
        let document = source.document();
        let root = configuration.root(document);
        let root = root.unwrap_or_else(|| self.common.clone());
        let path = below(&root, document);
        (root, path)
    }

    /// Whether all of a collection is read, so that what is not among it is nowhere.
    fn is_whole(&self, root: &Path) -> bool {
        self.folders.iter().any(|folder| root.starts_with(folder))
    }
}

/// The documents of a run, by collection.
#[derive(Default)]
pub(super) struct Together {
    indexes: HashMap<PathBuf, Index>,
}

impl Together {
    /// Takes a document in.
    pub fn add(&mut self, root: &Path, summary: &Summary) {
        let index = self.indexes.entry(root.to_owned()).or_default();
        index.replace(&summary.path, Some(summary.clone()));
    }

    /// What the rules across documents find in one of them.
    pub fn findings(
        &self,
        root: &Path,
        summary: &Summary,
        settings: &Settings,
        roots: &Roots,
    ) -> Vec<Finding> {
        let Some(index) = self.indexes.get(root) else {
            return Vec::new();
        };
        let mut findings = rules::check_collection(summary, index, settings);
        if !roots.is_whole(root) {
            findings.retain(|finding| !rules::needs_all_documents(finding.rule));
        }
        findings
    }
}

/// Whether a document says anything that others could contradict.
pub(super) fn matters(summary: &Summary) -> bool {
    let Summary {
        path: _,
        title: _,
        date: _,
        source: _,
        id,
        glosses,
        expansions,
        references,
    } = summary;
    id.is_some() || !glosses.is_empty() || !expansions.is_empty() || !references.is_empty()
}
