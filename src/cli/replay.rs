//! `sigla replay`: a recorded session once more, with what was answered and how long it took.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::Value;

use super::wire::Wire;
use super::{Outcome, complain};

/// A request that is not answered by then is not answered.
const LONGEST: Duration = Duration::from_secs(30);

/// Replay a session that `sigla lsp --record` has written, and tell what was answered
///
/// The messages are sent as fast as they are taken, or with --pace as they came. Each answer is a line: the name and id of the
/// request, how long it took, its size or its error. The exit code is 1 if a request failed in the program or was not answered.
#[derive(Args)]
pub(super) struct Replay {
    /// The record
    file: PathBuf,
    /// Wait between the messages as the person did
    #[arg(long)]
    pace: bool,
    /// Write the answers themselves too
    #[arg(long)]
    answers: bool,
}

impl Replay {
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        let failed = |why: String| {
            complain(&why);
            Ok(Outcome::Failed)
        };
        let lines = match File::open(&self.file) {
            Ok(file) => BufReader::new(file).lines(),
            Err(error) => return failed(format!("{}: {error}", self.file.display())),
        };
        let mut session = match Wire::start() {
            Ok(wire) => Session {
                wire,
                waiting: HashMap::new(),
                faults: 0,
                answers: self.answers,
            },
            Err(error) => return failed(format!("the server does not start: {error}")),
        };
        let start = Instant::now();
        for (number, line) in (1..).zip(lines) {
            let (Ok(line), at) = (line, format!("{}:{number}", self.file.display())) else {
                return failed(format!("{}: this is no text", self.file.display()));
            };
            let Ok(step) = serde_json::from_str::<Value>(&line) else {
                // The last line of a session that was killed is cut short.
                complain(&format!("{at}: this line is no message, and is left out"));
                continue;
            };
            let message = &step["message"];
            if self.pace {
                let due = Duration::from_secs_f64(
                    (step["ms"].as_f64().unwrap_or_default() / 1e3).clamp(0.0, 86_400.0),
                );
                session.listen(due.saturating_sub(start.elapsed()), out)?;
            }
            if message["method"] == "exit" {
                break;
            }
            if let Err(error) = session.send(message, out) {
                writeln!(
                    out,
                    "{at}: the server has ended before {} ({error})",
                    message["method"]
                )?;
                return Ok(Outcome::Findings);
            }
        }
        session.finish(out)
    }
}

struct Session {
    wire: Wire,
    /// By id, the name of a request and when it was sent.
    waiting: HashMap<String, (String, Instant)>,
    faults: usize,
    answers: bool,
}

impl Session {
    fn send(&mut self, message: &Value, out: &mut dyn Write) -> io::Result<()> {
        self.wire.send(message)?;
        if let (Some(id), Some(method)) = (message.get("id"), message["method"].as_str()) {
            self.waiting
                .insert(id.to_string(), (method.to_owned(), Instant::now()));
            // The server takes nothing more before it has answered this one.
            if method == "initialize" {
                let end = Instant::now() + LONGEST;
                while !self.waiting.is_empty() && Instant::now() < end {
                    self.listen_once(end.saturating_duration_since(Instant::now()), out)?;
                }
            }
        }
        self.listen(Duration::ZERO, out)
    }

    /// Takes what comes in this time.
    fn listen(&mut self, within: Duration, out: &mut dyn Write) -> io::Result<()> {
        let end = Instant::now() + within;
        while self.listen_once(end.saturating_duration_since(Instant::now()), out)? {}
        Ok(())
    }

    fn listen_once(&mut self, within: Duration, out: &mut dyn Write) -> io::Result<bool> {
        let Some(message) = self.wire.next(within)? else {
            return Ok(false);
        };
        let asked = message
            .get("id")
            .and_then(|id| self.waiting.remove(&id.to_string()));
        match (asked, message["method"].as_str()) {
            (Some((method, sent)), _) => {
                let took = sent.elapsed().as_secs_f64() * 1e3;
                let code = message.pointer("/error/code").and_then(Value::as_i64);
                self.faults += usize::from(code == Some(-32603));
                match code {
                    Some(code) => writeln!(
                        out,
                        "{method} {}: {took:.1} ms, error {code}: {}",
                        message["id"], message["error"]["message"]
                    )?,
                    None => writeln!(
                        out,
                        "{method} {}: {took:.1} ms, {} bytes",
                        message["id"],
                        message["result"].to_string().len()
                    )?,
                }
            }
            (None, Some("window/showMessage")) => {
                self.faults += 1;
                writeln!(
                    out,
                    "the server says: {}",
                    message["params"]["message"].as_str().unwrap_or_default()
                )?;
            }
            (None, Some(method)) => writeln!(out, "{method}")?,
            (None, None) => {}
        }
        if self.answers {
            writeln!(out, "    {message}")?;
        }
        Ok(true)
    }

    /// Waits for what has not been answered, and sums up.
    fn finish(mut self, out: &mut dyn Write) -> io::Result<Outcome> {
        let end = Instant::now() + LONGEST;
        while !self.waiting.is_empty() && Instant::now() < end {
            if let Err(error) = self.listen_once(end.saturating_duration_since(Instant::now()), out)
            {
                writeln!(out, "the server has ended ({error})")?;
                self.faults += 1;
                break;
            }
        }
        // What is published comes a little later.
        let _ = self.listen(Duration::from_millis(300), out);
        for (id, (method, _)) in &self.waiting {
            writeln!(out, "{method} {id}: not answered")?;
        }
        let faults = self.faults + self.waiting.len();
        match faults {
            0 => writeln!(out, "nothing failed")?,
            faults => writeln!(out, "failed: {faults}")?,
        }
        Ok(if faults == 0 {
            Outcome::Done
        } else {
            Outcome::Findings
        })
    }
}
