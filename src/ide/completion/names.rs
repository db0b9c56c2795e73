//! Names in running text: those of this document first, then what the registers list, then the gazetteers.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use super::{At, Completion, CompletionKind, Completions};
use crate::model::glosses::glosses;
use crate::model::mentions::{Mention, mentions};
use crate::registers::gazetteer::{Gazetteers, fold};
use crate::registers::{Registers, Row};

/// A name of so many words is completed from its first one on.
const MOST_WORDS: usize = 6;
/// So many names of the document, as many of the registers, and so many of the gazetteer are offered.
const MOST: usize = 100;
const MOST_OF_GAZETTEER: usize = 30;
/// The gazetteer is asked from so many letters on.
const FEWEST_LETTERS: usize = 3;
/// So many spellings of one place are offered, of so many times as many as are shown.
const MOST_SPELLINGS: usize = 3;
const SPELLINGS_LOOKED_AT: usize = 5;

/// The names that the words before the cursor begin; the last of them begins with a capital.
pub(super) fn names(at: &At) -> Completions {
    let mut typing = Typing::before(at);
    if typing.beginnings.is_empty() {
        return Completions::default();
    }
    of_document(at, &mut typing);
    of_registers(at, &mut typing);
    of_gazetteer(at, &mut typing);
    typing.found
}

/// What a row says, and in which file it stands.
pub(super) fn detail(registers: &Registers, row: Row) -> String {
    let (about, file) = (registers.about(row), row.topic.file());
    match about.is_empty() {
        true => file.to_owned(),
        false => format!("{about} · {file}"),
    }
}

/// What is being typed: it may be the last word of a name, or all of several words.
struct Typing<'a> {
    offset: usize,
    /// The words before the cursor as typed and folded, the most words first.
    beginnings: Vec<(&'a str, String)>,
    found: Completions,
}

impl<'a> Typing<'a> {
    fn before(at: &At<'a>) -> Typing<'a> {
        let mut beginnings = Vec::new();
        let mut start = at.before.len();
        while beginnings.len() < MOST_WORDS {
            let word = word_before(&at.before[..start]);
            if !word.starts_with(char::is_uppercase) {
                break;
            }
            start -= word.len();
            let typed = &at.before[start..];
            beginnings.insert(0, (typed, fold(typed)));
            match at.before[..start].strip_suffix(' ') {
                Some(rest) => start = rest.len(),
                None => break,
            }
        }
        beginnings.retain(|(_, key)| !key.is_empty());
        Typing {
            offset: at.offset,
            beginnings,
            found: Completions::default(),
        }
    }

    /// The words typed with which a name begins.
    fn begins(&self, name: &str) -> Option<&'a str> {
        let key = fold(name);
        let mut beginnings = self.beginnings.iter();
        let fitting = beginnings.find(|(_, typed)| key.starts_with(typed.as_str()));
        fitting.map(|(typed, _)| *typed)
    }

    fn has(&self, name: &str) -> bool {
        self.found.items.iter().any(|item| item.label == name)
    }

    fn offer(&mut self, name: &str, typed: &str, detail: String, about: String) {
        // An editor compares letters: it would not see that `Urum` begins `Ürümqi`.
        let is_seen = name.to_lowercase().starts_with(&typed.to_lowercase());
        self.found.is_incomplete |= !is_seen;
        self.found.items.push(Completion {
            label: name.to_owned(),
            detail,
            about,
            range: self.offset - typed.len()..self.offset,
            new: name.to_owned(),
            filter: (!is_seen).then(|| typed.to_owned()),
            kind: CompletionKind::Name,
        });
    }
}

/// The word that a text ends in.
fn word_before(text: &str) -> &str {
    let is_of_word = |c: char| c.is_alphanumeric() || is_combining_mark(c) || "-'’ʼ".contains(c);
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_of_word(*c))
        .last();
    let word = &text[start.map_or(text.len(), |(start, _)| start)..];
    word.trim_start_matches(['-', '\'', '’', 'ʼ'])
}

