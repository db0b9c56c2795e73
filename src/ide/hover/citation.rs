//! An archival citation, explained level by level.

use std::ops::Range;

use super::{At, Hover};
use crate::model::citation;

/// Bytes on each side of the cursor in which a citation is looked for; the longest paragraph costs no more.
const AROUND: usize = 1200;

/// Explains the citation among the words around the cursor.
pub(super) fn find_in_text(at: &At) -> Option<Hover> {
    let from = at
        .text
        .floor_char_boundary(at.offset.saturating_sub(AROUND));
    let to = at
        .text
        .floor_char_boundary((at.offset + AROUND).min(at.text.len()));
    let near = &at.text[from..to];
    if !near.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = citation::found(near, at.registers.archives());
    let range = found
        .into_iter()
        .map(|range| from + range.start..from + range.end)
        .find(|range| at.is_in(range))?;
    find(at, &range)
}

/// Explains the citation at `range` of the block, or of several the one under the cursor: all its levels, the one under the
/// cursor in bold.
pub(super) fn find(at: &At, range: &Range<usize>) -> Option<Hover> {
    let cited = citation::parse_all(&at.text[range.clone()], at.registers.archives());
    let lift = |one: &Range<usize>| range.start + one.start..range.start + one.end;
    let one = cited
        .iter()
        .find(|one| at.offset < range.start + one.range.end)
        .or(cited.last())?;
    let range = &lift(&one.range);
    let text = &at.text[range.clone()];
    let parts = one.citation.explain(text);
    let offset = at.offset.saturating_sub(range.start);
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
