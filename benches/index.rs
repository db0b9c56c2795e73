//! A collection of 100,000 documents of 4 KB in the server: `cargo bench --bench index`.
//!
//! Made from real letters, each with a header of its own; one in five glosses a name, one in twenty refers to another. Prints,
//! beside the time that reading all files takes on as many threads: when the first answer comes, when the collection is read, what
//! memory that takes, when a start is done that remembers it, and how long after an edit it is told what the edit makes wrong in
//! the document and in a closed one. Set `DOCUMENTS` for another number.

#![allow(clippy::print_stdout, reason = "a benchmark is there to print")]

mod letters;
#[path = "server/wire.rs"]
#[allow(dead_code, reason = "another bench uses the rest")]
mod wire;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use letters::{Chance, letters};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::{Value, json};
use wire::Wire;

const DOCUMENTS: usize = 100_000;
const BYTES: usize = 4_000;
const GLOSSES: [&str; 4] = [
    "Ghulja [Yining]",
    "Tarbagatai [Tacheng]",
    "Kashgar [Kashi]",
    "Aksu [Akesu]",
];
/// So often an edit is made.
const EDITS: i32 = 10;

fn main() {
    let count = std::env::var("DOCUMENTS").ok();
    let count: usize = count.and_then(|it| it.parse().ok()).unwrap_or(DOCUMENTS);
    let folder = tempfile::tempdir().expect("there is room for a temporary folder");
    let kept = tempfile::tempdir().expect("there is room for a temporary folder");
    // The server is a child of this process, and looks there.
    // SAFETY: no other thread has been started.
    unsafe { std::env::set_var("XDG_CACHE_HOME", kept.path()) };
    let paths = write(folder.path(), count);
    let start = Instant::now();
    let bytes = paths
        .par_iter()
        .map(|path| fs::read(path).map_or(0, |it| it.len()));
    let bytes: usize = bytes.sum();
    let baseline = start.elapsed();
    println!(
        "{count} documents, {} MB, {} threads",
        bytes / 1_000_000,
        rayon::current_num_threads()
    );
    println!("baseline, all files read: {:.2} s", baseline.as_secs_f64());
    let first = run("the first start", folder.path(), &paths, bytes, baseline);
    let again = run(
        "a start that remembers",
        folder.path(),
        &paths,
        bytes,
        baseline,
    );
    println!(
        "a start that remembers takes {:.3} of the first (goal 0.1)",
        again.as_secs_f64() / first.as_secs_f64()
    );
}

/// Starts a server, waits until it has read the collection, and edits a document; how long the reading took.
fn run(name: &str, root: &Path, paths: &[PathBuf], bytes: usize, baseline: Duration) -> Duration {
    let server = std::env::var("SERVER").unwrap_or_else(|_| env!("CARGO_BIN_EXE_sigla").to_owned());
    let greeting = json!({
        "processId": std::process::id(), "rootUri": null,
        "workspaceFolders": [{"uri": uri(root), "name": "collection"}],
        "capabilities": {
            "window": {"workDoneProgress": true},
            "textDocument": {"publishDiagnostics": {"versionSupport": true}},
        },
    });
    let start = Instant::now();
    let mut wire = Wire::start_with(&[server, "lsp".to_owned()], greeting).expect("it starts");
    let (one, other) = (uri(&paths[1]), uri(&paths[2]));
    let text = fs::read_to_string(&paths[1]).expect("it was written");
    let document = json!({"uri": one, "languageId": "sigla", "version": 0, "text": text});
    wire.tell("textDocument/didOpen", &json!({"textDocument": document}));
    let at = json!({"textDocument": {"uri": one}, "position": {"line": 1, "character": 1}});
    let (answered, _) = wire.ask("textDocument/hover", at).expect("it answers");
    let is_end = |message: &Value| message["params"]["value"]["kind"] == "end";
    let (read, _) = wire.wait(is_end).expect("it comes to the end");
    let (answered, read) = (answered - start, read - start);
    println!("{name}:");
    println!(
        "  first answer         {:8.3} s (goal 1)",
        answered.as_secs_f64()
    );
    println!(
        "  collection read      {:8.2} s, {:.1} times the baseline",
        read.as_secs_f64(),
        read.as_secs_f64() / baseline.as_secs_f64()
    );
    let (mut own, mut closed) = (Vec::new(), Vec::new());
    for version in 1..=EDITS {
        let (is_doubled, id) = match version % 2 {
            1 => (true, "L2"),
            _ => (false, "L1"),
        };
        let range =
            json!({"start": {"line": 1, "character": 4}, "end": {"line": 1, "character": 6}});
        let edited = wire.tell(
            "textDocument/didChange",
            &json!({"textDocument": {"uri": one, "version": version}, "contentChanges": [{"range": range, "text": id}]}),
        );
        let [mut here, mut there] = [None, None];
        while here.is_none() || there.is_none() {
            let is_told = |message: &Value| {
                let told = message["params"]["diagnostics"].as_array();
                let mut told = told.into_iter().flatten();
                told.any(|it| it["code"] == "collection/doubled-id") == is_doubled
            };
            let fits = |message: &Value| {
                message["method"] == "textDocument/publishDiagnostics" && is_told(message)
            };
            let (at, message) = wire.wait(fits).expect("it is told");
            let of = &message["params"]["uri"];
            if *of == one {
                here = here.or(Some(at - edited));
            } else if *of == other {
                there = there.or(Some(at - edited));
            }
        }
        own.extend(here);
        closed.extend(there);
    }
    for (name, mut times) in [("told of itself", own), ("told of another", closed)] {
        times.sort();
        println!(
            "  edit, {name:<15} {:6.1} ms in the middle, {:.1} at most (goal 100)",
            times[times.len() / 2].as_secs_f64() * 1000.0,
            times[times.len() - 1].as_secs_f64() * 1000.0
        );
    }
    let memory = wire.memory().unwrap_or_default();
    println!(
        "  memory               {:8} MB, {:.2} times the texts (goal 1.5)",
        memory / 1_000_000,
        memory as f64 / bytes as f64
    );
    read
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// The documents: letters cut anywhere, so that no two are alike.
fn write(folder: &Path, count: usize) -> Vec<PathBuf> {
    let texts = letters();
    let mut chance = Chance::new();
    fs::write(folder.join("sigla.toml"), "").expect("the file can be written");
    let mut paths = Vec::new();
    for number in 0..count {
        let mut text = format!("---\nid: L{number}\ntitle: Letter {number}\n");
        if number % 20 == 19 {
            let other = chance.below(number);
            text += &format!("related: ../{:03}/{other:06}.sigla\n", other / 1000);
        }
        text += "---\n\n";
        if number % 5 == 0 {
            text += &format!(
                "In {} all is quiet.\n\n",
                GLOSSES[chance.below(GLOSSES.len())]
            );
        }
        while text.len() < BYTES {
            let letter = &texts[chance.below(texts.len())];
            let from = letter.ceil_char_boundary(chance.below(letter.len().max(1)));
            text.push_str(&letter[from..]);
            text.push_str("\n\n");
        }
        text.truncate(text.floor_char_boundary(BYTES));
        text.push('\n');
        let below = folder.join(format!("{:03}", number / 1000));
        fs::create_dir_all(&below).expect("the folder can be made");
        let path = below.join(format!("{number:06}.sigla"));
        fs::write(&path, &text).expect("the file can be written");
        paths.push(path);
    }
    paths
}
