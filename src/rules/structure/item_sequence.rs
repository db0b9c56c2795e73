//! An item whose number is missing, doubled or out of order.
//!
//! # Why
//!
//! A number left out may be an item left out, the easiest thing to lose where a page is copied; a doubled one leaves every
//! reference to it open.
//!
//! # Example
//!
//! ```sigla
//! 1. to send instructors
//!
//! 2. to sell ammunition
//!
//! 4. to allow trade
//! ^^ `4.` follows `2.`
//!
//! 5. to report each month
//! ```
//!
//! # Fix
//!
//! Look it up in the original. Where that counts so, say it: `[sic]` behind the label.
//!
//! ```sigla
//! 1. to send instructors
//!
//! 2. to sell ammunition
//!
//! 4. [sic] to allow trade
//!
//! 5. to report each month
//! ```
//!
//! # Source
//!
//! TEI P5, 3.8, "Lists": the labels of a list are the document's; Chicago Manual of Style, 6.127-132, on numbered lists.

use super::lists::{Item, lists};
use crate::rules::{Check, DocumentView, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/item-sequence",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("item_sequence.rs"),
    check: Check::Document(check),
};

/// With fewer items nobody can tell what the count is.
const FEWEST: usize = 4;
/// A wider gap is an excerpt, or no list.
const WIDEST: i64 = 3;

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for list in lists(view.document) {
        let numbers: Option<Vec<i64>> = (list.iter())
            .map(|item| item.count.map(|count| i64::from(count.number)))
            .collect();
        let Some(numbers) = numbers else { continue };
        if numbers.first() != Some(&1) || numbers.len() < FEWEST {
            continue;
        }
        // What lies between two items, and the place of the latter.
        let steps = numbers.windows(2).map(|pair| pair[1] - pair[0]).zip(1..);
        let odd: Vec<_> = steps.filter(|(step, _)| *step != 1).collect();
        let swapped = odd.len() <= 3 && odd.windows(2).any(|pair| pair[0].1 + 1 == pair[1].1);
        let causes = if swapped { 1 } else { odd.len() };
        let is_plain = |(step, _): &(i64, usize)| (-1..=WIDEST).contains(step);
        if causes > (numbers.len() / 4).max(1) || !odd.iter().all(is_plain) {
            continue;
        }
        for (_, at) in odd.iter().take(causes) {
            report(view, &list[at - 1], &list[*at], findings);
        }
    }
}

fn report(view: &DocumentView, before: &Item, item: &Item, findings: &mut Vec<Finding>) {
    let text = |range| view.document.slice(range);
    let (label, content) = (item.label(), text(item.content()));
    if content.starts_with("[sic") || content.starts_with("[!]") {
        return;
    }
    let (last, this) = (text(before.label()), text(label.clone()));
    // Old alphabets do without `j` and `v`.
    let letters = |label: &str| label.trim_matches(['(', ')', '.']).to_lowercase();
    if matches!(
        (&*letters(&last), &*letters(&this)),
        ("i", "k") | ("u", "w")
    ) {
        return;
    }
    let message = if last == this {
        format!("`{this}` stands here a second time")
    } else {
        format!("`{this}` follows `{last}`")
    };
    let behind = item.content().start;
    findings.push(
        Finding::new(&RULE, label.clone(), message)
            .related(before.label(), "the item before it")
            .fix(
                "Say that the source counts so: [sic]",
                [Edit::insert(behind, "[sic] ")],
            ),
    );
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::document::Document;
    use crate::rules::{Settings, check};

    #[track_caller]
    fn finds(labels: &str, expected: &[&str]) {
        let text: String = labels.split(' ').map(|it| format!("{it} x\n\n")).collect();
        let findings = check(&Document::new(&text), &Arc::new(Settings::all()));
        let found = findings.iter().filter(|it| *it.rule == super::RULE);
        let found: Vec<_> = found.map(|it| &*it.message).collect();
        assert_eq!(found, expected, "{labels}");
    }

    #[test]
    fn a_gap_a_double_and_a_swap_are_one_finding_each() {
        finds("1. 2. 4. 5.", &["`4.` follows `2.`"]);
        finds("1. 2. 2. 3.", &["`2.` stands here a second time"]);
        finds("1. 2. 4. 3. 5.", &["`4.` follows `2.`"]);
        finds("a) b) d) e)", &["`d)` follows `b)`"]);
    }

    #[test]
    fn what_is_not_plainly_wrong_is_no_finding() {
        finds("1. 2. 3. 1. 2. 3.", &[]);
        finds("1. 2. a) b) 3. 4. a) b)", &[]);
        finds("1. 2. 1917. 3. 4.", &[]);
        finds("1. 2. 4.", &[]);
        finds("3. 4. 6. 7.", &[]);
        finds("g) h) i) k) l)", &[]);
        finds("1. 2. 7. 8. 30. 31.", &[]);
    }
}
