//! An item that ends or begins in another way than all its neighbours.
//!
//! # Why
//!
//! A list whose items all end in a semicolon but one has often lost the end of that one, or a sign in it.
//!
//! # Example
//!
//! ```sigla
//! a) instructors for the staff;
//!
//! b) rifles and cartridges
//!                        ^ `b)` does not end in `;` as the items beside it do
//!
//! c) boots and coats;
//!
//! d) wireless sets;
//!
//! e) maps.
//! ```
//!
//! # Fix
//!
//! Look it up in the original; it may well be so there.
//!
//! # Source
//!
//! Chicago Manual of Style, 6.130-131: punctuation of the items of one list is alike.

use super::lists::{Item, lists};
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/item-form",
    severity: Severity::Hint,
    default: false,
    fix: None,
    source: include_str!("item_form.rs"),
    check: Check::Document(check),
};

/// So many items beside it must agree.
const FEWEST: usize = 3;

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for list in lists(view.document) {
        // The last one ends the sentence, so it may end as it likes.
        let Some((_, items)) = list.split_last() else {
            continue;
        };
        if items.len() <= FEWEST {
            continue;
        }
        let ends: Vec<_> = items.iter().map(|item| end(view, item)).collect();
        for sign in [';', '.', ','] {
            let mut others = (0..ends.len()).filter(|at| ends[*at] != Some(sign));
            let (Some(odd), None) = (others.next(), others.next()) else {
                continue;
            };
            // One that introduces a list of its own, or goes on below, ends otherwise.
            if ends[odd].is_none_or(|end| end == ':') || !items[odd].is_followed_by(&list[odd + 1])
            {
                continue;
            }
            let content = items[odd].content();
            let label = view.document.slice(items[odd].label());
            let last = ends[odd].map_or(1, char::len_utf8);
            findings.push(Finding::new(
                &RULE,
                content.end - last..content.end,
                format!("`{label}` does not end in `{sign}` as the items beside it do"),
            ));
        }
    }
}

/// The last sign of an item.
fn end(view: &DocumentView, item: &Item) -> Option<char> {
    view.document.slice(item.content()).chars().next_back()
}
