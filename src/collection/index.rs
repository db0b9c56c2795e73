//! What all documents of a collection share: their ids, glosses and abbreviations.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use super::summary::Summary;

/// The summaries of a collection, by what the rules ask for. Kept by difference: to replace a document costs what that
/// document says, and to ask costs the different ways of saying a thing, neither what the collection does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// By path, so that every answer comes in one order.
    documents: BTreeMap<Arc<str>, Arc<Summary>>,
    /// The documents that bear an id.
    ids: HashMap<Arc<str>, Paths>,
    /// How names are glossed, by their keys.
    names: HashMap<u64, Ways>,
    /// How abbreviations are explained, by their keys.
    abbreviations: HashMap<u64, Ways>,
    /// The documents that refer to an id or path.
    references: HashMap<Box<str>, Paths>,
}

/// Documents, in the order of their paths.
type Paths = BTreeSet<Arc<str>>;
/// The documents that spell and explain a name so.
type Ways = BTreeMap<(Arc<str>, Arc<str>), Paths>;

/// A way of writing and explaining a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told<'a> {
    /// The first document that does, by path.
    pub path: &'a str,
    /// The name as it is spelled there.
    pub name: &'a str,
    /// The explanation.
    pub by: &'a str,
}

/// What has been said, or said no more, where documents were replaced: whoever speaks of it may be told something else now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Ids and paths of documents.
    documents: HashSet<Arc<str>>,
    names: HashSet<u64>,
    abbreviations: HashSet<u64>,
}

