//! After any series of edits of real letters, everything known of them is what a fresh reading gives: trees, facts, findings,
//! outline, and what they say to others.
//!
//! The series are random, and go on for `SIGLA_SERIES_SECONDS`; `SIGLA_SERIES_SEED` makes the same ones again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use sigla::collection::files;

use crate::edits::{FRAGMENTS, Open};

/// Of a long letter so much is taken, from anywhere in it.
const LONGEST: usize = 2_500;

/// The letters beside or above the project, where they are, and the project's own documents.
fn letters() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = root.ancestors().map(|above| above.join("shared/data"));
    let shared = shared.into_iter().find(|folder| folder.is_dir());
    let mut folders = vec![root.join("tests/corpus"), root.join("examples")];
    folders.extend(
        shared
            .iter()
            .flat_map(|it| ["letters", "ocr"].map(|name| it.join(name))),
    );
    let entries = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten();
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|it| it == "txt" || it == "sigla")
    });
    paths.sort();
    let letters = paths
        .iter()
        .filter_map(|path| Some(files::read(path).ok()?.text));
    letters.filter(|text| !text.is_empty()).collect()
}

/// A piece of a text, about so long.
fn piece<'t>(text: &'t str, longest: usize, random: &mut TestRng) -> &'t str {
    let start = text.floor_char_boundary(random.random_range(0..text.len()));
    let end = start + random.random_range(0..=longest);
    &text[start..text.ceil_char_boundary(end.min(text.len()))]
}

/// Types, deletes, pastes or moves something.
fn edit(open: &mut Open, letters: &[String], random: &mut TestRng) {
    let length = open.text.len();
    let start = open
        .text
        .floor_char_boundary(random.random_range(0..=length));
    let removed = match random.random_range(0..10) {
        0..5 => 0,
        5..8 => random.random_range(0..6),
        8 => random.random_range(0..80),
        _ => random.random_range(0..700),
    };
    let end = open.text.ceil_char_boundary((start + removed).min(length));
    let new = match random.random_range(0..10) {
        0..7 => FRAGMENTS[random.random_range(0..FRAGMENTS.len())].to_owned(),
        7 => piece(&letters[random.random_range(0..letters.len())], 300, random).to_owned(),
        8 if length > 0 => piece(&open.text, 200, random).to_owned(),
        _ => String::new(),
    };
    open.replace(start..end, &new);
}

/// One letter, edited some times. It is looked at now and then, and so are copies from before, as the server's are.
fn series(letters: &[String], random: &mut TestRng) {
    let letter = &letters[random.random_range(0..letters.len())];
    let mut open = Open::new(piece(letter, LONGEST, random));
    let mut before = None;
    for _ in 0..random.random_range(1..16) {
        edit(&mut open, letters, random);
        match random.random_range(0..8) {
            0 => open.assert_fresh(),
            1 => before = Some(open.clone()),
            2 => {
                if let Some(before) = &before {
                    before.assert_fresh();
                }
            }
            // What was undone goes another way from there.
            3 => open = before.clone().unwrap_or(open),
            _ => {}
        }
    }
    open.assert_fresh();
}

fn number(variable: &str, otherwise: u64) -> u64 {
    let given = std::env::var(variable).ok();
    given.and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

#[test]
#[allow(
    clippy::print_stdout,
    reason = "the seed is what it takes to see it again"
)]
fn edits_of_letters_give_what_a_fresh_reading_gives() {
    let (seconds, seed) = (
        number("SIGLA_SERIES_SECONDS", 30),
        number("SIGLA_SERIES_SEED", 0),
    );
    let letters = letters();
    let (end, done) = (
        Instant::now() + Duration::from_secs(seconds),
        AtomicUsize::new(0),
    );
    let threads = thread::available_parallelism().map_or(1, |it| it.get().min(8));
    thread::scope(|scope| {
        for thread in 0..threads {
            let (letters, done) = (&letters, &done);
            scope.spawn(move || {
                let mut number = 0_u64;
                while Instant::now() < end {
                    let mut bytes = [0; 32];
                    bytes[..8].copy_from_slice(&seed.to_le_bytes());
                    bytes[8..16].copy_from_slice(&(thread as u64).to_le_bytes());
                    bytes[16..24].copy_from_slice(&number.to_le_bytes());
                    series(
                        letters,
                        &mut TestRng::from_seed(RngAlgorithm::ChaCha, &bytes),
                    );
                    number += 1;
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    println!(
        "{} series over {} letters, no difference",
        done.into_inner(),
        letters.len()
    );
}
