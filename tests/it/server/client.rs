//! A strict client over standard input and output: it takes nothing from the server that the protocol does not allow.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::frames::{lock, read_all};

/// Longer than any answer takes on a machine that is busy with other things.
const DEADLINE: Duration = Duration::from_secs(120);

/// What a client says of itself, and what is planted in the server.
#[derive(Clone, Copy, Default)]
pub struct Setup<'a> {
    /// The encodings that it offers, the best first; none leaves them out.
    pub encodings: &'a [&'a str],
    /// Whether it asks for diagnostics.
    pub pulls: bool,
    /// Whether it tells of changed files and can be told to ask for diagnostics again.
    pub watches: bool,
    /// Whether an edit of its may make a file.
    pub creates: bool,
    /// The address of the folder that is worked on; none where it is empty.
    pub folder: &'a str,
    /// Whether it shows how far a work has come.
    pub shows_progress: bool,
    /// The folder of what is kept between starts; where it is empty, one of all tests.
    pub kept: &'a str,
    /// See `src/server/health/hooks.rs`.
    pub fault: &'a str,
    /// What else it can do: JSON that is merged into its capabilities.
    pub more: &'a str,
    /// What it sends as `initializationOptions`: JSON.
    pub options: &'a str,
    /// What it answers when it is asked for its settings; it cannot be asked where it is empty.
    pub settings: &'a str,
    /// What is on the command line behind `lsp`.
    pub arguments: &'a [&'a str],
}

/// A server and the wire to it. The server is killed when the client goes or the deadline has passed twice.
pub struct Client {
    server: Arc<Mutex<Child>>,
    input: Option<ChildStdin>,
    messages: Receiver<Result<Value, String>>,
    reading: Arc<Mutex<()>>,
    /// What the watchdog waits for.
    _alive: Sender<()>,
    last_id: i64,
    asked: BTreeSet<i64>,
    answers: BTreeMap<i64, Result<Value, Value>>,
    /// What `initialize` answered.
    pub offered: Value,
    /// The parameters of each `publishDiagnostics` until now.
    pub published: Vec<Value>,
    /// The parameters of each `$/progress` until now.
    pub progress: Vec<Value>,
    /// What the server asked of the client until now, each of which was answered at once.
    pub requested: Vec<Value>,
    /// What the server has said to the person or the log until now.
    pub told: Vec<Value>,
    settings: Value,
}

/// What the server may ask of a client that has said it can.
const REQUESTS: [&str; 6] = [
    "client/registerCapability",
    "workspace/diagnostic/refresh",
    "workspace/codeLens/refresh",
    "workspace/configuration",
    "window/showDocument",
    "window/workDoneProgress/create",
];

/// What the server says to the person or the log.
const TELLS: [&str; 3] = ["window/showMessage", "window/logMessage", "$/logTrace"];

