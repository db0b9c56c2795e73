//! The grammar: its generated files, its corpus, its queries, and what holds of every text.

pub mod corpus;
mod depth;
mod fresh;
mod laws;
mod queries;
pub mod random;
mod vocabulary;

use std::path::{Path, PathBuf};

/// The grammar's folder.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder within the grammar's, by name.
fn files(within: &str) -> Vec<PathBuf> {
    let path = folder().join(within);
    let entries =
        std::fs::read_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    files.sort();
    files
}

/// Asserts that a file holds `expected`; with `UPDATE=1` in the environment, writes it there instead.
#[track_caller]
fn assert_fresh(path: &Path, expected: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, expected).expect("the file can be written");
    }
    assert!(
        read(path) == expected,
        "{} is stale: run `UPDATE=1 cargo test --test it grammar`",
        path.display()
    );
}
