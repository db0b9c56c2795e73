//! Runs over many files: what is kept between them, parts of them, documents compared with each other, and changes seen.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::cli::{folder, shown, sigla};

/// Documents in which something is found, with fixes and other places, bytes that are no UTF-8, and nothing at all.
fn documents() -> tempfile::TempDir {
    folder(&[
        ("a.sigla", b"in Aksu [Akesu], p. 7] and Aqsu [Akesu] [\n"),
        ("b.sigla", b"\xff [sic] }\n"),
        ("c/d.sigla", b"Nothing.\n"),
        ("c/e.sigla", b"---\ntitel: x\ndate: 1945-13-01\n---\n\nx]\n"),
    ])
}

fn check(folder: &Path, more: &[&str]) -> String {
    let args = [&["check", "--hints", "--format", "json"], more, &["."]].concat();
    shown(&sigla(folder, &args, b""))
}

fn only_file(folder: &Path) -> std::path::PathBuf {
    let files: Vec<_> = fs::read_dir(folder)
        .expect("it was made")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

#[test]
fn a_second_run_tells_the_same_from_its_cache() {
    let (folder, place) = (documents(), tempfile::tempdir().expect("there is a place"));
    let cached = ["--cache-dir", place.path().to_str().expect("it is UTF-8")];
    let expected = check(folder.path(), &["--no-cache"]);
    assert!(expected.contains("\"rule\""), "{expected}");
    assert_eq!(check(folder.path(), &cached), expected);
    let file = only_file(place.path());
    let written = fs::read(&file).expect("it was written");
    assert_eq!(check(folder.path(), &cached), expected);
    assert_eq!(
        fs::read(&file).expect("it is there"),
        written,
        "nothing was new"
    );
    let text = folder.path().join("c/d.sigla");
    fs::write(text, "Something].\n").expect("it can be written");
    let changed = check(folder.path(), &["--no-cache"]);
    assert_ne!(changed, expected);
    assert_eq!(check(folder.path(), &cached), changed);
    let other = [&cached[..], &["--rule", "all=error"]].concat();
    let settings = check(folder.path(), &["--no-cache", "--rule", "all=error"]);
    assert_eq!(check(folder.path(), &other), settings);
    assert_eq!(check(folder.path(), &cached), changed);
}

#[test]
fn a_broken_cache_is_made_anew() {
    let (folder, place) = (documents(), tempfile::tempdir().expect("there is a place"));
    let cached = ["--cache-dir", place.path().to_str().expect("it is UTF-8")];
    let expected = check(folder.path(), &cached);
    let file = only_file(place.path());
    let good = fs::read(&file).expect("it was written");
    let mut flipped = good.clone();
    flipped[good.len() / 2] ^= 1;
    let broken = [
        b"no cache".to_vec(),
        good[..good.len() / 2].to_vec(),
        good[..20].to_vec(),
        flipped,
    ];
    for bytes in broken {
        fs::write(&file, bytes).expect("it can be written");
        let told = check(folder.path(), &cached);
        assert!(
            told.contains("this cache is broken or no cache, so it is made anew"),
            "{told}"
        );
        let rest: String = told
            .split_inclusive('\n')
            .filter(|line| !line.starts_with('!'))
            .collect();
        let usual: String = expected
            .split_inclusive('\n')
            .filter(|line| !line.starts_with('!'))
            .collect();
        assert_eq!(rest, usual);
        assert_eq!(check(folder.path(), &cached), expected);
    }
}

#[test]
fn a_cache_that_cannot_be_written_stops_nothing() {
    let folder = documents();
    let told = check(folder.path(), &["--cache-dir", "a.sigla/cache"]);
    assert!(
        told.contains("so the next run starts without a cache"),
        "{told}"
    );
    assert!(told.contains("exit 1"), "{told}");
}

#[test]
fn two_runs_at_once_share_a_cache() {
    let (folder, place) = (documents(), tempfile::tempdir().expect("there is a place"));
    let cached = ["--cache-dir", place.path().to_str().expect("it is UTF-8")];
    let expected = check(folder.path(), &["--no-cache"]);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..6)
            .map(|_| scope.spawn(|| check(folder.path(), &cached)))
            .collect();
        for run in runs {
            assert_eq!(run.join().expect("it ends"), expected);
        }
    });
    assert_eq!(check(folder.path(), &cached), expected);
    only_file(place.path());
}

/// An id that two bear, a gloss that differs, and a comment that allows it.
const TOGETHER: &[(&str, &[u8])] = &[
    (
        "a.sigla",
        b"---\nid: 7\n---\n\nin Tarbagatai [Tacheng] District\n",
    ),
    (
        "b.sigla",
        b"---\nid: 7\n---\n\nin Tarbagatai [Tachang] District\n",
    ),
    (
        "c/c.sigla",
        b"%% sigla: allow collection/gloss-differs\n\nin Tarbagatai [Chuguchak] District\n",
    ),
];

