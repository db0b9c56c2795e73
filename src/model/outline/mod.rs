//! The outline: header, opening and closing lines, headings, items with their sub-items, pages, notes.

use std::ops::Range;

use super::document::{BlockAt, Document};
use super::header::plain;
use super::items::{Label, Nesting};
use super::parts::{Part, PartKind};
use super::roles::Position;

mod ends;

pub use ends::lines_at_both_ends;

/// An entry of the outline, with what belongs under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// How it is called: the label and the first words.
    pub name: String,
    /// What else is worth telling in a word, such as the role of a line; may be empty.
    pub detail: String,
    /// From its start to the start of what follows it, in bytes of the document.
    pub range: Range<usize>,
    /// The words that name it, within `range`.
    pub name_range: Range<usize>,
    /// What stands under it.
    pub children: Vec<Entry>,
}

/// See [`Entry`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// The header, its fields below it.
    Header,
    /// A field of the header.
    Field,
    /// A line with a role, stated or told by its shape.
    Line,
    /// A heading.
    Heading,
    /// A numbered or lettered item.
    Item,
    /// A container (`:::`).
    Container,
    /// A table.
    Table,
    /// The start of a page or leaf.
    Page,
    /// A footnote.
    Note,
}

impl EntryKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            EntryKind::Header => "header",
            EntryKind::Field => "field",
            EntryKind::Line => "line",
            EntryKind::Heading => "heading",
            EntryKind::Item => "item",
            EntryKind::Container => "container",
            EntryKind::Table => "table",
            EntryKind::Page => "page",
            EntryKind::Note => "note",
        }
    }
}

/// Names are cut behind so many characters.
const LONGEST_NAME: usize = 72;
/// What would nest deeper stands beside.
const DEEPEST: usize = 64;

/// The outline of a document. Visits only blocks that hold something to show, and some at either end.
pub fn outline(document: &Document) -> Vec<Entry> {
    let mut builder = Builder::default();
    if let Some((header, block)) = document.header() {
        builder.done.push(header_entry(header, &block));
    }
    let lines = lines_at_both_ends(document);
    let (opening, closing): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .partition(|line| line.position == Position::Opening);
    for line in opening {
        builder.leaf(line.entry);
    }
    for block in document.blocks_where(|sum| sum.landmarks > 0) {
        let text = document.block_text(&block);
        for part in &block.block.facts.parts {
            builder.part(part, &text, &block);
        }
    }
    builder.close_to(0, document.text().len_bytes());
    let mut entries = builder.done;
    entries.extend(closing.into_iter().map(|line| line.entry));
    entries.sort_by_key(|entry| entry.range.start);
    entries
}

fn header_entry(header: &super::header::Header, block: &str) -> Entry {
    let fields = header.fields.iter().map(|field| {
        let values: Vec<_> = field
            .values
            .iter()
            .map(|value| plain(&block[value.clone()]))
            .collect();
        Entry {
            kind: EntryKind::Field,
            name: block[field.key.clone()].to_owned(),
            detail: short(&values.join("; ")),
            range: field.range.clone(),
            name_range: field.key.clone(),
            children: Vec::new(),
        }
    });
    let title = header
        .field(block, &["title"])
        .and_then(|field| field.values.first());
    Entry {
        kind: EntryKind::Header,
        name: title.map_or_else(
            || "header".to_owned(),
            |title| short(&plain(&block[title.clone()])),
        ),
        detail: "header".to_owned(),
        range: header.range.clone(),
        name_range: title
            .cloned()
            .unwrap_or(header.range.start..header.range.start + 3),
        children: fields.collect(),
    }
}

/// What an open entry is closed by.
enum Rank {
    Container(u32),
    Heading(u8),
    Item,
}

#[derive(Default)]
struct Builder {
    done: Vec<Entry>,
    open: Vec<(Rank, Entry)>,
    nesting: Nesting,
}

