//! What the person has set in the editor, for clients that do not send it: asked for, never waited for in a handler.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use tower_lsp::Client;

use crate::server::capabilities::ClientAbilities;
use crate::server::health::log::Log;
use crate::server::lsp::{ConfigurationItem, Registration};
use crate::server::settings::Hints;

/// A client that has not answered by then is taken to have nothing set.
const LONGEST: Duration = Duration::from_secs(10);

/// Asks the client for the section `sigla` of its settings, and follows what it says. Ends at once; the answer is taken in when it
/// comes.
pub fn pull(client: Client, abilities: ClientAbilities, hints: Arc<Hints>, log: Arc<Log>) {
    if !abilities.answers_configuration {
        return;
    }
    tokio::spawn(async move {
        let section = ConfigurationItem {
            scope_uri: None,
            section: Some("sigla".to_owned()),
        };
        match timeout(LONGEST, client.configuration(vec![section])).await {
            Ok(Ok(answer)) => {
                let changed = answer.first().is_some_and(|options| hints.follow(options));
                log.note(format!("workspace/configuration: hints are {}", hints.are_wanted()), String::new);
                if changed && abilities.refreshes_hints {
                    // The client may answer late or never; nothing waits for it.
                    let _ = client.inlay_hint_refresh().await;
                }
            }
            Ok(Err(error)) => log.note(format!("workspace/configuration: error {}", error.code.code()), String::new),
            Err(_) => log.warn("the client said that it answers workspace/configuration, and has not done so in ten seconds; what is set in the editor is not known"),
        }
    });
}

/// What the client is asked to tell: that a setting has changed.
pub fn registration() -> Registration {
    Registration {
        id: "sigla settings".to_owned(),
        method: "workspace/didChangeConfiguration".to_owned(),
        register_options: Some(serde_json::json!({"section": "sigla"})),
    }
}
