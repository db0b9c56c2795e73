//! An extent that does not agree with the leaves that are cited.
//!
//! # Why
//!
//! One of the two has a wrong figure: leaves are missing from the copy, or from the citation.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! extent: 6 leaves
//!         ^^^^^^^^ the extent is 6, but `ll. 334-338` are 5
//! ---
//! ```
//!
//! # Fix
//!
//! Count the leaves again, and correct the figure that is wrong.
//!
//! # Source
//!
//! ISAD(G) 3.1.5, extent; TEI P5, 10.7.1, `extent`.

use crate::registers::archives::DescriptionLevel;
use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/extent-differs",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("extent_differs.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let description = view.description();
    let (Some(extent), [told]) = (&description.extent, &description.sources[..]) else {
        return;
    };
    let Some(leaves) = &told.value.citation.leaves else {
        return;
    };
    let Some(cited) = leaves.count() else {
        return;
    };
    // `5 leaves, 9 pages`: only the figure of what the citation counts is compared.
    let words: &[&str] = match leaves.kind.level {
        DescriptionLevel::Leaf | DescriptionLevel::Folio => &["leaf", "leaves", "folio", "folios"],
        DescriptionLevel::Page => &["page", "pages", "p", "pp"],
        _ => return,
    };
    let mut written = extent.value.split(|c: char| !c.is_alphanumeric());
    let mut last = None;
    let stated = written.find_map(|word| match word.parse::<u32>() {
        Ok(number) => {
            last = Some(number);
            None
        }
        Err(_) if words.contains(&word) => last,
        Err(_) => None,
    });
    let Some(stated) = stated.filter(|stated| *stated != cited) else {
        return;
    };
    let message = format!(
        "the extent is {stated}, but `{}` are {cited}",
        &told.value.text[leaves.range.clone()]
    );
    findings.push(
        Finding::new(&RULE, extent.range.clone(), message)
            .related(lifted(told, &leaves.range), "the leaves are cited here"),
    );
}
