//! Answers that take more than a line to make from what `ide` gives.

use super::documents::Snapshot;
use super::lsp::*;
use crate::ide;

/// The tokens of a range, or of the whole document.
pub(super) fn tokens(snapshot: &Snapshot, range: Option<Range>) -> SemanticTokens {
    let positions = snapshot.positions();
    let bytes = range.map_or(0..snapshot.document.text().len_bytes(), |range| {
        positions.bytes(range)
    });
    SemanticTokens {
        result_id: None,
        data: positions.tokens(&ide::tokens::tokens(&snapshot.document, &bytes)),
    }
}

/// The findings for a client that asks, unless they are as they were at the `previous` answer.
pub(super) fn report(snapshot: &Snapshot, previous: Option<&String>) -> DocumentDiagnosticReport {
    let id = snapshot.revision.to_string();
    if previous == Some(&id) {
        return DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                result_id: id,
            },
        });
    }
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(id),
            items: snapshot.diagnostics(),
        },
    })
}

/// An action with its edits in this document.
pub(super) fn code_action(
    snapshot: &Snapshot,
    action: ide::actions::Action,
) -> CodeActionOrCommand {
    let positions = snapshot.positions();
    let kind = if action.finding.is_some() {
        CodeActionKind::QUICKFIX
    } else {
        CodeActionKind::REFACTOR_REWRITE
    };
    let changes = [(snapshot.uri.clone(), positions.edits(&action.fix.edits))];
    CodeActionOrCommand::CodeAction(CodeAction {
        title: action.fix.title,
        kind: Some(kind),
        diagnostics: action
            .finding
            .map(|finding| vec![positions.diagnostic(&finding, &snapshot.uri)]),
        edit: Some(WorkspaceEdit {
            changes: Some(changes.into_iter().collect()),
            ..Default::default()
        }),
        is_preferred: action.preferred.then_some(true),
        ..Default::default()
    })
}
