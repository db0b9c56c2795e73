//! What is measured of a server on a text, and how it is shown.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::text::{TYPED, middle};
use super::wire::{Wire, frame_of, is_answer, is_publish};

/// So many keys are typed, one after the other, each when the findings of the one before are there …
const KEYS: usize = 200;
/// … and so long after it: faster than anybody types.
const BETWEEN_KEYS: Duration = Duration::from_millis(5);
/// So many edits are sent back to back.
const EDITS: usize = 1_000;
/// What goes to a server that wants the whole text with each edit is no more than that in all.
const MOST_BYTES: usize = 1 << 30;
/// The keys of a slow server are typed no longer than that.
const LONGEST: Duration = Duration::from_secs(20);

/// The middle and the end of a row of times.
#[derive(Clone, Copy)]
pub struct Times {
    /// Half of them are no longer.
    pub median: Duration,
    p95: Duration,
    max: Duration,
    count: usize,
}

/// What was measured.
pub struct Figures {
    start: Duration,
    opened: Duration,
    findings: usize,
    /// From a key to its findings.
    pub key: Times,
    edits: usize,
    /// From the first of many edits back to back to the findings of the last.
    pub settled: Duration,
    publishes: usize,
    /// A hover asked for right behind them.
    pub hover: Option<Duration>,
    symbols: Option<Duration>,
    tokens: Option<Duration>,
    memory: Option<u64>,
    /// Whether what was found last is what is found in the same text opened anew.
    agrees: bool,
}

/// An open document whose text is typed into.
struct Typing<'a> {
    wire: &'a Wire,
    uri: &'a str,
    wants_all: bool,
    text: String,
    at: usize,
    /// Line and column of `at`; all of it is ASCII from there on.
    place: (usize, usize),
    version: i32,
}

impl Typing<'_> {
    /// The message that types the next letter.
    fn key(&mut self, letter: char) -> Vec<u8> {
        let (line, column) = self.place;
        let place = json!({"line": line, "character": column});
        self.text.insert(self.at, letter);
        self.at += letter.len_utf8();
        self.place.1 += 1;
        self.version += 1;
        let change = match self.wants_all {
            true => json!({"text": self.text}),
            false => json!({"range": {"start": place, "end": place}, "text": letter.to_string()}),
        };
        let document = json!({"uri": self.uri, "version": self.version});
        let params = json!({"textDocument": document, "contentChanges": [change]});
        frame_of(&json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}))
    }
}

fn open(wire: &Wire, uri: &str, ending: &str, text: &str) -> Instant {
    let language = if ending == "md" { "markdown" } else { "sigla" };
    let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
    wire.tell("textDocument/didOpen", &json!({"textDocument": document}))
}

