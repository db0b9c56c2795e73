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
//! Where a scan has read the closer as `)`, `}` or `1`, that sign is replaced.
//!
//! # Source
//!
//! No tradition of editing allows it. Nothing inline crosses a blank line in Sigla, so the slip costs one paragraph.

use std::ops::Range;

use crate::model::faults::FaultKind;
use crate::rules::brackets::{behind, is_square, line_end, mistaken_closer};
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/unclosed",
    severity: Severity::Error,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unclosed.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for fault in &block.facts.faults {
        if fault.kind == FaultKind::Unclosed && is_square(block, &fault.range) {
            findings.push(finding(block.text, &fault.range, fault.end.start));
        }
    }
}

fn finding(text: &str, opener: &Range<usize>, end: usize) -> Finding {
    let finding = Finding::new(
        &RULE,
        opener.clone(),
        "`[` is not closed before the paragraph ends",
    );
    let near = behind(text, opener.end..end);
    let word = opener.end + near.find(char::is_whitespace).unwrap_or(near.len());
    let finding = match mistaken_closer(text, opener, end) {
        Some(at) => finding.fix(
            format!("Replace `{}` by `]`", &text[at..at + 1]),
            [Edit::replace(at..at + 1, "]")],
        ),
        None if word > opener.end => finding.fix(
            "Close the bracket behind the word",
            [Edit::insert(word, "]")],
        ),
        None => finding,
    };
    let finding = match line_end(text, opener.end) {
        Some(line) if word < line && line < end => finding.fix(
            "Close the bracket at the end of the line",
            [Edit::insert(line, "]")],
        ),
        _ => finding,
    };
    finding
        .fix(
            "Close the bracket at the end of the paragraph",
            [Edit::insert(end, "]")],
        )
        .fix(
            "Keep it as the document's own: \\[",
            [Edit::insert(opener.start, "\\")],
        )
}
