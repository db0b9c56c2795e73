//! The findings of a document, kept up to date by the blocks that an edit touched.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::{AddAssign, Range};
use std::sync::{Arc, LazyLock};

use super::structure::Skeleton;
use super::subjects::Subjects;
use super::suppression::suppress;
use super::{BlockView, Check, DocumentView, Finding, PASSAGE, PassageView, Settings};
use crate::model::concordance::Concordance;
use crate::model::document::{BlockAt, Change, Document};
use crate::model::draft::Ends;
use crate::syntax::sequence::{Item, Sequence};

/// The findings of a document. A clone is O(1).
#[derive(Clone, Debug)]
pub struct Checked {
    blocks: Sequence<BlockFindings>,
    concordance: Concordance,
    subjects: Subjects,
    ends: Ends,
    skeleton: Skeleton,
    settings: Arc<Settings>,
}

#[derive(Clone, Debug)]
struct BlockFindings {
    len: usize,
    findings: Arc<[Finding]>,
    /// Those of the passage that begins here.
    of_passage: Arc<[Finding]>,
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
            findings: self.findings.len() + self.of_passage.len(),
        }
    }
}

/// The same, with findings of the bytes of its file, which comments of the document may allow as well.
pub fn check_with(
    document: &Document,
    settings: &Arc<Settings>,
    of_file: Vec<Finding>,
) -> Vec<Finding> {
    Checked::new(document, settings).with(document, of_file)
}

/// All findings of a document, in the order of the text, without those that comments allow. The command and the server both
/// end here.
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
            subjects: Subjects::new(),
            ends: Ends::default(),
            skeleton: Skeleton::default(),
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
        self.update_passages(document, change.start);
        self.skeleton.update(document, change);
        self.subjects
            .touch(self.concordance.update(document, change));
    }

    /// Checks the passages anew that begin before an edit and may reach into it.
    fn update_passages(&mut self, document: &Document, edited: usize) {
        for index in edited.saturating_sub(PASSAGE)..edited {
            let Some(block) = document.block(index) else {
                return;
            };
            let known = self.blocks.get(index).map(|place| place.item.clone());
            let Some(mut known) = known else { return };
            let may_have = block.block.facts.begins_a_passage() || !known.of_passage.is_empty();
            if !may_have {
                continue;
            }
            let new = check_passage(document, &block, &self.settings);
            if new != known.of_passage {
                known.of_passage = new;
                self.blocks.splice(index..index + 1, vec![known]);
            }
        }
    }

    /// All findings, in the order of the text; visits only blocks that have some.
    pub fn findings(&self, document: &Document) -> Vec<Finding> {
        self.with(document, Vec::new())
    }

    /// The names and abbreviations of the document, for its summary.
    pub fn concordance(&self) -> &Concordance {
        &self.concordance
    }

    /// The same, with findings that others bring: of the bytes of its file, or by comparison with other documents.
    /// Comments may allow those as well.
    pub fn with(&self, document: &Document, mut findings: Vec<Finding>) -> Vec<Finding> {
        findings.append(&mut self.of_the_whole(document));
        for place in self.blocks.iter_where(|sum| sum.findings > 0) {
            findings.extend(
                (place.item.findings.iter())
                    .chain(place.item.of_passage.iter())
                    .map(|finding| finding.lift(place.before.bytes)),
            );
        }
        suppress(document, &self.settings, &mut findings);
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
            ends: &self.ends,
            skeleton: &self.skeleton,
            described,
        };
        let mut findings = Vec::new();
        for (rule, severity) in &settings.rules {
            let before = findings.len();
            if let Check::Document(check) = rule.check {
                check(&view, &mut findings);
            }
            let text = |range| document.slice(range);
            settings.settle((rule, *severity), &mut findings, before, text);
        }
        let of_subjects = self
            .subjects
            .findings(document, &self.concordance, settings);
        findings.extend(of_subjects);
        findings
    }
}

fn check_block(document: &Document, block: &BlockAt, settings: &Settings) -> BlockFindings {
    let facts = &block.block.facts;
    BlockFindings {
        len: block.block.len,
        findings: if facts.say_nothing() {
            nothing()
        } else {
            let text = document.block_text(block);
            let view = BlockView {
                text: &text,
                facts,
                settings,
            };
            let words = |range| Cow::Borrowed(&view.text[range]);
            ask(settings, words, |check, findings| {
                if let Check::Block(check) = check {
                    check(&view, findings);
                }
            })
        },
        of_passage: check_passage(document, block, settings),
    }
}

fn check_passage(document: &Document, first: &BlockAt, settings: &Settings) -> Arc<[Finding]> {
    if !first.block.facts.begins_a_passage() {
        return nothing();
    }
    let view = PassageView {
        document,
        settings,
        first,
    };
    let words = |range: Range<usize>| document.slice(first.lift(&range));
    ask(settings, words, |check, findings| {
        if let Check::Passage(check) = check {
            check(&view, findings);
        }
    })
}

/// What the rules find, each with the severity that the collection gives it.
fn ask<'t>(
    settings: &Settings,
    text: impl Fn(Range<usize>) -> Cow<'t, str>,
    mut ask: impl FnMut(Check, &mut Vec<Finding>),
) -> Arc<[Finding]> {
    let mut findings = Vec::new();
    for (rule, severity) in &settings.rules {
        let before = findings.len();
        ask(rule.check, &mut findings);
        settings.settle((rule, *severity), &mut findings, before, &text);
    }
    findings.into()
}

fn nothing() -> Arc<[Finding]> {
    static NOTHING: LazyLock<Arc<[Finding]>> = LazyLock::new(|| Arc::from([]));
    Arc::clone(&NOTHING)
}
