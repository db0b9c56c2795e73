//! The name of a rule in a comment.

use super::{At, Hover};
use crate::rules::{Docs, rule};

pub(super) fn find(at: &At) -> Option<Hover> {
    let facts = &at.block.block.facts;
    let comment = facts.comments.iter().find(|comment| at.is_in(comment))?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '/';
    let start = at.text[comment.start..at.offset]
        .rfind(|c| !is_name(c))
        .map_or(comment.start, |before| {
            // What is no part of a name may be longer than a byte.
            let before = comment.start + before;
            before + at.text[before..].chars().next().map_or(0, char::len_utf8)
        });
    let end = at.text[at.offset..comment.end]
        .find(|c| !is_name(c))
        .map_or(comment.end, |after| at.offset + after);
    let rule = rule(&at.text[start..end])?;
    at.hover(
        &(start..end),
        format!(
            "**{}** ({})\n\n{}",
            rule.name,
            rule.severity.name(),
            Docs::of(rule).markdown
        ),
    )
}
