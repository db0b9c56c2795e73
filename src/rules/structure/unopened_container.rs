//! A line of colons that closes no container.
//!
//! # Why
//!
//! The line that should have opened the container is lost or misspelt, and what it held now reads as the document's own text.
//!
//! # Example
//!
//! ```sigla
//! Telegram of 3 May
//!
//! :::
//! ^^^ no container is open that `:::` could close
//! ```
//!
//! # Fix
//!
//! Open the container where it begins, `::: kind`, or delete the line.
//!
//! # Source
//!
//! `docs/format.md`: a container ends at a line of as many colons as opened it.

use super::unclosed_container::line;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/unopened-container",
    severity: Severity::Error,
    default: true,
    fix: None,
    source: include_str!("unopened_container.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for closer in &view.skeleton.unpaired(view.document).unopened {
        let range = line(view.document, closer);
        let written = view.document.slice(range.clone());
        let message = format!("no container is open that `{written}` could close");
        findings.push(Finding::new(&RULE, range, message));
    }
}
