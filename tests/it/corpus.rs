//! The documents in `tests/corpus/`: each has the findings that stand beside it, and is printed back as it was.
//!
//! `UPDATE=1 cargo test corpus` writes the findings anew.

use std::fs;
use std::path::{Path, PathBuf};

use sigla::model::document::Document;
use sigla::rules::{Settings, check};

fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "sigla")
    });
    paths.sort();
    paths
}

/// A line for each finding: `line:column severity rule message`, both from 1, columns in characters.
fn findings(text: &str) -> String {
    let mut lines = String::new();
    for finding in check(&Document::new(text), Settings::standard()) {
        let before = &text[..finding.range.start];
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        let (rule, severity) = (finding.rule.name, finding.severity.name());
        lines += &format!("{line}:{column} {severity} {rule} {}\n", finding.message);
    }
    lines
}

#[test]
fn each_document_of_the_corpus_has_the_findings_beside_it() {
    let documents = documents();
    assert!(documents.len() >= 6);
    let mut wrong = String::new();
    for path in documents {
        let text = fs::read_to_string(&path).expect("it is text");
        let beside = path.with_extension("findings");
        let found = findings(&text);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&beside, &found).expect("it can be written");
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if found != expected {
            wrong += &format!("{}\n  expected\n{expected}  found\n{found}", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
