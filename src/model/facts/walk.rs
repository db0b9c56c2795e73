//! The one walk over a block's tree that collects its facts.

use std::ops::Range;

use tree_sitter::Tree;

use super::{Facts, Insertion, LabelUse, NoteUse, Pair, trimmed};
use crate::model::allowance;
use crate::model::brackets::{self, Context, Judgement};
use crate::model::faults;
use crate::model::header::Header;
use crate::model::parts::{Part, PartKind};
use crate::model::tables;
use crate::syntax::nodes::{Kind, Step, Walk, is_construct, is_emphasis, is_review, walk};
use crate::vocabulary::Class;

/// A construct that is open while the walk is inside it.
struct Open {
    kind: Kind,
    range: Range<usize>,
    opener: Range<usize>,
    closed: bool,
    span: Option<Range<usize>>,
    mark: Option<char>,
    label: Option<Range<usize>>,
    /// Where its insertion waits to be judged once it is known to be closed.
    slot: usize,
}

/// Collects the facts of a block from its tree. Linear in the tree, without recursion.
pub fn collect(block: &str, tree: &Tree, context: &Context) -> Facts {
    Walker {
        block,
        context,
        steps: walk(tree),
        facts: Facts::default(),
        faults: faults::Collector::default(),
        open: Vec::new(),
        part: None,
        pending: Vec::new(),
        insertion_depth: 0,
        review_depth: 0,
        span: None,
        escaped_opener: None,
        outermost_end: 0,
        tables: tables::Collector::default(),
    }
    .run()
}

/// The header alone, from the tree of a document's first block.
pub fn header(tree: &Tree) -> Option<Header> {
    let mut steps = walk(tree);
    match steps.next() {
        Some(Step::Enter(Kind::Header, range)) => Some(Header::read(range, &mut steps)),
        _ => None,
    }
}

/// Longer contents are a note without a look at their words, so that deep nesting stays cheap.
const LONGEST_JUDGED: usize = 4000;
/// How many bytes around a bracket its classification may look at.
const NEAR: usize = 1000;

struct Walker<'a> {
    block: &'a str,
    context: &'a Context<'a>,
    steps: Walk<'a>,
    facts: Facts,
    faults: faults::Collector,
    open: Vec<Open>,
    part: Option<Part>,
    pending: Vec<Option<Insertion>>,
    insertion_depth: usize,
    review_depth: usize,
    /// The span that ended right before the present step.
    span: Option<Range<usize>>,
    escaped_opener: Option<usize>,
    /// Where the last bracket or brace that stands in no other one ends.
    outermost_end: usize,
    tables: tables::Collector,
}

