//! A call number written on the document that differs from the one it is cited by.
//!
//! # Why
//!
//! What an archivist wrote on the page is closest to the shelf. If the citation says another folder, one of them leads nowhere.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: AVPRF, f. 0102, op. 13, p. 72, d. 5, ll. 165-192
//!                                        ^^^^ the citation says `d. 5`, the document `d. 6`
//! ---
//!
//! [handwritten: AVPRF, f. 0102, op. 13, p. 72, d. 6]
//!
//! The rebels have seized grain.
//! ```
//!
//! # Fix
//!
//! Correct the citation, or say what the other number is.
//!
//! # Source
//!
//! ISAD(G) 3.1.1, reference code; the practice of documentary editions.

use std::ops::Range;

use crate::model::citation::Level;
use crate::model::description::{Source, Told};
use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/citation-on-page",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("citation_on_page.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let description = view.description();
    let [cited] = &description.sources[..] else {
        return;
    };
    for written in &description.written_sources {
        if let Some((here, there)) = differ(cited, written) {
            let message = format!(
                "the citation says `{}`, the document `{}`",
                &cited.value.text[here.clone()],
                &written.value.text[there.clone()]
            );
            findings.push(
                Finding::new(&RULE, lifted(cited, &here), message)
                    .related(lifted(written, &there), "it is written here"),
            );
            return;
        }
    }
}

/// The first level that has different values in two citations of one place: they must agree in the outermost level.
fn differ(cited: &Told<Source>, written: &Told<Source>) -> Option<(Range<usize>, Range<usize>)> {
    let (one, other) = (&cited.value, &written.value);
    let pairs = one.citation.levels.iter().filter_map(|level| {
        let same = |there: &&Level| there.designator.id == level.designator.id;
        Some((level, other.citation.levels.iter().find(same)?))
    });
    let equal = |(here, there): &(&Level, &Level)| {
        fold(&one.text[here.value.clone()]) == fold(&other.text[there.value.clone()])
    };
    let pairs: Vec<_> = pairs.collect();
    if !pairs.first().is_some_and(equal) {
        return None;
    }
    let (here, there) = pairs.iter().find(|pair| !equal(pair))?;
    Some((here.range.clone(), there.range.clone()))
}

fn fold(value: &str) -> String {
    let letters = value.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
