//! A run of leaves that ends before it begins.
//!
//! # Why
//!
//! A digit was left out or two were swapped, and the call slip asks for leaves that do not hold the document.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 338-334
//!                                              ^^^^^^^ the leaves run backwards: `338-334`
//! ---
//! ```
//!
//! # Fix
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! ---
//! ```
//!
//! # Source
//!
//! TEI P5, 10.2, `locus`: `from` and `to`.

use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/leaves-reversed",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("leaves_reversed.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for told in &view.description().sources {
        let (text, citation) = (&told.value.text, &told.value.citation);
        for span in citation.leaves.iter().flat_map(|leaves| leaves.reversed()) {
            let written = &text[span.range.clone()];
            let range = lifted(told, &span.range);
            let finding = Finding::new(
                &RULE,
                range.clone(),
                format!("the leaves run backwards: `{written}`"),
            );
            let Some(dash) = written.find(['-', '–', '—']) else {
                findings.push(finding);
                continue;
            };
            let sign = written[dash..].chars().next().unwrap_or('-');
            let (from, to) = (
                written[..dash].trim(),
                written[dash + sign.len_utf8()..].trim(),
            );
            findings.push(finding.fix(
                format!("Write `{to}{sign}{from}`"),
                [Edit::replace(range, format!("{to}{sign}{from}"))],
            ));
        }
    }
}
