//! The parts of a block: paragraphs, headings, items, role lines, fences.

use std::ops::Range;

/// A part of a block. Ranges are bytes in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// All of it.
    pub range: Range<usize>,
    /// What marks it: `##`, `1.`, `@role`, the kind of a container; empty where nothing does.
    pub label: Range<usize>,
    /// What it says: the range without label and signs.
    pub content: Range<usize>,
}

/// See [`Part`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Running text.
    Paragraph,
    /// A heading, of level 1 to 6.
    Heading(u8),
    /// A numbered or lettered item, or one with a dash.
    Item,
    /// A line that begins with `@role`.
    RoleLine,
    /// `[^name]: …`
    Footnote,
    /// A table.
    Table,
    /// `%% …`
    Comment,
    /// A fence of raw TEI.
    RawTei,
    /// `::: kind` with that many colons.
    ContainerStart(u32),
    /// `:::` with that many colons.
    ContainerEnd(u32),
    /// An editorial bracket that opens a page or leaf, wherever it stands.
    PageBreak,
}

impl Part {
    /// Whether it has a label or sign, and nothing to go with it.
    pub fn is_empty(&self) -> bool {
        let may_be = matches!(
            self.kind,
            PartKind::Heading(_) | PartKind::Item | PartKind::RoleLine | PartKind::Footnote
        );
        may_be && self.content.is_empty()
    }
}
