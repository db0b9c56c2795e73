//! A language that is not written as a language tag.
//!
//! # Why
//!
//! Programs that hyphenate, search or read aloud know a language by its tag only.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 1945-04-29
//! language: english
//!           ^^^^^^^ `english` is not the code of a language
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! creator: L. Beria
//! ---
//! ```
//!
//! # Fix
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! date: 1945-04-29
//! language: en
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! creator: L. Beria
//! ---
//! ```
//!
//! # Source
//!
//! BCP 47 (RFC 5646).

use crate::model::language;
use crate::rules::header::malformed;
use crate::rules::{BlockView, Check, Finding, Rule, Safety, Severity};
use crate::vocabulary::Kind;

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "header/malformed-language",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("malformed_language.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    malformed(
        &RULE,
        block,
        Kind::Language,
        |value| language::check_tag(value).err(),
        findings,
    );
}
