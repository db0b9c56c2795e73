//! The command and the server find the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::client::{Client, Setup};

/// What a finding is, in what both say of it: rule, severity, message, and 1-based lines and columns in characters.
fn by_command(file: &Path) -> Vec<Value> {
    let run = Command::new(env!("CARGO_BIN_EXE_sigla"))
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .args(["check", "--hints", "--format", "json"])
        .arg(file)
        .output()
        .expect("the command runs");
    assert!(
        run.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let findings: Vec<Value> = serde_json::from_slice(&run.stdout).expect("it writes JSON");
    let place = |found: &Value, line: &str, column: &str| json!([found[line], found[column]]);
    let told = findings.iter().map(|found| {
        let (start, end) = (
            place(found, "line", "column"),
            place(found, "endLine", "endColumn"),
        );
        json!([
            found["rule"],
            found["severity"],
            found["message"],
            start,
            end
        ])
    });
    told.collect()
}

fn by_server(client: &mut Client, uri: &str, text: &str) -> Vec<Value> {
    client.open(uri, 1, text);
    let place = |place: &Value| {
        json!([
            place["line"].as_u64().map(|line| line + 1),
            place["character"].as_u64().map(|column| column + 1)
        ])
    };
    let diagnostics = client.diagnostics(uri, 1);
    let told = diagnostics
        .as_array()
        .expect("diagnostics")
        .iter()
        .map(|found| {
            let severity = ["", "error", "warning", "information", "hint"]
                [found["severity"].as_u64().expect("a number") as usize];
            json!([
                found["code"],
                severity,
                found["message"],
                place(&found["range"]["start"]),
                place(&found["range"]["end"])
            ])
        });
    told.collect()
}

/// The files below a folder, if there is one.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// The texts of the examples of the specification: from a fence that opens one to its single full stop.
fn examples(spec: &str) -> Vec<String> {
    let mut examples = Vec::new();
    let mut open: Option<String> = None;
    for line in spec.lines() {
        match &mut open {
            None if line.starts_with("````example") => open = Some(String::new()),
            Some(_) if line == "." || line.starts_with("````") => examples.extend(open.take()),
            Some(text) => text.push_str(&format!("{line}\n")),
            None => {}
        }
    }
    examples
}

#[test]
fn the_command_and_the_server_find_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("there is room");
    let mut paths = [root.join("examples"), root.join("tests/corpus")]
        .iter()
        .flat_map(|folder| files(folder))
        .collect::<Vec<_>>();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "sigla" || extension == "txt")
    });
    let spec = fs::read_to_string(root.join("docs/format.md")).expect("the specification is there");
    let examples = examples(&spec);
    assert!(examples.len() >= 150, "{} examples", examples.len());
    for (number, text) in examples.iter().enumerate() {
        let path = folder.path().join(format!("{number}.sigla"));
        fs::write(&path, text).expect("there is room");
        paths.push(path);
    }
    let mut client = Client::new(Setup {
        encodings: &["utf-32"],
        ..Setup::default()
    });
    for path in paths {
        let text = fs::read_to_string(&path).expect("it is UTF-8");
        let uri = format!("file://{}", path.display());
        assert_eq!(
            by_server(&mut client, &uri, &text),
            by_command(&path),
            "{}: {text:?}",
            path.display()
        );
    }
}
