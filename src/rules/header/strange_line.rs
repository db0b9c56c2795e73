//! A line of the header that is neither a field nor part of one.
//!
//! # Why
//!
//! A colon was forgotten, or the text began before the header was closed. The line is kept, and nothing reads it.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date 1945-04-29
//! ^^^^^^^^^^^^^^^ not a line of the form `key: value`
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! ---
//! ```
//!
//! # Fix
//!
//! Write `key: value`, indent a line that goes on, or close the header above it.
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 1945-04-29
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! ---
//! ```
//!
//! # Source
//!
//! `docs/format.md`, "The header".

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "header/strange-line",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("strange_line.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    let Some(header) = block.facts.header.as_deref() else {
        return;
    };
    for line in &header.strange_lines {
        let finding = Finding::new(&RULE, line.clone(), "not a line of the form `key: value`");
        let first = block.text[line.clone()]
            .split_whitespace()
            .next()
            .unwrap_or_default();
        let forgotten =
            block.settings.vocabulary().key(first).is_some() && first.len() < line.len();
        findings.push(match forgotten {
            true => finding.fix(
                "Put a colon behind the key",
                [Edit::insert(line.start + first.len(), ":")],
            ),
            false => finding.fix(
                "Go on with the value above: indent the line",
                [Edit::insert(line.start, "  ")],
            ),
        });
    }
}
