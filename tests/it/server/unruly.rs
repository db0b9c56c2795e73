//! A client that sends what it likes, never answers, and takes note of what comes.

use std::collections::HashMap;
use std::fs;
use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::frames::read_all;

/// Longer than any answer takes on a machine that is busy with other things.
const DEADLINE: Duration = Duration::from_secs(120);

/// What may come of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    Result,
    Error(i64),
    /// It was cancelled, or shares its id with another: something comes.
    Anything,
}

/// The client; its server is killed with it.
pub struct Unruly {
    /// The process.
    pub server: Child,
    input: ChildStdin,
    /// What comes.
    pub messages: Receiver<Result<Value, String>>,
    /// The id of the last request.
    pub last_id: i64,
    /// What was asked and not answered yet: how often, and what must come.
    pub asked: HashMap<i64, (usize, Expected)>,
    /// Errors that answered no request.
    pub complaints: usize,
    /// Answers with a result.
    pub results: usize,
}

impl Unruly {
    /// A client that has greeted the server.
    pub fn new() -> Unruly {
        let mut server = Command::new(env!("CARGO_BIN_EXE_sigla"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let input = server.stdin.take().expect("it is piped");
        let output = server.stdout.take().expect("it is piped");
        let (sender, messages) = channel();
        let gate = Arc::new(Mutex::new(()));
        thread::spawn(move || read_all(BufReader::new(output), &gate, &sender));
        let mut client = Unruly {
            server,
            input,
            messages,
            last_id: 0,
            asked: HashMap::new(),
            complaints: 0,
            results: 0,
        };
        // It can be asked anything, and never answers.
        let capabilities = json!({
            "workspace": {
                "didChangeWatchedFiles": {"dynamicRegistration": true}, "diagnostics": {"refreshSupport": true},
                "configuration": true, "applyEdit": true, "workspaceFolders": true,
            },
            "window": {"workDoneProgress": true, "showDocument": {"support": true}},
        });
        let greeting = json!({"processId": null, "rootUri": null, "capabilities": capabilities});
        let id = client.ask("initialize", greeting, Expected::Result);
        client.until(|client| !client.asked.contains_key(&id));
        client.tell("initialized", json!({}));
        client
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.input
            .write_all(bytes)
            .expect("the server lives and reads");
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request; its id.
    pub fn ask(&mut self, method: &str, params: Value, expected: Expected) -> i64 {
        self.last_id += 1;
        self.ask_as(self.last_id, method, params, expected);
        self.last_id
    }

    /// Sends a request under an id.
    pub fn ask_as(&mut self, id: i64, method: &str, params: Value, expected: Expected) {
        let asked = self.asked.entry(id).or_insert((0, expected));
        asked.0 += 1;
        asked.1 = expected;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    /// Takes in what has come.
    pub fn hear(&mut self, message: Value) {
        if message["method"].is_string() {
            // Told of findings, or asked something that is never answered.
            return;
        }
        let Some(id) = message["id"].as_i64() else {
            let code = message["error"]["code"].as_i64();
            assert!(matches!(code, Some(-32700 | -32600)), "{message}");
            self.complaints += 1;
            return;
        };
        let (count, expected) = self
            .asked
            .remove(&id)
            .expect("only what was asked is answered");
        if count > 1 {
            self.asked.insert(id, (count - 1, expected));
        }
        let error = message["error"]["code"].as_i64();
        match expected {
            Expected::Result => assert!(error.is_none(), "{message}"),
            Expected::Error(code) => assert_eq!(error, Some(code), "{message}"),
            Expected::Anything => {}
        }
        self.results += usize::from(error.is_none());
    }

    /// Takes in what comes until something is so.
    pub fn until(&mut self, mut is_so: impl FnMut(&Unruly) -> bool) {
        while !is_so(self) {
            match self.messages.recv_timeout(DEADLINE) {
                Ok(Ok(message)) => self.hear(message),
                other => panic!("{other:?}, with {:?} unanswered", self.asked),
            }
        }
    }

    /// Asks about a document, and waits for the result.
    pub fn answer(&mut self, method: &str, uri: &str) -> Value {
        let params = json!({"textDocument": {"uri": uri}});
        let id = self.ask(&format!("textDocument/{method}"), params, Expected::Result);
        loop {
            let message = self.messages.recv_timeout(DEADLINE).expect("it answers");
            let mut message = message.expect("a message of the protocol");
            let is_it = message["id"] == id && message["method"].is_null();
            let result = message["result"].take();
            if is_it {
                self.asked.remove(&id);
                return result;
            }
            message["result"] = result;
            self.hear(message);
        }
    }

    /// The memory that the server holds, in KB; Linux only.
    pub fn memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.server.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }
}

impl Drop for Unruly {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
