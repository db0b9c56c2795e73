//! A word behind `@` that looks like a misspelt role.
//!
//! # Why
//!
//! Misspelt, it is no role: the line is text, `@` and all, and neither the outline nor an export knows what it is.
//!
//! # Example
//!
//! ```sigla
//! @adressee to Cde. I. V. STALIN
//! ^^^^^^^^^ `@adressee` is no role; did you mean `@addressee`?
//! ```
//!
//! # Fix
//!
//! ```sigla
//! @addressee to Cde. I. V. STALIN
//! ```
//!
//! # Source
//!
//! The roles, `docs/format.md`; a line that begins with any other word behind `@` is text.

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/unknown-role",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unknown_role.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for range in &block.facts.unknown_roles {
        let written = &block.text[range.clone()];
        let name = written.trim_start_matches('@');
        if let Some(role) = block.settings.vocabulary().nearest_role(name) {
            let message = format!("`{written}` is no role; did you mean `@{}`?", role.name);
            findings.push(Finding::new(&RULE, range.clone(), message).fix(
                format!("Write `@{}`", role.name),
                [Edit::replace(range.clone(), format!("@{}", role.name))],
            ));
        }
    }
}
