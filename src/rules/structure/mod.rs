//! Rules on what holds a document together: items, headings, containers, pages, notes, tables.

pub mod empty_heading;
pub mod figures_lost;
pub mod footnote_doubled;
pub mod footnote_undefined;
pub mod footnote_unused;
pub mod heading_skips_level;
pub mod item_form;
pub mod item_sequence;
mod lists;
pub mod page_order;
pub mod ragged_table;
mod skeleton;
pub mod unclosed_container;
pub mod unknown_role;
pub mod unopened_container;

pub use skeleton::Skeleton;

use crate::model::document::{BlockAt, Document};
use crate::model::parts::{Part, PartKind};

/// The headings and the fences of containers, each with its block and its number among the parts of that, in the order of the
/// text. Visits only blocks that have some.
fn divisions(document: &Document) -> impl Iterator<Item = (BlockAt<'_>, usize, &Part)> {
    let blocks = document.blocks_where(|sum| sum.divisions > 0);
    blocks.flat_map(|block| {
        let parts = block.block.facts.parts.iter().enumerate();
        let divides = |(_, part): &(usize, &Part)| {
            matches!(
                part.kind,
                PartKind::Heading(_) | PartKind::ContainerStart(_) | PartKind::ContainerEnd(_)
            )
        };
        let divisions = parts.filter(divides);
        divisions.map(move |(at, part)| (block.clone(), at, part))
    })
}
