//! What the server offers, by what the client can do.

use super::convert::{Encoding, legend};
use super::lsp::*;

/// What a client can do, as far as the server asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClientAbilities {
    /// What its columns count.
    pub encoding: Encoding,
    /// Whether it asks for diagnostics itself; then none are pushed.
    pub pulls_diagnostics: bool,
}

impl ClientAbilities {
    /// Reads them from what the client says of itself.
    pub fn of(client: &ClientCapabilities) -> ClientAbilities {
        let encodings = client
            .general
            .as_ref()
            .and_then(|general| general.position_encodings.as_deref());
        ClientAbilities {
            encoding: Encoding::negotiate(encodings),
            pulls_diagnostics: client
                .text_document
                .as_ref()
                .is_some_and(|document| document.diagnostic.is_some()),
        }
    }
}

/// The answer to `initialize`.
pub fn capabilities(client: ClientAbilities) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                ..Default::default()
            },
        )),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("sigla".to_owned()),
                ..Default::default()
            })
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::REFACTOR_REWRITE,
            ]),
            ..Default::default()
        })),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_range_formatting_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
            SemanticTokensOptions {
                legend: legend(),
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Bool(true)),
                ..Default::default()
            },
        )),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["[", "{", "@"].map(str::to_owned).to_vec()),
            ..Default::default()
        }),
        ..Default::default()
    }
}
