//! Lines far apart beneath a colon, none with a figure: a table that lost its figures on the way to text.
//!
//! # Why
//!
//! Where a page is turned into text, the columns of a table fall apart, and the one with the figures is lost. What is left
//! reads as if the document had named things without saying how many, which nobody sees who does not hold the original.
//!
//! # Example
//!
//! ```sigla
//! The rebels have seized the following equipment:
//!
//!
//!
//! machine guns
//! ^^^^^^^^^^^^ below `The rebels have seized the following equipment:` stand 3 lines without a figure, far apart: a table whose figures were lost
//!
//!
//!
//! field guns
//!
//!
//!
//! armored cars
//!
//! and also depots with weapons.
//! ```
//!
//! # Fix
//!
//! Take the figures from the original. Until then, a note tells the reader that the text is not whole.
//!
//! ```sigla
//! The rebels have seized the following equipment: [note: the figures of this table are missing from the transcription]
//!
//!
//!
//! machine guns
//!
//!
//!
//! field guns
//!
//!
//!
//! armored cars
//!
//! and also depots with weapons.
//! ```
//!
//! # Source
//!
//! TEI P5, 12.3.1: what a transcription leaves out is marked where it is left out.

use crate::model::parts::PartKind;
use crate::rules::{Check, Edit, Finding, PassageView, Rule, Safety, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/figures-lost",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("figures_lost.rs"),
    check: Check::Passage(check),
};

/// So many lines make a table of what might be a few paragraphs.
const FEWEST: usize = 3;
/// So many blank lines stand in front of each: room that a row once took.
const BLANK: usize = 3;
/// Longer lines are sentences.
const LONGEST: usize = 60;

fn check(passage: &PassageView, findings: &mut Vec<Finding>) {
    let (document, first) = (passage.document, passage.first);
    if !first.block.facts.introduces {
        return;
    }
    let opening = document.block_text(first);
    let mut blank = blank_lines_behind(&opening);
    let mut rows = Vec::new();
    for block in passage.behind() {
        // Blank lines count, so the bound is generous.
        if blank < BLANK || block.block.len > 100 * LONGEST {
            break;
        }
        let facts = &block.block.facts;
        let [part] = &facts.parts[..] else { break };
        let text = document.block_text(&block);
        let is_row = part.kind == PartKind::Paragraph
            && facts.insertions.is_empty()
            && facts.faults.is_empty()
            && is_name_of_things(&text[part.range.clone()]);
        if !is_row {
            break;
        }
        rows.push(passage.lower(&block, &part.range));
        blank = blank_lines_behind(&text);
    }
    let ([row, ..], [.., last]) = (&rows[..], &rows[..]) else {
        return;
    };
    if rows.len() < FEWEST {
        return;
    }
    let written = opening.trim();
    let line = written.lines().next_back().unwrap_or(written).trim_start();
    let message = format!(
        "below `{}` stand {} lines without a figure, far apart: a table whose figures were lost",
        shown(line),
        rows.len()
    );
    let end = opening.trim_end().len();
    findings.push(
        Finding::new(&RULE, row.start..last.end, message)
            .related(end - line.len()..end, "this line introduces them")
            .fix(
                "Note that the figures are missing",
                [Edit::insert(
                    end,
                    " [note: the figures of this table are missing from the transcription]",
                )],
            ),
    );
}

/// A short line in small letters, without a figure and without a sign that ends a sentence or an entry.
fn is_name_of_things(line: &str) -> bool {
    line.starts_with(char::is_lowercase)
        && line.ends_with(char::is_alphanumeric)
        && !line.contains(|c: char| c.is_numeric() || matches!(c, '\n' | '\r' | ':' | ';'))
        && line.chars().count() <= LONGEST
}

/// How many blank lines stand behind the last line of a block.
fn blank_lines_behind(block: &str) -> usize {
    let behind = &block[block.trim_end().len()..];
    let ends = behind.replace("\r\n", "\n");
    ends.matches(['\n', '\r']).count().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::document::Document;
    use crate::rules::{Settings, check};

    #[track_caller]
    fn finds(text: &str, expected: usize) {
        let findings = check(&Document::new(text), &Arc::new(Settings::all()));
        let found = findings.iter().filter(|it| *it.rule == super::RULE);
        assert_eq!(found.count(), expected, "{text:?}");
    }

    #[test]
    fn only_bare_lines_far_apart_are_a_lost_table() {
        finds("seized:\n\n\n\nguns\n\n\n\ncars\n\n\n\nships\n", 1);
        finds(
            "seized:\r\n\r\n\r\n\r\nguns\r\n\r\n\r\n\r\ncars\r\n\r\n\r\n\r\nships",
            1,
        );
        finds("seized:\n\nguns\n\ncars\n\nships\n", 0);
        finds("seized:\n\n\n\nguns\n\n\n\ncars\n", 0);
        finds("seized:\n\n\n\n30 guns\n\n\n\n4 cars\n\n\n\n2 ships\n", 0);
        finds("seized\n\n\n\nguns\n\n\n\ncars\n\n\n\nships\n", 0);
        finds("seized:\n\n\n\nGuns\n\n\n\nCars\n\n\n\nShips\n", 0);
    }
}
