//! A date that is not written as the header wants it.
//!
//! # Why
//!
//! One form, year first, sorts and compares without guessing: `03/04/1945` is April in one country and March in another.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 29 April 1945
//!       ^^^^^^^^^^^^^ `29 April 1945` is not a date of ISO 8601 or EDTF level 1
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! creator: L. Beria
//! language: en
//! ---
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
//! ```
//!
//! # Source
//!
//! ISO 8601-1; EDTF (ISO 8601-2, annex A), level 1.

use crate::model::date;
use crate::rules::header::malformed;
use crate::rules::{BlockView, Check, Finding, Rule, Safety, Severity};
use crate::vocabulary::Kind;

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "header/malformed-date",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("malformed_date.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    malformed(
        &RULE,
        block,
        Kind::Date,
        |value| date::parse(value).err(),
        findings,
    );
}
