//! Fences of containers that have no partner: slips, or colons that a scan made up.

use crate::model::document::{BlockAt, Document};
use crate::model::parts::{Part, PartKind};

/// Where fences stand that open nothing or close nothing, in bytes of the document, sorted. Looks at every block that has
/// a landmark.
pub(super) fn unpaired(document: &Document) -> Vec<usize> {
    let mut unpaired = Vec::new();
    let mut open: Vec<(u32, usize)> = Vec::new();
    for block in document.blocks_where(|sum| sum.landmarks > 0) {
        for part in &block.block.facts.parts {
            let at = block.start + part.range.start;
            match part.kind {
                PartKind::ContainerStart(colons) => open.push((colons, at)),
                PartKind::ContainerEnd(colons) => {
                    match open.iter().rposition(|(other, _)| *other == colons) {
                        // What is still open inside ends with it, and never had a fence of its own.
                        Some(opener) => {
                            unpaired.extend(open.drain(opener..).skip(1).map(|(_, opened)| opened))
                        }
                        None => unpaired.push(at),
                    }
                }
                _ => {}
            }
        }
    }
    unpaired.extend(open.into_iter().map(|(_, at)| at));
    unpaired.sort_unstable();
    unpaired
}

/// Whether a block holds a fence.
pub(super) fn has_fence(block: &BlockAt) -> bool {
    let is_fence = |part: &Part| {
        matches!(
            part.kind,
            PartKind::ContainerStart(_) | PartKind::ContainerEnd(_)
        )
    };
    block.block.facts.parts.iter().any(is_fence)
}
