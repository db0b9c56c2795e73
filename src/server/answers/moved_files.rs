//! Files that the client renames, makes or deletes: the paths in other documents follow, in one edit before it happens.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use tower_lsp::jsonrpc::Result;

use crate::collection::files;
use crate::ide::moved_files::{Around, Move, edits};
use crate::model::document::Document;
use crate::server::Server;
use crate::server::answers::names;
use crate::server::collections::Event;
use crate::server::convert::Encoding;
use crate::server::documents::Snapshot;
use crate::server::lsp::*;
use crate::server::settings::reload::Look;
use crate::server::settings::{SettingsByUri, path};

/// Which of these the client is asked to tell: all, since an image or a folder may be named too.
pub fn asked_to_tell() -> WorkspaceFileOperationsServerCapabilities {
    let all = FileOperationRegistrationOptions {
        filters: vec![FileOperationFilter {
            scheme: Some("file".to_owned()),
            pattern: FileOperationPattern {
                glob: "**/*".to_owned(),
                ..Default::default()
            },
        }],
    };
    WorkspaceFileOperationsServerCapabilities {
        will_rename: Some(all.clone()),
        did_rename: Some(all.clone()),
        did_create: Some(all.clone()),
        did_delete: Some(all),
        ..Default::default()
    }
}

impl Server {
    /// The edit that keeps paths right when these files are renamed.
    pub async fn follow(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let moves: Vec<Move> = params
            .files
            .iter()
            .filter_map(|it| {
                Some(Move {
                    from: file(&it.old_uri)?,
                    to: file(&it.new_uri)?,
                })
            })
            .collect();
        let (open, settings) = (self.documents.all(), Arc::clone(&self.settings));
        let encoding = self.client().encoding;
        let edit = self.work("willRenameFiles", move || {
            all_edits(&open, &settings, &moves, encoding)
        });
        Ok(edit
            .await?
            .filter(|edits| !edits.is_empty())
            .map(names::plain_edit))
    }

    /// Takes note of files that have come, gone or changed.
    pub fn files_changed(&self, paths: Vec<PathBuf>) {
        let is_document = |path: &PathBuf| path.extension().is_some_and(|it| it == "sigla");
        if paths.is_empty() || !paths.iter().all(is_document) {
            self.reloader.look(Look::Changed);
        }
        self.comparer.tell(Event::Changed(paths));
        self.workspace_findings.wake();
    }
}

/// The file of an address.
pub fn file(uri: &str) -> Option<PathBuf> {
    path(&uri.parse().ok()?)
}

/// The edits of all documents that name what moves, or move themselves, in the collections around them.
fn all_edits(
    open: &[Snapshot],
    settings: &SettingsByUri,
    moves: &[Move],
    encoding: Encoding,
) -> BTreeMap<Uri, Vec<TextEdit>> {
    let opened: HashSet<PathBuf> = open.iter().filter_map(|it| path(&it.uri)).collect();
    let exists = |path: &Path| files::stamp(path).is_some() || opened.contains(path);
    let roots: HashSet<PathBuf> = moves
        .iter()
        .filter_map(|it| settings.root(&it.from))
        .collect();
    let edits_of = |document: &Document, path: &Path| {
        let root = settings.root(path);
        let around = Around {
            path,
            root: root.as_deref(),
            exists: &exists,
        };
        edits(document, around, moves)
    };
    let mut all = BTreeMap::new();
    for snapshot in open {
        if let Some(path) = path(&snapshot.uri) {
            let own = edits_of(&snapshot.document, &path);
            all.insert(snapshot.uri.clone(), snapshot.positions().edits(&own));
        }
    }
    let roots: Vec<_> = roots.into_iter().collect();
    let configuration = &settings.configuration;
    let walk = files::walk_where(&roots, &[], |file, fits| {
        configuration.is_document(file, fits)
    });
    let closed = walk
        .files
        .into_par_iter()
        .filter(|file| !opened.contains(file));
    let closed = closed.filter_map(|file| {
        let own = names::in_file(&file, settings, encoding, &|document| {
            edits_of(document, &file)
        })?;
        Some((Uri::from_file_path(&file)?, own))
    });
    all.extend(closed.collect::<Vec<_>>());
    all.retain(|_, edits| !edits.is_empty());
    all
}
