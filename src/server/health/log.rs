//! The log: what was asked, how long it took, what failed; never a word of a document.
//!
//! A line says names of messages, numbers of documents, sizes, places and times. It is made of those alone, so that a log can be
//! sent to whoever mends the program. Writing is done by a thread of its own: a disk that hangs costs lines, never a handler.

use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::Client;

use crate::server::lsp::*;

/// So many lines of a log wait to be written; what comes beyond is counted and left out.
const WAITING: usize = 10_000;

/// Lines that a thread writes, each as it comes.
#[derive(Debug)]
pub struct Lines {
    queue: SyncSender<Line>,
    lost: AtomicU64,
}

enum Line {
    Text(String),
    /// Everything before it has been written.
    Mark(SyncSender<()>),
}

impl Lines {
    /// Starts the thread; it ends with the lines. At most so many lines wait to be written.
    pub fn to(mut output: Box<dyn Write + Send>, waiting: usize) -> Lines {
        let (queue, lines) = sync_channel(waiting);
        thread::spawn(move || {
            for line in &lines {
                match line {
                    // A disk that is full may have room again.
                    Line::Text(line) => {
                        let _ = writeln!(output, "{line}").and_then(|()| output.flush());
                    }
                    // Who waited may have given up.
                    Line::Mark(done) => drop(done.try_send(())),
                }
            }
        });
        Lines {
            queue,
            lost: AtomicU64::new(0),
        }
    }

    /// Has a line written; never waits.
    pub fn write(&self, line: String) {
        let lost = self.lost.swap(0, Ordering::Relaxed);
        let line = match lost {
            0 => line,
            lost => format!("({lost} lines are left out: the disk was too slow)\n{line}"),
        };
        if self.queue.try_send(Line::Text(line)).is_err() {
            self.lost.fetch_add(lost + 1, Ordering::Relaxed);
        }
    }

    /// Waits until all is written, but no longer than `limit`: the disk may hang.
    pub fn finish(&self, limit: Duration) {
        let (done, written) = sync_channel(1);
        if self.queue.try_send(Line::Mark(done)).is_ok() {
            let _ = written.recv_timeout(limit);
        }
    }
}

/// How much the client wants to be told (`$/setTrace`).
const OFF: u8 = 0;
const MESSAGES: u8 = 1;
const VERBOSE: u8 = 2;

/// What the client is told.
enum Said {
    Trace(String, Option<String>),
    Logged(MessageType, String),
    Shown(String),
}

/// Where everything is noted: in a file if there is one, and with the client as far as it wants that.
#[derive(Debug, Default)]
pub struct Log {
    file: Option<Lines>,
    trace: AtomicU8,
    client: OnceLock<UnboundedSender<Said>>,
}

impl Log {
    /// A log into this file.
    pub fn to(file: Option<Box<dyn Write + Send>>) -> Log {
        Log {
            file: file.map(|file| Lines::to(file, WAITING)),
            ..Log::default()
        }
    }

    /// Waits until the file is written, but no longer than `limit`.
    pub fn finish(&self, limit: Duration) {
        if let Some(file) = &self.file {
            file.finish(limit);
        }
    }

    /// From now on the client is told too, by a task of its own and in order.
    pub fn tell(&self, client: Client) {
        let (sender, mut said) = unbounded_channel();
        tokio::spawn(async move {
            while let Some(said) = said.recv().await {
                match said {
                    Said::Trace(message, verbose) => {
                        let params = LogTraceParams { message, verbose };
                        client
                            .send_notification::<notification::LogTrace>(params)
                            .await;
                    }
                    Said::Logged(kind, text) => client.log_message(kind, text).await,
                    Said::Shown(text) => client.show_message(MessageType::ERROR, text).await,
                }
            }
        });
        // Only one client is ever told.
        let _ = self.client.set(sender);
    }

    /// Obeys `$/setTrace`, or the `trace` of `initialize`; what is neither stays as it is.
    pub fn follow(&self, trace: Option<&Value>) {
        let trace = match trace.and_then(Value::as_str) {
            Some("off") => OFF,
            Some("messages") => MESSAGES,
            Some("verbose") => VERBOSE,
            _ => return,
        };
        self.trace.store(trace, Ordering::Relaxed);
    }

    /// Whether anybody reads what is noted.
    pub fn is_read(&self) -> bool {
        self.file.is_some() || self.trace.load(Ordering::Relaxed) > OFF
    }

    /// Notes what has happened; `more` where the client wants to know it all.
    pub fn note(&self, message: String, more: impl FnOnce() -> String) {
        let trace = self.trace.load(Ordering::Relaxed);
        let verbose = (trace == VERBOSE).then(more);
        if let Some(file) = &self.file {
            file.write(line(match &verbose {
                Some(more) => format!("{message}; {more}"),
                None => message.clone(),
            }));
        }
        if trace > OFF {
            self.say(Said::Trace(message, verbose));
        }
    }

    /// Notes what went wrong with something outside: a client that does not answer, a folder that cannot be watched.
    pub fn warn(&self, message: &str) {
        if let Some(file) = &self.file {
            file.write(line(format!("warning: {message}")));
        }
        self.say(Said::Logged(MessageType::WARNING, message.to_owned()));
    }

    /// Notes a fault of ours with everything that is known about it, and shows the person what it means.
    pub fn fault(&self, report: &str, shown: Option<String>) {
        if let Some(file) = &self.file {
            file.write(line(format!("fault:\n{report}")));
        }
        self.say(Said::Logged(MessageType::ERROR, report.to_owned()));
        if let Some(shown) = shown {
            self.say(Said::Shown(shown));
        }
    }

    fn say(&self, said: Said) {
        if let Some(client) = self.client.get() {
            // The task ends only with the server.
            let _ = client.send(said);
        }
    }
}

fn line(message: String) -> String {
    format!("{:.3} {message}", Timestamp::now())
}