impl Builder {
    fn part(&mut self, part: &Part, text: &str, block: &BlockAt) {
        let range = block.lift(&part.range);
        let entry = |kind, name: &str, detail: &str| Entry {
            kind,
            name: short(name),
            detail: detail.to_owned(),
            name_range: block.lift(&if part.label.is_empty() {
                part.range.clone()
            } else {
                part.label.start..part.content.end.max(part.label.end)
            }),
            range: range.clone(),
            children: Vec::new(),
        };
        let label = &text[part.label.clone()];
        let content = &text[part.content.clone()];
        match part.kind {
            PartKind::Paragraph | PartKind::Comment | PartKind::RawTei => {}
            PartKind::Heading(level) => {
                self.nesting = Nesting::default();
                let above = |rank: &Rank| match rank {
                    Rank::Container(_) => true,
                    Rank::Heading(other) => *other < level,
                    Rank::Item => false,
                };
                self.close_while(|rank| !above(rank), range.start);
                self.open(Rank::Heading(level), entry(EntryKind::Heading, content, ""));
            }
            PartKind::Item => {
                let depth = self.nesting.place(Label::read(label));
                let outer = self
                    .open
                    .iter()
                    .filter(|(rank, _)| !matches!(rank, Rank::Item))
                    .count();
                self.close_to(outer + depth, range.start);
                self.open(
                    Rank::Item,
                    entry(EntryKind::Item, &format!("{label} {content}"), ""),
                );
            }
            PartKind::ContainerStart(colons) => {
                self.close_while(|rank| matches!(rank, Rank::Item), range.start);
                self.open(
                    Rank::Container(colons),
                    entry(EntryKind::Container, &format!("{label} {content}"), ""),
                );
            }
            PartKind::ContainerEnd(colons) => {
                let opener = self.open.iter().rposition(
                    |(rank, _)| matches!(rank, Rank::Container(other) if *other == colons),
                );
                if let Some(opener) = opener {
                    self.close_to(opener, range.end);
                }
            }
            PartKind::RoleLine => {
                // A line with a role is the document's, not the last item's.
                self.close_while(|rank| matches!(rank, Rank::Item), range.start);
                self.leaf(entry(
                    EntryKind::Line,
                    content,
                    label.trim_start_matches('@'),
                ));
            }
            PartKind::Footnote => self.leaf(entry(
                EntryKind::Note,
                &format!("{} {content}", label.trim_end_matches(':')),
                "",
            )),
            PartKind::Table => {
                let cells = content
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .split('|')
                    .map(str::trim)
                    .filter(|cell| !cell.is_empty());
                self.leaf(entry(
                    EntryKind::Table,
                    &cells.collect::<Vec<_>>().join(" · "),
                    "table",
                ));
            }
            PartKind::PageBreak => self.leaf(entry(
                EntryKind::Page,
                content.trim_matches(['[', ']']),
                "page",
            )),
        }
    }

    fn open(&mut self, rank: Rank, entry: Entry) {
        if self.open.len() < DEEPEST {
            self.open.push((rank, entry));
        } else {
            self.leaf(entry);
        }
    }

    fn leaf(&mut self, entry: Entry) {
        match self.open.last_mut() {
            Some((_, parent)) => parent.children.push(entry),
            None => self.done.push(entry),
        }
    }

    fn close_while(&mut self, closes: impl Fn(&Rank) -> bool, at: usize) {
        while self.open.last().is_some_and(|(rank, _)| closes(rank)) {
            self.close_to(self.open.len() - 1, at);
        }
    }

    fn close_to(&mut self, depth: usize, at: usize) {
        while self.open.len() > depth {
            if let Some((_, mut entry)) = self.open.pop() {
                entry.range.end = at.max(entry.range.end);
                self.leaf(entry);
            }
        }
    }
}

/// One line of at most [`LONGEST_NAME`] characters.
fn short(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() >= LONGEST_NAME {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        fn show(entries: &[Entry], depth: usize, out: &mut String) {
            for entry in entries {
                out.push_str(&format!(
                    "{}{} {}\n",
                    "  ".repeat(depth),
                    entry.kind.name(),
                    entry.name
                ));
                show(&entry.children, depth + 1, out);
            }
        }
        let mut shown = String::new();
        show(&outline(&Document::new(text)), 0, &mut shown);
        assert_eq!(
            shown,
            expected,
            "{:#?}",
            Document::new(text)
                .block(0)
                .map(|block| block.block.facts.parts.clone())
        );
    }

    #[test]
    fn a_container_ends_at_its_own_fence() {
        check("::: b\nx\n:::\n# Answer\n", "container b\nheading Answer\n");
    }

    #[test]
    fn items_stand_under_the_item_before_them() {
        check(
            "1. x\n\na) y\n\n[p. 2]\n\n2. z\n",
            "item 1. x\n  item a) y\n    page p. 2\nitem 2. z\n",
        );
    }

    #[test]
    fn a_line_with_a_role_ends_the_items() {
        check(
            "1. x\n\n@closing Yours\n\n| a | b |",
            "item 1. x\nline Yours\ntable a · b\n",
        );
    }

    #[test]
    fn opening_and_closing_lines_are_told_by_their_shape() {
        check(
            "to Cde. STALIN\n\nWe report.\n\nFour copies printed",
            "line to Cde. STALIN\nline Four copies printed\n",
        );
    }
}
