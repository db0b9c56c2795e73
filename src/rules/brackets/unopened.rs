//! A closing bracket that nothing opened.
//!
//! # Why
//!
//! Whoever reads on cannot tell where the editor's voice began. Scanning drops an opening bracket easily, and so does a
//! web page that breaks a line.
//!
//! # Example
//!
//! ```sigla
//! Nº 1-1 p. 282]
//!              ^ `]` closes no bracket
//! ```
//!
//! # Fix
//!
//! Delete it, open the bracket at the start of the line, or write `\]` if the document itself has it.
//!
//! ```sigla
//! Nº 1-1 p. 282
//! ```
//!
//! Where a scan has read the opener as `{` or `(`, that sign is replaced; where it has read a letter as `]` (`]CC` for
//! `JCC`, `Regu]ations`), the bracket.
//!
//! # Source
//!
//! No tradition of editing allows it; Leiden conventions and TEI alike pair every bracket.

use crate::model::faults::FaultKind;
use crate::rules::brackets::{is_square, line_start, misread_letter, mistaken_opener};
use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "brackets/unopened",
    severity: Severity::Error,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unopened.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for fault in &block.facts.faults {
        if fault.kind == FaultKind::Unopened && is_square(block, &fault.range) {
            let at = fault.range.clone();
            let finding = match mistaken_opener(block, &at) {
                Some(opener) => {
                    let sign = &block.text[opener..opener + 1];
                    let message =
                        format!("`]` closes no bracket, but `{sign}` before it is not closed");
                    Finding::new(&RULE, at.clone(), message)
                        .related(opener..opener + 1, "`[` may be meant here")
                        .fix(
                            format!("Replace `{sign}` by `[`"),
                            [Edit::replace(opener..opener + 1, "[")],
                        )
                }
                None => Finding::new(&RULE, at.clone(), "`]` closes no bracket"),
            };
            let finding = match misread_letter(block.text, &at) {
                Some(letter) => finding
                    .fix(
                        format!("Replace it by the letter `{letter}`"),
                        [Edit::replace(at.clone(), letter)],
                    )
                    .rated(Safety::Unsafe),
                None => finding,
            };
            let finding = finding.fix("Delete the bracket", [Edit::delete(at.clone())]);
            let finding = match line_start(block.text, at.start) {
                Some(line) => finding.fix(
                    "Open the bracket at the start of the line",
                    [Edit::insert(line, "[")],
                ),
                None => finding,
            };
            findings.push(finding.fix(
                "Keep it as the document's own: \\]",
                [Edit::insert(at.start, "\\")],
            ));
        }
    }
}
