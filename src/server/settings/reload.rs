//! Follows `sigla.toml` and the registers beside it: a task that looks whether one has changed, checks the open documents anew, and tells what is
//! wrong in it.
//!
//! Not every client tells of changed files (Neovim on Linux does not), so the files are looked at when a document is
//! opened, changed or saved too, no more than once a second.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ropey::Rope;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Instant, timeout_at};
use tower_lsp::Client;

use crate::collection::config::Config;
use crate::registers::Registers;
use crate::rules::problems;
use crate::server::capabilities::ClientAbilities;
use crate::server::collections::Event;
use crate::server::convert::Positions;
use crate::server::documents::Documents;
use crate::server::findings::publish::Publisher;
use crate::server::health::faults::{self, contained};
use crate::server::health::hooks;
use crate::server::lsp::{Diagnostic, DiagnosticSeverity, Uri};
use crate::server::settings::{SettingsByUri, sheets};

/// Files are looked at no more often than this, unless the client says that one has changed.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// Why the files are to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Something has happened to a document, so there may be somebody at work.
    WhenDue,
    /// A document was opened or saved.
    Now,
    /// The client says that a file has changed.
    Changed,
}

/// Where looks are asked for.
#[derive(Debug)]
pub struct Reloader {
    looks: UnboundedSender<Look>,
}

/// What the task works with.
pub struct Work {
    /// The other side.
    pub client: Client,
    /// What it can do, once it has said so.
    pub abilities: Arc<OnceLock<ClientAbilities>>,
    /// The open documents.
    pub documents: Arc<Documents>,
    /// Their settings.
    pub settings: Arc<SettingsByUri>,
    /// Where documents are announced that were checked anew.
    pub publisher: Publisher,
    /// Where documents are compared with each other, once it is known what is asked of them.
    pub compares: UnboundedSender<Event>,
}

impl Reloader {
    /// Starts the task; it ends with the reloader.
    pub fn start(work: Work) -> Reloader {
        let (looks, queue) = unbounded_channel();
        tokio::spawn(work.run(queue));
        Reloader { looks }
    }

    /// Where looks are asked for, for whoever outlives the server's other half.
    pub fn looks(&self) -> UnboundedSender<Look> {
        self.looks.clone()
    }

    /// Has the files looked at soon.
    pub fn look(&self, look: Look) {
        // The task ends only with the server, and then nobody is left to tell.
        let _ = self.looks.send(look);
    }
}

impl Work {
    async fn run(self, mut queue: UnboundedReceiver<Look>) {
        let mut told = HashMap::new();
        let mut due = Instant::now();
        while let Some(mut look) = queue.recv().await {
            while look == Look::WhenDue
                && let Ok(next) = timeout_at(due, queue.recv()).await
            {
                match next {
                    Some(next) => look = next,
                    None => return,
                }
            }
            while let Ok(next) = queue.try_recv() {
                look = look.max(next);
            }
            self.look(look).await;
            // A panic costs this telling only, and all is told again at the next.
            let telling = contained("reload", self.tell(&mut told)).await;
            if telling.is_none() {
                told.clear();
            }
            due = Instant::now() + BETWEEN_LOOKS;
        }
    }

    /// Looks at the files, and checks the documents anew whose settings are others now.
    async fn look(&self, look: Look) {
        let (settings, documents) = (Arc::clone(&self.settings), Arc::clone(&self.documents));
        let looking = tokio::task::spawn_blocking(move || {
            let _doing = faults::doing(&"reload".into());
            hooks::pass("reload");
            match look {
                // Its time and size may be as they were.
                Look::Changed => settings.configuration.forget(),
                Look::Now | Look::WhenDue => {
                    settings.configuration.look_again();
                }
            }
            documents.settle(|uri| settings.of(uri))
        });
        // A panic costs this look only.
        let settled: Vec<Uri> = looking.await.unwrap_or_default();
        if look > Look::WhenDue || !settled.is_empty() {
            // The task ends only with the server.
            let _ = self.compares.send(Event::Look);
        }
        self.publisher.announce(settled);
    }

    /// Tells what is wrong in the files, where it is other than what was told last.
    async fn tell(&self, told: &mut HashMap<PathBuf, Vec<Diagnostic>>) {
        let abilities = self.abilities.get().copied().unwrap_or_default();
        let mut now: HashMap<PathBuf, Vec<Diagnostic>> = HashMap::new();
        let registers = self.settings.configuration.registers();
        for config in self.settings.configuration.files() {
            let mut diagnostics = diagnostics(&config, abilities);
            let beside = registers.iter().filter(|it| it.lie_in(config.folder()));
            diagnostics.extend(beside.flat_map(|it| of_gazetteers(&config, it, abilities)));
            now.insert(config.path.clone(), diagnostics);
        }
        for file in registers.iter().flat_map(|it| &it.files) {
            let diagnostics = sheets::diagnostics(file, abilities.encoding);
            now.insert(file.path.clone(), diagnostics);
        }
        for (path, _) in told.iter().filter(|(_, told)| !told.is_empty()) {
            // A file that is gone has nothing wrong any more.
            now.entry(path.clone()).or_default();
        }
        for (path, diagnostics) in now {
            if told.get(&path).map_or(&[][..], Vec::as_slice) == diagnostics {
                continue;
            }
            match Uri::from_file_path(&path) {
                // Its open text may say something else than its file.
                Some(uri) if sheets::is_table(&uri) => self.publisher.publish(uri),
                Some(uri) => {
                    let published = diagnostics.clone();
                    self.client.publish_diagnostics(uri, published, None).await;
                }
                None => {}
            }
            told.insert(path, diagnostics);
        }
    }
}

/// The gazetteers that a `sigla.toml` names and that cannot be opened.
fn of_gazetteers(
    config: &Config,
    registers: &Registers,
    client: ClientAbilities,
) -> Vec<Diagnostic> {
    let text = Rope::from_str(&config.text);
    let positions = Positions {
        text: &text,
        encoding: client.encoding,
    };
    let named = registers.unopened.iter().filter_map(|unopened| {
        let mut named = config.gazetteers.iter();
        let named = named.find(|named| named.value == unopened.written)?;
        Some(Diagnostic {
            range: positions.range(&named.place.range),
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some("sigla".to_owned()),
            message: format!("`{}` is not asked: {}", unopened.written, unopened.why),
            ..Default::default()
        })
    });
    named.collect()
}

fn diagnostics(config: &Config, client: ClientAbilities) -> Vec<Diagnostic> {
    let text = Rope::from_str(&config.text);
    let positions = Positions {
        text: &text,
        encoding: client.encoding,
    };
    let problems = problems(config).into_iter();
    let diagnostics = problems.map(|problem| Diagnostic {
        range: positions.range(&problem.place.range),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("sigla".to_owned()),
        message: problem.text(),
        ..Default::default()
    });
    diagnostics.collect()
}
