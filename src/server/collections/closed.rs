//! What the documents of a collection find wrong in those that are not open: published beside the findings of open ones.
//!
//! Only what is at least a warning: a hint helps whoever reads the document, not whoever works on another.
//!
//! What an edit concerns is looked at with it. Where that is more than a piece, as when a collection was read, it is looked at
//! piece by piece, and between the pieces edits are taken in.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use ropey::Rope;

use super::Happened;
use super::collection::Collection;
use crate::collection::files;
use crate::rules::{self, Finding, Settings, Severity};
use crate::server::capabilities::ClientAbilities;
use crate::server::convert::Positions;
use crate::server::lsp::{Diagnostic, Uri};
use crate::server::settings::SettingsByUri;

/// So many documents are looked at in one go.
const PIECE: usize = 2048;
/// Where more are to be looked at, of no more is shown what is wrong in them; a list of more is of no help.
const MOST: usize = 500;

/// What was told of closed documents.
#[derive(Debug, Default)]
pub struct Closed {
    /// The closed documents in which something is wrong, with their collections.
    told: HashMap<PathBuf, PathBuf>,
    /// The documents that are still to be looked at, by path, for each collection that was read.
    left: HashMap<PathBuf, BTreeSet<String>>,
}

impl Closed {
    /// What is wrong now in the closed documents that are concerned by what happened, where something is or was. All of them are
    /// where the collection was not seen before; of many, it is said later by [`Closed::go_on`].
    pub fn follow(
        &mut self,
        collection: &Arc<Collection>,
        happened: &Happened,
        settings: &SettingsByUri,
        client: ClientAbilities,
    ) -> Vec<(Uri, Vec<Diagnostic>)> {
        let of_root = settings.configuration.settings_in(collection.root());
        if !rules::compares(&of_root) {
            return Vec::new();
        }
        let Some(left) = self.left.get_mut(collection.root()) else {
            let index = collection.index();
            let all = index.documents().map(|it| it.path.clone()).collect();
            self.left.insert(collection.root().to_owned(), all);
            return Vec::new();
        };
        let mut concerned: BTreeSet<String> = {
            let (index, names) = (collection.index(), tells_of_names(&of_root));
            let concerned = index.concerned(&happened.touched, names).into_iter();
            let own = happened.said.iter().cloned();
            concerned.map(str::to_owned).chain(own).collect()
        };
        if concerned.len() > PIECE {
            left.append(&mut concerned);
            return Vec::new();
        }
        for path in &concerned {
            left.remove(path);
        }
        self.look(collection, concerned, true, settings, client)
    }

    /// Whether documents are left to be looked at.
    pub fn are_left(&self) -> bool {
        self.left.values().any(|left| !left.is_empty())
    }

    /// What is wrong now in the next piece of the documents of a collection that are left to be looked at.
    pub fn go_on(
        &mut self,
        collection: &Arc<Collection>,
        settings: &SettingsByUri,
        client: ClientAbilities,
    ) -> Vec<(Uri, Vec<Diagnostic>)> {
        let Some(left) = self.left.get_mut(collection.root()) else {
            return Vec::new();
        };
        let piece = std::iter::from_fn(|| left.pop_first())
            .take(PIECE)
            .collect();
        self.look(collection, piece, false, settings, client)
    }

    /// What is wrong now in some documents, where something is or was: in `all` of them, or in no more than is of help.
    fn look(
        &mut self,
        collection: &Arc<Collection>,
        concerned: BTreeSet<String>,
        all: bool,
        settings: &SettingsByUri,
        client: ClientAbilities,
    ) -> Vec<(Uri, Vec<Diagnostic>)> {
        let settings = &settings.configuration;
        // Which are open is asked while the index is not held: whoever takes something in holds that and waits for the index.
        let concerned: Vec<_> = concerned
            .into_iter()
            .map(|path| (collection.root().join(&path), path))
            .filter(|(file, _)| !collection.is_open(file))
            .collect();
        let index = collection.index();
        let found = concerned.par_iter().map(|(file, path)| {
            let Some(summary) = index.document(path) else {
                return Vec::new();
            };
            let settings = settings.settings(file);
            let mut findings = rules::check_collection(summary, &index, &settings);
            findings.retain(|finding| finding.severity >= Severity::Warning);
            findings
        });
        let found: Vec<Vec<Finding>> = found.collect();
        drop(index);
        let mut diagnostics = Vec::new();
        for ((file, _), findings) in concerned.iter().zip(found) {
            let is_told = self.told.contains_key(file);
            // What follows from an edit is shown however much there is already.
            let has_room = is_told || all || self.told.len() < MOST;
            let is_shown = !findings.is_empty() && has_room;
            match is_shown {
                true => _ = (self.told).insert(file.clone(), collection.root().to_owned()),
                false if is_told => _ = self.told.remove(file),
                false => continue,
            }
            let findings = if is_shown { &findings[..] } else { &[] };
            diagnostics.extend(converted(file, findings, client));
        }
        // Of a document that is open now, it says itself what is wrong in it.
        self.told.retain(|file, _| !collection.is_open(file));
        diagnostics
    }

