//! Code actions: the fixes of findings, writing down what the rule table decided, rewritings, and what can be done about a
//! name.

mod addition;
mod names;
mod rewriting;
#[cfg(test)]
mod tests;

pub use addition::Addition;

use std::ops::Range;
use std::sync::Arc;

use crate::model::document::Document;
use crate::model::header::plain;
use crate::rules::{Edit, Finding, Fix, Safety, Settings, allow, apply, fix, line_end, round};
use crate::vocabulary::Class;

/// Something that can be done at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// The change, in bytes of the document; without edits where it is one of a register.
    pub fix: Fix,
    /// The row that it adds to a register.
    pub addition: Option<Addition>,
    /// The finding that it answers, if it answers one.
    pub finding: Option<Finding>,
    /// Whether it is the first thing to try.
    pub preferred: bool,
}

/// What can be done about a range: the fixes of the findings that touch it, then statements of class for its brackets, then
/// what concerns the name at its start.
pub fn actions(
    document: &Document,
    settings: &Settings,
    findings: &[Finding],
    range: &Range<usize>,
) -> Vec<Action> {
    let touches = |other: &Range<usize>| other.start <= range.end && range.start <= other.end;
    let mut actions = Vec::new();
    for finding in findings.iter().filter(|finding| touches(&finding.range)) {
        for (index, fix) in finding.fixes.iter().enumerate() {
            actions.push(Action {
                fix: fix.clone(),
                addition: None,
                finding: Some(finding.clone()),
                preferred: index == 0 && fix.safety <= Safety::Suggested,
            });
        }
        let edits = allow(document, std::slice::from_ref(finding), None);
        if !edits.is_empty() {
            let file = document
                .header()
                .is_some_and(|(header, _)| finding.range.start < header.range.end);
            let place = if file { "in this file" } else { "here" };
            actions.push(Action {
                fix: Fix {
                    title: format!("Allow {} {place}", finding.rule.name),
                    safety: Safety::Safe,
                    edits,
                },
                addition: None,
                finding: Some(finding.clone()),
                preferred: false,
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
                    document,
                    insertion.judgement.class,
                    insertion.judgement.rule,
                    block.start + insertion.inner.start,
                )
            {
                actions.push(Action {
                    fix,
                    addition: None,
                    finding: None,
                    preferred: false,
                });
            }
        }
    }
    actions.extend(rewriting::actions(document, range));
    actions.extend(names::actions(document, settings, range));
    actions
}

/// What [`fix_all`] is called.
pub const FIX_ALL: &str = "Apply all safe fixes";

/// All fixes that may be applied unseen, as one change; none where there are none.
pub fn fix_all(document: &Document, settings: &Arc<Settings>, findings: &[Finding]) -> Option<Fix> {
    if !findings
        .iter()
        .any(|finding| finding.fixes.iter().any(|fix| fix.safety == Safety::Safe))
    {
        return None;
    }
    let old = document.text().to_string();
    let fixed = fix(document, settings, Safety::Safe);
    let (edits, _) = round(findings, Safety::Safe, line_end(&old));
    let edits = match apply(&old, &edits) == fixed.text {
        true => edits,
        // What took several rounds is told by its first and last difference.
        false => vec![difference(&old, &fixed.text)],
    };
    (old != fixed.text).then(|| Fix {
        title: FIX_ALL.to_owned(),
        safety: Safety::Safe,
        edits,
    })
}

/// The one edit that makes a text another.
fn difference(old: &str, new: &str) -> Edit {
    let same = |(one, other): &((usize, char), char)| one.1 == *other;
    let start = old.char_indices().zip(new.chars()).take_while(same).last();
    let start = start.map_or(0, |((at, c), _)| at + c.len_utf8());
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let pairs = old_rest.chars().rev().zip(new_rest.chars().rev());
    let end: usize = pairs
        .take_while(|(one, other)| one == other)
        .map(|(c, _)| c.len_utf8())
        .sum();
    Edit::replace(start..old.len() - end, &new_rest[..new_rest.len() - end])
}

/// Writes down the class of a bracket that only the heuristic rules (14 to 18) decided.
fn state_class(document: &Document, class: Class, rule: u8, at: usize) -> Option<Fix> {
    if rule < 14 {
        return None;
    }
    let sign = match class {
        Class::OtherName => "=".to_owned(),
        Class::Supplied => "+".to_owned(),
        Class::Expansion => "expansion: ".to_owned(),
        Class::Note => "note: ".to_owned(),
        Class::Term => format!("{}: ", language_of_source(document)?),
        _ => return None,
    };
    let title = format!("Write down that this is {}: [{sign}…]", class.name());
    Some(Fix {
        title,
        safety: Safety::Safe,
        edits: vec![Edit::insert(at, sign)],
    })
}

/// The language of the source, as the header says and a label can.
fn language_of_source(document: &Document) -> Option<String> {
    let (header, block) = document.header()?;
    let field = header.field(&block, &["original-language"])?;
    let language = plain(&block[field.values.first()?.clone()]);
    let languages = document.vocabulary().languages();
    let is_label = languages.iter().any(|label| label.name == language);
    is_label.then_some(language)
}
