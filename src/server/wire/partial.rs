//! Parts of an answer, sent before it (LSP 3.17, "Partial Result Progress").

use serde::{Deserialize, Serialize};
use tower_lsp::Client;

use crate::server::lsp::*;

/// `$/progress` with a part of a result; the library's own knows only progress of work.
#[derive(Debug)]
enum Part {}

/// Its parameters.
#[derive(Debug, Deserialize, Serialize)]
struct PartParams {
    token: ProgressToken,
    value: LSPAny,
}

impl notification::Notification for Part {
    type Params = PartParams;
    const METHOD: &'static str = "$/progress";
}

/// Sends a part of the result of the request with this token.
pub async fn send(client: &Client, token: &ProgressToken, part: &impl Serialize) {
    // What we serialise are structs of the protocol, with strings for keys.
    if let Ok(value) = serde_json::to_value(part) {
        let token = token.clone();
        client
            .send_notification::<Part>(PartParams { token, value })
            .await;
    }
}

/// Lets what was sent before go out before an answer: the transport has a queue for each, and an answer may overtake.
pub async fn settle() {
    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
}
