//! Code actions: the fixes of findings, and writing down what the rule table decided.

use std::ops::Range;

use crate::model::document::Document;
use crate::rules::{Edit, Finding, Fix, Safety};
use crate::vocabulary::Class;

/// Something that can be done at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// The change, in bytes of the document.
    pub fix: Fix,
    /// The finding that it answers, if it answers one.
    pub finding: Option<Finding>,
    /// Whether it is the first thing to try.
    pub preferred: bool,
}

/// What can be done about a range: the fixes of the findings that touch it, then statements of class for its brackets.
pub fn actions(document: &Document, findings: &[Finding], range: &Range<usize>) -> Vec<Action> {
    let touches = |other: &Range<usize>| other.start <= range.end && range.start <= other.end;
    let mut actions = Vec::new();
    for finding in findings.iter().filter(|finding| touches(&finding.range)) {
        for (index, fix) in finding.fixes.iter().enumerate() {
            actions.push(Action {
                fix: fix.clone(),
                finding: Some(finding.clone()),
                preferred: index == 0,
            });
        }
    }
    let first = document
        .block_at(range.start)
        .map_or(0, |block| block.index);
    for block in (first..)
        .map_while(|index| document.block(index))
        .take_while(|block| block.start <= range.end)
    {
        for insertion in &block.block.facts.insertions {
            let place = block.lift(&insertion.range);
            if touches(&place)
                && let Some(fix) = state_class(
                    insertion.judgement.class,
                    insertion.judgement.rule,
                    block.start + insertion.inner.start,
                )
            {
                actions.push(Action {
                    fix,
                    finding: None,
                    preferred: false,
                });
            }
        }
    }
    actions
}

/// Writes down the class of a bracket that only the heuristic rules (14 to 18) decided.
fn state_class(class: Class, rule: u8, at: usize) -> Option<Fix> {
    if rule < 14 {
        return None;
    }
    let sign = match class {
        Class::OtherName => "=",
        Class::Supplied => "+",
        Class::Expansion => "expansion: ",
        Class::Note => "note: ",
        _ => return None,
    };
    let title = format!("Write down that this is {}: [{sign}…]", class.name());
    Some(Fix {
        title,
        safety: Safety::Safe,
        edits: vec![Edit::insert(at, sign)],
    })
}
