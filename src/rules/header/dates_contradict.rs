//! A document that was declassified before it was written.
//!
//! # Why
//!
//! One of the two dates is wrong.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 1945-04-29
//! declassified: 1944-05-01
//!               ^^^^^^^^^^ `1944-05-01` is before `1945-04-29`, when the document was written
//! ---
//! ```
//!
//! # Fix
//!
//! Compare the source, and put the wrong date right.
//!
//! # Source
//!
//! ISAD(G) 3.1.3 and 3.4.1.

use crate::model::date::{self, Date};
use crate::model::header::plain;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "header/dates-contradict",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("dates_contradict.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let Some((header, block)) = view.document.header() else {
        return;
    };
    let told = |key| -> Option<(_, Date)> {
        let range = header.field(&block, &[key])?.values.first()?;
        let date = date::parse(&plain(&block[range.clone()])).ok()?;
        Some((range.clone(), date))
    };
    let (Some((written, date)), Some((opened, declassified))) =
        (told("date"), told("declassified"))
    else {
        return;
    };
    if declassified.latest() < date.earliest() {
        let message = format!(
            "`{}` is before `{}`, when the document was written",
            &block[opened.clone()],
            &block[written.clone()]
        );
        findings.push(
            Finding::new(&RULE, opened, message)
                .related(written, "when it was written stands here"),
        );
    }
}
