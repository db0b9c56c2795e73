//! What an answer leaves out until the client needs it: the documentation of a completion, the edit of a code action, the
//! tooltip of a hint.

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

use crate::ide;
use crate::ide::completion::{CompletionKind, documentation};
use crate::server::Server;
use crate::server::answers::actions;
use crate::server::documents::Snapshot;
use crate::server::lsp::*;

/// What a completion that is not told of yet is about.
#[derive(Debug, Deserialize, Serialize)]
struct Completed {
    uri: Uri,
    kind: String,
}

/// What a code action without its edit is about.
#[derive(Debug, Deserialize, Serialize)]
pub struct Acted {
    uri: Uri,
    /// That of the text for which it was offered.
    revision: u64,
    range: Range,
}

/// Where a hint without its tooltip stands.
#[derive(Debug, Deserialize, Serialize)]
struct Hinted {
    uri: Uri,
    at: Position,
}

const KINDS: [(CompletionKind, &str); 3] = [
    (CompletionKind::Label, "label"),
    (CompletionKind::Role, "role"),
    (CompletionKind::Key, "key"),
];

/// Leaves the documentation of completions for [`Server::told_of`], where there is more to tell of them.
pub fn leave_documentation(items: &mut [(CompletionItem, CompletionKind)], uri: &Uri) {
    for (item, kind) in items {
        if let Some((_, kind)) = KINDS.iter().find(|(it, _)| it == kind) {
            item.documentation = None;
            item.data = data(&Completed {
                uri: uri.clone(),
                kind: (*kind).to_owned(),
            });
        }
    }
}

/// Leaves the edit of an action for [`Server::acted`].
pub fn leave_edit(action: &mut CodeAction, snapshot: &Snapshot, range: Range) {
    action.edit = None;
    action.data = data(&Acted {
        uri: snapshot.uri.clone(),
        revision: snapshot.revision,
        range,
    });
}

/// Leaves the tooltip of a hint for [`Server::hinted`].
pub fn leave_tooltip(hint: &mut InlayHint, uri: &Uri) {
    hint.tooltip = None;
    hint.data = data(&Hinted {
        uri: uri.clone(),
        at: hint.position,
    });
}

fn data(left: &impl Serialize) -> Option<LSPAny> {
    serde_json::to_value(left).ok()
}

fn read<T: for<'a> Deserialize<'a>>(data: Option<&LSPAny>) -> Option<T> {
    serde_json::from_value(data?.clone()).ok()
}

impl Server {
    /// A completion with its documentation.
    pub async fn told_of(&self, mut item: CompletionItem) -> Result<CompletionItem> {
        let Some(completed) = read::<Completed>(item.data.as_ref()) else {
            return Ok(item);
        };
        let label = item.label.clone();
        let told = self.answer("completionResolve", &completed.uri, move |snapshot| {
            let (kind, _) = KINDS.iter().find(|(_, name)| *name == completed.kind)?;
            documentation(snapshot.document.vocabulary(), *kind, &label)
        });
        if let Some(value) = told.await?.flatten() {
            item.documentation = Some(self.client().lacks.documentation(value));
        }
        Ok(item)
    }

    /// A code action with its edit, if the text is still that for which it was offered.
    pub async fn acted(&self, mut action: CodeAction) -> Result<CodeAction> {
        let Some(acted) = read::<Acted>(action.data.as_ref()) else {
            return Ok(action);
        };
        let (title, kind) = (action.title.clone(), action.kind.clone());
        let (documents, client) = (self.documents.clone(), self.client());
        let edit = self.answer("codeActionResolve", &acted.uri, move |snapshot| {
            (snapshot.revision == acted.revision).then(|| {
                let offered = actions::all(
                    snapshot,
                    acted.range,
                    kind.as_ref(),
                    &documents.sheets,
                    client,
                );
                let mut same = offered
                    .into_iter()
                    .filter(|it| it.title == title && it.kind == kind);
                same.next().and_then(|it| it.edit)
            })
        });
        match edit.await?.flatten().flatten() {
            Some(edit) => {
                action.edit = Some(edit);
                Ok(action)
            }
            None => Err(Error {
                code: ErrorCode::ContentModified,
                message: "the text or its register has changed since this was offered; ask again"
                    .into(),
                data: None,
            }),
        }
    }

    /// A hint with its tooltip.
    pub async fn hinted(&self, mut hint: InlayHint) -> Result<InlayHint> {
        let Some(hinted) = read::<Hinted>(hint.data.as_ref()) else {
            return Ok(hint);
        };
        let about = self.answer("inlayHintResolve", &hinted.uri, move |snapshot| {
            let at = snapshot.positions().byte(hinted.at);
            ide::inlay::about(&snapshot.document, &snapshot.settings.registers, at)
        });
        hint.tooltip = about.await?.flatten().map(InlayHintTooltip::String);
        Ok(hint)
    }
}
