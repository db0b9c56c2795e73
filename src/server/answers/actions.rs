//! Code actions: what `ide` offers at a place, as edits of this document or of a register.

use crate::ide;
use crate::ide::actions::Addition;
use crate::rules::{Finding, Safety};
use crate::server::answers::resolving::leave_edit;
use crate::server::capabilities::{ClientAbilities, FIX_ALL};
use crate::server::convert::Positions;
use crate::server::documents::Snapshot;
use crate::server::lsp::*;
use crate::server::settings::sheets::Sheets;

/// The actions that the client asks for; where it asks for their edits later, without those that cost something.
pub fn answer(
    snapshot: &Snapshot,
    params: &CodeActionParams,
    sheets: &Sheets,
    client: ClientAbilities,
) -> CodeActionResponse {
    let only = params.context.only.as_deref();
    // It looks at the whole document, which nobody wants at every move of the cursor.
    let by_itself =
        only.is_none() && params.context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC);
    let wants = |kind: &CodeActionKind| match only {
        None => !(by_itself && kind.as_str() == FIX_ALL),
        Some(only) => only.iter().any(|only| is_of(kind, only)),
    };
    let findings = snapshot.findings();
    let mut offered = Vec::new();
    if wants(&CodeActionKind::QUICKFIX) || wants(&CodeActionKind::REFACTOR_REWRITE) {
        offered.extend(at_range(snapshot, params.range, &findings, sheets, client));
    }
    if wants(&CodeActionKind::new(FIX_ALL)) {
        offered.extend(match client.resolves_actions {
            true => has_safe_fix(&findings).then(|| fix_all_action(None)),
            false => fix_all(snapshot, &findings),
        });
    }
    if client.resolves_actions {
        for action in &mut offered {
            if action.edit.is_none() {
                leave_edit(action, snapshot, params.range);
            }
        }
    }
    let is_wanted = |action: &CodeAction| action.kind.as_ref().is_none_or(wants);
    let offered = offered.into_iter().filter(is_wanted);
    offered.map(CodeActionOrCommand::CodeAction).collect()
}

/// All actions of a kind at a range, with their edits.
pub fn all(
    snapshot: &Snapshot,
    range: Range,
    kind: Option<&CodeActionKind>,
    sheets: &Sheets,
    client: ClientAbilities,
) -> Vec<CodeAction> {
    let findings = snapshot.findings();
    let client = ClientAbilities {
        resolves_actions: false,
        ..client
    };
    match kind.is_some_and(|kind| kind.as_str() == FIX_ALL) {
        true => fix_all(snapshot, &findings).into_iter().collect(),
        false => at_range(snapshot, range, &findings, sheets, client).collect(),
    }
}

/// Whether a kind is that which is asked for, or one below it.
fn is_of(kind: &CodeActionKind, asked: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.as_str().is_empty())
}

fn at_range(
    snapshot: &Snapshot,
    range: Range,
    findings: &[Finding],
    sheets: &Sheets,
    client: ClientAbilities,
) -> impl Iterator<Item = CodeAction> {
    let asked = snapshot.positions().bytes(range);
    let actions = ide::actions::actions(&snapshot.document, &snapshot.settings, findings, &asked);
    let actions = actions.into_iter();
    actions.filter_map(move |action| code_action(snapshot, action, sheets, client))
}

fn has_safe_fix(findings: &[Finding]) -> bool {
    let mut fixes = findings.iter().flat_map(|finding| &finding.fixes);
    fixes.any(|fix| fix.safety == Safety::Safe)
}

fn fix_all(snapshot: &Snapshot, findings: &[Finding]) -> Option<CodeAction> {
    let fix = ide::actions::fix_all(&snapshot.document, &snapshot.settings, findings)?;
    let edits = snapshot.positions().edits(&fix.edits);
    Some(fix_all_action(Some(WorkspaceEdit {
        changes: Some([(snapshot.uri.clone(), edits)].into()),
        ..Default::default()
    })))
}

fn fix_all_action(edit: Option<WorkspaceEdit>) -> CodeAction {
    CodeAction {
        title: ide::actions::FIX_ALL.to_owned(),
        kind: Some(CodeActionKind::new(FIX_ALL)),
        edit,
        ..Default::default()
    }
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
        // What its register says now has to be read from the disk.
        Some(_) if client.resolves_actions => None,
        Some(addition) => Some(in_register(snapshot, addition, sheets, client)?),
        None => Some(WorkspaceEdit {
            changes: Some(
                [(snapshot.uri.clone(), positions.edits(&action.fix.edits))]
                    .into_iter()
                    .collect(),
            ),
            ..Default::default()
        }),
    };
    Some(CodeAction {
        title: action.fix.title,
        kind: Some(kind),
        diagnostics: action
            .finding
            .map(|finding| vec![positions.diagnostic(&finding, &snapshot.uri, client.diagnostics)]),
        edit,
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
