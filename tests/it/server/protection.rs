//! What helps when something has gone wrong: the log, the report on a fault, the doctor, the record of a session.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, Setup, about};
use super::{SEED, URI, at};

/// A word of the document that must not get out.
const WORD: &str = "Zeugnisabschrift";

fn sigla(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sigla"))
        .args(arguments)
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("NO_COLOR", "1")
        .current_dir(folder)
        .output()
        .expect("the command runs")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The file once this stands in it.
fn file_with(path: &Path, words: &str) -> String {
    for _ in 0..1000 {
        let text = fs::read_to_string(path).unwrap_or_default();
        if text.contains(words) {
            return text;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!(
        "{words:?} never came into {}: {:?}",
        path.display(),
        fs::read_to_string(path)
    );
}

#[test]
fn the_log_says_what_was_asked_and_never_a_word_of_the_text() {
    let folder = TempDir::new().expect("a folder");
    let log = folder.path().join("sigla.log");
    let mut client = Client::new(Setup {
        arguments: &["--log-file", log.to_str().expect("a path")],
        encodings: &["utf-8"],
        ..Setup::default()
    });
    client.open(URI, 1, &format!("{WORD} [{WORD}] {WORD}]\n"));
    client.change(URI, 2, json!([{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}, "text": WORD}]));
    client.ask_of(
        URI,
        "hover",
        json!({"position": {"line": 0, "character": 5}}),
    );
    client.tell("$/setTrace", json!({"value": "verbose"}));
    client.ask_of(URI, "documentSymbol", json!({}));
    client.ask_of(
        URI,
        "hover",
        json!({"position": {"line": 0, "character": 7}}),
    );
    let trace = client.until_told("$/logTrace", "textDocument/hover");
    assert!(
        trace["params"]["verbose"]
            .as_str()
            .is_some_and(|it| it.contains("at 0:7")),
        "{trace}"
    );
    client.tell("$/setTrace", json!({"value": "off"}));
    client.exit();
    let text = file_with(&log, "shutdown");
    for expected in [
        "sigla 0.1.0 serves",
        "columns count \"utf-8\"",
        "opened file:///archive/report.sigla: collection none",
        "textDocument/didChange: done after",
        "textDocument/hover 2: answered after",
        "at 0:7",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(!text.contains(WORD), "{text}");
    assert!(
        client
            .told
            .iter()
            .all(|told| !told.to_string().contains(WORD))
    );
}

#[test]
fn a_log_that_cannot_be_written_costs_nothing_else() {
    let mut client = Client::new(Setup {
        arguments: &["--log-file", "/there/is/no/such/folder/log"],
        ..Setup::default()
    });
    client.open(URI, 1, SEED);
    client.diagnostics(URI, 1);
    assert_eq!(client.exit().code(), Some(0));
}

#[test]
fn a_fault_is_told_once_with_a_report_that_holds_no_word() {
    let folder = TempDir::new().expect("a folder");
    let log = folder.path().join("sigla.log");
    let mut client = Client::new(Setup {
        fault: "panic:hover",
        arguments: &["--log-file", log.to_str().expect("a path")],
        ..Setup::default()
    });
    client.open(URI, 1, &format!("{WORD}\n"));
    let at = json!({"position": {"line": 0, "character": 3}});
    for _ in 0..3 {
        let id = client.request("textDocument/hover", about(URI, at.clone()));
        client.answer(id).expect_err("a test planted a panic");
    }
    let shown = client.until_told("window/showMessage", "Nothing is lost");
    let shown = shown["params"]["message"]
        .as_str()
        .expect("a message")
        .to_owned();
    let path = shown
        .split("the report in ")
        .nth(1)
        .and_then(|it| it.split(", which").next());
    let report = fs::read_to_string(path.expect("it says where")).expect("it is there");
    for expected in [
        "sigla 0.1.0 on ",
        "failed at hover\n",
        "in src/server/health/hooks.rs:",
        "called by\n    sigla::server::health::hooks::pass src/server/health/hooks.rs",
        "textDocument/didOpen version 1 of 17 bytes in 1 lines",
        "textDocument/hover 2 at 0:3",
    ] {
        assert!(report.contains(expected), "{expected}: {report}");
    }
    let text = file_with(&log, "again");
    client.ask_of(URI, "documentSymbol", json!({}));
    let times = client
        .told
        .iter()
        .filter(|it| it["method"] == "window/showMessage")
        .count();
    assert_eq!(times, 1);
    for shown in [&report, &text, &shown] {
        assert!(!shown.contains(WORD), "{shown}");
    }
    assert!(!report.contains("report.sigla"), "{report}");
}

#[test]
fn a_fault_in_a_task_or_a_notification_is_told_and_outlived() {
    for (fault, what) in [
        ("once:publish", "publish"),
        ("once:reload", "reload"),
        ("once:collections", "collections"),
        ("once:didOpen", "textDocument/didOpen"),
        ("once:notification", "textDocument/didSave"),
    ] {
        let mut client = Client::new(Setup {
            fault,
            ..Setup::default()
        });
        client.open(URI, 1, "a");
        client.tell(
            "textDocument/didSave",
            json!({"textDocument": {"uri": URI}}),
        );
        client.until_told("window/showMessage", &format!("failed at {what}"));
        client.change(URI, 2, json!([{"range": {"start": {"line": 0, "character": 1}, "end": {"line": 0, "character": 1}}, "text": "]"}]));
        client.until(URI, |found| found.to_string().contains("brackets/unopened"));
        assert_eq!(client.exit().code(), Some(0), "{fault}");
    }
}

#[test]
fn the_doctor_finds_a_sound_installation_sound() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("sigla.toml"), "").expect("a file");
    fs::write(folder.path().join("places.tsv"), "title\nGhulja\n").expect("a file");
    let output = sigla(&["doctor"], folder.path());
    let text = said(&output.stdout);
    // An installation of the same name elsewhere is no fault of this one's.
    let is_other = text.contains("but an editor that starts");
    assert_eq!(output.status.code(), Some(i32::from(is_other)), "{text}");
    for expected in [
        "✓ configuration: ",
        "✓ registers: ",
        "✓ places: ",
        "✓ cache: ",
        "✓ server: it starts",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do() {
    let folder = TempDir::new().expect("a folder");
    fs::write(
        folder.path().join("sigla.toml"),
        "gazetteers = [\"none.gaz\"]\n[rules]\nnaems = \"off\"\n",
    )
    .expect("a file");
    let output = sigla(&["doctor", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    let points: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let wrong: Vec<_> = points
        .as_array()
        .expect("a list")
        .iter()
        .filter(|it| it["fine"] == false)
        .collect();
    let about: Vec<_> = wrong
        .iter()
        .map(|it| it["about"].as_str().unwrap_or_default())
        .filter(|it| *it != "program")
        .collect();
    assert_eq!(about, ["configuration", "gazetteers"], "{wrong:?}");
    assert!(
        wrong
            .iter()
            .all(|it| it["do"].as_str().is_some_and(|it| !it.is_empty()))
    );
    let missing = sigla(&["doctor", "not/there"], folder.path());
    assert_eq!(missing.status.code(), Some(1));
}

#[test]
fn the_doctor_in_an_editor_knows_the_editor_too() {
    let mut client = Client::new(Setup {
        watches: true,
        ..Setup::default()
    });
    client.open(URI, 1, SEED);
    let told = client.ask(
        "workspace/executeCommand",
        json!({"command": "sigla.doctor", "arguments": []}),
    );
    let text = told["text"].as_str().expect("a text");
    for expected in [
        "· version: sigla 0.1.0",
        "it tells of changed files",
        "columns are counted in utf-16",
        "1 documents",
        "✓ places: ",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(
        told["client"]["capabilities"]["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"],
        true
    );
    let id = client.request(
        "workspace/executeCommand",
        json!({"command": "sigla.nothing", "arguments": []}),
    );
    assert_eq!(
        client.answer(id).expect_err("there is none")["code"],
        -32602
    );
}

#[test]
fn a_session_is_recorded_and_replayed() {
    let folder = TempDir::new().expect("a folder");
    for (more, holds) in [(&[][..], true), (&["--record-without-text"][..], false)] {
        let record = folder.path().join("session.jsonl");
        let arguments: Vec<&str> = ["--record", record.to_str().expect("a path")]
            .iter()
            .chain(more)
            .copied()
            .collect();
        let mut client = Client::new(Setup {
            arguments: &arguments,
            ..Setup::default()
        });
        client.open(URI, 1, &SEED.replace("Ghulja", WORD));
        client.ask_of(
            URI,
            "hover",
            json!({"position": at(SEED, "Ghulja", 1, "utf-16")}),
        );
        client.ask_of(URI, "documentSymbol", json!({}));
        client.exit();
        let text = file_with(&record, "\"exit\"");
        assert_eq!(text.contains(WORD), holds);
        let output = sigla(&["replay", "session.jsonl"], folder.path());
        let replayed = said(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{replayed}");
        for expected in [
            "initialize 1: ",
            "textDocument/hover 2: ",
            "textDocument/documentSymbol 3: ",
            "textDocument/publishDiagnostics",
            "nothing failed",
        ] {
            assert!(replayed.contains(expected), "{expected}: {replayed}");
        }
        let faulty = Command::new(env!("CARGO_BIN_EXE_sigla"))
            .args(["replay", "session.jsonl"])
            .env("SIGLA_TEST_FAULT", "panic:hover")
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .current_dir(folder.path())
            .output()
            .expect("the command runs");
        let replayed = said(&faulty.stdout);
        assert!(
            replayed.contains("error -32603: \"hover failed on this text"),
            "{replayed}"
        );
        assert_eq!(faulty.status.code(), Some(1));
    }
}
