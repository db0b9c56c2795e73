//! An item with a label and nothing to go with it.
//!
//! # Why
//!
//! What the item said is lost, or its label is a stray mark; either way the list is not what the document had.
//!
//! # Example
//!
//! ```sigla
//! 1. to send instructors
//!
//! 2.
//! ^^ `2.` says nothing
//!
//! 3. to allow trade
//! ```
//!
//! # Fix
//!
//! Take the words from the original, or say that they are lost there.
//!
//! ```sigla
//! 1. to send instructors
//!
//! 2. [left blank]
//!
//! 3. to allow trade
//! ```
//!
//! # Source
//!
//! TEI P5, 12.3.1: what is left out is marked where it is left out.

use super::lists::lists;
use crate::rules::{Check, DocumentView, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/empty-item",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("empty_item.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for list in lists(view.document) {
        // Many labels stand alone above their text; only one among others that do not is plain.
        let empty = list.iter().filter(|item| item.part.is_empty()).count();
        if empty == 0 || empty * 2 >= list.len() {
            continue;
        }
        for pair in list.windows(2) {
            let [item, next] = pair else { continue };
            if !item.part.is_empty() || item.count.is_none() || !item.is_followed_by(next) {
                continue;
            }
            let label = item.label();
            let message = format!("`{}` says nothing", view.document.slice(label.clone()));
            findings.push(Finding::new(&RULE, label.clone(), message).fix(
                "Say that it is left blank in the source",
                [Edit::insert(label.end, " [left blank]")],
            ));
        }
    }
}
