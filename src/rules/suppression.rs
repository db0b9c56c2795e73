//! Findings that a comment allows are taken out; names of a comment that allow nothing are found.

use std::ops::Range;

use super::settings::{Named, named};
use super::suppressions::{self, unused};
use super::{Check, Finding, Settings};
use crate::model::document::{BlockAt, Document};
use crate::model::parts::PartKind;

/// One name of a comment, with what it reaches, in bytes of the document.
struct Allowed {
    name: Named,
    reach: Range<usize>,
    used: bool,
}

/// Takes out what comments allow, and adds what `suppressions/unused` finds. Costs the blocks that have such a comment and
/// the blocks behind them, and a look at each finding for each of them.
pub(super) fn suppress(document: &Document, settings: &Settings, findings: &mut Vec<Finding>) {
    let blocks: Vec<BlockAt> = document.blocks_where(|sum| sum.allowances > 0).collect();
    if blocks.is_empty() {
        return;
    }
    let mut all: Vec<Allowed> = Vec::new();
    let mut owners = Vec::new();
    for block in &blocks {
        for allowance in &block.block.facts.allowances {
            let reach = match &allowance.reach {
                _ if allowance.file => 0..document.text().len_bytes() + 1,
                Some(reach) => block.lift(reach),
                None => block.start + allowance.comment.start..end_of_next(document, block),
            };
            let text = document.block_text(block);
            for (index, name) in allowance.names.iter().enumerate() {
                if let Some(name) = allowable(&text[name.clone()]) {
                    owners.push((block, allowance, index));
                    let reach = reach.clone();
                    all.push(Allowed {
                        name,
                        reach,
                        used: false,
                    });
                }
            }
        }
    }
    findings.retain(|finding| {
        if finding.rule.group() == suppressions::GROUP {
            return true;
        }
        let mut allowed = false;
        for one in &mut all {
            if one.reach.contains(&finding.range.start) && one.name.includes(finding.rule) {
                one.used = true;
                allowed = true;
            }
        }
        !allowed
    });
    let Some(severity) = settings.severity(&unused::RULE) else {
        return;
    };
    for (one, (block, allowance, index)) in all.iter().zip(owners) {
        // What others say of a document is not known wherever it is checked.
        let on = |named: Named| {
            let mut rules = settings.rules.iter();
            rules.any(|(rule, _)| {
                named.includes(rule) && !matches!(rule.check, Check::Collection(_))
            })
        };
        if !one.used && on(one.name) {
            let text = document.block_text(block);
            let mut finding = unused::finding(&text, block.index, allowance, index);
            finding.severity = severity;
            findings.push(finding.lift(block.start));
        }
    }
}

/// What a name in a comment stands for: a rule or a group. Not `all`, which would hide what nobody has looked at, and no
/// rule on suppressions.
pub(super) fn allowable(name: &str) -> Option<Named> {
    match named(name)? {
        Named::All => None,
        Named::Group(suppressions::GROUP) => None,
        Named::Rule(rule) if rule.group() == suppressions::GROUP => None,
        named => Some(named),
    }
}

/// The end of the next block that is more than comments.
fn end_of_next(document: &Document, block: &BlockAt) -> usize {
    let next = (block.index + 1..)
        .map_while(|index| document.block(index))
        .find(|block| {
            let parts = &block.block.facts.parts;
            parts.is_empty() || parts.iter().any(|part| part.kind != PartKind::Comment)
        });
    match next {
        // An empty finding at the very end belongs to the last block.
        Some(next) if next.index + 1 == document.block_count() => next.start + next.block.len + 1,
        Some(next) => next.start + next.block.len,
        None => block.start + block.block.len,
    }
}
