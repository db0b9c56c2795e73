//! Writing comments that allow findings.

use std::collections::BTreeMap;

use super::suppressions;
use super::{Edit, Finding, line_end};
use crate::model::document::Document;

/// Comments that allow these findings: one before each block that has some, its rules joined, and one behind the header for
/// the whole file. They stand between blank lines, so that they part no paragraph, table or fence. Findings that no comment
/// may allow are passed over.
pub fn allow(document: &Document, findings: &[Finding], reason: Option<&str>) -> Vec<Edit> {
    let mut places: BTreeMap<(usize, bool), Vec<&str>> = BTreeMap::new();
    for finding in findings {
        if finding.rule.group() == suppressions::GROUP {
            continue;
        }
        let block = document.block_at(finding.range.start);
        let header = document.header().map(|(header, _)| header.range.end);
        let place = match (&block, header) {
            (Some(block), Some(end)) if block.index == 0 => (end, true),
            (Some(block), _) if block.start > 0 => (block.start, false),
            // Before everything, but for a byte order mark.
            _ if document.text().chars().next() == Some('\u{feff}') => {
                ('\u{feff}'.len_utf8(), false)
            }
            _ => (0, false),
        };
        let rules = places.entry(place).or_default();
        if !rules.contains(&finding.rule.name) {
            rules.push(finding.rule.name);
        }
    }
    let end = line_end(&document.text().to_string());
    let reason = reason.map_or_else(String::new, |reason| format!(" — {reason}"));
    let edit = |((at, file), rules): ((usize, bool), Vec<&str>)| {
        let rules = rules.join(", ");
        Edit::insert(
            at,
            match file {
                true => format!("{end}{end}%% sigla: allow-file {rules}{reason}{end}"),
                false => format!("%% sigla: allow {rules}{reason}{end}{end}"),
            },
        )
    };
    places.into_iter().map(edit).collect()
}
