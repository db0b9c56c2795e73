//! What the server does at each message: a line or two each, the work is done elsewhere.
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};

use super::Server;
use super::answers::moved_files::file;
use super::answers::names::{self, Renaming};
use super::answers::{actions, navigation, symbols, tokens};
use super::answers::{completions, fixed, formatted, hints, report, typed};
use super::capabilities::{ClientAbilities, capabilities, formatting_ranges, watching};
use super::collections::Event;
use super::health::hooks;
use super::lsp::*;
use super::settings;
use super::settings::Hint;
use super::settings::reload::Look;
use super::settings::{pull, sheets};
use crate::ide;
use crate::model::outline::outline;

impl Server {
    /// `window/workDoneProgress/cancel`, which the transport does not know.
    pub(super) async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        self.comparer.cancel(&params.token);
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = *self
            .client
            .get_or_init(|| ClientAbilities::of(&params.capabilities));
        // Only the first greeting counts.
        let _ = self.greeting.set(serde_json::json!({
            "clientInfo": params.client_info, "capabilities": params.capabilities,
        }));
        if let Some(options) = &params.initialization_options {
            self.hints.follow(options);
        }
        #[allow(deprecated, reason = "older clients send nothing else")]
        let root = params.root_uri.map(|uri| WorkspaceFolder {
            uri,
            name: String::new(),
        });
        let named = params.workspace_folders.unwrap_or_default();
        self.work_on(|folders| match named.is_empty() {
            true => folders.extend(root),
            false => *folders = named,
        });
        Ok(InitializeResult {
            capabilities: capabilities(client),
            server_info: Some(ServerInfo {
                name: "sigla".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..Default::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let (can, client) = (self.client(), self.to_client.clone());
        let watching = can.watches_files.then(watching);
        let formatting = can.registers_formatting.then(formatting_ranges);
        let settings = can.tells_settings.then(pull::registration);
        for registration in watching.into_iter().chain(formatting).chain(settings) {
            let client = client.clone();
            // A client that refuses leaves it to us to look at the files.
            tokio::spawn(async move { client.register_capability(vec![registration]).await });
        }
        self.pull_settings();
    }

    async fn shutdown(&self) -> Result<()> {
        self.shut_down.store(true, Ordering::SeqCst);
        self.workspace_findings.end();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        if sheets::is_table(&document.uri) {
            (self.documents.sheets).open(&document, self.client().encoding);
            return self.publisher.publish(document.uri);
        }
        let settings = self.settings.of(&document.uri);
        self.note_opened(&document.uri, &settings);
        self.documents.open(
            document.uri.clone(),
            document.version,
            &document.text,
            self.client().encoding,
            settings,
        );
        self.reloader.look(Look::Now);
        self.changed(document.uri);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        if sheets::is_table(&document.uri) {
            (self.documents.sheets).change(
                &document.uri,
                document.version,
                &params.content_changes,
            );
            return self.publisher.publish(document.uri);
        }
        self.documents
            .change(&document.uri, document.version, &params.content_changes);
        self.edited(document.uri);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        hooks::pass("notification");
        self.reloader
            .look(match sheets::is_table(&params.text_document.uri) {
                true => Look::Changed,
                false => Look::Now,
            });
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params.changes.iter();
        let paths: Vec<_> = paths.filter_map(|it| settings::path(&it.uri)).collect();
        self.files_changed(paths);
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        self.follow(params).await
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let files = params.files.iter();
        let paths = files.flat_map(|it| [file(&it.old_uri), file(&it.new_uri)]);
        self.files_changed(paths.flatten().collect());
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        let paths = params.files.iter().filter_map(|it| file(&it.uri));
        self.files_changed(paths.collect());
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        let paths = params.files.iter().filter_map(|it| file(&it.uri));
        self.files_changed(paths.collect());
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let event = params.event;
        self.work_on(|folders| {
            folders.retain(|folder| !event.removed.iter().any(|gone| gone.uri == folder.uri));
            for added in event.added {
                if folders.iter().all(|folder| folder.uri != added.uri) {
                    folders.push(added);
                }
            }
        });
        self.reloader.look(Look::Now);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        if sheets::is_table(&params.text_document.uri) {
            self.documents.sheets.close(&params.text_document.uri);
            return self.publisher.publish(params.text_document.uri);
        }
        self.documents.close(&params.text_document.uri);
        self.tokens.forget(&params.text_document.uri);
        self.comparer.tell(Event::Look);
        self.changed(params.text_document.uri);
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri;
        let previous = params.previous_result_id;
        let shows = self.client().diagnostics;
        let report = self.answer("diagnostic", &uri, move |snapshot| {
            report(snapshot, previous.as_ref(), shows)
        });
        let report = report.await?.unwrap_or_else(|| {
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport::default())
        });
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.all_diagnostics(params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let (at, lacks) = (params.text_document_position_params, self.client().lacks);
        if let Some(sheet) = self.documents.sheets.get(&at.text_document.uri) {
            let hover = self.work("hover", move || sheet.hover(at.position));
            return Ok(hover.await?.flatten().map(|it| lacks.hover(it)));
        }
        let hover = self.answer("hover", &at.text_document.uri, move |snapshot| {
            let positions = snapshot.positions();
            let offset = positions.byte(at.position);
            let hover = ide::hover::hover(&snapshot.document, &snapshot.settings.registers, offset)
                .or_else(|| ide::hover::of_finding(&snapshot.findings(), offset))?;
            Some(lacks.hover(positions.hover(hover)))
        });
        Ok(hover.await?.flatten())
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let (uri, lacks) = (params.text_document.uri, self.client().lacks);
        if let Some(sheet) = self.documents.sheets.get(&uri) {
            let symbols = self.work("documentSymbol", move || sheet.symbols());
            return Ok(symbols.await?.map(|them| lacks.symbols(uri, them)));
        }
        let symbols = self.answer("documentSymbol", &uri, |snapshot| {
            let positions = snapshot.positions();
            outline(&snapshot.document)
                .into_iter()
                .map(|entry| positions.symbol(entry))
                .collect()
        });
        Ok(symbols.await?.map(|them| lacks.symbols(uri, them)))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        let (documents, client) = (Arc::clone(&self.documents), self.client());
        let actions = self.answer("codeAction", &uri, move |snapshot| {
            (client.lacks).actions(actions::answer(
                snapshot,
                &params,
                &documents.sheets,
                client,
            ))
        });
        actions.await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let edits = self.answer("formatting", &params.text_document.uri, |snapshot| {
            let edits = ide::formatting::edits(&snapshot.document);
            snapshot.positions().edits(&edits)
        });
        edits.await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let (uri, asked) = (params.text_document.uri, params.range);
        let edits = self.answer("rangeFormatting", &uri, move |snapshot| {
            formatted(snapshot, &[asked])
        });
        edits.await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let folds = self.answer("foldingRange", &params.text_document.uri, |snapshot| {
            let positions = snapshot.positions();
            ide::folding::folds(&snapshot.document)
                .iter()
                .filter_map(|range| positions.fold(range))
                .collect()
        });
        folds.await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let (told, client) = (Arc::clone(&self.tokens), self.client());
        let uri = params.text_document.uri;
        let tokens = self.answer("semanticTokens", &uri, move |snapshot| {
            told.full(snapshot, client)
        });
        Ok(tokens.await?.map(SemanticTokensResult::Tokens))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let (told, client) = (Arc::clone(&self.tokens), self.client());
        let previous = params.previous_result_id;
        let uri = params.text_document.uri;
        let tokens = self.answer("semanticTokens", &uri, move |snapshot| {
            told.since(snapshot, &previous, client)
        });
        tokens.await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let (asked, client) = (params.range, self.client());
        let uri = params.text_document.uri;
        let tokens = self.answer("semanticTokens", &uri, move |snapshot| SemanticTokens {
            result_id: None,
            data: tokens::tokens(snapshot, Some(asked), client),
        });
        Ok(tokens.await?.map(SemanticTokensRangeResult::Tokens))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        let uri = at.text_document.uri;
        if let Some(sheet) = self.documents.sheets.get(&uri) {
            return self
                .work("completion", move || sheet.completions(at.position))
                .await;
        }
        let client = self.client();
        let found = self.answer("completion", &uri, move |snapshot| {
            completions(snapshot, at.position, client)
        });
        found.await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.told_of(item).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        self.acted(action).await
    }

    async fn inlay_hint_resolve(&self, hint: InlayHint) -> Result<InlayHint> {
        self.hinted(hint).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.lenses(params.text_document.uri).await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        self.counted(lens).await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let at = params.text_document_position;
        let edits = self.answer("onTypeFormatting", &at.text_document.uri, move |snapshot| {
            typed(snapshot, at.position, &params.ch)
        });
        edits.await
    }

    async fn will_save_wait_until(
        &self,
        params: WillSaveTextDocumentParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let by_hand = params.reason == TextDocumentSaveReason::MANUAL;
        if !by_hand || !self.hints.wants(Hint::FixOnSave) {
            return Ok(None);
        }
        let uri = params.text_document.uri;
        self.answer("willSaveWaitUntil", &uri, fixed).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        self.execute(params).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        if !self.hints.are_wanted() {
            return Ok(None);
        }
        let (uri, client) = (params.text_document.uri, self.client());
        let hints = self.answer("inlayHint", &uri, move |snapshot| {
            hints(snapshot, params.range, client)
        });
        hints.await
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if params.settings.as_object().is_none_or(|it| it.is_empty()) {
            return self.pull_settings();
        }
        if self.hints.follow(&params.settings) {
            self.refresh_what_is_shown();
        }
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let found = self.answer("definition", &at.text_document.uri, move |snapshot| {
            navigation::definitions(snapshot, snapshot.positions().byte(at.position))
        });
        Ok(found.await?.map(GotoDefinitionResponse::Array))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        let declared = params.context.include_declaration;
        let open = self.documents.all();
        let found = self.answer("references", &at.text_document.uri, move |snapshot| {
            let offset = snapshot.positions().byte(at.position);
            navigation::references(snapshot, &open, offset, declared)
        });
        found.await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        let found = self.answer(
            "documentHighlight",
            &at.text_document.uri,
            move |snapshot| {
                navigation::highlights(snapshot, snapshot.positions().byte(at.position))
            },
        );
        found.await
    }

    async fn prepare_rename(
        &self,
        at: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let found = self.answer("prepareRename", &at.text_document.uri, move |snapshot| {
            navigation::prepare_rename(snapshot, snapshot.positions().byte(at.position))
        });
        found.await?.transpose().map_err(Error::invalid_params)
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = params.text_document_position;
        let renaming = Renaming {
            new: params.new_name,
            open: self.documents.all(),
            settings: Arc::clone(&self.settings),
            annotates: self.client().annotates_edits,
        };
        let edit = self.answer("rename", &at.text_document.uri, move |snapshot| {
            navigation::rename(snapshot, snapshot.positions().byte(at.position), &renaming)
        });
        edit.await?.transpose().map_err(Error::invalid_params)
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        let places = params.positions;
        let found = self.answer(
            "selectionRange",
            &params.text_document.uri,
            move |snapshot| navigation::selections(snapshot, &places),
        );
        found.await
    }

    async fn linked_editing_range(
        &self,
        params: LinkedEditingRangeParams,
    ) -> Result<Option<LinkedEditingRanges>> {
        let at = params.text_document_position_params;
        let found = self.answer(
            "linkedEditingRange",
            &at.text_document.uri,
            move |snapshot| navigation::linked(snapshot, at.position),
        );
        Ok(found.await?.flatten())
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let uri = params.text_document.uri;
        let links = self.answer("documentLink", &uri, names::document_links);
        links.await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        let (open, settings) = (self.documents.all(), Arc::clone(&self.settings));
        let client = self.client();
        let found = self.work("symbol", move || {
            symbols::symbols(&open, &params.query, &settings, client)
        });
        Ok(found.await?.map(WorkspaceSymbolResponse::Nested))
    }

    async fn symbol_resolve(&self, symbol: WorkspaceSymbol) -> Result<WorkspaceSymbol> {
        let (settings, client) = (Arc::clone(&self.settings), self.client());
        let as_it_was = symbol.clone();
        let found = self.work("symbolResolve", move || {
            symbols::resolved(symbol, &settings, client)
        });
        Ok(found.await?.unwrap_or(as_it_was))
    }
}
