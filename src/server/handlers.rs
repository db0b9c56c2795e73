//! What the server does at each message: a line or two each, the work is done elsewhere.
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};

use super::answers::{hints, report, tokens};
use super::capabilities::{ClientAbilities, capabilities, watching};
use super::collections::Event;
use super::doctor::DOCTOR;
use super::lsp::*;
use super::names::{self, Renaming};
use super::reload::Look;
use super::{Server, actions, hooks, pull, settings, sheets};
use crate::ide;
use crate::model::outline::outline;

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = *self
            .client
            .get_or_init(|| ClientAbilities::of(&params.capabilities));
        if let Some(options) = &params.initialization_options {
            self.hints.follow(options);
        }
        // Only the first greeting counts.
        let _ = self.greeting.set(serde_json::json!({
            "clientInfo": params.client_info, "capabilities": params.capabilities,
        }));
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
        let (able, mut wanted) = (self.client(), Vec::new());
        if able.watches_files {
            wanted.push(watching());
        }
        if able.tells_settings {
            wanted.push(pull::registration());
        }
        for registration in wanted {
            let client = self.to_client.clone();
            // A client that refuses leaves it to us to look at the files.
            tokio::spawn(async move { client.register_capability(vec![registration]).await });
        }
        self.pull_settings();
    }

    async fn shutdown(&self) -> Result<()> {
        self.shut_down.store(true, Ordering::SeqCst);
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
        self.reloader.look(Look::WhenDue);
        self.comparer.tell(Event::Edited(document.uri.clone()));
        self.changed(document.uri);
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
        let is_document = |path: &PathBuf| path.extension().is_some_and(|it| it == "sigla");
        if paths.is_empty() || !paths.iter().all(is_document) {
            self.reloader.look(Look::Changed);
        }
        self.comparer.tell(Event::Changed(paths));
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
        self.comparer.tell(Event::Look);
        self.changed(params.text_document.uri);
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri;
        let previous = params.previous_result_id;
        let report = self.answer("diagnostic", &uri, move |snapshot| {
            report(snapshot, previous.as_ref())
        });
        let report = report.await?.unwrap_or_else(|| {
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport::default())
        });
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        if let Some(sheet) = self.documents.sheets.get(&at.text_document.uri) {
            let hover = self.work("hover", move || sheet.hover(at.position));
            return Ok(hover.await?.flatten());
        }
        let hover = self.answer("hover", &at.text_document.uri, move |snapshot| {
            let positions = snapshot.positions();
            let offset = positions.byte(at.position);
            let hover = ide::hover::hover(&snapshot.document, &snapshot.settings.registers, offset)
                .or_else(|| ide::hover::of_finding(&snapshot.findings(), offset))?;
            Some(positions.hover(hover))
        });
        Ok(hover.await?.flatten())
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        if let Some(sheet) = self.documents.sheets.get(&uri) {
            let symbols = self.work("documentSymbol", move || sheet.symbols());
            return Ok(symbols.await?.map(DocumentSymbolResponse::Nested));
        }
        let symbols = self.answer("documentSymbol", &uri, |snapshot| {
            let positions = snapshot.positions();
            outline(&snapshot.document)
                .into_iter()
                .map(|entry| positions.symbol(entry))
                .collect()
        });
        Ok(symbols.await?.map(DocumentSymbolResponse::Nested))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        let (documents, client) = (Arc::clone(&self.documents), self.client());
        let actions = self.answer("codeAction", &uri, move |snapshot| {
            actions::answer(snapshot, &params, &documents.sheets, client)
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
        let asked = params.range;
        let edits = self.answer(
            "rangeFormatting",
            &params.text_document.uri,
            move |snapshot| {
                let positions = snapshot.positions();
                let range = positions.bytes(asked);
                positions.edits(&ide::formatting::edits_in(&snapshot.document, &range))
            },
        );
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
        let tokens = self.answer("semanticTokens", &params.text_document.uri, |snapshot| {
            tokens(snapshot, None)
        });
        Ok(tokens.await?.map(SemanticTokensResult::Tokens))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let asked = params.range;
        let tokens = self.answer(
            "semanticTokens",
            &params.text_document.uri,
            move |snapshot| tokens(snapshot, Some(asked)),
        );
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
        let found = self.answer("completion", &uri, move |snapshot| {
            let positions = snapshot.positions();
            positions.completions(ide::completion::completions(
                &snapshot.document,
                &snapshot.settings.registers,
                positions.byte(at.position),
            ))
        });
        found.await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        if !self.hints.are_wanted() {
            return Ok(None);
        }
        let uri = params.text_document.uri;
        let hints = self.answer("inlayHint", &uri, move |snapshot| {
            hints(snapshot, params.range)
        });
        hints.await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        match params.command.as_str() {
            DOCTOR => self.doctor().await,
            other => Err(Error::invalid_params(format!(
                "there is no command `{other}`"
            ))),
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if params.settings.as_object().is_none_or(|it| it.is_empty()) {
            return self.pull_settings();
        }
        if self.hints.follow(&params.settings) && self.client().refreshes_hints {
            let client = self.to_client.clone();
            // The client may answer late or never.
            tokio::spawn(async move { client.inlay_hint_refresh().await });
        }
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let found = self.answer("definition", &at.text_document.uri, move |snapshot| {
            names::definitions(snapshot, snapshot.positions().byte(at.position))
        });
        Ok(found.await?.map(GotoDefinitionResponse::Array))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        let declared = params.context.include_declaration;
        let open = self.documents.all();
        let found = self.answer("references", &at.text_document.uri, move |snapshot| {
            let offset = snapshot.positions().byte(at.position);
            names::references(snapshot, &open, offset, declared)
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
            move |snapshot| names::highlights(snapshot, snapshot.positions().byte(at.position)),
        );
        found.await
    }

    async fn prepare_rename(
        &self,
        at: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let found = self.answer("prepareRename", &at.text_document.uri, move |snapshot| {
            names::prepare_rename(snapshot, snapshot.positions().byte(at.position))
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
            names::rename(snapshot, snapshot.positions().byte(at.position), &renaming)
        });
        edit.await?.transpose().map_err(Error::invalid_params)
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
        let found = self.work("symbol", move || {
            names::symbols(&open, &params.query, &settings)
        });
        Ok(found.await?.map(WorkspaceSymbolResponse::Nested))
    }
}
