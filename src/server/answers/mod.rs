//! Answers that take more than a line to make from what `ide` gives.

pub(super) mod actions;
pub(super) mod commands;
pub(super) mod lenses;
pub(super) mod moved_files;
pub(super) mod names;
pub(super) mod navigation;
pub(super) mod questions;
pub(super) mod resolving;
pub(super) mod symbols;
pub(super) mod tokens;

use super::capabilities::{ClientAbilities, DiagnosticAbilities};
use super::documents::Snapshot;
use super::lsp::*;
use crate::ide;
use crate::ide::completion::snippet;
use crate::server::answers::resolving::{leave_documentation, leave_tooltip};

/// The findings for a client that asks, unless they are as they were at the `previous` answer.
pub(super) fn report(
    snapshot: &Snapshot,
    previous: Option<&String>,
    shows: DiagnosticAbilities,
) -> DocumentDiagnosticReport {
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
            items: snapshot.diagnostics(shows),
        },
    })
}

/// The hints in a range.
pub(super) fn hints(snapshot: &Snapshot, range: Range, client: ClientAbilities) -> Vec<InlayHint> {
    let positions = snapshot.positions();
    let registers = &snapshot.settings.registers;
    let range = positions.bytes(range);
    let hints = ide::inlay::hints(&snapshot.document, registers, &range).into_iter();
    let shown = hints.map(|hint| {
        let mut shown = InlayHint {
            position: positions.position(hint.at),
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(hint.about)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        };
        if client.resolves_hints {
            leave_tooltip(&mut shown, &snapshot.uri);
        }
        shown
    });
    shown.collect()
}

/// What could be typed at a place.
pub(super) fn completions(
    snapshot: &Snapshot,
    at: Position,
    client: ClientAbilities,
) -> CompletionResponse {
    let positions = snapshot.positions();
    let (document, registers) = (&snapshot.document, &snapshot.settings.registers);
    let found = ide::completion::completions(document, registers, positions.byte(at));
    let offered = found
        .items
        .iter()
        .map(|it| (it.kind, snippet(document, it)));
    let offered: Vec<_> = offered.collect();
    let CompletionResponse::List(mut list) = positions.completions(found) else {
        return CompletionResponse::Array(Vec::new());
    };
    let items = std::mem::take(&mut list.items).into_iter().zip(offered);
    let mut items: Vec<_> = items
        .map(|(mut item, (kind, snippet))| {
            if let (true, Some(snippet)) = (client.takes_snippets, snippet)
                && let Some(CompletionTextEdit::Edit(edit)) = &mut item.text_edit
            {
                edit.new_text = snippet;
                item.insert_text_format = Some(InsertTextFormat::SNIPPET);
            }
            (item, kind)
        })
        .collect();
    if client.resolves_completions {
        leave_documentation(&mut items, &snapshot.uri);
    }
    list.items = items.into_iter().map(|(item, _)| item).collect();
    CompletionResponse::List(list)
}

/// The edits behind a key.
pub(super) fn typed(snapshot: &Snapshot, at: Position, key: &str) -> Vec<TextEdit> {
    let positions = snapshot.positions();
    let edits = ide::typing::typed(&snapshot.document, positions.byte(at), key);
    positions.edits(&edits)
}

/// The edits that lay out each of these ranges.
pub(super) fn formatted(snapshot: &Snapshot, ranges: &[Range]) -> Vec<TextEdit> {
    let positions = snapshot.positions();
    let mut edits = Vec::new();
    for range in ranges {
        let range = positions.bytes(*range);
        for edit in ide::formatting::edits_in(&snapshot.document, &range) {
            // Two ranges may touch one block.
            if !edits.contains(&edit) {
                edits.push(edit);
            }
        }
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    positions.edits(&edits)
}

/// All safe fixes, for a document that is saved.
pub(super) fn fixed(snapshot: &Snapshot) -> Vec<TextEdit> {
    let findings = snapshot.findings();
    let fix = ide::actions::fix_all(&snapshot.document, &snapshot.settings, &findings);
    fix.map_or_else(Vec::new, |fix| snapshot.positions().edits(&fix.edits))
}
