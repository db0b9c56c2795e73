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
    "docs/fixing.md",
    "docs/formatting.md",
    "docs/reports.md",
    "docs/seed.md",
];

/// What the command prints, run in the root of the project. Only `sigla` itself is run, and without a shell.
fn output(line: &str) -> String {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("sigla"), "only `sigla` is run: {line}");
    let output = Command::new(env!("CARGO_BIN_EXE_sigla"))
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    let output = output.expect("the command was built with this test");
    let mut text = String::from_utf8(output.stdout).expect("it prints UTF-8");
    text += &String::from_utf8_lossy(&output.stderr);
    text.trim_end().to_owned()
}

/// The page with what the commands print today below each of them.
fn renewed(page: &str) -> (String, usize) {
    let (mut text, mut commands) = (String::new(), 0);
    let mut in_console = false;
    for line in page.lines() {
        if in_console && let Some(command) = line.strip_prefix("$ ") {
            commands += 1;
            let _ = write!(text, "{line}\n{}\n", output(command));
        } else if !in_console || line == "```" {
            let _ = writeln!(text, "{line}");
        }
        in_console = line == "```console" || in_console && line != "```";
    }
    (text, commands)
}

#[test]
fn what_the_pages_show_is_what_the_command_prints() {
    let mut commands = 0;
    for name in PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let page = fs::read_to_string(&path).expect("the page is there");
        let (renewed, run) = renewed(&page);
        commands += run;
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &renewed).expect("it can be written");
        } else {
            assert_eq!(
                page, renewed,
                "{name} is stale: run `UPDATE=1 cargo test readme`"
            );
        }
    }
    assert!(commands >= 2, "the pages show no command");
}

#[test]
fn the_first_example_is_a_sound_document() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))
        .expect("the page is there");
    let (_, rest) = page
        .split_once("```sigla\n")
        .expect("it begins with an example");
    let (example, _) = rest.split_once("```").expect("the fence is closed");
    assert_eq!(check(&Document::new(example), Settings::standard()), []);
}
