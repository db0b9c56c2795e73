//! One file: what is found in it, a pure function of its text and settings.

use std::sync::Arc;

use crate::cli::report::Reported;
use crate::collection::files::Text;
use crate::collection::summary::Summary;
use crate::model::document::Document;
use crate::rules::{self, Checked, Finding, Settings};

/// What one file gave.
pub(super) struct FileReport {
    pub document: Document,
    /// All of them, hints included, in the order of the text.
    pub findings: Vec<Reported>,
    /// What others may contradict, if anybody asks. It does not know its path.
    pub summary: Option<Summary>,
}

/// Checks the text of a file. `more` is what was found by comparing it with others.
pub(super) fn examine(
    text: &Text,
    settings: &Arc<Settings>,
    more: &[Finding],
    summarises: bool,
) -> FileReport {
    let document = Document::with(&text.text, settings.knowledge());
    let checked = Checked::new(&document, settings);
    let brought = [not_utf8(text, settings), more.to_vec()].concat();
    let findings = checked.with(&document, brought);
    let fingerprints = rules::fingerprints(&document, &findings);
    let findings = findings.into_iter().zip(fingerprints);
    FileReport {
        findings: findings
            .map(|(finding, fingerprint)| Reported {
                finding,
                fingerprint,
            })
            .collect(),
        summary: summarises.then(|| Summary::with("", &document, checked.concordance())),
        document,
    }
}

fn not_utf8(text: &Text, settings: &Settings) -> Vec<Finding> {
    let found = text
        .not_utf8
        .iter()
        .map(|run| rules::not_utf8(run.range.clone(), &run.bytes));
    found.filter_map(|found| settings.rate(found)).collect()
}