impl Touched {
    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.names.is_empty() && self.abbreviations.is_empty()
    }

    /// Adds what was touched elsewhere.
    pub fn extend(&mut self, other: Touched) {
        self.documents.extend(other.documents);
        self.names.extend(other.names);
        self.abbreviations.extend(other.abbreviations);
    }
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
    /// Puts a summary in the place of what was known of the document at `path`; none takes the document out. Gives what others
    /// may hear of.
    pub fn replace(&mut self, path: &str, summary: Option<Summary>) -> Touched {
        let mut touched = Touched::default();
        let path: Arc<str> = Arc::from(path);
        let old = self.documents.remove(&path);
        if old.is_some() != summary.is_some() {
            touched.documents.insert(Arc::clone(&path));
        }
        if let Some(old) = &old {
            self.each_key(&path, old, &mut touched, |paths| {
                paths.remove(&path);
            });
        }
        if let Some(summary) = summary {
            self.each_key(&path, &summary, &mut touched, |paths| {
                paths.insert(Arc::clone(&path));
            });
            self.documents.insert(path, Arc::new(summary));
        }
        touched
    }

    /// Changes the documents at every key of one of them.
    fn each_key(
        &mut self,
        path: &str,
        summary: &Summary,
        touched: &mut Touched,
        change: impl Fn(&mut Paths),
    ) {
        if let Some(id) = &summary.id {
            let id: Arc<str> = Arc::from(&*id.words);
            change_at(&mut self.ids, Arc::clone(&id), &change);
            touched.documents.insert(id);
        }
        for reference in &summary.references {
            for target in targets(path, &reference.words) {
                change_at(&mut self.references, target, &change);
            }
        }
        for (ways, all, keys) in [
            (&mut self.names, &summary.glosses, &mut touched.names),
            (
                &mut self.abbreviations,
                &summary.expansions,
                &mut touched.abbreviations,
            ),
        ] {
            for explained in all {
                let of_key = ways.entry(explained.key).or_default();
                let way = [&explained.name, &explained.by].map(|it| Arc::from(&*it.words));
                let paths = of_key.entry(way.clone().into()).or_default();
                change(paths);
                if paths.is_empty() {
                    of_key.remove(&way.into());
                }
                if of_key.is_empty() {
                    ways.remove(&explained.key);
                }
                keys.insert(explained.key);
            }
        }
    }

    /// All summaries, by path.
    pub fn documents(&self) -> impl Iterator<Item = &Summary> {
        self.documents.values().map(|summary| &**summary)
    }

    /// What is known of the document at `path`.
    pub fn document(&self, path: &str) -> Option<&Summary> {
        self.documents.get(path).map(|summary| &**summary)
    }

    /// The paths of the documents that bear this id, in order.
    pub fn with_id(&self, id: &str) -> impl Iterator<Item = &str> {
        let paths = self.ids.get(id).into_iter().flatten();
        paths.map(|path| &**path)
    }

    /// How other documents than that at `but` gloss the name of this key, by path.
    pub fn glosses(&self, key: u64, but: &str) -> Vec<Told<'_>> {
        told(self.names.get(&key), but)
    }

    /// How other documents than that at `but` explain the abbreviation of this key, by path.
    pub fn expansions(&self, key: u64, but: &str) -> Vec<Told<'_>> {
        told(self.abbreviations.get(&key), but)
    }

    /// Whether a reference in the document at `from` finds its document: an id, a path from its folder, or a path from the
    /// root of the collection.
    pub fn resolves(&self, from: &str, reference: &str) -> bool {
        let mut targets = targets(from, reference).into_iter();
        targets
            .any(|target| self.ids.contains_key(&*target) || self.documents.contains_key(&*target))
    }

    /// The paths of the documents that a reference in the document at `from` may mean, as [`Index::resolves`] finds them.
    pub fn referred(&self, from: &str, reference: &str) -> Vec<&str> {
        let [id, paths @ ..] = targets(from, reference);
        let by_id = self.ids.get(&*id).into_iter().flatten();
        let by_path = paths
            .iter()
            .find_map(|path| self.documents.get_key_value(&**path));
        let by_path = by_path.map(|(path, _)| path);
        let mut found: Vec<&str> = by_id.chain(by_path).map(|path| &**path).collect();
        found.dedup();
        found
    }

    /// The documents that speak of what was touched, by path. `names` says whether what is said of names counts; a name may be
    /// in all of them.
    pub fn concerned<'a>(&'a self, touched: &Touched, names: bool) -> BTreeSet<&'a str> {
        let bearing = touched.documents.iter().filter_map(|it| self.ids.get(it));
        let referring = touched.documents.iter();
        let referring = referring.filter_map(|it| self.references.get(&**it));
        let mut concerned: BTreeSet<&str> = bearing
            .chain(referring)
            .flatten()
            .map(|path| &**path)
            .collect();
        if names {
            let of_names = touched.names.iter().filter_map(|key| self.names.get(key));
            let of_others = touched.abbreviations.iter();
            let of_others = of_others.filter_map(|key| self.abbreviations.get(key));
            let speaking = of_names.chain(of_others).flat_map(Ways::values).flatten();
            concerned.extend(speaking.map(|path| &**path));
        }
        concerned
    }
}

fn change_at<K: Hash + Eq + Clone>(
    map: &mut HashMap<K, Paths>,
    key: K,
    change: impl Fn(&mut Paths),
) {
    let paths = map.entry(key.clone()).or_default();
    change(paths);
    if paths.is_empty() {
        map.remove(&key);
    }
}

fn told<'a>(ways: Option<&'a Ways>, but: &str) -> Vec<Told<'a>> {
    let ways = ways.into_iter().flatten();
    let mut told: Vec<_> = ways
        .filter_map(|((name, by), paths)| {
            let path = paths.iter().find(|path| ***path != *but)?;
            Some(Told { path, name, by })
        })
        .collect();
    told.sort_unstable();
    told
}

/// What a reference may mean: an id, a path from the folder of the document it stands in, or one from the root.
fn targets(from: &str, reference: &str) -> [Box<str>; 3] {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    [
        reference.into(),
        joined(folder, reference).into(),
        joined("", reference).into(),
    ]
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
