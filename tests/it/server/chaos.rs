//! Whatever a client may send, in any order: the server lives, answers what is valid, and has the text that it should have.
//!
//! `SIGLA_CHAOS` says how many messages, `SIGLA_CHAOS_SEED` which; `SIGLA_EDITS` how many edits memory is measured over.

use std::collections::HashMap;
use std::fs;
use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};

use super::SEED;
use super::frames::read_all;
use crate::edits::FRAGMENTS;

/// Longer than any answer takes on a machine that is busy with other things.
const DEADLINE: Duration = Duration::from_secs(120);
/// A document that has grown longer is begun anew.
const LONGEST: usize = 6_000;
const DOCUMENTS: usize = 4;

/// What may come of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    Result,
    Error(i64),
    /// It was cancelled, or shares its id with another: something comes.
    Anything,
}

/// A client without manners, and what the server must have made of what it sent.
struct Chaos {
    server: Child,
    input: ChildStdin,
    messages: Receiver<Result<Value, String>>,
    random: TestRng,
    /// The documents that are open, as they are.
    texts: [Option<String>; DOCUMENTS],
    folder: tempfile::TempDir,
    version: i32,
    last_id: i64,
    /// What was asked and not answered yet: how often, and what must come.
    asked: HashMap<i64, (usize, Expected)>,
    /// Errors that answer no request.
    complaints: usize,
    /// Answers with a result.
    results: usize,
}

