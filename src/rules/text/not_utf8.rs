//! Bytes that are not UTF-8.
//!
//! # Why
//!
//! Sigla reads UTF-8 only. A byte that is not is shown as a placeholder, one for one, and the rest of the file is checked
//! as it stands; nothing is written.
//!
//! # Fix
//!
//! Find out in which encoding the file was saved (often Windows-1252, or Windows-1251 for Russian) and save it as UTF-8.
//!
//! # Source
//!
//! `docs/format.md`, "Characters".

use std::ops::Range;

use crate::rules::{Check, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/not-utf8",
    severity: Severity::Error,
    default: true,
    fix: None,
    source: include_str!("not_utf8.rs"),
    check: Check::File,
};

/// The finding for a run of bytes that are not UTF-8; `bytes` are the first of them.
pub fn finding(range: Range<usize>, bytes: &[u8]) -> Finding {
    let shown: Vec<_> = bytes
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02X}"))
        .collect();
    let more = if range.len() > shown.len() {
        " …"
    } else {
        ""
    };
    let place = format!("byte {}", range.start);
    Finding::new(
        &RULE,
        range,
        format!("not UTF-8 at {place}: {}{more}", shown.join(" ")),
    )
}
