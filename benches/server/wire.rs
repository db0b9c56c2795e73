//! A client that takes the time: a server's process, and what goes to and fro, each message with the moment of its arrival.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than any server that answers at all has taken.
const DEADLINE: Duration = Duration::from_secs(180);

/// A server at the other end of its standard input and output.
pub struct Wire {
    server: Child,
    output: Sender<Vec<u8>>,
    input: Receiver<(Instant, Value)>,
    last_id: u64,
    /// What it says it can do.
    pub capabilities: Value,
    /// How long it took to say so.
    pub greeting: Duration,
}

/// What a server said, and when.
pub type Said = (Instant, Value);

impl Wire {
    /// Starts a server and greets it; `None` where it cannot be started.
    pub fn start(command: &[String]) -> Option<Wire> {
        let greeting = json!({
            "processId": std::process::id(), "rootUri": null,
            "capabilities": {
                "textDocument": {
                    "publishDiagnostics": {"versionSupport": true, "relatedInformation": true},
                    "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
                    "semanticTokens": {"requests": {"full": true}, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]},
                },
            },
        });
        Wire::start_with(command, greeting)
    }

    /// The same, with another greeting.
    pub fn start_with(command: &[String], greeting: Value) -> Option<Wire> {
        let started = Instant::now();
        let mut server = Command::new(command.first()?)
            .args(&command[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (mut to, from) = (server.stdin.take()?, server.stdout.take()?);
        let (output, messages) = channel::<Vec<u8>>();
        // A thread writes, so that a server that first wants to be heard does not keep us from hearing it.
        thread::spawn(move || {
            let sent = |bytes: Vec<u8>| to.write_all(&bytes).and_then(|()| to.flush());
            let _ = messages.iter().try_for_each(sent);
        });
        let (arrived, input) = channel();
        thread::spawn(move || {
            let mut from = BufReader::with_capacity(1 << 20, from);
            while let Some(body) = frame(&mut from) {
                let now = Instant::now();
                let message = serde_json::from_slice(&body).unwrap_or_default();
                if arrived.send((now, message)).is_err() {
                    return;
                }
            }
        });
        let mut wire = Wire {
            server,
            output,
            input,
            last_id: 0,
            capabilities: Value::Null,
            greeting: Duration::ZERO,
        };
        let (at, answer) = wire.ask("initialize", greeting)?;
        wire.greeting = at - started;
        wire.capabilities = answer["capabilities"].clone();
        wire.tell("initialized", &json!({}));
        Some(wire)
    }

    /// Whether the whole text goes with each edit.
    pub fn wants_all(&self) -> bool {
        let sync = &self.capabilities["textDocumentSync"];
        sync.as_u64().or_else(|| sync["change"].as_u64()) != Some(2)
    }

    /// Sends a notification; when it was handed over.
    pub fn tell(&self, method: &str, params: &Value) -> Instant {
        self.send(frame_of(
            &json!({"jsonrpc": "2.0", "method": method, "params": params}),
        ))
    }

    /// Sends what [`frame_of`] made.
    pub fn send(&self, frame: Vec<u8>) -> Instant {
        let now = Instant::now();
        // A server that is gone is noticed where its answer is waited for.
        let _ = self.output.send(frame);
        now
    }

    /// Sends a request; its id.
    pub fn request(&mut self, method: &str, params: Value) -> u64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(frame_of(
            &json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}),
        ));
        id
    }

    /// Asks and waits; `None` for an error, or a server that has gone.
    pub fn ask(&mut self, method: &str, params: Value) -> Option<Said> {
        let id = self.request(method, params);
        let (at, mut answer) = self.wait(|message| is_answer(message, id))?;
        answer.get("result")?;
        Some((at, answer["result"].take()))
    }

    /// The next message that is wanted; what the server asks meanwhile is answered, all else is passed over.
    pub fn wait(&self, mut wanted: impl FnMut(&Value) -> bool) -> Option<Said> {
        let end = Instant::now() + DEADLINE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let (at, message) = self.input.recv_timeout(left).ok()?;
            if wanted(&message) {
                return Some((at, message));
            }
            if !message["id"].is_null() && message["method"].is_string() {
                let items = message["params"]["items"].as_array().map(Vec::len);
                let result = items.map_or(Value::Null, |items| json!(vec![Value::Null; items]));
                self.send(frame_of(
                    &json!({"jsonrpc": "2.0", "id": message["id"], "result": result}),
                ));
            }
        }
    }

    /// The memory that the process holds now, in bytes; Linux only.
    pub fn memory(&self) -> Option<u64> {
        let path = format!("/proc/{}/status", self.server.id());
        let status = std::fs::read_to_string(path).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
        Some(kilobytes * 1024)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Whether a message answers a request.
pub fn is_answer(message: &Value, id: u64) -> bool {
    message["id"] == id && message["method"].is_null()
}

/// Whether a message is the findings of a document, of a version where the server says of which.
pub fn is_publish(message: &Value, uri: &str, version: i32) -> bool {
    let params = &message["params"];
    message["method"] == "textDocument/publishDiagnostics"
        && params["uri"] == uri
        && (params["version"].is_null() || params["version"] == version)
}

/// A message as it goes over the wire.
pub fn frame_of(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn frame(from: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    Some(body)
}
