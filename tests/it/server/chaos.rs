//! Whatever a client may send, in any order: the server lives, answers what is valid, and has the text that it should have.
//!
//! `SIGLA_CHAOS` says how many messages, `SIGLA_CHAOS_SEED` which; `SIGLA_EDITS` how many edits memory is measured over.

use std::fs;

use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};

use super::SEED;
use super::unruly::{Expected, Unruly};
use crate::edits::FRAGMENTS;

/// A document that has grown longer is begun anew.
const LONGEST: usize = 6_000;
const DOCUMENTS: usize = 4;

/// A client without manners, and what the server must have made of what it sent.
struct Chaos {
    client: Unruly,
    random: TestRng,
    /// The documents that are open, as they are.
    texts: [Option<String>; DOCUMENTS],
    folder: tempfile::TempDir,
    version: i32,
}

impl Chaos {
    fn new(seed: u64) -> Chaos {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Chaos {
            client: Unruly::new(),
            random: TestRng::from_seed(RngAlgorithm::ChaCha, &bytes),
            texts: Default::default(),
            folder: tempfile::tempdir().expect("there is room for a folder"),
            version: 0,
        }
    }

    fn below(&mut self, end: usize) -> usize {
        self.random.random_range(0..end)
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
        self.client
            .tell("textDocument/didOpen", json!({"textDocument": item}));
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
        self.client.tell(
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
            0 => drop(
                self.client
                    .ask("textDocument/whoKnows", params, Expected::Error(-32601)),
            ),
            1 => drop(self.client.ask(
                &method,
                json!({"textDocument": 5}),
                Expected::Error(-32602),
            )),
            2 => self.client.tell(
                "textDocument/didChange",
                json!({"textDocument": [], "contentChanges": "x"}),
            ),
            3 => self.client.tell("$/whoKnows", json!(null)),
            4 => self.client.raw(b"Content-Length: 9\r\n\r\n{\"json\": "),
            // Cut off, so that it swallows what comes behind it; or longer than it says.
            5 => {
                let length = body.len() + 1 + self.below(400);
                self.client
                    .raw(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
            }
            6 => {
                let length = self.below(body.len());
                self.client
                    .raw(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
            }
            7 => {
                let length = self.below(24);
                self.client
                    .raw(&b"Content-Length: 120\r\n\r\n"[..length.min(23)]);
            }
            8 => self.client.raw(b"Content-Length: minus one\r\n\r\n"),
            9 => {
                let noise: Vec<u8> = (0..self.below(60)).map(|_| self.random.random()).collect();
                self.client.raw(&noise);
            }
            10 => self
                .client
                .send(&json!([{"jsonrpc": "2.0", "method": "exit"}])),
            11 => self.client.send(&json!({"jsonrpc": "1.0", "method": 5})),
            12 => self
                .client
                .send(&json!({"jsonrpc": "2.0", "id": 4711, "result": {"nobody": "asked"}})),
            13 => {
                self.client.last_id += 1;
                let id = self.client.last_id;
                for _ in 0..3 {
                    self.client
                        .ask_as(id, &method, params.clone(), Expected::Anything);
                }
            }
            _ => self.client.tell(
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
                self.client
                    .ask(&format!("textDocument/{method}"), params, Expected::Result);
            }
            80..83 => {
                let (method, params) = self.question(document);
                let id = self.client.ask(
                    &format!("textDocument/{method}"),
                    params,
                    Expected::Anything,
                );
                self.client.tell("$/cancelRequest", json!({"id": id}));
            }
            83..85 => {
                let text = part(self.below(SEED.len()), self.below(3_000));
                self.open(document, text);
            }
            85 => {
                self.client.tell(
                    "textDocument/didClose",
                    json!({"textDocument": {"uri": self.uri(document)}}),
                );
                self.texts[document] = None;
            }
            86..88 => self.file(),
            88 => self.client.tell(
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
            self.client.tell(
                "workspace/didChangeWatchedFiles",
                json!({"changes": [change]}),
            );
        }
    }

    /// What the server shows of each document is what it shows of its text opened anew.
    fn compare(&mut self) {
        // Whatever was cut off has come to its end.
        self.client.raw(&[b' '; 1024]);
        for document in 1..DOCUMENTS {
            let Some(text) = self.texts[document].clone() else {
                continue;
            };
            let (kept, fresh) = (
                self.uri(document),
                format!("untitled:fresh-{document}.sigla"),
            );
            let item = json!({"uri": fresh, "languageId": "sigla", "version": 1, "text": text});
            self.client
                .tell("textDocument/didOpen", json!({"textDocument": item}));
            for method in [
                "diagnostic",
                "semanticTokens/full",
                "documentSymbol",
                "foldingRange",
            ] {
                let mut answers = [&kept, &fresh].map(|uri| self.client.answer(method, uri));
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
            self.client.tell(
                "textDocument/didClose",
                json!({"textDocument": {"uri": fresh}}),
            );
        }
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
        number("SIGLA_CHAOS", 20_000),
        number("SIGLA_CHAOS_SEED", 1945),
    );
    println!("SIGLA_CHAOS={messages} SIGLA_CHAOS_SEED={seed}");
    let mut chaos = Chaos::new(seed);
    for message in 1..=messages {
        chaos.step();
        while let Ok(heard) = chaos.client.messages.try_recv() {
            chaos.client.hear(heard.expect("a message of the protocol"));
        }
        // Nobody has more questions open than that.
        if chaos.client.asked.len() > 500 {
            chaos.client.raw(&[b' '; 1024]);
            chaos.client.until(|it| it.asked.is_empty());
        }
        if message % 1_000 == 0 {
            chaos.compare();
        }
    }
    chaos.compare();
    chaos.client.until(|it| it.asked.is_empty());
    println!(
        "{} results, {} complaints",
        chaos.client.results, chaos.client.complaints
    );
    assert!(chaos.client.results as u64 > messages / 10 && chaos.client.complaints > 0);
    let id = chaos.client.ask("shutdown", json!(null), Expected::Result);
    chaos.client.until(|it| !it.asked.contains_key(&id));
    chaos.client.tell("exit", json!(null));
    assert_eq!(chaos.client.server.wait().expect("it ends").code(), Some(0));
}

/// As much as an allocator may keep for itself.
const SLACK: u64 = 24 * 1024;

#[test]
#[allow(clippy::print_stdout, reason = "what it held is worth knowing")]
fn memory_does_not_grow_with_edits() {
    let edits = number("SIGLA_EDITS", 20_000);
    let mut chaos = Chaos::new(1);
    chaos.open(1, part(0, 5_000));
    let mut warm = None;
    for edit in 0..edits {
        if edit == edits / 4 {
            chaos.client.answer("diagnostic", "untitled:1.sigla");
            warm = chaos.client.memory();
        }
        chaos.edit(1);
        // A person reads now and then what is found, and so does the client.
        if edit % 50 == 0 {
            chaos.client.answer("hover", "untitled:1.sigla");
        }
    }
    chaos.client.answer("diagnostic", "untitled:1.sigla");
    chaos.compare();
    let Some((warm, end)) = warm.zip(chaos.client.memory()) else {
        println!("skipped: nothing tells the memory of a process here");
        return;
    };
    println!("{edits} edits: {warm} KB after a quarter of them, {end} KB at the end");
    assert!(end < warm + warm / 2 + SLACK, "{warm} KB became {end} KB");
}
