//! Typed views of nodes: the only file with the grammar's node names.

use std::ops::Range;
use std::sync::LazyLock;

use tree_sitter::{Node, Tree, TreeCursor};

macro_rules! kinds {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// What a node is; the grammar's named nodes, and `Sign` for the signs between them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "docs/format.md describes each under its name")]
        pub enum Kind { $($variant,)* Sign }

        impl Kind {
            /// The name of the node in the grammar; empty for a sign.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$variant => $name,)* Kind::Sign => "" }
            }

            fn from_name(name: &str) -> Kind {
                match name { $($name => Kind::$variant,)* _ => Kind::Sign }
            }
        }
    };
}

kinds! {
    Document "document",
    Header "header", Field "field", Key "key", Value "value", ListItem "list_item", Continuation "continuation",
    HeaderComment "header_comment", HeaderLine "header_line",
    Paragraph "paragraph", Heading "heading", HeadingMarker "heading_marker", Item "item", ItemLabel "item_label",
    RoleLine "role_line", Role "role", Footnote "footnote", FootnoteLabel "footnote_label", Comment "comment",
    Container "container", ContainerStart "container_start", ContainerKind "container_kind",
    ContainerTitle "container_title", ContainerEnd "container_end",
    Table "table", Row "row", DelimiterRow "delimiter_row", Cell "cell",
    RawTei "raw_tei", RawContent "raw_content",
    Text "text", Escape "escape", LineBreak "line_break", StrayCloser "stray_closer", Unclosed "unclosed",
    Insertion "insertion", InsertionMark "insertion_mark", Label "label",
    Deletion "deletion", Addition "addition", Substitution "substitution", Act "act", Span "span",
    NoteReference "note_reference", RegisterId "register_id", Attributes "attributes",
    Underlined "underlined", Bold "bold", Superior "superior", Inferior "inferior",
    CriticAddition "critic_addition", CriticDeletion "critic_deletion",
    CriticSubstitution "critic_substitution", CriticComment "critic_comment",
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let language = tree_sitter::Language::from(tree_sitter_sigla::LANGUAGE);
    let kind = |id| match language.node_kind_is_named(id) {
        true => Kind::from_name(language.node_kind_for_id(id).unwrap_or_default()),
        false => Kind::Sign,
    };
    (0..language.node_kind_count())
        .map(|id| kind(u16::try_from(id).expect("tree-sitter numbers kinds in 16 bits")))
        .collect()
});

/// The kind of a node.
pub fn kind(node: Node) -> Kind {
    KINDS[usize::from(node.kind_id())]
}

/// Whether a node stands between two signs of its own.
pub fn is_construct(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Insertion | Kind::Deletion | Kind::Addition | Kind::Act | Kind::Span
    ) || is_emphasis(kind)
        || is_review(kind)
}

/// Whether a node sets words off: underlined, bold, superior, inferior.
pub fn is_emphasis(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Underlined | Kind::Bold | Kind::Superior | Kind::Inferior
    )
}

/// Whether a node is review of the transcription (CriticMarkup), not of the document.
pub fn is_review(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::CriticAddition
            | Kind::CriticDeletion
            | Kind::CriticSubstitution
            | Kind::CriticComment
    )
}

/// A step of a [`walk`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A node begins; its children follow, then `Leave`.
    Enter(Kind, Range<usize>),
    /// The node of that kind and range ends.
    Leave(Kind, Range<usize>),
    /// A node without children, or a sign.
    Leaf(Kind, Range<usize>),
}

/// All nodes of a tree in the order of the text, the root left out. Never recurses, however deep the tree.
pub fn walk(tree: &Tree) -> Walk<'_> {
    Walk {
        cursor: tree.walk(),
        leaving: false,
        depth: 0,
    }
}

/// See [`walk`].
pub struct Walk<'a> {
    cursor: TreeCursor<'a>,
    leaving: bool,
    depth: usize,
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let moved = match self.leaving {
            _ if self.depth == 0 && self.leaving => return None,
            true => self.cursor.goto_next_sibling(),
            false => self.cursor.goto_first_child(),
        };
        match (moved, self.leaving) {
            (true, false) => self.depth += 1,
            (true, true) => {}
            (false, false) => {
                // Only the root gets here: any other node without children was a leaf.
                return None;
            }
            (false, true) => {
                self.cursor.goto_parent();
                self.depth -= 1;
                if self.depth == 0 {
                    return None;
                }
                let node = self.cursor.node();
                return Some(Step::Leave(kind(node), node.byte_range()));
            }
        }
        let node = self.cursor.node();
        let (kind, range) = (kind(node), node.byte_range());
        self.leaving = node.child_count() == 0;
        Some(if self.leaving {
            Step::Leaf(kind, range)
        } else {
            Step::Enter(kind, range)
        })
    }
}
