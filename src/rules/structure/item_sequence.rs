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

use super::lists::lists;
use super::skeleton::Bone;
use crate::model::document::Document;
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

/// An item that does not follow the one before it.
#[derive(Debug)]
pub(super) struct OddStep {
    before: Bone,
    item: Bone,
}

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    for step in view.skeleton.odd_steps(view.document) {
        report(view, step, findings);
    }
}

/// Goes through all lists.
pub(super) fn odd(document: &Document) -> Vec<OddStep> {
    let mut found = Vec::new();
    for list in lists(document) {
        let numbers: Option<Vec<i64>> = (list.iter())
            .map(|item| item.count.map(|count| i64::from(count.number)))
            .collect();
        let Some(numbers) = numbers else { continue };
        if numbers.first() != Some(&1) || numbers.len() < FEWEST {
            continue;
        }
        let steps: Vec<i64> = numbers.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let odd: Vec<usize> = (0..steps.len()).filter(|at| is_odd(&steps, *at)).collect();
        if odd.len() > (numbers.len() / 4).max(1)
            || !odd.iter().all(|at| (0..=WIDEST).contains(&steps[*at]))
        {
            continue;
        }
        found.extend(odd.into_iter().map(|at| OddStep {
            before: list[at].bone(),
            item: list[at + 1].bone(),
        }));
    }
    found
}

/// Whether a step is wrong by itself: of two items that have changed places, only the step to the first is. A step back
/// elsewhere is another list, whose beginning was lost.
fn is_odd(steps: &[i64], at: usize) -> bool {
    let is_swap = |from: Option<usize>| {
        let steps = from.and_then(|from| steps.get(from..));
        steps.is_some_and(|steps| matches!(steps, [2, -1] | [2, -1, 2, ..]))
    };
    steps[at] != 1 && !is_swap(at.checked_sub(1)) && !is_swap(at.checked_sub(2))
}

fn report(view: &DocumentView, step: &OddStep, findings: &mut Vec<Finding>) {
    let text = |range| view.document.slice(range);
    let label_of = |item: &Bone| item.range(view.document, |part| &part.label);
    let (before, label) = (label_of(&step.before), label_of(&step.item));
    let words = step.item.range(view.document, |part| &part.content);
    let (behind, content) = (words.start, text(words));
    if content.starts_with("[sic") || content.starts_with("[!]") {
        return;
    }
    let (last, this) = (text(before.clone()), text(label.clone()));
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
    findings.push(
        Finding::new(&RULE, label.clone(), message)
            .related(before, "the item before it")
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
        finds("1. 2. 4. 3.", &["`4.` follows `2.`"]);
        finds(
            "1. 2. 4. 5. 6. 7. 9. 10.",
            &["`4.` follows `2.`", "`9.` follows `7.`"],
        );
        finds("a) b) d) e)", &["`d)` follows `b)`"]);
    }

    #[test]
    fn what_is_not_plainly_wrong_is_no_finding() {
        finds("1. 2. 3. 1. 2. 3.", &[]);
        finds("1. 2. a) b) 3. 4. a) b)", &[]);
        finds("1. 2. 1917. 3. 4.", &[]);
        finds("1. 2. 3. 2. 3. 4.", &[]);
        finds("1. 2. 4.", &[]);
        finds("3. 4. 6. 7.", &[]);
        finds("g) h) i) k) l)", &[]);
        finds("1. 2. 7. 8. 30. 31.", &[]);
    }
}
