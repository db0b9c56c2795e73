//! What the server offers, by what the client can do.

use super::answers::{commands, moved_files};
use super::convert::{Encoding, legend};
use super::lsp::*;
use super::views;
use super::wire::lacks::Lacks;
use crate::collection::config;
use crate::ide::typing;
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
    /// Whether it shows how far a work has come.
    pub shows_progress: bool,
    /// What it cannot, though it asks for the feature. A client that says nothing of a feature is taken to know all of it.
    pub lacks: Lacks,
    /// Whether it asks for the place of a symbol of the workspace when it needs one.
    pub resolves_symbols: bool,
    /// Whether it asks for what a code action does when it needs that.
    pub resolves_actions: bool,
    /// Whether it asks for the documentation of a completion when it needs that.
    pub resolves_completions: bool,
    /// Whether it asks for the tooltip of a hint when it needs one.
    pub resolves_hints: bool,
    /// Whether a completion may say where the cursor is to stand.
    pub takes_snippets: bool,
    /// What it can show of a diagnostic besides its message.
    pub diagnostics: DiagnosticAbilities,
    /// Whether a semantic token may run over lines.
    pub takes_tokens_over_lines: bool,
    /// Whether semantic tokens may overlap.
    pub takes_tokens_that_overlap: bool,
    /// Whether it can open a document in an editor.
    pub shows_documents: bool,
    /// Whether it can be told to ask for lenses again.
    pub refreshes_lenses: bool,
    /// Whether it asks for the edits before a document is saved.
    pub waits_for_edits_on_save: bool,
    /// Whether it asks what is to change with a file that is renamed.
    pub tells_of_renames: bool,
    /// Whether it can be told later what is formatted.
    pub registers_formatting: bool,
}

