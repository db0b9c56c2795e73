//! Rules on where a document lies.

pub mod leaves_reversed;
pub mod missing;
pub mod not_understood;
pub mod without_leaves;

use super::BlockView;
use crate::model::citation::{self, Citation};
use crate::registers::archives::Archives;

/// The citations of a header: where each starts in the block, its text, and what it says.
fn citations<'a>(block: &BlockView<'a>) -> Vec<(usize, &'a str, Citation)> {
    let Some(header) = block.facts.header.as_deref() else {
        return Vec::new();
    };
    let Some(field) = header.field(block.text, &[super::header::SOURCE, "provenance"]) else {
        return Vec::new();
    };
    let values = field.values.iter().map(|value| {
        let written = &block.text[value.clone()];
        let unquoted = written.trim_matches(['"', '\'']);
        let start = value.start + (written.len() - written.trim_start_matches(['"', '\'']).len());
        (
            start,
            unquoted,
            citation::parse(unquoted, Archives::builtin()),
        )
    });
    values.collect()
}
