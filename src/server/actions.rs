//! Code actions: what `ide` offers at a place, as edits of this document or of a register.

use super::capabilities::{ClientAbilities, FIX_ALL};
use super::convert::Positions;
use super::documents::Snapshot;
use super::lsp::*;
use super::sheets::Sheets;
use crate::ide;
use crate::ide::actions::Addition;

/// The actions that the client asks for.
pub(super) fn answer(
    snapshot: &Snapshot,
    params: &CodeActionParams,
    sheets: &Sheets,
    client: ClientAbilities,
) -> CodeActionResponse {
    let only = params.context.only.as_deref();
    let wants = |kind: &str| {
        only.is_none_or(|only| {
            only.iter().any(|only| {
                let rest = kind.strip_prefix(only.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    };
    // It looks at the whole document, which nobody wants at every move of the cursor.
    let by_itself =
        only.is_none() && params.context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC);
    let all_wanted = !by_itself && wants(FIX_ALL);
    let (positions, findings) = (snapshot.positions(), snapshot.findings());
    let asked = positions.bytes(params.range);
    let actions = ide::actions::actions(&snapshot.document, &snapshot.settings, &findings, &asked)
        .into_iter();
    let all = all_wanted
        .then(|| ide::actions::fix_all(&snapshot.document, &snapshot.settings, &findings))
        .flatten();
    let all = all.map(|fix| CodeAction {
        title: fix.title,
        kind: Some(CodeActionKind::new(FIX_ALL)),
        edit: Some(WorkspaceEdit {
            changes: Some([(snapshot.uri.clone(), positions.edits(&fix.edits))].into()),
            ..Default::default()
        }),
        ..Default::default()
    });
    let is_wanted =
        |action: &CodeAction| (action.kind.as_ref()).is_none_or(|kind| wants(kind.as_str()));
    actions
        .filter_map(|action| code_action(snapshot, action, sheets, client))
        .chain(all)
        .filter(is_wanted)
        .map(CodeActionOrCommand::CodeAction)
        .collect()
}

fn code_action(
    snapshot: &Snapshot,
    action: ide::actions::Action,
    sheets: &Sheets,
    client: ClientAbilities,
) -> Option<CodeAction> {
    let positions = snapshot.positions();
    let kind = match action.finding.is_some() {
        true => CodeActionKind::QUICKFIX,
        false => CodeActionKind::REFACTOR_REWRITE,
    };
    let edit = match &action.addition {
        Some(addition) => in_register(snapshot, addition, sheets, client)?,
        None => WorkspaceEdit {
            changes: Some(
                [(snapshot.uri.clone(), positions.edits(&action.fix.edits))]
                    .into_iter()
                    .collect(),
            ),
            ..Default::default()
        },
    };
    Some(CodeAction {
        title: action.fix.title,
        kind: Some(kind),
        diagnostics: action
            .finding
            .map(|finding| vec![positions.diagnostic(&finding, &snapshot.uri)]),
        edit: Some(edit),
        is_preferred: action.preferred.then_some(true),
        ..Default::default()
    })
}

/// The edit that adds a row to a register: to its open text, or else to its file as it is now, which is made where it is not
/// there.
fn in_register(
    snapshot: &Snapshot,
    addition: &Addition,
    sheets: &Sheets,
    client: ClientAbilities,
) -> Option<WorkspaceEdit> {
    let file = snapshot.settings.registers.file(addition.topic)?;
    let uri = Uri::from_file_path(&file.path)?;
    let sheet = sheets.get(&uri);
    let on_disk = || file.now().map(|text| ropey::Rope::from_str(&text));
    let text = sheet
        .as_ref()
        .map(|sheet| sheet.text.clone())
        .or_else(on_disk);
    let is_new = text.is_none();
    let text = text.unwrap_or_default();
    let edit = addition.edit(&String::from(&text))?;
    let positions = Positions {
        text: &text,
        encoding: snapshot.encoding,
    };
    let edits = positions.edits(&[edit]);
    if !(is_new && client.creates_files) {
        return Some(WorkspaceEdit {
            changes: Some([(uri, edits)].into_iter().collect()),
            ..Default::default()
        });
    }
    let create = CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions {
            overwrite: None,
            ignore_if_exists: Some(true),
        }),
        annotation_id: None,
    };
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(vec![
            DocumentChangeOperation::Op(ResourceOp::Create(create)),
            DocumentChangeOperation::Edit(edit),
        ])),
        ..Default::default()
    })
}
