//! `sigla.doctor`, a command that an editor can have executed: tells what the server knows of itself, its client and the collection.

use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;

use crate::server::Server;
use crate::server::health::{self, Point};

/// The command, as `initialize` announces it.
pub const DOCTOR: &str = "sigla.doctor";

impl Server {
    /// What the server knows: a text to read, the same as points, and what the client has said of itself.
    pub async fn doctor(&self) -> Result<Option<Value>> {
        let settings = std::sync::Arc::clone(&self.settings);
        let (client, greeting) = (self.client(), self.greeting.get().cloned());
        let (documents, registers) = self.documents.counts();
        let work = move || {
            let mut points = vec![Point::told(
                "version",
                format!("sigla {}", env!("CARGO_PKG_VERSION")),
            )];
            if let Ok(program) = std::env::current_exe() {
                points.push(Point::told("program", program.display().to_string()));
            }
            points.extend(about_client(client, greeting.as_ref()));
            let folders = settings.folders();
            points.push(match folders.is_empty() {
                true => Point::told("folders", "the editor has opened no folder, so each document stands for itself or lies by its sigla.toml"),
                false => {
                    let shown = folders.iter().map(|folder| folder.display().to_string());
                    Point::told("folders", shown.collect::<Vec<_>>().join(", "))
                }
            });
            points.push(Point::told(
                "open",
                format!("{documents} documents and {registers} registers are open"),
            ));
            points.extend(health::of_configuration(&settings.configuration));
            points.push(health::of_builtin());
            let text: Vec<_> = points.iter().map(sentence).collect();
            json!({"text": text.join("\n"), "points": points, "client": greeting})
        };
        self.work("executeCommand", work).await
    }
}

fn about_client(client: crate::server::ClientAbilities, greeting: Option<&Value>) -> Vec<Point> {
    let name = |key| {
        greeting
            .and_then(|it| it.pointer(key)?.as_str())
            .unwrap_or("unknown")
    };
    let encoding = format!("columns are counted in {}", client.encoding.kind().as_str());
    let choose =
        |is: bool, so: &'static str, otherwise: &'static str| if is { so } else { otherwise };
    vec![
        Point::told(
            "editor",
            format!(
                "{} {}",
                name("/clientInfo/name"),
                name("/clientInfo/version")
            ),
        ),
        Point::told("editor", encoding),
        Point::told(
            "editor",
            choose(
                client.pulls_diagnostics,
                "it asks for findings",
                "findings are sent to it",
            ),
        ),
        Point::told(
            "editor",
            choose(
                client.watches_files,
                "it tells of changed files",
                "it does not tell of changed files, so Sigla watches them itself",
            ),
        ),
        Point::told(
            "editor",
            choose(
                client.answers_configuration,
                "it can be asked for its settings",
                "it cannot be asked for its settings, so they have to be sent",
            ),
        ),
        Point::told(
            "editor",
            choose(
                client.annotates_edits,
                "it shows a renaming before it is made",
                "it makes a renaming without showing it first",
            ),
        ),
    ]
}

fn sentence(point: &Point) -> String {
    let mark = match point.fine {
        Some(true) => "✓",
        Some(false) => "✗",
        None => "·",
    };
    let advice = match point.advice.is_empty() {
        true => String::new(),
        false => format!("; {}", point.advice),
    };
    format!("{mark} {}: {}{advice}", point.about, point.found)
}
