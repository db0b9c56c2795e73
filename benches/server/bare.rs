//! The least that a server of this kind can do, as the limit beside which ours is put: rope and tree follow each edit, and an
//! empty list is published, without rules, facts or findings. The bench runs itself as this server.

use std::sync::Mutex;

use ropey::Rope;
use sigla::server::convert::{Encoding, Positions};
use sigla::server::lsp::*;
use sigla::syntax::{blocks, tree};
use tower_lsp::jsonrpc::Result;
use tower_lsp::{Client, LanguageServer, LspService, Server};
use tree_sitter::Tree;

/// The argument with which the bench becomes the server.
pub const ARGUMENT: &str = "--bare-server";

struct Bare {
    client: Client,
    open: Mutex<Open>,
}

/// One document: its text, and the lengths and trees of its blocks.
#[derive(Default)]
struct Open {
    text: Rope,
    blocks: Vec<(usize, Tree)>,
}

impl Open {
    fn new(text: &str) -> Open {
        let blocks = blocks::split(text, true).into_iter();
        let parsed = blocks.map(|piece| {
            let at_start = piece.start == 0;
            (piece.len(), tree::parse(&text[piece], at_start))
        });
        Open {
            text: Rope::from_str(text),
            blocks: parsed.collect(),
        }
    }

    fn edit(&mut self, range: Range, new: &str) {
        let positions = Positions {
            text: &self.text,
            encoding: Encoding::Utf16,
        };
        let bytes = positions.bytes(range);
        let chars = self.text.byte_to_char(bytes.start)..self.text.byte_to_char(bytes.end);
        self.text.remove(chars.clone());
        self.text.insert(chars.start, new);
        let mut start = 0;
        for (len, tree) in &mut self.blocks {
            if bytes.end < start + *len {
                *len = *len + new.len() - bytes.len();
                let text = String::from(self.text.byte_slice(start..start + *len));
                let (from, old_end) = (bytes.start - start, bytes.end - start);
                *tree = tree::reparse(&text, start == 0, tree, from, old_end, from + new.len());
                return;
            }
            start += *len;
        }
    }
}

impl LanguageServer for Bare {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(InitializeResult {
            capabilities: ServerCapabilities {
                text_document_sync: Some(TextDocumentSyncKind::INCREMENTAL.into()),
                hover_provider: Some(true.into()),
                ..Default::default()
            },
            ..Default::default()
        })
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        *self.open.lock().expect("nobody panicked with it") = Open::new(&document.text);
        self.publish(document.uri, document.version).await;
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        for change in &params.content_changes {
            if let Some(range) = change.range {
                let mut open = self.open.lock().expect("nobody panicked with it");
                open.edit(range, &change.text);
            }
        }
        self.publish(params.text_document.uri, params.text_document.version)
            .await;
    }

    async fn hover(&self, _: HoverParams) -> Result<Option<Hover>> {
        Ok(None)
    }
}

impl Bare {
    async fn publish(&self, uri: Uri, version: i32) {
        (self.client)
            .publish_diagnostics(uri, Vec::new(), Some(version))
            .await;
    }
}

/// Serves on standard input and output.
pub fn serve() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let (service, socket) = LspService::new(|client| Bare {
        client,
        open: Mutex::default(),
    });
    let transport = Server::new(tokio::io::stdin(), tokio::io::stdout(), socket);
    runtime
        .expect("threads can be started")
        .block_on(transport.serve(service));
}
