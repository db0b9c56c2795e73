//! Every bracket of a document: what it says, by which rule of the format, and of which words.

use serde_json::{Value, json};

use crate::model::brackets::RULES;
use crate::server::documents::Snapshot;

/// More characters are not shown of a bracket or of what it speaks of.
const LONGEST: usize = 500;

pub(super) fn brackets(snapshot: &Snapshot) -> Value {
    let (document, positions) = (&snapshot.document, snapshot.positions());
    let mut brackets = Vec::new();
    for block in document.blocks_where(|sum| sum.insertions > 0) {
        let text = document.block_text(&block);
        for insertion in &block.block.facts.insertions {
            let judgement = &insertion.judgement;
            let shown = |range: &std::ops::Range<usize>| -> String {
                text[range.clone()].chars().take(LONGEST).collect()
            };
            let rule = RULES.iter().find(|rule| rule.number == judgement.rule);
            brackets.push(json!({
                "range": positions.range(&block.lift(&insertion.range)),
                "text": shown(&insertion.range),
                "class": judgement.class.name(),
                "name": judgement.class.name().replace('-', " "),
                "explanation": judgement.class.about(),
                "rule": rule.map(|rule| format!("{}: {}", rule.number, rule.about)),
                "of": judgement.reach.as_ref().map(shown),
            }));
        }
    }
    json!({"brackets": brackets})
}
