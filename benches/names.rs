//! Names over a collection: `cargo bench --bench names`.
//!
//! Prints how long it takes to find all that means the same in 20,000 documents, and to rename it in 2,000, beside the plainest
//! other way: to read all files and search each for the letters. Set `DOCUMENTS` for another number.

#![allow(clippy::print_stdout, reason = "a benchmark is there to print")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use sigla::collection::names::{Found, Names, Wanted};
use sigla::ide::names::renamed;
use sigla::model::document::Document;
use sigla::registers::{Registers, Topic};

const DOCUMENTS: usize = 20_000;
/// One in so many documents has the name that is asked for; all have the other one.
const RARE: usize = 10;

const PLACES: &str =
    "id\ttitle\tvariants\naltai\tAltai\t\ntarbagatai\tTarbagatai\tTacheng;Tarbaghatai\n";

fn main() {
    let count = std::env::var("DOCUMENTS")
        .ok()
        .and_then(|count| count.parse().ok());
    let count: usize = count.unwrap_or(DOCUMENTS);
    let folder = tempfile::tempdir().expect("there is room for a temporary folder");
    let paths = write(folder.path(), count);
    let registers = Registers::of_text(Topic::Places, "places.tsv".into(), PLACES);
    println!(
        "{count} documents of 2 KB on {} threads",
        rayon::current_num_threads()
    );
    let (search, _) = timed(|| {
        let has = |path: &&PathBuf| {
            fs::read(path).is_ok_and(|text| memchr::memmem::find(&text, b"Tarbagatai").is_some())
        };
        paths.par_iter().filter(has).count()
    });
    show("baseline: read all files and search each", search, search);
    let (built, names) = timed(|| {
        let found: Vec<_> = paths
            .par_iter()
            .map(|path| {
                let text = fs::read_to_string(path).expect("it was written as text");
                Found::of(&Document::new(&text), &registers)
            })
            .collect();
        let mut names = Names::default();
        for (path, found) in paths.iter().zip(found) {
            names.replace(path, Some(found));
        }
        names
    });
    show("the index, once: read, parse, find names", built, search);
    let rows: Vec<_> = registers.rows().collect();
    for (row, name) in rows.iter().zip(["in every document", "in one of ten"]) {
        let wanted = Wanted::row(*row, &registers);
        let (time, places) = timed(|| names.places(&wanted));
        show(
            &format!("references, {name}: {}", places.len()),
            time,
            search,
        );
    }
    let (document, at) = (Document::new("in Tarbagatai"), 4);
    let renamed = renamed(&document, &registers, at).expect("a name stands there");
    let wanted = Wanted::row(rows[1], &registers);
    let (time, edits) = timed(|| {
        let documents = names.documents(&wanted);
        let edits = documents.par_iter().map(|path| {
            let text = fs::read_to_string(path).expect("it was written as text");
            renamed
                .edits(&Document::new(&text), &registers, "Chuguchak")
                .len()
        });
        edits.sum::<usize>()
    });
    show(
        &format!("renaming in {} documents: {edits} edits", count / RARE),
        time,
        search,
    );
    for megabytes in [1, 10] {
        hovers(megabytes, search);
    }
}

/// What a hover on a name costs in a long document: the first one, one behind an edit, and one more.
fn hovers(megabytes: usize, beside: Duration) {
    let text = letters(megabytes << 20);
    let registers = Registers::default();
    let mut document = Document::new(&text);
    let middle = text.len() / 2;
    let at = middle + text[middle..].find("Boston").expect("they speak of it");
    let hover = |name: &str, document: &Document, at| {
        let start = Instant::now();
        let hover = sigla::ide::hover::hover(document, &registers, at);
        assert!(hover.is_some(), "Boston is known");
        show(
            &format!("hover, {megabytes} MB: {name}"),
            start.elapsed(),
            beside,
        );
    };
    hover("the first", &document, at);
    document.edit(at - 1..at - 1, "x");
    hover("behind an edit", &document, at + 1);
    hover("again", &document, at + 1);
}

/// Paragraphs of real letters, with many different names.
fn letters(len: usize) -> String {
    let marked = concat!(
        include_str!("../tests/names/fresh.txt"),
        include_str!("../tests/names/held.txt"),
        include_str!("../tests/names/last.txt")
    );
    let lines = marked.lines().filter(|line| !line.starts_with('#'));
    let plain: Vec<String> = lines
        .map(|line| line.replace("⟦p:", "").replace('⟧', ""))
        .collect();
    let plain = plain.join("\n");
    plain.repeat(len / plain.len() + 1)
}

/// The documents: prose of the project's example, with one name or two.
fn write(folder: &Path, count: usize) -> Vec<PathBuf> {
    let prose = include_str!("../examples/ili-report.sigla");
    let paragraphs: Vec<&str> = prose.split("\n\n").filter(|it| it.len() > 200).collect();
    let paths: Vec<PathBuf> = (0..count)
        .map(|number| folder.join(format!("{:03}/{number:05}.sigla", number / 100)))
        .collect();
    for (number, path) in paths.iter().enumerate() {
        fs::create_dir_all(path.parent().expect("it has one")).expect("the folder can be made");
        let mut text = format!("Letter {number} from Altai\n\n");
        for at in 0..4 {
            let paragraph = paragraphs[(number * 7 + at * 3) % paragraphs.len()];
            text.push_str(
                &paragraph
                    .replace("Tarbag", "Barlag")
                    .replace("Tacheng", "Barlyk"),
            );
            text.push_str("\n\n");
        }
        if number % RARE == 0 {
            text.push_str("The rebels of Tarbagatai, in Tarbaghatai, are many.\n");
        }
        fs::write(path, text).expect("the file can be written");
    }
    paths
}

/// The middle of three runs, behind one that does not count.
fn timed<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut times = Vec::new();
    let mut last = run();
    for _ in 0..3 {
        let start = Instant::now();
        last = run();
        times.push(start.elapsed());
    }
    times.sort();
    (times[1], last)
}

fn show(name: &str, time: Duration, beside: Duration) {
    println!(
        "{name:<48} {:9.2} ms   {:6.3} times the baseline",
        1000.0 * time.as_secs_f64(),
        time.as_secs_f64() / beside.as_secs_f64()
    );
}
