//! One file: what is found in it, a pure function of its text and settings.

use std::sync::Arc;

use crate::cli::report::Reported;
use crate::collection::files::Text;
use crate::model::document::Document;
use crate::rules::{self, Finding, Settings};

/// What one file gave.
pub(super) struct FileReport {
    pub name: String,
    pub document: Document,
    /// All of them, hints included, in the order of the text.
    pub findings: Vec<Reported>,
}

/// Checks the text of a file.
pub(super) fn examine(name: &str, text: &Text, settings: &Arc<Settings>) -> FileReport {
    let document = Document::with(&text.text, settings.vocabulary.clone());
    let findings = rules::check_with(&document, settings, not_utf8(text, settings));
    let fingerprints = rules::fingerprints(&document, &findings);
    let findings = findings.into_iter().zip(fingerprints);
    FileReport {
        name: name.to_owned(),
        document,
        findings: findings
            .map(|(finding, fingerprint)| Reported {
                finding,
                fingerprint,
            })
            .collect(),
    }
}

fn not_utf8(text: &Text, settings: &Settings) -> Vec<Finding> {
    let found = text
        .not_utf8
        .iter()
        .map(|run| rules::not_utf8(run.range.clone(), &run.bytes));
    found.filter_map(|found| settings.rate(found)).collect()
}