/// What a client can show of a diagnostic.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiagnosticAbilities {
    /// Other places that explain it.
    pub related: bool,
    /// Where its rule is described.
    pub description: bool,
    /// That it is about something needless or out of use.
    pub tags: bool,
    /// Whether it gives back what was put into it.
    pub data: bool,
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
        let text = client.text_document.as_ref();
        let tokens = text.and_then(|text| text.semantic_tokens.as_ref());
        let is_true = |flag: Option<bool>| flag == Some(true);
        let item = text
            .and_then(|text| text.completion.as_ref())
            .and_then(|completion| completion.completion_item.as_ref());
        let action = text.and_then(|text| text.code_action.as_ref());
        let has = |properties: Option<&Vec<String>>, property: &str| {
            properties.is_some_and(|all| all.iter().any(|it| it == property))
        };
        let settings = workspace.and_then(|it| it.did_change_configuration.as_ref());
        ClientAbilities {
            answers_configuration: workspace.and_then(|it| it.configuration) == Some(true),
            tells_settings: settings.is_some_and(|it| it.dynamic_registration == Some(true)),
            shows_progress: (client.window.as_ref())
                .and_then(|window| window.work_done_progress)
                .unwrap_or_default(),
            lacks: (client.text_document.as_ref())
                .map(Lacks::of)
                .unwrap_or_default(),
            resolves_symbols: has(
                workspace
                    .and_then(|workspace| workspace.symbol.as_ref())
                    .and_then(|symbol| symbol.resolve_support.as_ref())
                    .map(|support| &support.properties),
                "location.range",
            ),
            resolves_actions: action.is_some_and(|it| is_true(it.data_support))
                && has(
                    action
                        .and_then(|action| action.resolve_support.as_ref())
                        .map(|support| &support.properties),
                    "edit",
                ),
            resolves_completions: has(
                item.and_then(|item| item.resolve_support.as_ref())
                    .map(|support| &support.properties),
                "documentation",
            ),
            takes_snippets: item.is_some_and(|item| is_true(item.snippet_support)),
            resolves_hints: has(
                text.and_then(|text| text.inlay_hint.as_ref())
                    .and_then(|hint| hint.resolve_support.as_ref())
                    .map(|support| &support.properties),
                "tooltip",
            ),
            diagnostics: DiagnosticAbilities::of(client),
            takes_tokens_over_lines: tokens.is_some_and(|it| is_true(it.multiline_token_support)),
            takes_tokens_that_overlap: tokens
                .is_some_and(|it| is_true(it.overlapping_token_support)),
            shows_documents: client
                .window
                .as_ref()
                .and_then(|window| window.show_document.as_ref())
                .is_some_and(|it| it.support),
            refreshes_lenses: workspace
                .and_then(|workspace| workspace.code_lens.as_ref())
                .is_some_and(|it| is_true(it.refresh_support)),
            waits_for_edits_on_save: text
                .and_then(|text| text.synchronization.as_ref())
                .is_some_and(|it| is_true(it.will_save_wait_until)),
            tells_of_renames: workspace
                .and_then(|workspace| workspace.file_operations.as_ref())
                .is_some_and(|it| is_true(it.will_rename)),
            registers_formatting: text
                .and_then(|text| text.range_formatting.as_ref())
                .is_some_and(|it| is_true(it.dynamic_registration)),
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

impl DiagnosticAbilities {
    /// In 3.17 of the protocol they stand with what is pushed only, also for a client that asks.
    fn of(client: &ClientCapabilities) -> DiagnosticAbilities {
        let text = client.text_document.as_ref();
        let told = text.and_then(|text| text.publish_diagnostics.as_ref());
        let asked = text.and_then(|text| text.diagnostic.as_ref());
        let can = |told: Option<bool>, asked: Option<bool>| told.or(asked) == Some(true);
        DiagnosticAbilities {
            related: can(
                told.and_then(|it| it.related_information),
                asked.and_then(|it| it.related_information),
            ),
            description: can(
                told.and_then(|it| it.code_description_support),
                asked.and_then(|it| it.code_description_support),
            ),
            tags: told.is_some_and(|it| it.tag_support.is_some())
                || asked.is_some_and(|it| it.tag_support.is_some()),
            data: can(
                told.and_then(|it| it.data_support),
                asked.and_then(|it| it.data_support),
            ),
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

/// That ranges are formatted, also several at once (LSP 3.18). The library's types have no place for the latter, so it is told
/// to a client that takes registrations, which are plain JSON.
pub fn formatting_ranges() -> Registration {
    Registration {
        id: "rangeFormatting".to_owned(),
        method: "textDocument/rangeFormatting".to_owned(),
        register_options: Some(serde_json::json!({
            "documentSelector": [{"language": "sigla"}],
            "rangesSupport": true,
        })),
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
                will_save_wait_until: client.waits_for_edits_on_save.then_some(true),
                ..Default::default()
            },
        )),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("sigla".to_owned()),
                // Documents of a collection are compared with each other.
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..Default::default()
            })
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: client.tells_of_renames.then(moved_files::asked_to_tell),
        }),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        rename_provider: Some(match client.lacks.prepared_renames {
            true => OneOf::Left(true),
            false => OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: Default::default(),
            }),
        }),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: Default::default(),
        }),
        workspace_symbol_provider: Some(OneOf::Right(WorkspaceSymbolOptions {
            resolve_provider: Some(true),
            work_done_progress_options: Default::default(),
        })),
        // What views ask for, beyond the protocol.
        experimental: Some(serde_json::json!({"sigla": {"requests": views::ALL}})),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: (!client.lacks.action_literals).then(|| {
            CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QUICKFIX,
                    CodeActionKind::new(FIX_ALL),
                    CodeActionKind::REFACTOR_REWRITE,
                ]),
                resolve_provider: Some(true),
                ..Default::default()
            })
        }),
        document_formatting_provider: Some(OneOf::Left(true)),
        // Where it can be told later, it is told of several ranges too.
        document_range_formatting_provider: (!client.registers_formatting)
            .then_some(OneOf::Left(true)),
        document_on_type_formatting_provider: Some(DocumentOnTypeFormattingOptions {
            first_trigger_character: typing::KEYS[0].to_owned(),
            more_trigger_character: Some(
                typing::KEYS[1..]
                    .iter()
                    .map(|it| (*it).to_owned())
                    .collect(),
            ),
        }),
        code_lens_provider: Some(CodeLensOptions {
            resolve_provider: Some(true),
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::ALL.iter().map(|it| (*it).to_owned()).collect(),
            ..Default::default()
        }),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        linked_editing_range_provider: Some(LinkedEditingRangeServerCapabilities::Simple(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
            SemanticTokensOptions {
                legend: legend(),
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                ..Default::default()
            },
        )),
        inlay_hint_provider: Some(OneOf::Right(InlayHintServerCapabilities::Options(
            InlayHintOptions {
                resolve_provider: Some(true),
                ..Default::default()
            },
        ))),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["[", "{", "@"].map(str::to_owned).to_vec()),
            resolve_provider: Some(true),
            ..Default::default()
        }),
        ..Default::default()
    }
}
