//! The life of the server: it serves until it is told to end.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::AsyncRead;
use tower_lsp::{LspService, Server as Transport};

use super::Server;
use super::health::faults::{self, Keep, Steps};
use super::health::log::Log;
use super::wire::inbox::Inbox;
use super::wire::messages::Messages;
use super::wire::outbox::Outbox;
use super::wire::record::{Recorder, Words};
use super::wire::stdin::Stdin;

/// With the default of 4, four slow requests keep `$/cancelRequest` from being read (tower-lsp#284).
const CONCURRENT_HANDLERS: usize = 64;

/// So long the last answers may take to be written once the server has been told to end.
const FAREWELL: Duration = Duration::from_secs(1);

/// What a server is started with, beside its input and output.
#[derive(Default)]
pub struct Options {
    /// Where the log is written.
    pub log: Option<Box<dyn Write + Send>>,
    /// Where the session is recorded.
    pub record: Option<(Box<dyn Write + Send>, Words)>,
    /// Keeps a report on a fault of ours.
    pub keep: Option<Keep>,
}

/// Serves on standard input and output until `exit`. The code is 0 if `shutdown` came before it (LSP 3.17, "Exit").
pub fn run(mut options: Options) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("sigla: cannot start the language server: {error}");
            return ExitCode::from(2);
        }
    };
    let (outbox, written) = Outbox::open(std::io::stdout());
    let keep = options.keep.take();
    let watch = Watch::with(options);
    let (log, recorder) = (Arc::clone(&watch.log), watch.recorder.clone());
    let was_shut_down = runtime.block_on(async {
        faults::listen(Arc::clone(&watch.log), Arc::clone(&watch.steps), keep);
        serve_watched(Stdin::open(), outbox, watch).await
    });
    written.wait(FAREWELL);
    log.finish(FAREWELL);
    if let Some(recorder) = recorder {
        recorder.finish(FAREWELL);
    }
    // A thread may still be reading standard input, which the client need not have closed.
    runtime.shutdown_background();
    ExitCode::from(u8::from(!was_shut_down))
}

/// Serves until `exit` or the end of the input, and closes the output; whether `shutdown` came before. Needs a runtime of
/// tokio around it.
pub async fn serve(input: impl AsyncRead + Unpin, output: Outbox) -> bool {
    serve_watched(input, output, Watch::default()).await
}

/// What is known of a session beside what it does.
#[derive(Default)]
struct Watch {
    log: Arc<Log>,
    steps: Arc<Steps>,
    recorder: Option<Arc<Recorder>>,
}

impl Watch {
    fn with(options: Options) -> Watch {
        let recorder =
            (options.record).map(|(output, words)| Arc::new(Recorder::to(output, words)));
        let log = Log::to(options.log);
        let version = env!("CARGO_PKG_VERSION");
        log.note(format!("sigla {version} serves"), String::new);
        Watch {
            log: Arc::new(log),
            steps: Arc::default(),
            recorder,
        }
    }
}

async fn serve_watched(input: impl AsyncRead + Unpin, output: Outbox, watch: Watch) -> bool {
    let was_shut_down = Arc::new(AtomicBool::new(false));
    let (service, socket) = LspService::build(|client| {
        watch.log.tell(client.clone());
        let (down, log) = (Arc::clone(&was_shut_down), Arc::clone(&watch.log));
        Server::new(client, output.clone(), down, log)
    })
    .custom_method("window/workDoneProgress/cancel", Server::cancel_progress)
    .custom_method("textDocument/rangesFormatting", Server::ranges_formatting)
    .custom_method("sigla/preview", Server::view_preview)
    .custom_method("sigla/places", Server::view_places)
    .custom_method("sigla/pages", Server::view_pages)
    .custom_method("sigla/collection", Server::view_collection)
    .custom_method("sigla/status", Server::view_status)
    .custom_method("sigla/fromText", Server::view_from_text)
    .custom_method("sigla/brackets", Server::view_brackets)
    .finish();
    let messages = Messages {
        inner: service,
        log: watch.log,
        steps: watch.steps,
        recorder: watch.recorder,
    };
    let input = Inbox::new(input, output.clone());
    Transport::new(input, output.clone(), socket)
        .concurrency_level(CONCURRENT_HANDLERS)
        .serve(messages)
        .await;
    // Tasks that have not ended yet may still hold the other end.
    output.close();
    was_shut_down.load(Ordering::SeqCst)
}
