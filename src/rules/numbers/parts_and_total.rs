//! Parts of a number that do not come to it.
//!
//! # Why
//!
//! A figure that was misread shows where the others add up to something else.
//!
//! # Example
//!
//! ```sigla
//! They took 12 guns, namely 5 field guns, 4 mortars and 2 howitzers.
//!           ^^ `12` is the whole, and its parts come to 11
//! ```
//!
//! # Fix
//!
//! Compare the source. Behind `of which`, `of whom` and `of them` the parts need not be all, so that only more than the whole is
//! reported.
//!
//! # Source
//!
//! Arithmetic.

use crate::rules::{BlockView, Check, Finding, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "numbers/parts-and-total",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("parts_and_total.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for tally in &block.facts.tallies {
        let (sum, total) = (tally.sum(), &tally.total);
        if sum <= total.value && (sum == total.value || !tally.complete) {
            continue;
        }
        let written = shown(&block.text[total.range.clone()]);
        let message = format!("`{written}` is the whole, and its parts come to {sum}");
        let mut finding = Finding::new(&RULE, total.range.clone(), message);
        for part in &tally.parts {
            finding = finding.related(part.range.clone(), "a part");
        }
        findings.push(finding);
    }
}
