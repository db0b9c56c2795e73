//! Requests that take more than a snapshot of one document.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::Deserialize;
use tokio::sync::mpsc::unbounded_channel;
use tower_lsp::jsonrpc::Result;

use crate::server::answers::{formatted, lenses};
use crate::server::findings::workspace::{Answer, Question};
use crate::server::lsp::*;
use crate::server::wire::partial;
use crate::server::{CancelOnDrop, Server};

/// The parameters of `textDocument/rangesFormatting`, as far as they are needed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RangesFormattingParams {
    text_document: TextDocumentIdentifier,
    ranges: Vec<Range>,
}

impl Server {
    /// All documents of the workspace with their findings; see `findings::workspace`.
    pub async fn all_diagnostics(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let previous = params.previous_result_ids.into_iter();
        let previous = previous.map(|it| (it.uri, it.value)).collect();
        let cancelled = Arc::new(AtomicBool::new(false));
        let _guard = CancelOnDrop(Arc::clone(&cancelled));
        let token = params.partial_result_params.partial_result_token;
        let (parts, mut queue) = unbounded_channel();
        let question = Arc::new(Question {
            documents: Arc::clone(&self.documents),
            settings: Arc::clone(&self.settings),
            client: self.client(),
            previous,
            parts: token.is_some().then_some(parts),
            cancelled,
        });
        let mut waits = !question.previous.is_empty();
        let answer = loop {
            let (findings, asked) = (Arc::clone(&self.workspace_findings), Arc::clone(&question));
            let looking = self.work("workspaceDiagnostic", move || findings.look(&asked));
            tokio::pin!(looking);
            let answer: Answer = loop {
                tokio::select! {
                    biased;
                    Some(items) = queue.recv(), if token.is_some() => {
                        self.send_part(token.as_ref(), items).await;
                    }
                    answer = &mut looking => break answer?.unwrap_or_default(),
                }
            };
            if answer.is_news || !waits {
                break answer;
            }
            self.workspace_findings.wait().await;
            waits = false;
        };
        while let Ok(items) = queue.try_recv() {
            self.send_part(token.as_ref(), items).await;
        }
        if token.is_some() {
            partial::settle().await;
        }
        let items = answer.items;
        Ok(WorkspaceDiagnosticReport { items }.into())
    }

    /// The lenses of a document or register.
    pub async fn lenses(&self, uri: Uri) -> Result<Option<Vec<CodeLens>>> {
        let hints = Arc::clone(&self.hints);
        if let Some(sheet) = self.documents.sheets.get(&uri) {
            let lenses = move || lenses::of_register(&sheet, &uri, &hints);
            return self.work("codeLens", lenses).await;
        }
        let lenses = self.answer("codeLens", &uri, move |snapshot| {
            lenses::of_document(snapshot, &hints)
        });
        lenses.await
    }

    /// A lens with its count.
    pub async fn counted(&self, lens: CodeLens) -> Result<CodeLens> {
        let (documents, as_it_was) = (Arc::clone(&self.documents), lens.clone());
        let counted = self.work("codeLensResolve", move || {
            lenses::resolved(lens, &documents.all(), |uri| documents.sheets.get(uri))
        });
        Ok(counted.await?.unwrap_or(as_it_was))
    }

    /// Has the client ask again for what it shows beside the text.
    pub fn refresh_what_is_shown(&self) {
        let (client, can) = (self.to_client.clone(), self.client());
        // The client may answer late or never.
        tokio::spawn(async move {
            if can.refreshes_hints {
                let _ = client.inlay_hint_refresh().await;
            }
            if can.refreshes_lenses {
                let _ = client.code_lens_refresh().await;
            }
        });
    }

    /// Lays out several ranges (LSP 3.18), which the library has no handler for.
    pub async fn ranges_formatting(
        &self,
        params: RangesFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let (uri, ranges) = (params.text_document.uri, params.ranges);
        let edits = self.answer("rangesFormatting", &uri, move |snapshot| {
            formatted(snapshot, &ranges)
        });
        edits.await
    }

    async fn send_part(
        &self,
        token: Option<&ProgressToken>,
        items: Vec<WorkspaceDocumentDiagnosticReport>,
    ) {
        if let Some(token) = token {
            let part = WorkspaceDiagnosticReportPartialResult { items };
            partial::send(&self.to_client, token, &part).await;
        }
    }
}
