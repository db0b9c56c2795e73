//! Opening and closing lines that bear no role, for the outline.

use super::{Entry, EntryKind, short};
use crate::model::document::Document;
use crate::model::parts::PartKind;
use crate::model::roles::{self, Position};

/// So many blocks at each end of a document are looked at for opening and closing lines.
const EDGE: usize = 24;
/// A paragraph of more bytes is running text, where an opening ends and before which a closing begins.
const RUNNING_TEXT: usize = 160;

/// An opening or closing line.
pub struct EdgeLine {
    /// At which end it stands.
    pub position: Position,
    /// What the outline shows of it.
    pub entry: Entry,
}

/// Opening and closing lines that bear no role, told by their shape.
pub fn lines_at_both_ends(document: &Document) -> Vec<EdgeLine> {
    let count = document.block_count();
    let mut lines = Vec::new();
    for index in 0..count.min(EDGE) {
        if !edge_block(document, index, Position::Opening, &mut lines) {
            break;
        }
    }
    for index in count.saturating_sub(EDGE)..count {
        // A web page goes on below the document, so a long paragraph alone does not end the search.
        edge_block(document, index, Position::Closing, &mut lines);
    }
    lines
}

/// Notes the lines of a block; false where running text, a heading or an item ends the opening.
fn edge_block(
    document: &Document,
    index: usize,
    position: Position,
    lines: &mut Vec<EdgeLine>,
) -> bool {
    let Some(block) = document.block(index) else {
        return false;
    };
    let text = document.block_text(&block);
    for part in &block.block.facts.parts {
        match part.kind {
            PartKind::Paragraph if part.range.len() > RUNNING_TEXT => return false,
            PartKind::Paragraph => {
                let mut at = part.range.start;
                for line in text[part.range.clone()].split_inclusive(['\n', '\r']) {
                    let shown = line.trim_end();
                    let range = block.lift(&(at..at + shown.len()));
                    // In a short document the two ends meet; a line that opens does not close.
                    let known = lines
                        .iter()
                        .any(|line: &EdgeLine| line.entry.range == range);
                    if let Some(role) = roles::by_shape(shown, position).filter(|_| !known) {
                        let name = short(shown);
                        let detail = role.to_owned();
                        let entry = Entry {
                            kind: EntryKind::Line,
                            name,
                            detail,
                            name_range: range.clone(),
                            range,
                            children: Vec::new(),
                        };
                        lines.push(EdgeLine { position, entry });
                    }
                    at += line.len();
                }
            }
            PartKind::Heading(_) | PartKind::Item if position == Position::Opening => return false,
            _ => {}
        }
    }
    true
}
