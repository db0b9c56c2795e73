//! A header without its closing `---`.
//!
//! # Why
//!
//! The header then ends at the first blank line behind which no key stands, and what the editor meant as a field may be
//! read as text, or text as a field.
//!
//! # Example
//!
//! ```sigla
//! ---
//! ^^^ the header is not closed by `---`
//! title: Report on Ili
//! date: 1945-04-29
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! creator: L. Beria
//! language: en
//!
//! to Cde. I. V. STALIN
//! ```
//!
//! # Fix
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 1945-04-29
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! creator: L. Beria
//! language: en
//! ---
//!
//! to Cde. I. V. STALIN
//! ```
//!
//! # Source
//!
//! YAML 1.2.2, 9.1.4, "Explicit documents".

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "header/unclosed",
    severity: Severity::Error,
    default: true,
    fix: Some(Safety::Safe),
    source: include_str!("unclosed.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    if let Some(header) = block
        .facts
        .header
        .as_deref()
        .filter(|header| !header.closed)
    {
        findings.push(
            Finding::new(&RULE, header.opening(), "the header is not closed by `---`")
                .fix(
                    "Close the header",
                    [Edit::insert(header.range.end, "\n---")],
                )
                .safe(),
        );
    }
}
