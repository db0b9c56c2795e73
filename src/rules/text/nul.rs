//! A NUL character in the text.
//!
//! # Why
//!
//! It is no character of any document; a broken export or a wrong encoding (UTF-16 read as UTF-8) leaves it. Many programs
//! end a text there.
//!
//! # Fix
//!
//! Delete it, or save the file as UTF-8.
//!
//! # Source
//!
//! XML 1.0, 2.2: NUL cannot stand in any XML document, so it can have no image in TEI.

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "text/nul",
    severity: Severity::Error,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("nul.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    // Texts in UTF-16 have one in every second byte, so a block reports its first only.
    if let Some(&at) = block.facts.nuls.first() {
        let all = block.facts.nuls.iter().map(|&at| Edit::delete(at..at + 1));
        let message = format!(
            "the text has {} NUL character{}",
            block.facts.nuls.len(),
            if block.facts.nuls.len() == 1 { "" } else { "s" }
        );
        findings
            .push(Finding::new(&RULE, at..at + 1, message).fix("Delete the NUL characters", all));
    }
}