impl Chaos {
    fn new(seed: u64) -> Chaos {
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
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let mut chaos = Chaos {
            server,
            input,
            messages,
            random: TestRng::from_seed(RngAlgorithm::ChaCha, &bytes),
            texts: Default::default(),
            folder: tempfile::tempdir().expect("there is room for a folder"),
            version: 0,
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
        let id = chaos.ask("initialize", greeting, Expected::Result);
        chaos.until(|chaos| !chaos.asked.contains_key(&id));
        chaos.tell("initialized", json!({}));
        chaos
    }

    fn below(&mut self, end: usize) -> usize {
        self.random.random_range(0..end)
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.input
            .write_all(bytes)
            .expect("the server lives and reads");
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn ask(&mut self, method: &str, params: Value, expected: Expected) -> i64 {
        self.last_id += 1;
        self.ask_as(self.last_id, method, params, expected);
        self.last_id
    }

    fn ask_as(&mut self, id: i64, method: &str, params: Value, expected: Expected) {
        let asked = self.asked.entry(id).or_insert((0, expected));
        asked.0 += 1;
        asked.1 = expected;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    /// Takes in what has come.
    fn hear(&mut self, message: Value) {
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

    fn until(&mut self, mut is_so: impl FnMut(&Chaos) -> bool) {
        while !is_so(self) {
            match self.messages.recv_timeout(DEADLINE) {
                Ok(Ok(message)) => self.hear(message),
                other => panic!("{other:?}, with {:?} unanswered", self.asked),
            }
        }
    }

    fn uri(&self, document: usize) -> String {
        match document {
            // One that lies on the disk, as long as it does.
            0 => {
                let path = self.folder.path().join("0.sigla");
                format!("file://{}", path.display())
            }
            _ => format!("untitled:{document}.sigla"),
        }
    }

    fn open(&mut self, document: usize, text: String) {
        self.version += 1;
        let (uri, version) = (self.uri(document), self.version);
        let item = json!({"uri": uri, "languageId": "sigla", "version": version, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": item}));
        self.texts[document] = Some(text);
    }

    /// A line and column of any kind: in the text, past the end of a line or of it all, within a character.
    fn place(&mut self, text: &str) -> (u32, u32) {
        let lines = u32::try_from(text.matches(['\n', '\r']).count()).expect("it is short");
        match self.below(20) {
            0 => (u32::MAX, u32::MAX),
            1 => (lines + 1, 3),
            2 => (self.random.random_range(0..=lines), u32::MAX),
            _ => (
                self.random.random_range(0..=lines),
                self.random.random_range(0..90),
            ),
        }
    }

    /// A change of a document, made to its text here as well.
    fn change(&mut self, document: usize) -> Value {
        let new = FRAGMENTS[self.below(FRAGMENTS.len())].to_owned();
        let Some(mut text) = self.texts[document].take() else {
            return json!({"text": new});
        };
        if text.len() > LONGEST || self.below(200) == 0 {
            let text = part(self.below(SEED.len()), self.below(2_000));
            self.texts[document] = Some(text.clone());
            return json!({"text": text});
        }
        let (from, to) = (self.place(&text), self.place(&text));
        // Mostly a few letters, now and then from anywhere to anywhere, backwards as well.
        let to = if self.below(30) == 0 {
            to
        } else {
            (from.0, from.1.saturating_add(self.below(4) as u32))
        };
        let (from, to) = if self.below(4) == 0 {
            (to, from)
        } else {
            (from, to)
        };
        let (a, b) = (byte(&text, from), byte(&text, to));
        text.replace_range(a.min(b)..a.max(b), &new);
        self.texts[document] = Some(text);
        json!({"range": range(from, to), "text": new})
    }

    /// Edits in one message, under a version that may be any.
    fn edit(&mut self, document: usize) {
        let changes: Vec<Value> = (0..=self.below(3)).map(|_| self.change(document)).collect();
        self.version += 1;
        let version = if self.below(20) == 0 {
            self.version - 7
        } else {
            self.version
        };
        let about = json!({"uri": self.uri(document), "version": version});
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": about, "contentChanges": changes}),
        );
    }

    fn question(&mut self, document: usize) -> (&'static str, Value) {
        const METHODS: [&str; 14] = [
            "hover",
            "completion",
            "documentSymbol",
            "foldingRange",
            "semanticTokens/full",
            "semanticTokens/range",
            "codeAction",
            "formatting",
            "rangeFormatting",
            "definition",
            "references",
            "documentHighlight",
            "inlayHint",
            "diagnostic",
        ];
        let text = self.texts[document].clone().unwrap_or_default();
        let (from, to) = (self.place(&text), self.place(&text));
        let params = json!({
            "textDocument": {"uri": self.uri(document)}, "position": range(from, to)["start"], "range": range(from, to),
            "context": {"diagnostics": [], "includeDeclaration": true, "triggerKind": 1}, "options": {"tabSize": 4, "insertSpaces": true},
        });
        (METHODS[self.below(METHODS.len())], params)
    }

    /// Something that no client should send.
    fn nonsense(&mut self) {
        let document = self.below(DOCUMENTS);
        let (method, params) = self.question(document);
        let method = format!("textDocument/{method}");
        let body = json!({"jsonrpc": "2.0", "method": "$/nothing", "params": params}).to_string();
        match self.below(15) {
            0 => drop(self.ask("textDocument/whoKnows", params, Expected::Error(-32601))),
            1 => drop(self.ask(&method, json!({"textDocument": 5}), Expected::Error(-32602))),
            2 => self.tell(
                "textDocument/didChange",
                json!({"textDocument": [], "contentChanges": "x"}),
            ),
            3 => self.tell("$/whoKnows", json!(null)),
            4 => self.raw(b"Content-Length: 9\r\n\r\n{\"json\": "),
            // Cut off, so that it swallows what comes behind it; or longer than it says.
            5 => {
                let length = body.len() + 1 + self.below(400);
                self.raw(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
            }
            6 => {
                let length = self.below(body.len());
                self.raw(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
            }
            7 => {
                let length = self.below(24);
                self.raw(&b"Content-Length: 120\r\n\r\n"[..length.min(23)]);
            }
            8 => self.raw(b"Content-Length: minus one\r\n\r\n"),
            9 => {
                let noise: Vec<u8> = (0..self.below(60)).map(|_| self.random.random()).collect();
                self.raw(&noise);
            }
            10 => self.send(&json!([{"jsonrpc": "2.0", "method": "exit"}])),
            11 => self.send(&json!({"jsonrpc": "1.0", "method": 5})),
            12 => self.send(&json!({"jsonrpc": "2.0", "id": 4711, "result": {"nobody": "asked"}})),
            13 => {
                self.last_id += 1;
                let id = self.last_id;
                for _ in 0..3 {
                    self.ask_as(id, &method, params.clone(), Expected::Anything);
                }
            }
            _ => self.tell(
                "textDocument/didClose",
                json!({"textDocument": {"uri": "untitled:never opened"}}),
            ),
        }
    }

    fn step(&mut self) {
        let document = self.below(DOCUMENTS);
        match self.below(100) {
            0..55 => self.edit(document),
            55..80 => {
                let (method, params) = self.question(document);
                self.ask(&format!("textDocument/{method}"), params, Expected::Result);
            }
            80..83 => {
                let (method, params) = self.question(document);
                let id = self.ask(
                    &format!("textDocument/{method}"),
                    params,
                    Expected::Anything,
                );
                self.tell("$/cancelRequest", json!({"id": id}));
            }
            83..85 => {
                let text = part(self.below(SEED.len()), self.below(3_000));
                self.open(document, text);
            }
            85 => {
                self.tell(
                    "textDocument/didClose",
                    json!({"textDocument": {"uri": self.uri(document)}}),
                );
                self.texts[document] = None;
            }
            86..88 => self.file(),
            88 => self.tell(
                "textDocument/didSave",
                json!({"textDocument": {"uri": self.uri(document)}}),
            ),
            _ => self.nonsense(),
        }
    }

    /// Files come and go, and the server is told, or not.
    fn file(&mut self) {
        let name = ["0.sigla", "other.sigla", "sigla.toml", "places.tsv"][self.below(4)];
        let path = self.folder.path().join(name);
        match self.below(3) {
            0 => drop(fs::remove_file(&path)),
            _ => fs::write(&path, part(self.below(SEED.len()), 300)).expect("the folder is ours"),
        }
        if self.below(2) == 0 {
            let uri = format!("file://{}", path.display());
            let change = json!({"uri": uri, "type": 1 + self.below(3)});
            self.tell(
                "workspace/didChangeWatchedFiles",
                json!({"changes": [change]}),
            );
        }
    }

    /// What the server shows of each document is what it shows of its text opened anew.
    fn compare(&mut self) {
        // Whatever was cut off has come to its end.
        self.raw(&[b' '; 1024]);
        for document in 1..DOCUMENTS {
            let Some(text) = self.texts[document].clone() else {
                continue;
            };
            let (kept, fresh) = (
                self.uri(document),
                format!("untitled:fresh-{document}.sigla"),
            );
            let item = json!({"uri": fresh, "languageId": "sigla", "version": 1, "text": text});
            self.tell("textDocument/didOpen", json!({"textDocument": item}));
            for method in [
                "diagnostic",
                "semanticTokens/full",
                "documentSymbol",
                "foldingRange",
            ] {
                let mut answers = [&kept, &fresh].map(|uri| self.answer(method, uri));
                for answer in &mut answers {
                    answer
                        .as_object_mut()
                        .map(|answer| answer.remove("resultId"));
                }
                let [kept, fresh] = answers;
                let fresh = fresh
                    .to_string()
                    .replace(&format!("fresh-{document}"), &document.to_string());
                assert_eq!(kept.to_string(), fresh, "{method} of {text:?}");
            }
            self.tell(
                "textDocument/didClose",
                json!({"textDocument": {"uri": fresh}}),
            );
        }
    }

    fn answer(&mut self, method: &str, uri: &str) -> Value {
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
    fn memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.server.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }
}

impl Drop for Chaos {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn range(from: (u32, u32), to: (u32, u32)) -> Value {
    let place = |(line, character)| json!({"line": line, "character": character});
    json!({"start": place(from), "end": place(to)})
}

/// A piece of the seed's document with characters of every width in it.
fn part(start: usize, length: usize) -> String {
    let start = SEED.floor_char_boundary(start);
    let end = SEED.ceil_char_boundary((start + length).min(SEED.len()));
    format!("𝔸 ё 伊宁 👩‍👩‍👧\n{}", &SEED[start..end])
}

/// The byte of a place counted in UTF-16: past the end is the end, within a character is its start.
fn byte(text: &str, (line, column): (u32, u32)) -> usize {
    let mut start = 0;
    for _ in 0..line {
        let Some(end) = text[start..].find(['\n', '\r']) else {
            return text.len();
        };
        let end = start + end;
        start = end
            + if text[end..].starts_with("\r\n") {
                2
            } else {
                1
            };
    }
    let mut left = column as usize;
    let signs = text[start..].char_indices();
    for (at, sign) in signs {
        if left < sign.len_utf16() || matches!(sign, '\n' | '\r') {
            return start + at;
        }
        left -= sign.len_utf16();
    }
    text.len()
}

fn number(variable: &str, otherwise: u64) -> u64 {
    let given = std::env::var(variable).ok();
    given.and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

#[test]
#[allow(
    clippy::print_stdout,
    reason = "the seed is what it takes to see it again"
)]
fn whatever_comes_the_server_lives_and_has_the_right_text() {
    let (messages, seed) = (
        number("SIGLA_CHAOS", 6_000),
        number("SIGLA_CHAOS_SEED", 1945),
    );
    println!("SIGLA_CHAOS={messages} SIGLA_CHAOS_SEED={seed}");
    let mut chaos = Chaos::new(seed);
    for message in 1..=messages {
        chaos.step();
        while let Ok(heard) = chaos.messages.try_recv() {
            chaos.hear(heard.expect("a message of the protocol"));
        }
        // Nobody has more questions open than that.
        if chaos.asked.len() > 500 {
            chaos.raw(&[b' '; 1024]);
            chaos.until(|chaos| chaos.asked.is_empty());
        }
        if message % 1_000 == 0 {
            chaos.compare();
        }
    }
    chaos.compare();
    chaos.until(|chaos| chaos.asked.is_empty());
    println!("{} results, {} complaints", chaos.results, chaos.complaints);
    assert!(chaos.results as u64 > messages / 10 && chaos.complaints > 0);
    let id = chaos.ask("shutdown", json!(null), Expected::Result);
    chaos.until(|chaos| !chaos.asked.contains_key(&id));
    chaos.tell("exit", json!(null));
    assert_eq!(chaos.server.wait().expect("it ends").code(), Some(0));
}

/// As much as an allocator may keep for itself.
const SLACK: u64 = 24 * 1024;

#[test]
#[allow(clippy::print_stdout, reason = "what it held is worth knowing")]
fn memory_does_not_grow_with_edits() {
    let edits = number("SIGLA_EDITS", 10_000);
    let mut chaos = Chaos::new(1);
    chaos.open(1, part(0, 5_000));
    let mut warm = None;
    for edit in 0..edits {
        if edit == edits / 4 {
            chaos.answer("diagnostic", "untitled:1.sigla");
            warm = chaos.memory();
        }
        chaos.edit(1);
        // A person reads now and then what is found, and so does the client.
        if edit % 50 == 0 {
            chaos.answer("hover", "untitled:1.sigla");
        }
    }
    chaos.answer("diagnostic", "untitled:1.sigla");
    chaos.compare();
    let Some((warm, end)) = warm.zip(chaos.memory()) else {
        println!("skipped: nothing tells the memory of a process here");
        return;
    };
    println!("{edits} edits: {warm} KB after a quarter of them, {end} KB at the end");
    assert!(end < warm + warm / 2 + SLACK, "{warm} KB became {end} KB");
}
