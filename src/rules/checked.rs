//! The findings of a document, kept up to date by the blocks that an edit touched.

use std::cell::OnceCell;
use std::ops::AddAssign;
use std::sync::Arc;

use super::{BlockView, Check, DocumentView, Finding, Settings, SubjectView};
use crate::model::concordance::Concordance;
use crate::model::document::{BlockAt, Change, Document};
use crate::syntax::sequence::{Item, Sequence};

/// The findings of a document. A clone is O(1).
#[derive(Clone, Debug)]
pub struct Checked {
    blocks: Sequence<BlockFindings>,
    concordance: Concordance,
    settings: Arc<Settings>,
}

#[derive(Clone, Debug)]
struct BlockFindings {
    len: usize,
    findings: Arc<[Finding]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    bytes: usize,
    findings: usize,
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Sum) {
        self.bytes += other.bytes;
        self.findings += other.findings;
    }
}

impl Item for BlockFindings {
    type Sum = Sum;

    fn sum(&self) -> Sum {
        Sum {
            bytes: self.len,
            findings: self.findings.len(),
        }
    }
}

/// All findings of a document, in the order of the text. The command and the server both end here.
pub fn check(document: &Document, settings: &Arc<Settings>) -> Vec<Finding> {
    Checked::new(document, settings).findings(document)
}

impl Checked {
    /// Checks every block.
    pub fn new(document: &Document, settings: &Arc<Settings>) -> Checked {
        Checked {
            blocks: document
                .blocks()
                .map(|block| check_block(document, &block, settings))
                .collect(),
            concordance: Concordance::new(document),
            settings: Arc::clone(settings),
        }
    }

    /// Checks the blocks that an edit brought; `document` is as it is after that edit.
    pub fn update(&mut self, document: &Document, change: &Change) {
        let new = (change.start..change.start + change.inserted)
            .filter_map(|index| document.block(index));
        let new = new
            .map(|block| check_block(document, &block, &self.settings))
            .collect();
        self.blocks
            .splice(change.start..change.start + change.removed.len(), new);
        self.concordance.update(document, change);
    }

    /// All findings, in the order of the text; visits only blocks that have some.
    pub fn findings(&self, document: &Document) -> Vec<Finding> {
        let mut findings = self.of_the_whole(document);
        for place in self.blocks.iter_where(|sum| sum.findings > 0) {
            findings.extend(
                place
                    .item
                    .findings
                    .iter()
                    .map(|finding| finding.lift(place.before.bytes)),
            );
        }
        findings.sort_by(|a, b| {
            (a.range.start, a.range.end, a.rule.name).cmp(&(
                b.range.start,
                b.range.end,
                b.rule.name,
            ))
        });
        findings
    }

    /// What rules find that look at more than a block.
    fn of_the_whole(&self, document: &Document) -> Vec<Finding> {
        let settings = &*self.settings;
        let described = &OnceCell::new();
        let view = DocumentView {
            document,
            settings,
            described,
        };
        let mut findings = Vec::new();
        for (rule, severity) in &settings.rules {
            let before = findings.len();
            match rule.check {
                Check::Document(check) => check(&view, &mut findings),
                Check::Subject(topic, check) => {
                    for entries in self.concordance.subjects(topic) {
                        let view = SubjectView {
                            document,
                            settings,
                            entries,
                        };
                        check(&view, &mut findings);
                    }
                }
                Check::Block(_) | Check::Collection(_) | Check::File => {}
            }
            for finding in &mut findings[before..] {
                finding.severity = *severity;
            }
        }
        findings
    }
}

fn check_block(document: &Document, block: &BlockAt, settings: &Settings) -> BlockFindings {
    static NONE: std::sync::LazyLock<Arc<[Finding]>> = std::sync::LazyLock::new(|| Arc::from([]));
    let len = block.block.len;
    let facts = &block.block.facts;
    if facts.say_nothing() {
        return BlockFindings {
            len,
            findings: Arc::clone(&NONE),
        };
    }
    let text = document.block_text(block);
    let view = BlockView {
        text: &text,
        facts,
        settings,
    };
    let mut findings = Vec::new();
    for (rule, severity) in &settings.rules {
        if let Check::Block(check) = rule.check {
            let before = findings.len();
            check(&view, &mut findings);
            for finding in &mut findings[before..] {
                finding.severity = *severity;
            }
        }
    }
    BlockFindings {
        len,
        findings: findings.into(),
    }
}
