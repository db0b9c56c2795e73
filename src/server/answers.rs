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

/// The hints in a range.
pub(super) fn hints(snapshot: &Snapshot, range: Range) -> Vec<InlayHint> {
    let positions = snapshot.positions();
    let registers = &snapshot.settings.registers;
    let range = positions.bytes(range);
    let hints = ide::inlay::hints(&snapshot.document, registers, &range).into_iter();
    hints
        .map(|hint| InlayHint {
            position: positions.position(hint.at),
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(hint.about)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
        .collect()
}
