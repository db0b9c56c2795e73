//! Rules on where a document lies, and on what else it says of itself.

pub mod ambiguous_designator;
pub mod citation_form;
pub mod citation_on_page;
pub mod classification_two_ways;
pub mod description_incomplete;
pub mod extent_differs;
pub mod furniture;
pub mod leaves_reversed;
pub mod leaves_unmarked;
pub mod level_order;
pub mod mark_outside_leaves;
pub mod missing;
pub mod missing_level;
pub mod not_understood;
pub mod obsolete_archive_name;
pub mod without_leaves;

use std::ops::Range;

use crate::model::description::{Source, Told};

/// A range of a citation as one of the document.
fn lifted(told: &Told<Source>, range: &Range<usize>) -> Range<usize> {
    told.range.start + range.start..told.range.start + range.end
}
