//! A name that is glossed, but only after it has stood without its gloss.
//!
//! # Why
//!
//! Whoever meets the old name for the first time needs the other one there, not a page later.
//!
//! # Example
//!
//! ```sigla
//! actions are being noted in Aksu and Kashgar
//!                            ^^^^ `Aksu` is glossed as `Akesu` only further on
//!
//! to spread the movement to the Aksu [Akesu] District
//! ```
//!
//! # Fix
//!
//! Put the gloss behind the first mention. Whether the later one stays is for you to say.
//!
//! ```sigla
//! actions are being noted in Aksu [Akesu] and Kashgar
//!
//! to spread the movement to the Aksu [Akesu] District
//! ```
//!
//! # Source
//!
//! TEI P5, 13.2.1, "Referring strings"; the practice of documentary editions: a name is explained where it first occurs.

use crate::model::concordance::{Entry, Manner, Topic};
use crate::model::parts::PartKind;
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity, SubjectView, first, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/first-mention-unglossed",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("first_mention_unglossed.rs"),
    check: Check::Subject(Topic::Name, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let Some(glossed) = first(view.explained()) else {
        return;
    };
    let mentions = view.mentioned().filter_map(|way| {
        (way.entries()
            .take_while(|entry| entry.place() < glossed.place()))
        .find(|entry| !(in_a_heading(view, entry) || in_a_longer_name(view, entry)))
    });
    let Some(mentioned) = mentions.min_by_key(|entry| entry.place()) else {
        return;
    };
    let explaining = first(
        view.ways
            .iter()
            .filter(|way| way.manner() == Manner::Explaining),
    );
    if explaining.is_some_and(|entry| entry.place() < mentioned.place()) {
        return;
    }
    let (name, gloss) = (view.range(mentioned), view.partner(glossed));
    let written = view.text(gloss.clone());
    let message = format!(
        "`{}` is glossed as `{}` only further on",
        shown(&view.text(name.clone())),
        shown(&written)
    );
    findings.push(
        Finding::new(&RULE, name.clone(), message)
            .related(gloss, "the gloss stands here")
            .fix(
                format!("Gloss it here: [{}]", shown(&written)),
                [Edit::insert(name.end, format!(" [{written}]"))],
            ),
    );
}

/// A heading is not glossed; the text below it is.
fn in_a_heading(view: &SubjectView, entry: &Entry) -> bool {
    let block = view.document.labelled(entry.block);
    let parts = block.map(|at| at.block.facts.parts.as_slice());
    parts.unwrap_or_default().iter().any(|part| {
        matches!(part.kind, PartKind::Heading(_) | PartKind::RoleLine)
            && part.range.contains(&entry.occurrence.range.start)
    })
}

/// Words that stand behind the name of a place and leave it that.
const KINDS: [&str; 16] = [
    "District",
    "Districts",
    "County",
    "Counties",
    "Province",
    "Region",
    "Oblast",
    "Krai",
    "Prefecture",
    "City",
    "River",
    "Valley",
    "Mountains",
    "Front",
    "Uyezd",
    "Raion",
];

/// Whether the name is part of another one: `George Washington`, `New York Times`. A title or a word that begins a
/// sentence may stand before it only if a mark or the line's start stands before that.
fn in_a_longer_name(view: &SubjectView, entry: &Entry) -> bool {
    let Some(at) = view.document.labelled(entry.block) else {
        return false;
    };
    let words = &at.block.facts.words;
    let range = &entry.occurrence.range;
    let first = words.partition_point(|word| word.range().start < range.start);
    let behind = words.partition_point(|word| word.range().start < range.end);
    let continued = behind.checked_sub(1).and_then(|last| {
        let (last, next) = (words.get(last)?, words.get(behind)?);
        let next_text = view.text(at.lift(&next.range()));
        let is_possessive = last.range().end < range.end || !last.is_next_to(next);
        Some(!is_possessive && !KINDS.contains(&&*next_text))
    });
    let preceded = first.checked_sub(1).and_then(|before| {
        let (before, own) = (words.get(before)?, words.get(first)?);
        if !before.is_next_to(own) {
            return Some(false);
        }
        let start = before.range().start;
        let block = view.document.block_text(&at);
        let ahead = block.get(..start)?.trim_end();
        Some(ahead.ends_with(|c: char| c.is_alphanumeric() || c == ','))
    });
    continued.unwrap_or(false) || preceded.unwrap_or(false)
}
