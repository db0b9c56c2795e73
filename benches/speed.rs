//! What the project claims about speed, as ratios against a baseline measured in the same run: `cargo bench`.

#![allow(clippy::print_stdout, reason = "a benchmark is there to print")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use sigla::model::document::Document;
use sigla::registers::gazetteer::Gazetteer;
use sigla::rules::{Checked, Settings, check};
use sigla::syntax::tree;

/// The document of the examples without its two slips, repeated to a size: real prose with brackets, items and no heading.
fn text(bytes: usize) -> String {
    let seed = include_str!("../examples/ili-report.txt")
        .replace("282]", "282")
        .replace("[email\u{a0}protected]", "");
    let mut text = seed.repeat(bytes / seed.len() + 1);
    text.truncate(
        (0..=bytes)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .expect("0 is a boundary"),
    );
    text
}

/// The shortest of some runs: what the work costs when nothing else disturbs it.
fn shortest<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .min()
        .expect("at least one run")
}

fn megabytes_per_second(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / time.as_secs_f64() / 1e6
}

/// A check from cold beside the bare tree-sitter parse of the same bytes, on one core.
fn cold(name: &str, text: &str) {
    let mut parser = tree::parser();
    let parse = shortest(15, || parser.parse(text, None));
    let read = shortest(15, || Document::new(text));
    let all = shortest(15, || check(&Document::new(text), Settings::standard()));
    println!(
        "{name:<24} parse {:6.1} MB/s   facts {:6.1} MB/s   check {:6.1} MB/s   check/parse {:.2}",
        megabytes_per_second(text.len(), parse),
        megabytes_per_second(text.len(), read),
        megabytes_per_second(text.len(), all),
        all.as_secs_f64() / parse.as_secs_f64(),
    );
}

/// One letter typed in the middle of a document, to all its findings; beside the edit of the rope alone.
fn keystroke(bytes: usize) -> f64 {
    let text = text(bytes);
    let mut document = Document::new(&text);
    let mut checked = Checked::new(&document, Settings::standard());
    let middle = text[text.len() / 2..]
        .find("rebels")
        .map_or(text.len() / 2, |at| text.len() / 2 + at);
    let mut rope = document.text().clone();
    let char = rope.byte_to_char(middle);
    let floor = shortest(400, || rope.insert(char, "x"));
    let edit = shortest(400, || {
        let change = document.edit(middle..middle, "x");
        checked.update(&document, &change);
    });
    let findings = shortest(50, || checked.findings(&document));
    let count = checked.findings(&document).len();
    println!(
        "{:>9} bytes   rope {:7.2} µs   edit, tree, facts, rules {:8.2} µs   collecting {count} findings {:9.2} µs",
        bytes,
        floor.as_secs_f64() * 1e6,
        edit.as_secs_f64() * 1e6,
        findings.as_secs_f64() * 1e6,
    );
    (edit + findings).as_secs_f64()
}

/// Time grows with length: four times the text, about four times the time.
fn linear(unit: &str) {
    let time = |bytes: usize| {
        let text = unit.repeat(bytes / unit.len());
        shortest(3, || check(&Document::new(&text), Settings::standard())).as_secs_f64()
    };
    let (short, long) = (time(250_000), time(1_000_000));
    println!(
        "{:<18} 1 MB in {:8.1} ms   4 times the text costs {:.1} times",
        format!("{unit:?}"),
        long * 1e3,
        long / short
    );
}

fn main() {
    println!("# A cold check beside the bare tree-sitter parse of the same bytes (goal: 1.5)");
    cold("seed, 1 MB", &text(1_000_000));
    let letters = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/letters");
    match std::fs::read_dir(letters) {
        Ok(files) => {
            let mut texts: Vec<String> = files
                .filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok())
                .collect();
            texts.sort();
            cold("300 letters", &texts.join("\n\n"));
        }
        Err(_) => println!("300 letters: skipped, {letters} is not here"),
    }

    println!("\n# One key, from the edit to the findings (goal: 1 MB at most twice 10 KB)");
    let times: Vec<f64> = [10_000, 100_000, 1_000_000, 10_000_000]
        .into_iter()
        .map(keystroke)
        .collect();
    let ratios: Vec<String> = times
        .iter()
        .map(|time| format!("{:.2}", time / times[0]))
        .collect();
    println!("against 10 KB: {}", ratios.join("   "));

    println!("\n# Pathological texts, checked");
    for unit in [
        "[",
        "]",
        "{-",
        ":::",
        "::: a\n",
        "[{-",
        "_a *b ",
        "[[a]",
        "[a: ",
        "a ",
        "| a\n",
        "a\n\n",
        "[_a ",
        "Ghulja [Yining] ",
    ] {
        linear(unit);
    }

    println!("\n# Registers");
    let knows = shortest(1000, || {
        Gazetteer::builtin().knows(black_box("Tarbaghatai"))
    });
    println!(
        "gazetteer, one name known or not: {:.2} µs",
        knows.as_secs_f64() * 1e6
    );
}