    /// Forgets a collection in which nothing is open any more: nothing is wrong in its documents, as far as is told.
    pub fn leave(&mut self, collection: &Collection) -> Vec<(Uri, Vec<Diagnostic>)> {
        self.left.remove(collection.root());
        let (left, told) = (self.told.drain()).partition(|(_, root)| root == collection.root());
        self.told = told;
        let left: HashMap<_, _> = left;
        let uris = left.into_keys().filter_map(Uri::from_file_path);
        uris.map(|uri| (uri, Vec::new())).collect()
    }
}

/// Whether what is said of names is told of closed documents.
fn tells_of_names(settings: &Settings) -> bool {
    let mut rules = settings.rules.iter();
    rules.any(|(rule, severity)| rules::compares_names(rule) && *severity >= Severity::Warning)
}

fn converted(
    file: &Path,
    findings: &[Finding],
    client: ClientAbilities,
) -> Option<(Uri, Vec<Diagnostic>)> {
    let uri = Uri::from_file_path(file)?;
    if findings.is_empty() {
        return Some((uri, Vec::new()));
    }
    let text = Rope::from_str(&files::read(file).ok()?.text);
    let positions = Positions {
        text: &text,
        encoding: client.encoding,
    };
    // The file may have changed since it was read.
    let fits = |finding: &&Finding| finding.range.end <= text.len_bytes();
    let diagnostics = (findings.iter().filter(fits))
        .map(|finding| positions.diagnostic(finding, &uri, client.diagnostics))
        .collect();
    Some((uri, diagnostics))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    use super::*;
    use crate::collection::names::Found;
    use crate::collection::summary::Summary;
    use crate::model::document::Document;
    use crate::server::collections::collection::{Said, State};

    /// Of a collection that was just read, what an edit concerns is told before all the rest was looked at.
    #[test]
    fn what_an_edit_concerns_does_not_wait_for_the_rest() {
        let folder = tempfile::tempdir().expect("there is room for a temporary folder");
        let root = folder.path();
        let said = |name: String, id: &str| {
            let text = format!("---\nid: {id}\n---\n");
            let summary = Summary::of(&name, &Document::new(&text));
            let state = State::File(None, 0);
            std::fs::write(root.join(&name), text).expect("the file can be written");
            Said::closed(root.join(name), state, Some((summary, Found::default())))
        };
        let collection = Arc::new(Collection::new(root.to_owned()));
        let all = (0..2 * PIECE).map(|it| said(format!("{it:05}.sigla"), &format!("L{it}")));
        collection.take_in(all.chain([said("last.sigla".to_owned(), "L0")]).collect());
        let (settings, client) = (SettingsByUri::default(), ClientAbilities::default());
        let (mut closed, mut happened) = (Closed::default(), Happened::default());
        let names = |told: Vec<(Uri, Vec<Diagnostic>)>| -> Vec<String> {
            let wrong = told.into_iter().filter(|(_, all)| !all.is_empty());
            let mut names: Vec<_> = wrong
                .filter_map(|(uri, _)| Some(uri.as_str().rsplit_once('/')?.1.to_owned()))
                .collect();
            names.sort();
            names
        };
        let first = closed.follow(&collection, &happened, &settings, client);
        assert!(first.is_empty() && closed.are_left());
        happened.touched = collection.take_in(vec![said("edited.sigla".to_owned(), "L4000")]);
        let concerned = closed.follow(&collection, &happened, &settings, client);
        assert_eq!(names(concerned), ["04000.sigla", "edited.sigla"]);
        let mut rest = Vec::new();
        while closed.are_left() {
            rest.extend(names(closed.go_on(&collection, &settings, client)));
        }
        assert_eq!(rest, ["00000.sigla", "last.sigla"]);
    }

    /// Each of the two once held what the other waited for.
    #[test]
    fn edits_and_looks_at_closed_documents_do_not_wait_for_each_other() {
        let root = std::env::temp_dir();
        let collection = Arc::new(Collection::new(root.clone()));
        let said = |name: &str| {
            let summary = Summary::of(name, &Document::new("Ghulja [Yining] fell."));
            Said::open(root.join(name), summary)
        };
        collection.take_in((0..64).map(|it| said(&format!("{it}.sigla"))).collect());
        let (one, ends) = channel();
        let other = one.clone();
        let edited = Arc::clone(&collection);
        let edits: Vec<_> = (0..3_000).map(|_| said("edited.sigla")).collect();
        thread::spawn(move || {
            edits
                .into_iter()
                .for_each(|it| drop(edited.take_in(vec![it])));
            one.send(())
        });
        thread::spawn(move || {
            let (settings, client) = (SettingsByUri::default(), ClientAbilities::default());
            for _ in 0..3_000 {
                let happened = Happened::default();
                let mut closed = Closed::default();
                closed.follow(&collection, &happened, &settings, client);
                closed.go_on(&collection, &settings, client);
            }
            other.send(())
        });
        for _ in 0..2 {
            let ended = ends.recv_timeout(Duration::from_secs(60));
            ended.expect("both come to their end");
        }
    }
}