/// The names in this document, the most frequent first.
fn of_document(at: &At, typing: &mut Typing) {
    struct Seen {
        count: usize,
        at: usize,
        what: String,
    }
    let mut seen: HashMap<String, Seen> = HashMap::new();
    for mention in mentions(at.document, at.registers) {
        let range = &mention.range;
        // What is being typed is no mention yet.
        if (range.start..=range.end).contains(&at.offset) {
            continue;
        }
        let name = words(&at.document.slice(range.clone()));
        let seen = seen.entry(name).or_insert_with(|| Seen {
            count: 0,
            at: range.start,
            what: what(at.registers, &mention),
        });
        seen.count += 1;
    }
    for gloss in glosses(at.document) {
        for (name, other, how) in [
            (&gloss.name, &gloss.gloss, "glossed"),
            (&gloss.gloss, &gloss.name, "a gloss on"),
        ] {
            let [name, other] = [name, other].map(|range| words(&at.document.slice(range.clone())));
            let seen = seen.entry(name).or_insert_with(|| Seen {
                count: 1,
                at: gloss.name.start,
                what: String::new(),
            });
            if !seen.what.contains(&other) {
                let joint = if seen.what.is_empty() { "" } else { ", " };
                seen.what += &format!("{joint}{how} {other}");
            }
        }
    }
    let mut seen: Vec<_> = seen.into_iter().collect();
    seen.sort_by_key(|(_, seen)| (std::cmp::Reverse(seen.count), seen.at));
    let fitting = seen
        .into_iter()
        .filter_map(|(name, seen)| Some((typing.begins(&name)?, name, seen)));
    let fitting: Vec<_> = fitting.collect();
    typing.found.is_incomplete |= fitting.len() > MOST;
    for (typed, name, seen) in fitting.into_iter().take(MOST) {
        let times = match seen.count {
            1 => "once".to_owned(),
            count => format!("{count} times"),
        };
        let joint = if seen.what.is_empty() { "" } else { " · " };
        let detail = format!("{}{joint}{times} in this document", seen.what);
        typing.offer(&name, typed, detail, String::new());
    }
}

/// What a name of the document is, as far as that is known.
fn what(registers: &Registers, mention: &Mention) -> String {
    match mention.rows[..] {
        [] => "place".to_owned(),
        [row] => registers.about(row),
        _ => format!("any of {}", mention.rows.len()),
    }
}

/// A name on one line.
fn words(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every form that the registers list, the preferred ones first.
fn of_registers(at: &At, typing: &mut Typing) {
    let mut fitting = Vec::new();
    for row in at.registers.rows() {
        for (form, name) in at.registers.names(row).iter().enumerate() {
            if let Some(typed) = typing.begins(&name.form) {
                fitting.push((form > 0, row, name, typed));
            }
        }
    }
    fitting.sort_by_key(|(is_variant, row, ..)| (*is_variant, row.topic));
    let mut offered = 0;
    for (is_variant, row, name, typed) in fitting {
        if typing.has(&name.form) {
            continue;
        }
        if offered == MOST {
            typing.found.is_incomplete = true;
            break;
        }
        let about = match is_variant {
            true => format!("A form of {}.", at.registers.title(row)),
            false => String::new(),
        };
        typing.offer(&name.form, typed, detail(at.registers, row), about);
        offered += 1;
    }
}

/// The places of the gazetteers whose names begin so.
fn of_gazetteer(at: &At, typing: &mut Typing) {
    for (typed, key) in typing.beginnings.clone() {
        if key.chars().count() < FEWEST_LETTERS {
            typing.found.is_incomplete = true;
            continue;
        }
        let places = from_gazetteers(&at.registers.gazetteers, typed, MOST_OF_GAZETTEER);
        typing.found.is_incomplete |= !places.is_empty();
        for (name, detail) in places {
            if !typing.has(&name) {
                typing.offer(&name, typed, detail, String::new());
            }
        }
    }
}

/// Names of places that begin so, those of the most important places first, each with the likeliest place of that name. Of one
/// place a few spellings, since another letter brings the others.
fn from_gazetteers(
    gazetteers: &Gazetteers,
    beginning: &str,
    limit: usize,
) -> Vec<(String, String)> {
    let mut spellings: HashMap<String, usize> = HashMap::new();
    let mut named = Vec::new();
    for found in gazetteers.prefix(beginning, limit * SPELLINGS_LOOKED_AT) {
        let places = gazetteers.lookup(&found.name).places;
        let Some(place) = places.first() else {
            continue;
        };
        let spellings = spellings.entry(place.source.clone()).or_default();
        if *spellings == MOST_SPELLINGS {
            continue;
        }
        *spellings += 1;
        let more = if places.len() > 1 { " and others" } else { "" };
        let detail = format!("{}{more} · {}", place.whereabouts(), place.source);
        named.push((found.name, detail));
        if named.len() == limit {
            break;
        }
    }
    named
}
