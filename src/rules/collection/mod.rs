//! Rules across the documents of a collection.

pub mod broken_reference;
pub mod doubled_id;
pub mod expansion_differs;
pub mod gloss_differs;
pub mod spelling_differs;

use super::{Check, CollectionView, Finding, Rule, Settings};
use crate::collection::index::Index;
use crate::collection::summary::Summary;

/// What the rules across documents find in one of them; ranges are bytes of that document. `index` holds the whole
/// collection, this document included. Costs what the document says.
pub fn check_collection(summary: &Summary, index: &Index, settings: &Settings) -> Vec<Finding> {
    let view = CollectionView { summary, index };
    let mut findings = Vec::new();
    for (rule, severity) in &settings.rules {
        let Check::Collection(check) = rule.check else {
            continue;
        };
        let before = findings.len();
        check(&view, &mut findings);
        for finding in &mut findings[before..] {
            finding.severity = *severity;
        }
    }
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end, finding.rule.name));
    findings
}

/// Whether any rule across documents is on.
pub fn compares(settings: &Settings) -> bool {
    let mut rules = settings.rules.iter();
    rules.any(|(rule, _)| matches!(rule.check, Check::Collection(_)))
}

/// Whether a rule compares what documents say of names, which may concern all of them.
pub fn compares_names(rule: &Rule) -> bool {
    [
        &gloss_differs::RULE,
        &expansion_differs::RULE,
        &spelling_differs::RULE,
    ]
    .contains(&rule)
}

/// Whether a rule looks for what is in no document, so that it may only be asked where all of them are there.
pub fn needs_all_documents(rule: &Rule) -> bool {
    *rule == broken_reference::RULE
}

/// Whether two explanations say the same: case, spaces and punctuation do not count, nor what only one of them adds.
fn same(one: &str, other: &str) -> bool {
    let fold = |words: &str| -> String {
        let letters = words.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let (one, other) = (fold(one), fold(other));
    one.contains(&other) || other.contains(&one)
}
