//! The gloss of a name: what stands in the bracket directly behind it.

use super::{At, Completion, CompletionKind, names};
use crate::model::glosses::{self, Gloss};
use crate::registers::gazetteer::{How, fold};
use crate::registers::{Row, Topic};
use crate::vocabulary::Class;

/// A name has at most so many words.
const MOST_WORDS: usize = 6;
/// So many names of today are offered for a place that only the gazetteer knows.
const MOST_OF_GAZETTEER: usize = 5;

/// What a bracket behind this text may say of the name that the text ends in: as this document glosses it elsewhere, then as
/// a register explains it or calls it by other names, then as the gazetteer calls it today.
pub(super) fn glosses(at: &At, before: &str, typed: &str) -> Vec<Completion> {
    if typed.contains([':', '\n', '\r']) {
        return Vec::new();
    }
    let known = glosses::glosses(at.document);
    let stated = typed.len() - typed.trim_start_matches(['=', ' ']).len();
    let typed = &typed[stated..];
    let offers = names_before(before)
        .into_iter()
        .map(|name| offers(at, &known, name));
    let offers = offers.into_iter().find(|offers| !offers.is_empty());
    let offers = offers.unwrap_or_default().into_iter();
    offers
        .map(|(gloss, detail)| Completion {
            new: at.closed(&gloss, ']'),
            label: gloss,
            detail,
            about: String::new(),
            range: at.offset - typed.len()..at.offset,
            filter: None,
            kind: CompletionKind::Name,
        })
        .collect()
}

/// The names that a text may end in, the longest first: up to [`MOST_WORDS`] words of its last line, the first with a capital
/// or in a script without them.
pub(super) fn names_before(before: &str) -> Vec<&str> {
    let end = before.strip_suffix(' ').unwrap_or(before);
    let line = end
        .rfind(['\n', '\r', '[', ']', '{', '}'])
        .map_or(0, |it| it + 1);
    let mut names = Vec::new();
    let mut start = end.len();
    while names.len() < MOST_WORDS && start > line {
        let word = end[line..start]
            .rfind(' ')
            .map_or(line, |space| line + space + 1);
        names.push(end[word..].trim_start_matches(|c: char| !c.is_alphanumeric()));
        start = word.saturating_sub(1);
    }
    names.retain(|name| name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()));
    names.reverse();
    names
}

/// Each gloss of a name, once, with where it comes from.
fn offers(at: &At, known: &[Gloss], name: &str) -> Vec<(String, String)> {
    let key = fold(name);
    let mut offers: Vec<(String, String)> = Vec::new();
    let mut offer = |gloss: &str, detail: String| {
        let is_new = !offers.iter().any(|(other, _)| other == gloss);
        if is_new && fold(gloss) != key && !gloss.is_empty() {
            offers.push((gloss.to_owned(), detail));
        }
    };
    for found in known {
        let line = at.document.text().byte_to_line(found.name.start) + 1;
        let [glossed, gloss] = [&found.name, &found.gloss].map(|it| at.document.slice(it.clone()));
        if fold(&glossed) == key {
            offer(&gloss, format!("so glossed on line {line}"));
        } else if fold(&gloss) == key && found.class == Class::OtherName {
            offer(&glossed, format!("glossed so on line {line}"));
        }
    }
    let rows = at.registers.named(name);
    for &row in rows {
        of_row(at, row, &mut offer);
    }
    if rows.is_empty() {
        let matches = at.registers.gazetteers.lookup(name);
        if matches!(matches.how, Some(How::Exact | How::Folded)) {
            for place in matches.places.iter().take(MOST_OF_GAZETTEER) {
                let detail = format!("today · {} · {}", place.whereabouts(), place.source);
                offer(&place.name, detail);
            }
        }
    }
    offers
}

fn of_row(at: &At, row: Row, offer: &mut impl FnMut(&str, String)) {
    let from = names::detail(at.registers, row);
    if row.topic == Topic::Glossary {
        offer(
            &at.registers.terms[row.index].expansion,
            row.topic.file().to_owned(),
        );
        return;
    }
    if row.topic == Topic::Places
        && let Some(modern) = at.registers.places[row.index].modern()
    {
        offer(&modern.form, from.clone());
    }
    for form in at.registers.names(row) {
        match &form.language {
            Some(language) => offer(&form.form, format!("{language} · {from}")),
            None => offer(&form.form, from.clone()),
        }
    }
}
