//! A date of the header that no dateline of the document bears.
//!
//! # Why
//!
//! The header is what lists and searches read; if it differs from the page, the document is filed under a wrong day.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 1945-04-28
//!       ^^^^^^^^^^ the header says `1945-04-28`, the document `29 April 1945`
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! creator: L. Beria
//! language: en
//! ---
//!
//! 29 April 1945
//! ```
//!
//! # Fix
//!
//! Compare the source, and write its date into the header.
//!
//! # Source
//!
//! ISAD(G) 3.1.3. One dateline that agrees is enough; before 1924 the header may count ten to thirteen days more, by the other
//! calendar.

use std::ops::Range;

use super::days_between;
use crate::model::date::Date;
use crate::model::description::Told;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "dates/header-against-dateline",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("header_against_dateline.rs"),
    check: Check::Document(check),
};

/// So long a country may still have counted by the Julian calendar.
const LAST_JULIAN: i32 = 1924;

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let Some((header, first)) = differ(view) else {
        return;
    };
    let message = format!(
        "the header says `{}`, the document `{}`",
        view.document.slice(header.range.clone()),
        view.document.slice(first.range.clone())
    );
    findings.push(
        Finding::new(&RULE, header.range.clone(), message)
            .related(first.range.clone(), "the document's date stands here"),
    );
}

/// The dateline from which the header is reported to differ.
pub(super) fn reported(view: &DocumentView) -> Option<Range<usize>> {
    view.settings.severity(&RULE)?;
    differ(view).map(|(_, first)| first.range.clone())
}

/// The date of the header and the first dateline, where no dateline bears that date.
fn differ<'a>(view: &'a DocumentView) -> Option<(&'a Told<Date>, &'a Told<Date>)> {
    let description = view.description();
    let (header, first) = (description.date.as_ref()?, description.datelines.first()?);
    // Without a date of its own the header cannot differ: the description then tells that of the first dateline.
    let differs = description.from_header
        && header.range != first.range
        && !(description.datelines.iter()).any(|line| agree(&header.value, &line.value));
    differs.then_some((header, first))
}

fn agree(header: &Date, line: &Date) -> bool {
    let overlap = header.earliest() <= line.latest() && line.earliest() <= header.latest();
    let calendars = line.earliest().year < LAST_JULIAN
        && days_between(line.earliest(), header.earliest())
            .is_some_and(|days| (10..=13).contains(&days.abs()));
    overlap || calendars
}