const COMPARED: &[&str] = &[
    "--rule",
    "all=off",
    "--rule",
    "collection=on",
    "--hints",
    "--format",
    "concise",
];

#[test]
fn documents_are_compared() {
    let (folder, place) = (
        folder(TOGETHER),
        tempfile::tempdir().expect("there is a place"),
    );
    let place = place.path().to_str().expect("it is UTF-8");
    let run = |more: &[&str]| {
        let args = [&["check"], COMPARED, more].concat();
        shown(&sigla(folder.path(), &args, b""))
    };
    let whole = run(&["--no-cache", "."]);
    let found = whole
        .lines()
        .filter_map(|line| line.split_once(" `").map(|it| it.0));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [
            "a.sigla:2:5: error collection/doubled-id",
            "a.sigla:5:16: hint collection/gloss-differs",
            "b.sigla:2:5: error collection/doubled-id",
            "b.sigla:5:16: hint collection/gloss-differs",
        ]
    );
    assert_eq!(run(&["--cache-dir", place, "."]), whole);
    assert_eq!(run(&["--cache-dir", place, "."]), whole);
    assert!(!run(&["--no-cache", "a.sigla"]).contains("collection/"));
}

#[test]
fn a_document_that_says_nothing_to_others_is_there_for_references() {
    let folder = folder(&[
        ("a.sigla", b"---\ntranslation-of: b.sigla\n---\n\nx\n"),
        ("b.sigla", b"Plain words.\n"),
        (
            "sigla.toml",
            b"[[overrides]]\npaths = [\"b.sigla\"]\nrules = { collection = \"off\" }\n",
        ),
    ]);
    let run = || shown(&sigla(folder.path(), &["check", "."], b""));
    assert!(!run().contains("collection/"), "{}", run());
    fs::remove_file(folder.path().join("b.sigla")).expect("it is there");
    assert!(run().contains("collection/broken-reference"), "{}", run());
}

#[test]
fn what_comparison_finds_is_allowed_as_well() {
    let folder = folder(TOGETHER);
    let run = |more: &[&str]| {
        let args = [&["check"], COMPARED, more, &["."]].concat();
        shown(&sigla(folder.path(), &args, b""))
    };
    let done = run(&["--add-suppressions", "--reason", "two towns"]);
    assert!(done.contains("allowed 4 in 2 files"), "{done}");
    assert!(done.contains("no findings"), "{done}");
    assert!(!run(&[]).contains("collection/"), "{}", run(&[]));
    let text = fs::read_to_string(folder.path().join("a.sigla")).expect("it is there");
    for rule in [
        "allow-file collection/doubled-id",
        "allow collection/gloss-differs",
    ] {
        let comment = format!("%% sigla: {rule} — two towns\n");
        assert!(text.contains(&comment), "{text}");
    }
}

#[test]
fn the_parts_of_a_run_are_the_whole() {
    let folder = folder(TOGETHER);
    let lines = |more: &[&str]| -> Vec<String> {
        let args = [&["check"], COMPARED, &["--no-cache"], more, &["."]].concat();
        let output = sigla(folder.path(), &args, b"");
        let text = String::from_utf8(output.stdout).expect("all output is UTF-8");
        let found = text.lines().filter(|line| line.contains("collection/"));
        found.map(str::to_owned).collect()
    };
    let whole = lines(&[]);
    for count in 1..4 {
        let mut parts: Vec<String> = (1..=count)
            .flat_map(|index| lines(&["--shard", &format!("{index}/{count}")]))
            .collect();
        parts.sort();
        assert_eq!(parts, whole);
    }
    let wrong = shown(&sigla(
        folder.path(),
        &["check", "--shard", "4/3", "."],
        b"",
    ));
    assert!(
        wrong.contains("there is no part 4 of 3") && wrong.contains("exit 2"),
        "{wrong}"
    );
}

#[test]
fn a_change_is_seen_and_told() {
    let folder = folder(&[("a.sigla", b"A word.\n")]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_sigla"))
        .args([
            "check",
            "--watch",
            "--rule",
            "all=off",
            "--rule",
            "brackets=on",
            ".",
        ])
        .current_dir(folder.path())
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let output = child.stdout.take().expect("it was piped");
    let mut lines = BufReader::new(output)
        .lines()
        .map(|line| line.expect("it is text"));
    let mut until = |words: &str| {
        assert!(
            lines.any(|line| line.contains(words)),
            "`{words}` never came"
        );
    };
    until("no findings in 1 file");
    fs::write(folder.path().join("a.sigla"), "A word].\n").expect("it can be written");
    until("1 finding in 1 file");
    fs::write(folder.path().join("b.sigla"), "Another.\n").expect("it can be written");
    fs::write(folder.path().join("a.sigla"), "A word.\n").expect("it can be written");
    until("no findings in 2 files");
    child.kill().expect("it still runs");
    child.wait().expect("it ends");
}
