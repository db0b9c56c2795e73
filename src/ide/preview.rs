//! A document as one reads it: its blocks in order, with runs of text that say whose voice speaks.
//!
//! Every letter of the text is in some run, so that nothing is lost on the way to the eye.

mod runs;
mod written;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::document::{BlockAt, Document};
use crate::model::header::plain;
use crate::model::items::{Label, Nesting};
use crate::model::parts::{Part, PartKind};
use crate::syntax::nodes::{Step, walk};
use crate::vocabulary::{Class, Vocabulary};

pub use runs::{Run, Voice};

/// What is shown of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The fields of the header.
    pub header: Vec<Field>,
    /// The parts of the text in order.
    pub blocks: Vec<Block>,
    /// The classes of the brackets that occur in them.
    pub classes: BTreeSet<Class>,
    /// Whether text before them is left out, and behind them.
    pub is_cut: (bool, bool),
}

/// A field of the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key as written.
    pub key: String,
    /// Its values.
    pub values: Vec<String>,
    /// Where it starts, in bytes.
    pub start: usize,
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is, in bytes of the document.
    pub range: Range<usize>,
    /// How many items and containers it stands in.
    pub depth: usize,
    /// Its label as written: `3 b)`, `@addressee`, `[^1]:`, the kind of a container; empty where it has none.
    pub marker: String,
    /// What it says.
    pub content: Content,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading, of level 1 to 6.
    Heading(u8),
    /// A numbered or lettered item.
    Item,
    /// A line with the role of that name in the vocabulary.
    Line(String),
    /// A footnote.
    Footnote,
    /// A table.
    Table,
    /// A comment.
    Comment,
    /// Raw TEI.
    Raw,
    /// A container begins; its content is the title.
    ContainerStart,
    /// A container ends.
    ContainerEnd,
    /// A page or leaf begins: nothing else stands in the paragraph.
    Page,
}

/// See [`Block::content`].
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Text.
    Runs(Vec<Run>),
    /// The cells of a table, by rows.
    Rows(Vec<Vec<Vec<Run>>>),
}

/// The preview of the blocks around a byte: so many on each side of it. Costs these, and a look at the containers and items
/// before them.
pub fn preview(document: &Document, around: usize, most: usize) -> Preview {
    let middle = document.block_at(around).map_or(0, |block| block.index);
    let first = middle.saturating_sub(most);
    let mut depths = Depths::default();
    let before = document.blocks_where(|sum| sum.landmarks > 0);
    for block in before.take_while(|block| block.index < first) {
        let text = document.block_text(&block);
        for part in &block.block.facts.parts {
            depths.of(part, &text);
        }
    }
    let mut preview = Preview {
        header: header(document),
        blocks: Vec::new(),
        classes: BTreeSet::new(),
        is_cut: (
            first > 0,
            middle.saturating_add(most) < document.block_count(),
        ),
    };
    for index in first..middle.saturating_add(most) {
        let Some(block) = document.block(index) else {
            break;
        };
        preview.add(document, &block, &mut depths);
    }
    preview
}

fn header(document: &Document) -> Vec<Field> {
    let Some((header, block)) = document.header() else {
        return Vec::new();
    };
    let field = |field: &crate::model::header::Field| Field {
        key: block[field.key.clone()].to_owned(),
        values: (field.values.iter())
            .map(|value| plain(&block[value.clone()]))
            .collect(),
        start: field.range.start,
    };
    header.fields.iter().map(field).collect()
}

impl Preview {
    fn add(&mut self, document: &Document, block: &BlockAt, depths: &mut Depths) {
        let facts = &block.block.facts;
        let text = document.block_text(block);
        let classes = facts.insertions.iter().map(|it| it.judgement.class);
        self.classes.extend(classes);
        let steps: Vec<Step> = block
            .block
            .tree
            .as_ref()
            .map_or_else(Vec::new, |tree| walk(tree).collect());
        let of = |range: &Range<usize>| {
            runs::runs(&text, facts, document.vocabulary(), &steps, range.clone())
        };
        let mut covered = 0;
        for part in &facts.parts {
            let depth = depths.of(part, &text);
            // A page that begins within a part is shown in its place there.
            if part.range.start < covered {
                continue;
            }
            covered = part.range.end;
            let (kind, content) = match part.kind {
                PartKind::Table => {
                    let table = facts
                        .tables
                        .iter()
                        .find(|it| it.range.start == part.range.start);
                    let rows = table.into_iter().flat_map(|table| &table.rows);
                    let cells = |row: &crate::model::tables::Row| -> Vec<_> {
                        let cells = row.cells(&text);
                        cells.iter().map(|cell| of(&trimmed(&text, cell))).collect()
                    };
                    let rows = rows.filter(|row| !row.delimiter).map(cells).collect();
                    (BlockKind::Table, Content::Rows(rows))
                }
                _ => (
                    kind(document.vocabulary(), part, &text),
                    Content::Runs(of(&part.content)),
                ),
            };
            self.blocks.push(Block {
                kind: match is_page(part, facts.insertions.as_slice()) {
                    true => BlockKind::Page,
                    false => kind,
                },
                range: block.lift(&part.range),
                depth,
                marker: text[part.label.clone()].to_owned(),
                content,
            });
        }
    }
}

fn kind(vocabulary: &Vocabulary, part: &Part, text: &str) -> BlockKind {
    match part.kind {
        PartKind::Paragraph => BlockKind::Paragraph,
        PartKind::Heading(level) => BlockKind::Heading(level),
        PartKind::Item => BlockKind::Item,
        PartKind::RoleLine => {
            let written = text[part.label.clone()].trim_start_matches('@');
            let role = vocabulary.role(written);
            BlockKind::Line(role.map_or(written, |role| &role.name).to_owned())
        }
        PartKind::Footnote => BlockKind::Footnote,
        PartKind::Table => BlockKind::Table,
        PartKind::Comment => BlockKind::Comment,
        PartKind::RawTei => BlockKind::Raw,
        PartKind::ContainerStart(_) => BlockKind::ContainerStart,
        PartKind::ContainerEnd(_) => BlockKind::ContainerEnd,
        PartKind::PageBreak => BlockKind::Page,
    }
}

/// Whether a paragraph is the mark of a page and nothing else.
fn is_page(part: &Part, insertions: &[crate::model::facts::Insertion]) -> bool {
    part.kind == PartKind::Paragraph
        && insertions.iter().any(|insertion| {
            insertion.range == part.content && insertion.judgement.class == Class::PageBreak
        })
}

fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start.max(range.start + words.trim_end().len())
}

/// How deep the next part stands.
#[derive(Default)]
struct Depths {
    containers: Vec<u32>,
    items: Nesting,
}

impl Depths {
    fn of(&mut self, part: &Part, text: &str) -> usize {
        match part.kind {
            PartKind::Heading(_) | PartKind::RoleLine => {
                self.items = Nesting::default();
                self.containers.len()
            }
            PartKind::Item => {
                let label = Label::read(&text[part.label.clone()]);
                self.containers.len() + self.items.place(label)
            }
            PartKind::ContainerStart(colons) => {
                self.items = Nesting::default();
                self.containers.push(colons);
                self.containers.len() - 1
            }
            PartKind::ContainerEnd(colons) => {
                self.items = Nesting::default();
                if let Some(opener) = self.containers.iter().rposition(|other| *other == colons) {
                    self.containers.truncate(opener);
                }
                self.containers.len()
            }
            _ => self.containers.len(),
        }
    }
}

#[cfg(test)]
mod tests;
