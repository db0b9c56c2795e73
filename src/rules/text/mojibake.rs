//! UTF-8 that was read in another encoding.
//!
//! # Why
//!
//! `Ã©` is `é` in UTF-8, read as Windows-1252. A search misses the word, and the next program may make it worse.
//!
//! # Example
//!
//! ```sigla
//! in the cafÃ© of the hotel
//!           ^^ `Ã©` was `é` before its encoding was mistaken
//! ```
//!
//! # Fix
//!
//! Write what stood there before.
//!
//! ```sigla
//! in the café of the hotel
//! ```
//!
//! # Source
//!
//! The WHATWG Encoding Standard: the bytes of UTF-8 and the index of windows-1252.

use crate::model::concordance::Topic;
use crate::model::facts::{OddityKind, mended};
use crate::rules::text::at_first;
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity, SubjectView};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/mojibake",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("mojibake.rs"),
    check: Check::Subject(Topic::Oddity(OddityKind::Mojibake), check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let all = view.entries().into_iter().filter_map(|entry| {
        let range = view.range(entry);
        let meant = mended(&view.text(range.clone()))?;
        Some(Edit::replace(range, meant))
    });
    let finding = at_first(&RULE, view, |written| {
        let meant = mended(written).unwrap_or_default();
        format!("`{written}` was `{meant}` before its encoding was mistaken")
    });
    findings.push(finding.fix("Write what stood there before", all));
}
