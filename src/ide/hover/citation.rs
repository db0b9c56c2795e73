//! An archival citation, explained level by level.

use std::ops::Range;

use super::{At, Hover};
use crate::model::citation;
use crate::registers::archives::Archives;

/// Explains the citation at `range` of the block: all its levels, the one under the cursor in bold.
pub(super) fn find(at: &At, range: &Range<usize>) -> Option<Hover> {
    let text = &at.text[range.clone()];
    let parts = citation::parse(text, Archives::builtin()).explain(text);
    let offset = at.offset - range.start;
    let lines = parts.iter().map(|part| {
        let written = &text[part.range.clone()];
        let shown = if part.range.contains(&offset) {
            format!("**{written}**")
        } else {
            written.to_owned()
        };
        let shown = if written.is_empty() {
            String::new()
        } else {
            format!("{shown} · ")
        };
        format!("- {shown}{}: {}", part.heading, part.text)
    });
    let lines = lines.collect::<Vec<_>>().join("\n");
    (!lines.is_empty()).then(|| at.hover(range, lines))?
}
