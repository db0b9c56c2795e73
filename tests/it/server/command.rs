//! The command and the server find the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, Setup};

/// What a finding is, in what both say of it: rule, severity, message, and 1-based lines and columns in characters.
fn by_command(path: &Path, more: &[&str]) -> Vec<(String, Value)> {
    let run = Command::new(env!("CARGO_BIN_EXE_sigla"))
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .args(["check", "--hints", "--format", "json"])
        .args(more)
        .arg(path)
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
        let path = found["file"].as_str().expect("it is said where");
        let told = json!([
            found["rule"],
            found["severity"],
            found["message"],
            start,
            end
        ]);
        (path.to_owned(), told)
    });
    told.collect()
}

fn by_server(diagnostics: &Value) -> Vec<Value> {
    let place = |place: &Value| {
        json!([
            place["line"].as_u64().map(|line| line + 1),
            place["character"].as_u64().map(|column| column + 1)
        ])
    };
    let diagnostics = diagnostics.as_array().expect("diagnostics").iter();
    let told = diagnostics.map(|found| {
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

/// A collection on the disk, and a server in which documents of it are open.
struct Together {
    folder: TempDir,
    client: Client,
    open: Vec<(String, i32)>,
}

impl Together {
    fn new(files: &[(&str, &str)]) -> Together {
        let together = Together {
            folder: tempfile::tempdir().expect("there is room"),
            client: Client::new(Setup {
                encodings: &["utf-32"],
                watches: true,
                ..Setup::default()
            }),
            open: Vec::new(),
        };
        files
            .iter()
            .for_each(|(path, text)| together.write(path, text));
        together
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("there is room");
        fs::write(path, text).expect("there is room");
    }

    fn uri(&self, path: &str) -> String {
        format!("file://{}", self.folder.path().join(path).display())
    }

    fn open(&mut self, path: &str) {
        let text = fs::read_to_string(self.folder.path().join(path)).expect("it is UTF-8");
        self.client.open(&self.uri(path), 1, &text);
        self.open.push((path.to_owned(), 1));
    }

    /// Types a text in the editor, and saves it.
    fn edit(&mut self, path: &str, text: &str) {
        let at = self.open.iter().position(|(open, _)| open == path);
        self.open[at.expect("it is open")].1 += 1;
        let version = self.open[at.expect("it is open")].1;
        let uri = self.uri(path);
        self.client.change(&uri, version, json!([{"text": text}]));
        self.write(path, text);
    }

    fn close(&mut self, path: &str) {
        self.open.retain(|(open, _)| open != path);
        let uri = self.uri(path);
        let document = json!({"textDocument": {"uri": uri}});
        self.client.tell("textDocument/didClose", document);
    }

    /// The client tells that a file has changed, come or gone.
    fn changed(&mut self, path: &str) {
        let change = json!({"uri": self.uri(path), "type": 2});
        let changes = json!({"changes": [change]});
        self.client.tell("workspace/didChangeWatchedFiles", changes);
    }

    /// Waits until the server says of every open document what the command says; gives how often `rule` is found there.
    #[track_caller]
    fn agree(&mut self, rule: &str) -> usize {
        let found = by_command(self.folder.path(), &["--no-cache"]);
        let mut count = 0;
        for (path, _) in self.open.clone() {
            let name = self.folder.path().join(&path).display().to_string();
            let of_path = found.iter().filter(|(path, _)| *path == name);
            let expected: Vec<_> = of_path.map(|(_, told)| told.clone()).collect();
            count += expected.iter().filter(|told| told[0] == rule).count();
            let uri = self.uri(&path);
            self.client.until(&uri, |it| by_server(it) == expected);
        }
        count
    }
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
        client.open(&uri, 1, &text);
        let found = by_command(&path, &[]).into_iter().map(|(_, told)| told);
        assert_eq!(
            by_server(&client.diagnostics(&uri, 1)),
            found.collect::<Vec<_>>(),
            "{}: {text:?}",
            path.display()
        );
    }
}

#[test]
fn documents_of_a_collection_are_compared_as_the_command_does() {
    const GLOSS: &str = "collection/gloss-differs";
    let mut it = Together::new(&[
        ("sigla.toml", ""),
        (
            "a.sigla",
            "---\nid: 7\ntranslation-of: c/c.sigla\n---\n\nin Tarbagatai [Tacheng] District\n",
        ),
        (
            "b.sigla",
            "---\nid: 7\n---\n\nin Tarbagatai [Tachang] District\n",
        ),
        ("c/c.sigla", "Plain words.\n"),
        ("inner/sigla.toml", ""),
        (
            "inner/d.sigla",
            "---\nid: 7\n---\n\nin Tarbagatai [Chuguchak] District\n",
        ),
    ]);
    it.open("a.sigla");
    assert_eq!(it.agree(GLOSS), 1);
    it.open("b.sigla");
    it.open("inner/d.sigla");
    assert_eq!(it.agree(GLOSS), 2);
    it.edit(
        "b.sigla",
        "---\nid: 8\n---\n\nin Tarbagatai [Tacheng] District\n",
    );
    assert_eq!(it.agree(GLOSS), 0);
    it.edit(
        "b.sigla",
        "More.\n\n%% sigla: allow collection/gloss-differs\n\nin Tarbagatai [Qoqek] District\n",
    );
    assert_eq!(it.agree(GLOSS), 1);
    fs::remove_file(it.folder.path().join("c/c.sigla")).expect("it is there");
    it.changed("c/c.sigla");
    assert_eq!(it.agree("collection/broken-reference"), 1);
    it.write("c/c.sigla", "in Tarbagatai [Chuguchak] District\n");
    it.changed("c/c.sigla");
    assert_eq!(it.agree("collection/broken-reference"), 0);
    it.close("b.sigla");
    fs::remove_file(it.folder.path().join("b.sigla")).expect("it is there");
    it.changed("b.sigla");
    assert_eq!(it.agree(GLOSS), 1);
    it.write("sigla.toml", "[rules]\ncollection = \"off\"\n");
    it.changed("sigla.toml");
    assert_eq!(it.agree(GLOSS), 0);
}

#[test]
fn real_documents_are_compared_as_the_command_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = root.join("../shared/data");
    if !data.is_dir() {
        eprintln!("skipped: {} is not there", data.display());
    }
    let folders = [root.join("examples"), root.join("tests/corpus"), data];
    let all = folders.iter().flat_map(|folder| files(folder));
    let mut it = Together::new(&[("sigla.toml", "")]);
    for (number, path) in all.enumerate() {
        if path
            .extension()
            .is_some_and(|it| it == "sigla" || it == "txt" || it == "md")
        {
            let text = fs::read_to_string(&path).expect("it is UTF-8");
            it.write(&format!("{number}.sigla"), &text);
            it.open(&format!("{number}.sigla"));
        }
    }
    eprintln!("{} documents", it.open.len());
    it.agree("");
}
