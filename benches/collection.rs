//! A collection of 20,000 documents of 10 KB, made from real letters: `cargo bench --bench collection`.
//!
//! Prints what checking costs beside reading the files and parsing them with the bare grammar on as many threads, what a
//! second run with a cache costs beside the first, and the same texts under `rumdl check`, a checker of Markdown in Rust, where
//! it is installed (`pip install rumdl`). Set `DOCUMENTS` for another number.

#![allow(clippy::print_stdout, reason = "a benchmark is there to print")]

mod letters;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use letters::{Chance, letters};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use sigla::syntax::tree;

const DOCUMENTS: usize = 20_000;
const BYTES: usize = 10_000;
/// The middle of so many runs counts; the first, which warms the cache of files, does not.
const RUNS: usize = 3;

/// Writes the documents: letters in an order and at a cut of their own, so that no two are alike.
fn write(folder: &Path, count: usize) -> Vec<PathBuf> {
    let texts = letters();
    let mut chance = Chance::new();
    let mut paths = Vec::new();
    for number in 0..count {
        let mut text = format!("Letter {number}\n\n");
        while text.len() < BYTES {
            let letter = &texts[chance.below(texts.len())];
            let lines: Vec<&str> = letter.lines().collect();
            let from = chance.below(lines.len().max(1));
            text.extend(lines[from..].iter().flat_map(|line| [*line, "\n"]));
            text.push('\n');
        }
        text.truncate(text.floor_char_boundary(BYTES));
        text.push('\n');
        let below = folder.join(format!("{:03}", number / 100));
        fs::create_dir_all(&below).expect("the folder can be made");
        let path = below.join(format!("{number:05}.sigla"));
        fs::write(&path, &text).expect("the file can be written");
        fs::hard_link(&path, path.with_extension("md")).expect("the file can be linked");
        paths.push(path);
    }
    paths
}

/// The middle of some runs, behind one that does not count.
fn middle(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..=RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .skip(1)
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn command(program: &str, arguments: &[&str], folder: &Path) {
    let status = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", folder.join(".cache"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(
        status.code().is_some_and(|code| code < 2),
        "{program} {arguments:?}: {status}"
    );
}

fn show(name: &str, time: Duration, beside: Duration) {
    println!(
        "{name:<44} {:7.2} s   {:5.2} times the baseline",
        time.as_secs_f64(),
        time.as_secs_f64() / beside.as_secs_f64()
    );
}

fn main() {
    let count = std::env::var("DOCUMENTS")
        .ok()
        .and_then(|count| count.parse().ok());
    let count = count.unwrap_or(DOCUMENTS);
    let folder = tempfile::tempdir().expect("there is room for a temporary folder");
    let paths = write(folder.path(), count);
    println!(
        "{count} documents of {BYTES} bytes on {} threads",
        rayon::current_num_threads()
    );
    let bare = middle(|| {
        paths.par_iter().for_each(|path| {
            let text = fs::read_to_string(path).expect("it was written as text");
            let tree = tree::parse(&text, true);
            assert!(!tree.root_node().has_error());
        });
    });
    show("baseline: read, and parse with the grammar", bare, bare);
    let sigla = env!("CARGO_BIN_EXE_sigla");
    let check = |more: &[&str]| {
        let arguments = [&["check", "--format", "concise"], more, &["."]].concat();
        middle(|| command(sigla, &arguments, folder.path()))
    };
    let uncached = check(&["--no-cache"]);
    show("sigla check (goal: 2)", uncached, bare);
    let cached = check(&[]);
    show("sigla check, again with its cache", cached, bare);
    println!(
        "the second run with the cache costs {:.2} of the first (goal: 0.2)",
        cached.as_secs_f64() / uncached.as_secs_f64()
    );
    match Command::new("rumdl").arg("--version").output() {
        Ok(version) => {
            println!("{}", String::from_utf8_lossy(&version.stdout).trim());
            let rumdl = middle(|| {
                command(
                    "rumdl",
                    &["check", "--no-cache", "--quiet", "."],
                    folder.path(),
                )
            });
            show("rumdl check", rumdl, bare);
        }
        Err(_) => println!("rumdl: skipped, it is not installed (pip install rumdl)"),
    }
}
