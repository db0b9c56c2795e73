//! An editor's bracket: its class, the words it speaks of, and how to overrule the table.

use super::{At, Hover};
use crate::model::brackets::RULES;
use crate::model::facts::{Insertion, LabelUse};
use crate::vocabulary::Class;

/// On a sign of the bracket, or on its label.
pub(super) fn find_sign(at: &At) -> Option<Hover> {
    let facts = &at.block.block.facts;
    if let Some(label) = facts.labels.iter().find(|label| at.is_in(&label.range)) {
        return explain_label(at, label);
    }
    let insertion = innermost(at)?;
    (!at.is_in(&insertion.inner)).then(|| explain(at, insertion))?
}

/// Anywhere in the bracket.
pub(super) fn find(at: &At) -> Option<Hover> {
    explain(at, innermost(at)?)
}

fn innermost<'a>(at: &'a At) -> Option<&'a Insertion> {
    at.block
        .block
        .facts
        .insertions
        .iter()
        .rfind(|insertion| at.is_in(&insertion.range))
}

fn explain(at: &At, insertion: &Insertion) -> Option<Hover> {
    let judgement = &insertion.judgement;
    let class = judgement.class;
    let reach = judgement
        .reach
        .as_ref()
        .map(|reach| format!("\n\nIt speaks of “{}”.", &at.text[reach.clone()]))
        .unwrap_or_default();
    let rule = RULES.iter().find(|rule| rule.number == judgement.rule);
    let rule = rule
        .map(|rule| format!("\n\nRule {}: {}.", rule.number, rule.about))
        .unwrap_or_default();
    at.hover(
        &insertion.range,
        format!(
            "**{class}**: {}{reach}{rule}\n\n{}",
            class.about(),
            overrule(class)
        ),
    )
}

fn overrule(class: Class) -> &'static str {
    match class {
        Class::Source => "The backslashes make it the document's own.",
        _ => {
            "To overrule: `[+x]` supplied · `[=x]` another name · `[label: x]` any label, such as `[note: x]` · `\\[x\\]` the document's own. `{these words}[x]` states of which words it speaks."
        }
    }
}

fn explain_label(at: &At, label: &LabelUse) -> Option<Hover> {
    let written = &at.text[label.range.clone()];
    let vocabulary = at.document.vocabulary();
    let Some(found) = vocabulary.label(written) else {
        let nearest = vocabulary.nearest_label(written)?;
        return at.hover(
            &label.range,
            format!("`{written}` is no label; did you mean `{}`?", nearest.name),
        );
    };
    let row = found.label;
    let class = row
        .class
        .map(|class| format!(" · {class}"))
        .unwrap_or_default();
    at.hover(
        &label.range,
        format!(
            "**{}**{class}\n\n{}\n\n```sigla\n{}\n```\n\nTEI `{}`",
            row.name, row.about, row.example, row.tei
        ),
    )
}