impl Walker<'_> {
    fn run(mut self) -> Facts {
        while let Some(step) = self.steps.next() {
            self.tables.step(self.block, &step);
            match step {
                Step::Enter(Kind::Header, range) => {
                    self.facts.header = Some(Box::new(Header::read(range, &mut self.steps)));
                }
                Step::Enter(kind, range) => self.enter(kind, range),
                Step::Leaf(kind, range) => self.leaf(kind, range),
                Step::Leave(kind, range) => self.leave(kind, range),
            }
        }
        self.facts.insertions = self.pending.into_iter().flatten().collect();
        self.facts
            .insertions
            .sort_by_key(|insertion| insertion.range.start);
        let comments = &self.facts.comments;
        self.facts.allowances = comments
            .iter()
            .filter_map(|comment| allowance::read(self.block, comment, comments))
            .collect();
        self.facts.pairs.sort_by_key(|pair| pair.range.start);
        self.facts.faults = self.faults.finish();
        self.facts.tables = self.tables.finish();
        self.facts.nuls = memchr::memchr_iter(0, self.block.as_bytes()).collect();
        self.facts.with_words(self.block)
    }

    fn enter(&mut self, kind: Kind, range: Range<usize>) {
        if let Some(kind) = part_kind(kind) {
            let label = range.start..range.start;
            self.part = Some(Part {
                kind,
                label,
                content: range.clone(),
                range,
            });
            self.escaped_opener = None;
            return;
        }
        if is_construct(kind) {
            self.enter_construct(kind, range);
        }
    }

    fn enter_construct(&mut self, kind: Kind, range: Range<usize>) {
        if !is_emphasis(kind) && range.start >= self.outermost_end {
            self.outermost_end = range.end;
            if self.block[range.clone()].contains(['\n', '\r']) {
                self.facts.over_lines.push(range.clone());
            }
        }
        if kind == Kind::Insertion {
            self.insertion_depth += 1;
            self.pending.push(None);
        }
        if is_review(kind) {
            self.review_depth += 1;
            self.facts.reviews.push(range.clone());
        }
        let slot = self.pending.len().wrapping_sub(1);
        let opener = range.start..range.start;
        let span = self.span.take();
        self.open.push(Open {
            kind,
            range,
            opener,
            closed: true,
            span,
            mark: None,
            label: None,
            slot,
        });
    }

    fn leaf(&mut self, kind: Kind, range: Range<usize>) {
        let span = self.span.take();
        match kind {
            Kind::Sign => {
                if let Some(open) = self.open.last_mut()
                    && open.opener.is_empty()
                {
                    open.opener = range;
                } else if let Some(part) = &mut self.part
                    && matches!(part.kind, PartKind::ContainerStart(_))
                {
                    part.kind = PartKind::ContainerStart(colons(&self.block[range]));
                }
            }
            Kind::Unclosed => {
                if let Some(open) = self.open.last_mut() {
                    open.closed = false;
                    // Emphasis without its partner is read as it stands: no slip of the editor's voice.
                    if !is_emphasis(open.kind) {
                        self.faults
                            .unclosed(self.block, open.opener.clone(), range.start);
                    }
                }
            }
            Kind::StrayCloser => self.faults.stray(self.block, range),
            Kind::InsertionMark => {
                if let Some(open) = self.open.last_mut() {
                    open.mark = self.block[range].chars().next();
                }
            }
            Kind::Label => {
                if let Some(open) = self.open.last_mut() {
                    open.label = Some(range.clone());
                    let brace = open.kind == Kind::Act;
                    self.facts.labels.push(LabelUse {
                        range,
                        construct: open.range.clone(),
                        brace,
                    });
                }
            }
            Kind::Escape => self.escape(range),
            Kind::HeadingMarker
            | Kind::ItemLabel
            | Kind::Role
            | Kind::FootnoteLabel
            | Kind::ContainerKind => {
                if let Some(part) = &mut self.part {
                    if kind == Kind::HeadingMarker {
                        part.kind = PartKind::Heading(u8::try_from(range.len()).unwrap_or(6));
                    }
                    part.content.start = range.end;
                    part.label = range.clone();
                }
                if kind == Kind::FootnoteLabel {
                    let range = range.start..self.block[..range.end].trim_end_matches(':').len();
                    self.facts.notes.push(NoteUse { range, given: true });
                }
            }
            Kind::RegisterId => self.facts.ids.push(range),
            Kind::NoteReference => self.facts.notes.push(NoteUse {
                range,
                given: false,
            }),
            Kind::Comment => {
                self.facts.comments.push(range.clone());
                self.lone_part(PartKind::Comment, range);
            }
            Kind::ContainerEnd => self.lone_part(
                PartKind::ContainerEnd(colons(&self.block[range.clone()])),
                range,
            ),
            // A blank between a span and its bracket does not part them.
            _ => self.span = span.filter(|_| self.block[range].trim().is_empty()),
        }
    }

    fn leave(&mut self, kind: Kind, range: Range<usize>) {
        if part_kind(kind).is_some() {
            self.faults.end_of_part();
            if let Some(mut part) = self.part.take() {
                part.content = trimmed(self.block, part.content);
                let at = self
                    .facts
                    .parts
                    .partition_point(|other| other.range.start < part.range.start);
                self.facts.parts.insert(at, part);
            }
            return;
        }
        if !is_construct(kind) {
            return;
        }
        let Some(open) = self.open.pop() else { return };
        if is_review(kind) {
            self.review_depth -= 1;
        }
        let sign = open.opener.len();
        if open.closed && kind != Kind::Insertion && 2 * sign <= range.len() {
            let inner = range.start + sign..range.end - sign;
            (self.facts.pairs).push(Pair {
                range: range.clone(),
                inner,
            });
        }
        if kind == Kind::Span && open.closed {
            self.span = Some(range);
            return;
        }
        if kind == Kind::Insertion {
            self.insertion_depth -= 1;
            if open.closed {
                self.insertion(open);
            }
        }
    }

    fn insertion(&mut self, open: Open) {
        let range = open.range;
        let mark = open
            .mark
            .or((&self.block[range.start + 1..range.end - 1] == "!").then_some('!'));
        let judgement = match range.len() {
            0..=LONGEST_JUDGED => self.judge(&range, open.span, mark, open.label),
            _ => Judgement {
                class: Class::Note,
                rule: 18,
                reach: None,
                label: None,
            },
        };
        if judgement.class == Class::PageBreak {
            self.lone_part(PartKind::PageBreak, range.clone());
        }
        let inner = range.start + 1..range.end - 1;
        self.pending[open.slot] = Some(Insertion {
            range,
            inner,
            judgement,
            in_review: self.review_depth > 0,
        });
    }

    /// Classifies a bracket by itself and what stands near it.
    fn judge(
        &self,
        range: &Range<usize>,
        span: Option<Range<usize>>,
        mark: Option<char>,
        label: Option<Range<usize>>,
    ) -> Judgement {
        // What stands in another paragraph or heading says nothing of it, with a blank line between them or without.
        let part = self.part.as_ref().map(|part| part.range.clone());
        let part = part.unwrap_or(0..self.block.len());
        let start = range.start.saturating_sub(NEAR).max(part.start);
        let end = (range.end + NEAR).min(part.end);
        let near = self.block.floor_char_boundary(start)..self.block.ceil_char_boundary(end);
        let lower = |range: Range<usize>| {
            Some(range.start.checked_sub(near.start)?..range.end - near.start)
        };
        let lift = |range: Range<usize>| range.start + near.start..range.end + near.start;
        let bracket = brackets::Bracket {
            block: &self.block[near.clone()],
            range: range.start - near.start..range.end - near.start,
            nested: self.insertion_depth > 0,
            span: span.and_then(lower),
            mark,
            label: label.and_then(lower),
        };
        let judgement = brackets::classify(&bracket, self.context);
        Judgement {
            reach: judgement.reach.map(lift),
            label: judgement.label.map(lift),
            ..judgement
        }
    }

    /// `\[` and the next `\]` of the same block are a bracket of the document's own.
    fn escape(&mut self, range: Range<usize>) {
        match &self.block[range.clone()] {
            "\\[" => self.escaped_opener = Some(range.start),
            "\\]" => {
                if let Some(start) = self.escaped_opener.take() {
                    self.pending.push(Some(Insertion {
                        range: start..range.end,
                        inner: start + 2..range.start,
                        judgement: Judgement {
                            class: Class::Source,
                            rule: 1,
                            reach: None,
                            label: None,
                        },
                        in_review: self.review_depth > 0,
                    }));
                }
            }
            _ => {}
        }
    }

    fn lone_part(&mut self, kind: PartKind, range: Range<usize>) {
        self.facts.parts.push(Part {
            kind,
            label: range.clone(),
            content: range.clone(),
            range,
        });
    }
}

fn colons(fence: &str) -> u32 {
    u32::try_from(fence.trim_end().len()).unwrap_or(u32::MAX)
}

fn part_kind(kind: Kind) -> Option<PartKind> {
    Some(match kind {
        Kind::Paragraph => PartKind::Paragraph,
        Kind::Heading => PartKind::Heading(1),
        Kind::Item => PartKind::Item,
        Kind::RoleLine => PartKind::RoleLine,
        Kind::Footnote => PartKind::Footnote,
        Kind::Table => PartKind::Table,
        Kind::RawTei => PartKind::RawTei,
        Kind::ContainerStart => PartKind::ContainerStart(3),
        _ => return None,
    })
}
