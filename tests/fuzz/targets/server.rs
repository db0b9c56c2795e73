//! Any messages in any order, and any bytes behind them: the server answers every request, panics nowhere and ends.
#![no_main]

use std::cell::RefCell;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use sigla::server::Outbox;
use tokio::runtime::{Builder, Runtime};

const URIS: [&str; 2] = ["file:///a.sigla", "untitled:b"];
const DEADLINE: Duration = Duration::from_secs(20);

/// A session of an editor.
#[derive(Arbitrary, Debug)]
struct Session {
    encoding: Encoding,
    pulls: bool,
    messages: Vec<Message>,
    /// What is sent behind them, as it is.
    noise: Vec<u8>,
}

#[derive(Arbitrary, Debug)]
enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

#[derive(Arbitrary, Debug)]
enum Message {
    Open(bool, i32, String),
    Change(bool, i32, Vec<(Option<Range>, String)>),
    Close(bool),
    Ask(bool, Method, Range),
    Cancel(u8),
}

#[derive(Arbitrary, Debug)]
enum Method {
    Hover,
    DocumentSymbol,
    CodeAction,
    FoldingRange,
    SemanticTokens,
    SemanticTokensOfRange,
    Completion,
    Diagnostic,
}

/// Lines and columns are mostly small, so that they hit something.
#[derive(Arbitrary, Debug)]
struct Range([u8; 4]);

impl Range {
    fn json(&self) -> Value {
        let number = |byte: u8| {
            if byte == u8::MAX {
                u32::MAX
            } else {
                u32::from(byte)
            }
        };
        let [a, b, c, d] = self.0.map(number);
        json!({"start": {"line": a / 8, "character": b}, "end": {"line": c / 8, "character": d}})
    }
}

impl Message {
    /// The message of the protocol; `id` is taken by a request.
    fn json(&self, id: usize) -> Value {
        let document = |second: bool| json!({"uri": URIS[usize::from(second)]});
        let tell = |method: &str, params: Value| json!({"jsonrpc": "2.0", "method": method, "params": params});
        match self {
            Message::Open(second, version, text) => {
                let uri = URIS[usize::from(*second)];
                let document =
                    json!({"uri": uri, "languageId": "sigla", "version": version, "text": text});
                tell("textDocument/didOpen", json!({"textDocument": document}))
            }
            Message::Change(second, version, changes) => {
                let mut document = document(*second);
                document["version"] = json!(version);
                let change = |(range, text): &(Option<Range>, String)| match range {
                    Some(range) => json!({"range": range.json(), "text": text}),
                    None => json!({"text": text}),
                };
                let changes: Vec<Value> = changes.iter().map(change).collect();
                tell(
                    "textDocument/didChange",
                    json!({"textDocument": document, "contentChanges": changes}),
                )
            }
            Message::Close(second) => tell(
                "textDocument/didClose",
                json!({"textDocument": document(*second)}),
            ),
            Message::Cancel(id) => tell("$/cancelRequest", json!({"id": id})),
            Message::Ask(second, method, range) => {
                let range = range.json();
                let params = json!({
                    "textDocument": document(*second), "position": range["end"], "range": range, "context": {"diagnostics": []},
                });
                let mut message = tell(&format!("textDocument/{}", method.name()), params);
                message["id"] = json!(id);
                message
            }
        }
    }
}

impl Method {
    fn name(&self) -> &'static str {
        match self {
            Method::Hover => "hover",
            Method::DocumentSymbol => "documentSymbol",
            Method::CodeAction => "codeAction",
            Method::FoldingRange => "foldingRange",
            Method::SemanticTokens => "semanticTokens/full",
            Method::SemanticTokensOfRange => "semanticTokens/range",
            Method::Completion => "completion",
            Method::Diagnostic => "diagnostic",
        }
    }
}

impl Session {
    /// What goes over the wire, and how many requests are in it.
    fn wire(&self) -> (Vec<u8>, usize) {
        let encoding = match self.encoding {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        };
        let mut capabilities = json!({"general": {"positionEncodings": [encoding]}});
        if self.pulls {
            capabilities["textDocument"] = json!({"diagnostic": {}});
        }
        let greeting = json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"capabilities": capabilities}});
        let mut messages = vec![
            greeting,
            json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
        ];
        let mut requests = 1;
        for message in &self.messages {
            messages.push(message.json(requests));
            requests += usize::from(matches!(message, Message::Ask(..)));
        }
        let frames = messages
            .iter()
            .map(Value::to_string)
            .map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        let mut wire = frames.collect::<String>().into_bytes();
        wire.extend(&self.noise);
        (wire, requests)
    }
}

/// Takes what the server writes.
#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics with it").extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

thread_local! {
    static RUNTIME: RefCell<Runtime> =
        RefCell::new(Builder::new_current_thread().enable_all().build().expect("a runtime needs no more than time"));
}

// A panic anywhere, even one that the server outlives, ends the run: libFuzzer's own hook sees to it.
fuzz_target!(|session: Session| {
    let (wire, requests) = session.wire();
    let output = Output::default();
    let (outbox, written) = Outbox::open(output.clone());
    RUNTIME.with_borrow_mut(|runtime| {
        let serving = async {
            tokio::time::timeout(
                DEADLINE,
                sigla::server::serve(&wire[..], outbox),
            )
            .await
        };
        runtime
            .block_on(serving)
            .expect("the server ends with its input");
    });
    written.wait(DEADLINE);
    let output = output.0.lock().expect("nobody panics with it").clone();
    let output = String::from_utf8(output).expect("messages are UTF-8");
    let answers = (0..requests).filter(|id| {
        output.contains(&format!("\"id\":{id}}}")) || output.contains(&format!("\"id\":{id},"))
    });
    assert_eq!(
        answers.count(),
        requests,
        "every request is answered: {output}"
    );
});
