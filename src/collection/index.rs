//! What all documents of a collection share: their ids, glosses and abbreviations.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::summary::{Explained, Summary};

/// The summaries of a collection, by what the rules ask for. Kept by difference: to replace a document costs what that
/// document says, not what the collection does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// By path, so that every answer comes in one order.
    documents: BTreeMap<String, Arc<Summary>>,
    /// The paths of the documents that bear an id.
    ids: HashMap<String, BTreeSet<String>>,
    /// The documents that gloss a name, by its key.
    names: HashMap<u64, BTreeSet<String>>,
    /// The documents that explain an abbreviation, by its key.
    abbreviations: HashMap<u64, BTreeSet<String>>,
}

impl FromIterator<Summary> for Index {
    fn from_iter<T: IntoIterator<Item = Summary>>(summaries: T) -> Index {
        let mut index = Index::default();
        for summary in summaries {
            let path = summary.path.clone();
            index.replace(&path, Some(summary));
        }
        index
    }
}

impl Index {
    /// Puts a summary in the place of what was known of the document at `path`; none takes the document out.
    pub fn replace(&mut self, path: &str, summary: Option<Summary>) {
        if let Some(old) = self.documents.remove(path) {
            if let Some(id) = &old.id {
                leave(&mut self.ids, &id.words, path);
            }
            for explained in &old.glosses {
                leave(&mut self.names, &explained.key, path);
            }
            for explained in &old.expansions {
                leave(&mut self.abbreviations, &explained.key, path);
            }
        }
        let Some(summary) = summary else {
            return;
        };
        if let Some(id) = &summary.id {
            enter(&mut self.ids, id.words.clone(), path);
        }
        for explained in &summary.glosses {
            enter(&mut self.names, explained.key, path);
        }
        for explained in &summary.expansions {
            enter(&mut self.abbreviations, explained.key, path);
        }
        self.documents.insert(path.to_owned(), Arc::new(summary));
    }

    /// All summaries, by path.
    pub fn documents(&self) -> impl Iterator<Item = &Summary> {
        self.documents.values().map(|summary| &**summary)
    }

    /// What is known of the document at `path`.
    pub fn document(&self, path: &str) -> Option<&Summary> {
        self.documents.get(path).map(|summary| &**summary)
    }

    /// The documents that bear this id, by path.
    pub fn with_id(&self, id: &str) -> impl Iterator<Item = &Summary> {
        self.at(self.ids.get(id))
    }

    /// How the collection glosses the name of this key: each document with one of its glosses, by path.
    pub fn glosses(&self, key: u64) -> impl Iterator<Item = (&Summary, &Explained)> {
        let documents = self.at(self.names.get(&key));
        documents.flat_map(move |summary| {
            let all = summary.glosses.iter().map(move |one| (summary, one));
            all.filter(move |(_, one)| one.key == key)
        })
    }

    /// How the collection explains the abbreviation of this key: each document with one of its explanations, by path.
    pub fn expansions(&self, key: u64) -> impl Iterator<Item = (&Summary, &Explained)> {
        let documents = self.at(self.abbreviations.get(&key));
        documents.flat_map(move |summary| {
            let all = summary.expansions.iter().map(move |one| (summary, one));
            all.filter(move |(_, one)| one.key == key)
        })
    }

    /// Whether a reference in the document at `from` finds its document: an id, a path from its folder, or a path from the
    /// root of the collection.
    pub fn resolves(&self, from: &str, reference: &str) -> bool {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.ids.contains_key(reference)
            || self.documents.contains_key(&joined(folder, reference))
            || self.documents.contains_key(&joined("", reference))
    }

    /// The paths of the documents that a reference in the document at `from` may mean, as [`Index::resolves`] finds them.
    pub fn referred(&self, from: &str, reference: &str) -> Vec<String> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let by_id = self.ids.get(reference).into_iter().flatten().cloned();
        let paths = [joined(folder, reference), joined("", reference)];
        let by_path = paths.into_iter().find(|it| self.documents.contains_key(it));
        let mut found: Vec<_> = by_id.chain(by_path).collect();
        found.dedup();
        found
    }

    fn at<'a>(&'a self, paths: Option<&'a BTreeSet<String>>) -> impl Iterator<Item = &'a Summary> {
        let paths = paths.into_iter().flatten();
        paths.filter_map(|path| self.documents.get(path).map(|summary| &**summary))
    }
}

fn enter<K: std::hash::Hash + Eq>(map: &mut HashMap<K, BTreeSet<String>>, key: K, path: &str) {
    map.entry(key).or_default().insert(path.to_owned());
}

fn leave<K: std::hash::Hash + Eq>(map: &mut HashMap<K, BTreeSet<String>>, key: &K, path: &str) {
    if let Some(paths) = map.get_mut(key) {
        paths.remove(path);
        if paths.is_empty() {
            map.remove(key);
        }
    }
}

/// A path within a folder, its `.` and `..` resolved; above the root there is nothing.
fn joined(folder: &str, path: &str) -> String {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