impl Client {
    /// A client that has greeted the server.
    pub fn new(setup: Setup) -> Client {
        let mut client = Client::silent(setup);
        let mut capabilities = json!({"textDocument": {
            "publishDiagnostics": {"versionSupport": true, "relatedInformation": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        }});
        if !setup.encodings.is_empty() {
            capabilities["general"] = json!({"positionEncodings": setup.encodings});
        }
        if setup.pulls {
            capabilities["textDocument"]["diagnostic"] = json!({});
        }
        if setup.watches {
            capabilities["workspace"] = json!({
                "didChangeWatchedFiles": {"dynamicRegistration": true},
                "diagnostics": {"refreshSupport": true},
            });
        }
        if setup.shows_progress {
            capabilities["window"] = json!({"workDoneProgress": true});
        }
        if !setup.settings.is_empty() {
            client.settings = serde_json::from_str(setup.settings).expect("settings are JSON");
            capabilities["workspace"]["configuration"] = json!(true);
            capabilities["workspace"]["didChangeConfiguration"] =
                json!({"dynamicRegistration": true});
        }
        if setup.creates {
            let edits = json!({"documentChanges": true, "resourceOperations": ["create"]});
            capabilities["workspace"]["workspaceEdit"] = edits;
        }
        if !setup.more.is_empty() {
            let more = serde_json::from_str(setup.more).expect("it is JSON");
            merge(&mut capabilities, more);
        }
        let mut greeting =
            json!({"processId": std::process::id(), "rootUri": null, "capabilities": capabilities});
        if !setup.folder.is_empty() {
            greeting["workspaceFolders"] = json!([{"uri": setup.folder, "name": "collection"}]);
        }
        if !setup.options.is_empty() {
            greeting["initializationOptions"] =
                serde_json::from_str(setup.options).expect("it is JSON");
        }
        client.offered = client.ask("initialize", greeting);
        client.tell("initialized", json!({}));
        client
    }

    /// A client that has not said a word yet.
    pub fn silent(setup: Setup) -> Client {
        let kept = match setup.kept {
            "" => env!("CARGO_TARGET_TMPDIR"),
            kept => kept,
        };
        let mut server = Command::new(env!("CARGO_BIN_EXE_sigla"))
            .arg("lsp")
            .args(setup.arguments)
            .env("SIGLA_TEST_FAULT", setup.fault)
            .env("XDG_CACHE_HOME", kept)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let input = server.stdin.take();
        let output = server.stdout.take().expect("it is piped");
        let server = Arc::new(Mutex::new(server));
        let (sender, messages) = channel();
        let reading = Arc::new(Mutex::new(()));
        let gate = Arc::clone(&reading);
        thread::spawn(move || read_all(BufReader::new(output), &gate, &sender));
        let (alive, watched) = channel();
        let watched_server = Arc::clone(&server);
        thread::spawn(move || {
            // The client going away ends the wait as well.
            let _: Result<(), _> = watched.recv_timeout(2 * DEADLINE);
            let _ = lock(&watched_server).kill();
        });
        Client {
            server,
            input,
            messages,
            reading,
            _alive: alive,
            last_id: 0,
            asked: BTreeSet::new(),
            answers: BTreeMap::new(),
            offered: Value::Null,
            published: Vec::new(),
            progress: Vec::new(),
            requested: Vec::new(),
            told: Vec::new(),
            settings: Value::Null,
        }
    }

    /// Keeps the client from reading for as long as the guard lives.
    pub fn deaf(&self) -> Arc<Mutex<()>> {
        Arc::clone(&self.reading)
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("standard input is open");
        input
            .write_all(bytes)
            .and_then(|()| input.flush())
            .expect("the server reads");
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn tell(&mut self, method: &str, params: Value) {
        let mut message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        if message["params"].is_null() {
            message.as_object_mut().expect("it is one").remove("params");
        }
        self.send(&message);
    }

    /// Sends a request, without waiting for its answer.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.asked.insert(self.last_id);
        let mut message =
            json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params});
        if message["params"].is_null() {
            message.as_object_mut().expect("it is one").remove("params");
        }
        self.send(&message);
        self.last_id
    }

    /// Waits for the answer to a request: its result, or its error.
    pub fn answer(&mut self, id: i64) -> Result<Value, Value> {
        self.wait(&format!("an answer to {id}"), |client| {
            client.answers.remove(&id)
        })
    }

    /// Sends a request and waits for its result.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Sends a request about a document and waits for its result.
    pub fn ask_of(&mut self, uri: &str, method: &str, more: Value) -> Value {
        self.ask(&format!("textDocument/{method}"), about(uri, more))
    }

    /// Opens a document.
    pub fn open(&mut self, uri: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "languageId": "sigla", "version": version, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Changes a document.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        );
    }

    /// Waits until the diagnostics of a version have been published; `None` is that of a document that was closed.
    pub fn diagnostics(&mut self, uri: &str, version: impl Into<Option<i32>>) -> Value {
        let version = json!(version.into());
        self.wait(
            &format!("the diagnostics of {uri} at version {version}"),
            |client| {
                let last = client
                    .published
                    .iter()
                    .rev()
                    .find(|published| published["uri"] == uri)?;
                (last["version"] == version).then(|| last["diagnostics"].clone())
            },
        )
    }

    /// Waits until what was published last of a document is as it should be.
    pub fn until(&mut self, uri: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        self.wait(&format!("the wanted diagnostics of {uri}"), |client| {
            let mut published = client.published.iter().rev();
            let last = published.find(|published| published["uri"] == uri)?;
            wanted(&last["diagnostics"]).then(|| last["diagnostics"].clone())
        })
    }

    /// Waits until the server has asked so many times for something.
    pub fn until_asked(&mut self, method: &str, times: usize) -> Value {
        self.wait(&format!("{times} × {method}"), |client| {
            let mut asked = client.requested.iter().filter(|it| it["method"] == method);
            asked.nth(times.checked_sub(1)?).cloned()
        })
    }

    /// Waits until a work that is shown under a token begins, reports or ends.
    pub fn until_progress(&mut self, token: &Value, kind: &str) -> Value {
        self.wait(&format!("{kind} of {token}"), |client| {
            let mut said = client.progress.iter();
            let said = said.find(|it| it["token"] == *token && it["value"]["kind"] == kind);
            said.map(|it| it["value"].clone())
        })
    }

    /// Waits until the server has said something of this kind, in which this stands.
    pub fn until_told(&mut self, method: &str, words: &str) -> Value {
        self.wait(&format!("{method} with {words}"), |client| {
            let mut told = client.told.iter();
            let is_it = |it: &&Value| it["method"] == method && it.to_string().contains(words);
            told.find(is_it).cloned()
        })
    }

    /// Waits for an error that answers no request.
    pub fn error_without_id(&mut self) -> Value {
        self.wait("an error without an id", |client| {
            client.answers.remove(&0)?.err()
        })
    }

    /// Says good-bye and waits for the end of the server, with its standard input open.
    pub fn exit(&mut self) -> ExitStatus {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.end()
    }

    /// Waits for the end of the server.
    pub fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = lock(&self.server)
                .try_wait()
                .expect("it is a child of ours")
            {
                return status;
            }
            assert!(start.elapsed() < DEADLINE, "the server has not ended");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Closes the server's standard input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    fn wait<T>(&mut self, what: &str, mut found: impl FnMut(&mut Client) -> Option<T>) -> T {
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(found) = found(self) {
                return found;
            }
            match self
                .messages
                .recv_timeout(end.saturating_duration_since(Instant::now()))
            {
                Ok(Ok(message)) => self.take(message),
                Ok(Err(fault)) => panic!("not of the protocol: {fault}"),
                Err(RecvTimeoutError::Timeout) => panic!("no sign of {what} in {DEADLINE:?}"),
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended before {what}"),
            }
        }
    }

    /// Takes a message in, if the protocol allows it here.
    fn take(&mut self, mut message: Value) {
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        if let Some(method) = message["method"].as_str()
            && REQUESTS.contains(&method)
        {
            let result = match method {
                "window/showDocument" => json!({"success": true}),
                "workspace/configuration" => json!([self.settings]),
                _ => Value::Null,
            };
            let answer = json!({"jsonrpc": "2.0", "id": message["id"], "result": result});
            self.requested.push(message);
            self.send(&answer);
            return;
        }
        if message["method"] == "$/progress" {
            self.progress.push(message["params"].take());
            return;
        }
        if let Some(method) = message["method"].as_str()
            && TELLS.contains(&method)
        {
            self.told.push(message);
            return;
        }
        if let Some(method) = message["method"].as_str() {
            assert_eq!(
                method, "textDocument/publishDiagnostics",
                "the server says nothing else of its own: {message}"
            );
            assert!(
                message.get("id").is_none(),
                "a notification has no id: {message}"
            );
            self.published.push(message["params"].take());
            return;
        }
        let (result, error) = (
            message.get("result").cloned(),
            message.get("error").cloned(),
        );
        let answer = match (result, error) {
            (Some(result), None) => Ok(result),
            (None, Some(error)) => Err(error),
            _ => panic!("an answer has a result or an error: {message}"),
        };
        let id = if message["id"].is_null() {
            0
        } else {
            message["id"]
                .as_i64()
                .expect("ids are the client's, numbers")
        };
        assert!(
            id == 0 || self.asked.remove(&id),
            "nobody asked for {message}"
        );
        self.answers.insert(id, answer);
    }
}

/// Parameters about a document, and more.
pub fn about(uri: &str, mut more: Value) -> Value {
    more["textDocument"] = json!({"uri": uri});
    more
}

/// Puts the members of one object into another, and into those within it.
fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let mut server = lock(&self.server);
        let _ = server.kill();
        let _ = server.wait();
    }
}
