//! Applying fixes: one of each finding, round by round, until nothing is left to fix.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Checked, Edit, Finding, Safety, Settings, apply};
use crate::model::document::Document;

/// So many rounds at most: fixes that undo each other must end as well.
const ROUNDS: usize = 20;

/// A text after its fixes.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// As it is now.
    pub text: String,
    /// How many findings were fixed.
    pub count: usize,
}

/// Applies the first fix of each finding that can be trusted so far, to a fixpoint. Of fixes that overlap the first is
/// applied, and the others are looked at again in the next round. Line ends that come with a fix become those of the text.
/// Each round costs a check of the document.
pub fn fix(document: &Document, settings: &Arc<Settings>, most: Safety) -> Fixed {
    let mut document = document.clone();
    let line_end = line_end(&document.text().to_string());
    let mut checked = Checked::new(&document, settings);
    let mut count = 0;
    for _ in 0..ROUNDS {
        let findings = checked.findings(&document);
        let (edits, fixed) = round(&findings, most, line_end);
        let text = document.text().to_string();
        let new = apply(&text, &edits);
        if new == text {
            break;
        }
        count += fixed;
        document = Document::with(&new, settings.knowledge());
        checked = Checked::new(&document, settings);
    }
    Fixed {
        text: document.text().to_string(),
        count,
    }
}

/// The edits of one round in the order of the text, none overlapping, and how many findings they answer.
pub fn round(findings: &[Finding], most: Safety, line_end: &str) -> (Vec<Edit>, usize) {
    // Where each begins that is taken, and where it ends: none of two fixes touch.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut edits: Vec<Edit> = Vec::new();
    let mut count = 0;
    for finding in findings {
        let fix = finding.fixes.first().filter(|fix| fix.safety <= most);
        let Some(fix) = fix.filter(|fix| !fix.edits.is_empty()) else {
            continue;
        };
        // Edits that meet at a place clash as well: their order would matter.
        let clashes = |edit: &Edit| {
            let before = taken.range(..=edit.range.end).next_back();
            before.is_some_and(|(_, end)| *end >= edit.range.start)
        };
        if fix.edits.iter().any(clashes) {
            continue;
        }
        count += 1;
        for edit in &fix.edits {
            let end = taken.entry(edit.range.start).or_default();
            *end = edit.range.end.max(*end);
            edits.push(Edit {
                range: edit.range.clone(),
                new: edit.new.replace("\r\n", "\n").replace('\n', line_end),
            });
        }
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    (edits, count)
}

/// The letters and digits of a document, without its header and the editor's comments: what no safe fix may change.
pub fn words(document: &Document) -> String {
    let mut words = String::new();
    for block in document.blocks() {
        let text = document.block_text(&block);
        let facts = &block.block.facts;
        let header = facts.header.iter().map(|header| header.range.clone());
        let mut apart: Vec<_> = header.chain(facts.comments.iter().cloned()).collect();
        apart.push(text.len()..text.len());
        let mut at = 0;
        for range in apart {
            let piece = &text[at..range.start.max(at)];
            words.extend(piece.chars().filter(|c| c.is_alphanumeric()));
            at = range.end.max(at);
        }
    }
    words
}

/// The line end that a text uses first; a line feed where it has none.
pub fn line_end(text: &str) -> &'static str {
    let bytes = text.as_bytes();
    match memchr::memchr2(b'\n', b'\r', bytes) {
        Some(at) if bytes[at] == b'\n' => "\n",
        Some(at) if bytes.get(at + 1) == Some(&b'\n') => "\r\n",
        Some(_) => "\r",
        None => "\n",
    }
}
