//! What the server offers, by what the client can do.

use super::convert::{Encoding, legend};
use super::doctor::DOCTOR;
use super::lsp::*;
use crate::collection::config;
use crate::registers::{PLACES_AS_FEATURES, Topic};

/// All safe fixes of a document, as one action.
pub(super) const FIX_ALL: &str = "source.fixAll.sigla";

/// What a client can do, as far as the server asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClientAbilities {
    /// What its columns count.
    pub encoding: Encoding,
    /// Whether it asks for diagnostics itself; then none are pushed.
    pub pulls_diagnostics: bool,
    /// Whether it can be told to ask for diagnostics again.
    pub refreshes_diagnostics: bool,
    /// Whether it tells of changed files, if it is asked to.
    pub watches_files: bool,
    /// Whether it shows an edit before it makes it, where that is asked for.
    pub annotates_edits: bool,
    /// Whether an edit may make a file that is not there.
    pub creates_files: bool,
    /// Whether it can be told to ask for hints again.
    pub refreshes_hints: bool,
    /// Whether it can be asked what is set in it.
    pub answers_configuration: bool,
    /// Whether it tells of changed settings, if it is asked to.
    pub tells_settings: bool,
}

impl ClientAbilities {
    /// Reads them from what the client says of itself.
    pub fn of(client: &ClientCapabilities) -> ClientAbilities {
        let encodings = client
            .general
            .as_ref()
            .and_then(|general| general.position_encodings.as_deref());
        let workspace = client.workspace.as_ref();
        let refreshes = workspace
            .and_then(|workspace| workspace.diagnostics.as_ref())
            .and_then(|diagnostics| diagnostics.refresh_support);
        let watches = workspace
            .and_then(|workspace| workspace.did_change_watched_files.as_ref())
            .and_then(|watching| watching.dynamic_registration);
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let hints = workspace.and_then(|workspace| workspace.inlay_hint.as_ref());
        let settings = workspace.and_then(|it| it.did_change_configuration.as_ref());
        ClientAbilities {
            answers_configuration: workspace.and_then(|it| it.configuration) == Some(true),
            tells_settings: settings.is_some_and(|it| it.dynamic_registration == Some(true)),
            creates_files: edits.is_some_and(|edits| {
                let operations = edits.resource_operations.as_deref().unwrap_or_default();
                operations.contains(&ResourceOperationKind::Create)
                    && edits.document_changes == Some(true)
            }),
            refreshes_hints: hints
                .and_then(|hints| hints.refresh_support)
                .unwrap_or_default(),
            annotates_edits: edits.is_some_and(|edits| {
                edits.change_annotation_support.is_some() && edits.document_changes == Some(true)
            }),
            refreshes_diagnostics: refreshes.unwrap_or_default(),
            watches_files: watches.unwrap_or_default(),
            encoding: Encoding::negotiate(encodings),
            pulls_diagnostics: client
                .text_document
                .as_ref()
                .is_some_and(|document| document.diagnostic.is_some()),
        }
    }
}

/// What the client is asked to tell: that a `sigla.toml` or a document has changed.
pub fn watching() -> Registration {
    let watcher = |pattern: &str| FileSystemWatcher {
        glob_pattern: GlobPattern::String(format!("**/{pattern}")),
        kind: None,
    };
    let options = DidChangeWatchedFilesRegistrationOptions {
        watchers: [config::NAME, "*.sigla", PLACES_AS_FEATURES]
            .into_iter()
            .chain(Topic::ALL.map(Topic::file))
            .map(watcher)
            .collect(),
    };
    Registration {
        id: "sigla.toml".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
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
                save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                ..Default::default()
            },
        )),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("sigla".to_owned()),
                ..Default::default()
            })
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            ..Default::default()
        }),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: Default::default(),
        })),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: Default::default(),
        }),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::new(FIX_ALL),
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
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![DOCTOR.to_owned()],
            ..Default::default()
        }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["[", "{", "@"].map(str::to_owned).to_vec()),
            ..Default::default()
        }),
        ..Default::default()
    }
}
