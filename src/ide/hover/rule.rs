//! A rule: by its name in a comment, or where it found something.

use super::{At, Hover};
use crate::rules::{Docs, Finding, Rule, rule};

/// Explains the rule of the shortest finding at a byte of the document, for where nothing else stands.
pub fn of_finding(findings: &[Finding], offset: usize) -> Option<Hover> {
    let here = |finding: &&Finding| finding.range.contains(&offset);
    let finding = findings
        .iter()
        .filter(here)
        .min_by_key(|finding| finding.range.len())?;
    let range = finding.range.clone();
    let markdown = explain(finding.rule);
    Some(Hover { range, markdown })
}

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
    at.hover(&(start..end), explain(rule))
}

fn explain(rule: &Rule) -> String {
    let severity = rule.severity.name();
    let mut markdown = format!("**{}** ({severity})\n\n", rule.name);
    let mut is_code = false;
    for line in Docs::of(rule).markdown.lines() {
        is_code ^= line.starts_with("```");
        // A heading of a page is too loud for a hover.
        match line.strip_prefix("# ").filter(|_| !is_code) {
            Some(heading) => markdown.extend(["**", heading, "**"]),
            None => markdown.push_str(line),
        }
        markdown.push('\n');
    }
    markdown.trim_end().to_owned()
}
