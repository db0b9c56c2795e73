//! Pages that show the command at work show what it does: every `console` fence is run.
//!
//! `UPDATE=1 cargo test readme` writes the output anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use sigla::model::document::Document;
use sigla::rules::{Settings, check};

const PAGES: &[&str] = &[
    "README.md",
    "docs/checking.md",
    "docs/citations.md",
    "docs/dates.md",
    "docs/fixing.md",
    "docs/formatting.md",
    "docs/gazetteer.md",
    "docs/reports.md",
    "docs/seed.md",
];

/// A page that tells a story: its commands are run one after the other in a folder of their own, in which `letters/` holds
/// these files at first.
const STORY: (&str, &[&str]) = (
    "docs/team.md",
    &[
        "examples/ili-report.txt",
        "tests/corpus/cable.sigla",
        "tests/corpus/delegates-circular.sigla",
        "tests/corpus/telegramma.sigla",
    ],
);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the command prints, run in a folder. Only `sigla` itself is run, and without a shell.
fn output(line: &str, folder: &Path) -> String {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("sigla"), "only `sigla` is run: {line}");
    let output = Command::new(env!("CARGO_BIN_EXE_sigla"))
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .args(words)
        .current_dir(folder)
        .output();
    let output = output.expect("the command was built with this test");
    let mut text = String::from_utf8(output.stdout).expect("it prints UTF-8");
    text += &String::from_utf8_lossy(&output.stderr);
    text.trim_end().to_owned()
}

/// The page with what the commands print today below each of them.
fn renewed(page: &str, folder: &Path) -> (String, usize) {
    let (mut text, mut commands) = (String::new(), 0);
    let mut in_console = false;
    for line in page.lines() {
        if in_console && let Some(command) = line.strip_prefix("$ ") {
            commands += 1;
            let _ = write!(text, "{line}\n{}\n", output(command, folder));
        } else if !in_console || line == "```" {
            let _ = writeln!(text, "{line}");
        }
        in_console = line == "```console" || in_console && line != "```";
    }
    (text, commands)
}

/// Fails if a page does not show what its commands print, run in this folder; gives their number.
fn check_page(name: &str, folder: &Path) -> usize {
    let path = root().join(name);
    let page = fs::read_to_string(&path).expect("the page is there");
    let (renewed, run) = renewed(&page, folder);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &renewed).expect("it can be written");
    } else {
        assert_eq!(
            page, renewed,
            "{name} is stale: run `UPDATE=1 cargo test readme`"
        );
    }
    run
}

#[test]
fn what_the_pages_show_is_what_the_command_prints() {
    let commands: usize = PAGES.iter().map(|name| check_page(name, root())).sum();
    assert!(commands >= 2, "the pages show no command");
}

#[test]
fn the_story_of_a_team_can_be_followed_step_by_step() {
    let (name, files) = STORY;
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    let letters = folder.path().join("letters");
    fs::create_dir(&letters).expect("it can be made");
    for file in files {
        let file = root().join(file);
        let to = letters.join(file.file_name().expect("it is a file"));
        fs::copy(&file, to).expect("it can be copied");
    }
    assert!(check_page(name, folder.path()) >= 5);
}

#[test]
fn the_first_example_is_a_sound_document() {
    let page = fs::read_to_string(root().join("README.md")).expect("the page is there");
    let (_, rest) = page
        .split_once("```sigla\n")
        .expect("it begins with an example");
    let (example, _) = rest.split_once("```").expect("the fence is closed");
    assert_eq!(check(&Document::new(example), Settings::standard()), []);
}
