//! The life of the server: it serves until it is told to end.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::AsyncRead;
use tower_lsp::{LspService, Server as Transport};

use super::Server;
use super::inbox::Inbox;
use super::outbox::Outbox;
use super::stdin::Stdin;

/// With the default of 4, four slow requests keep `$/cancelRequest` from being read (tower-lsp#284).
const CONCURRENT_HANDLERS: usize = 64;

/// So long the last answers may take to be written once the server has been told to end.
const FAREWELL: Duration = Duration::from_secs(1);

/// Serves on standard input and output until `exit`. The code is 0 if `shutdown` came before it (LSP 3.17, "Exit").
pub fn run() -> ExitCode {
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
    let was_shut_down = runtime.block_on(serve(Stdin::open(), outbox));
    written.wait(FAREWELL);
    // A thread may still be reading standard input, which the client need not have closed.
    runtime.shutdown_background();
    ExitCode::from(u8::from(!was_shut_down))
}

/// Serves until `exit` or the end of the input, and closes the output; whether `shutdown` came before. Needs a runtime of
/// tokio around it.
pub async fn serve(input: impl AsyncRead + Unpin, output: Outbox) -> bool {
    let was_shut_down = Arc::new(AtomicBool::new(false));
    let (service, socket) =
        LspService::build(|client| Server::new(client, output.clone(), Arc::clone(&was_shut_down)))
            .custom_method("window/workDoneProgress/cancel", Server::cancel_progress)
            .custom_method("textDocument/rangesFormatting", Server::ranges_formatting)
            .finish();
    let input = Inbox::new(input, output.clone());
    Transport::new(input, output.clone(), socket)
        .concurrency_level(CONCURRENT_HANDLERS)
        .serve(service)
        .await;
    // Tasks that have not ended yet may still hold the other end.
    output.close();
    was_shut_down.load(Ordering::SeqCst)
}
