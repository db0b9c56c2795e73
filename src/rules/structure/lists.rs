//! The lists of a document: items of one kind beneath the same item, in their order.

use std::ops::Range;

use super::skeleton::Bone;
use crate::model::document::{BlockAt, Document};
use crate::model::items::{Count, Nesting};
use crate::model::parts::{Part, PartKind};

/// An item of a list.
pub struct Item<'a> {
    /// The block that it stands in.
    pub block: BlockAt<'a>,
    /// The index of its part in the block.
    pub at: usize,
    /// Its part.
    pub part: &'a Part,
    /// How its label is counted.
    pub count: Option<Count>,
}

impl Item<'_> {
    /// Its place in the skeleton.
    pub fn bone(&self) -> Bone {
        Bone::new(&self.block, self.at)
    }

    /// Its label, in bytes of the document.
    pub fn label(&self) -> Range<usize> {
        self.block.lift(&self.part.label)
    }

    /// What it says, in bytes of the document.
    pub fn content(&self) -> Range<usize> {
        self.block.lift(&self.part.content)
    }

    /// Whether nothing but blank lines stands between both.
    pub fn is_followed_by(&self, next: &Item) -> bool {
        let is_last = self.at + 1 == self.block.block.facts.parts.len();
        (self.block.index == next.block.index && self.at + 1 == next.at)
            || (is_last && self.block.index + 1 == next.block.index && next.at == 0)
    }
}

/// All lists, in the order of their first items. A list ends at a heading, a line with a role, the edge of a container, and
/// where its count begins anew. Linear in the blocks that hold more than running text.
pub fn lists(document: &Document) -> Vec<Vec<Item<'_>>> {
    let mut lists: Vec<Vec<Item>> = Vec::new();
    let mut nesting = Nesting::default();
    // The lists that are open, by depth.
    let mut open: Vec<usize> = Vec::new();
    for block in document.blocks_where(|sum| sum.landmarks > 0) {
        let facts = &block.block.facts;
        let mut labels = facts.items.iter();
        for (at, part) in facts.parts.iter().enumerate() {
            match part.kind {
                PartKind::Heading(_)
                | PartKind::RoleLine
                | PartKind::ContainerStart(_)
                | PartKind::ContainerEnd(_) => {
                    nesting = Nesting::default();
                    open.clear();
                }
                PartKind::Item => {
                    let Some(label) = labels.next() else { continue };
                    let place = nesting.take(label);
                    let begins = place.count.is_some_and(|count| {
                        count.number == 1 || place.before.is_some_and(|it| !it.is_beside(count))
                    });
                    let known = open.get(place.depth).copied().filter(|_| !begins);
                    let list = known.unwrap_or(lists.len());
                    if list == lists.len() {
                        lists.push(Vec::new());
                    }
                    open.truncate(place.depth);
                    open.push(list);
                    lists[list].push(Item {
                        block: block.clone(),
                        at,
                        part,
                        count: place.count,
                    });
                }
                _ => {}
            }
        }
    }
    lists
}
