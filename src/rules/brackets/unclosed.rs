//! An opening bracket that its paragraph does not close.
//!
//! # Why
//!
//! All that follows up to the blank line reads as the editor's, and the words of the source are lost among it.
//!
//! # Example
//!
//! ```sigla
//! the city of Ghulja [Yining has been cleared
//!                    ^ `[` is not closed before the paragraph ends
//! ```
//!
//! # Fix
//!
//! Close it behind the first word, at the end of the line or of the paragraph; or write `\[` if the document itself has it.
//!
//! ```sigla
//! the city of Ghulja [Yining] has been cleared
//! ```
//!
//! Where a scan has read the closer as `)` or `}`, that sign is replaced.
//!
//! # Source
//!
//! No tradition of editing allows it. Nothing inline crosses a blank line in Sigla, so the slip costs one paragraph.

use std::ops::Range;

use crate::model::faults::FaultKind;
use crate::rules::brackets::{is_square, line_end};
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule { name: "brackets/unclosed", severity: Severity::Error, source: include_str!("unclosed.rs"), check: Check::Block(check) };

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for fault in &block.facts.faults {
        if fault.kind == FaultKind::Unclosed && is_square(block, &fault.range) {
            findings.push(finding(block.text, &fault.range, fault.end.start));
        }
    }
}

fn finding(text: &str, opener: &Range<usize>, end: usize) -> Finding {
    let message = "`[` is not closed before the paragraph ends";
    let finding = Finding::new(&RULE, opener.clone(), message);
    let word = text[opener.end..end].find(char::is_whitespace).map_or(end, |length| opener.end + length);
    let finding = match other_closer(text, opener.end..end) {
        Some(at) => finding.fix("Replace the closer by `]`", [Edit::replace(at..at + 1, "]")]),
        None if word > opener.end => finding.fix("Close the bracket behind the word", [Edit::insert(word, "]")]),
        None => finding,
    };
    let line = line_end(text, opener.end).min(end);
    let finding = match line < end && line > word {
        true => finding.fix("Close the bracket at the end of the line", [Edit::insert(line, "]")]),
        false => finding,
    };
    finding
        .fix("Close the bracket at the end of the paragraph", [Edit::insert(end, "]")])
        .fix("Keep it as the document's own: \\[", [Edit::insert(opener.start, "\\")])
}

/// A `)` or `}` that a scan may have read for `]`: the first one, where no `(` or `{` opens it.
fn other_closer(text: &str, range: Range<usize>) -> Option<usize> {
    let at = range.start + text[range.clone()].find(['(', ')', '{', '}'])?;
    matches!(text.as_bytes()[at], b')' | b'}').then_some(at)
}