/// Measures a server; `None` where it does not start or goes silent.
pub fn measure(command: &[String], ending: &str, text: &str) -> Option<Figures> {
    let starts: Option<Vec<_>> = (0..5)
        .map(|_| Some(Wire::start(command)?.greeting))
        .collect();
    let start = times(starts?).median;
    let mut wire = Wire::start(command)?;
    let uri = format!("file:///nowhere/text.{ending}");
    let asked = open(&wire, &uri, ending, text);
    let (at, _) = wire.wait(|message| is_publish(message, &uri, 1))?;
    let opened = at - asked;
    let middle = middle(text);
    let line = text[..middle].rfind('\n').map_or(0, |end| end + 1);
    let mut typing = Typing {
        wants_all: wire.wants_all(),
        wire: &wire,
        uri: &uri,
        text: text.to_owned(),
        at: middle,
        place: (
            text[..middle].matches('\n').count(),
            text[line..middle].encode_utf16().count(),
        ),
        version: 1,
    };
    let mut letters = TYPED.chars().cycle();
    let (mut keys, begun) = (Vec::new(), Instant::now());
    let mut findings = 0;
    while keys.len() < KEYS && begun.elapsed() < LONGEST {
        thread::sleep(BETWEEN_KEYS);
        let frame = typing.key(letters.next()?);
        let sent = typing.wire.send(frame);
        let version = typing.version;
        let (at, message) = wire.wait(|message| is_publish(message, &uri, version))?;
        keys.push(at - sent);
        findings = message["params"]["diagnostics"]
            .as_array()
            .map_or(0, Vec::len);
    }
    let edits = match typing.wants_all {
        true => (MOST_BYTES / text.len()).clamp(1, EDITS),
        false => EDITS,
    };
    let burst: Vec<_> = (0..edits)
        .filter_map(|_| Some(typing.key(letters.next()?)))
        .collect();
    let (typed, version, place) = (typing.text, typing.version, typing.place);
    let sent = burst.into_iter().map(|frame| wire.send(frame)).min()?;
    let place = json!({"line": place.0, "character": place.1.saturating_sub(3)});
    let hovered = Instant::now();
    let about = json!({"textDocument": {"uri": uri}, "position": place});
    let can = |capability: &str| {
        !matches!(
            wire.capabilities[capability],
            Value::Null | Value::Bool(false)
        )
    };
    let (hovers, symbols, tokens) = (
        can("hoverProvider"),
        can("documentSymbolProvider"),
        can("semanticTokensProvider"),
    );
    let id = wire.request("textDocument/hover", about);
    let (mut publishes, mut settled, mut hover, mut last) = (0, None, None, Value::Null);
    while settled.is_none() || hover.is_none() {
        let (at, message) =
            wire.wait(|it| is_answer(it, id) || it["method"] == "textDocument/publishDiagnostics")?;
        if is_answer(&message, id) {
            hover = Some(at - hovered);
            continue;
        }
        publishes += 1;
        if is_publish(&message, &uri, version) {
            settled = Some(at - sent);
            last = message["params"]["diagnostics"].clone();
        }
    }
    let mut request = |is_there: bool, method: &str| {
        let about = json!({"textDocument": {"uri": uri}});
        let mut once = || {
            let asked = Instant::now();
            Some(wire.ask(method, about.clone())?.0 - asked)
        };
        is_there
            .then(|| (0..5).map_while(|_| once()).collect::<Vec<_>>())
            .filter(|it| !it.is_empty())
            .map(|it| times(it).median)
    };
    let symbols = request(symbols, "textDocument/documentSymbol");
    let tokens = request(tokens, "textDocument/semanticTokens/full");
    let memory = wire.memory();
    let fresh = format!("file:///nowhere/fresh.{ending}");
    open(&wire, &fresh, ending, &typed);
    let (_, afresh) = wire.wait(|message| is_publish(message, &fresh, 1))?;
    Some(Figures {
        start,
        opened,
        findings,
        key: times(keys),
        edits,
        settled: settled?,
        publishes,
        hover: hover.filter(|_| hovers),
        symbols,
        tokens,
        memory,
        agrees: sorted(&afresh["params"]["diagnostics"], &fresh) == sorted(&last, &uri),
    })
}

/// Findings in an order of their own, without the address of their document.
fn sorted(findings: &Value, uri: &str) -> Vec<String> {
    let findings = findings.as_array().into_iter().flatten();
    let mut findings: Vec<String> = findings.map(|it| it.to_string().replace(uri, "")).collect();
    findings.sort();
    findings
}

fn times(mut times: Vec<Duration>) -> Times {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize];
    Times {
        median: at(0.5),
        p95: at(0.95),
        max: at(1.0),
        count: times.len(),
    }
}

impl Figures {
    /// The head of the table.
    pub const HEAD: &str = "| server | text | start | open → findings | key → findings: median | p95 | max | findings | edits at once | settled | publishes | hover behind them | symbols | tokens | memory | agrees |\n\
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    /// A row of it; times are in milliseconds.
    pub fn row(&self, name: &str, size: &str) -> String {
        let ms = |time: Duration| format!("{:.2}", time.as_secs_f64() * 1e3);
        let or_none = |time: Option<Duration>| time.map_or_else(|| "–".to_owned(), ms);
        let keys = match self.key.count {
            KEYS => String::new(),
            count => format!(" ({count} keys)"),
        };
        let cells = [
            name.to_owned(),
            size.to_owned(),
            ms(self.start),
            ms(self.opened),
            ms(self.key.median) + &keys,
            ms(self.key.p95),
            ms(self.key.max),
            self.findings.to_string(),
            self.edits.to_string(),
            ms(self.settled),
            self.publishes.to_string(),
            or_none(self.hover),
            or_none(self.symbols),
            or_none(self.tokens),
            self.memory
                .map_or_else(|| "–".to_owned(), |bytes| format!("{} MB", bytes >> 20)),
            if self.agrees { "yes" } else { "NO" }.to_owned(),
        ];
        format!("| {} |", cells.join(" | "))
    }
}
