//! The commands that a client may have executed: a registry, a line for each.

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

use crate::server::Server;
use crate::server::health::doctor::DOCTOR;
use crate::server::lsp::*;

/// Shows places: its arguments are an address, a position in it and a list of locations. A client that has a view for such
/// lists does it itself; of us it gets the first place opened.
pub const SHOW_REFERENCES: &str = "sigla.showReferences";

/// All of them.
pub const ALL: &[&str] = &[SHOW_REFERENCES, DOCTOR];

impl Server {
    /// Executes a command.
    pub async fn execute(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        match params.command.as_str() {
            SHOW_REFERENCES => self.show_references(&params.arguments),
            DOCTOR => self.doctor().await,
            other => Err(refused(
                ErrorCode::InvalidParams,
                format!("there is no command `{other}`; there is {}", ALL.join(", ")),
            )),
        }
    }

    fn show_references(&self, arguments: &[LSPAny]) -> Result<Option<LSPAny>> {
        let [_, _, locations] = arguments else {
            let message = format!("{SHOW_REFERENCES} takes an address, a position and locations");
            return Err(refused(ErrorCode::InvalidParams, message));
        };
        let locations: Vec<Location> = serde_json::from_value(locations.clone())
            .map_err(|error| refused(ErrorCode::InvalidParams, error.to_string()))?;
        if !self.client().shows_documents {
            let message = "the editor cannot open a place for us; use its list of references";
            return Err(refused(ErrorCode::InvalidRequest, message.to_owned()));
        }
        if let Some(first) = locations.into_iter().next() {
            self.show(first.uri, first.range);
        }
        Ok(None)
    }

    /// Has the client open a place, without waiting for it.
    pub fn show(&self, uri: Uri, selection: Range) {
        let client = self.to_client.clone();
        let params = ShowDocumentParams {
            uri,
            external: None,
            take_focus: Some(true),
            selection: Some(selection),
        };
        // The client may answer late or never.
        tokio::spawn(async move { client.show_document(params).await });
    }
}

fn refused(code: ErrorCode, message: String) -> Error {
    Error {
        code,
        message: message.into(),
        data: None,
    }
}
