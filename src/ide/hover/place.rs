//! A place: what it is called elsewhere, where it lies, and how this document glosses it.

use std::fmt::Write;
use std::ops::Range;

use super::{At, Hover};
use crate::model::document::Document;
use crate::registers::gazetteer::{Gazetteer, How, Matches, Place};
use crate::vocabulary::Class;

/// A name has at most so many words.
const MOST_WORDS: usize = 4;
/// So many candidates are shown in full.
const SHOWN: usize = 4;
/// So many other names of a candidate are shown.
const NAMES: usize = 14;

pub(super) fn find(at: &At) -> Option<Hover> {
    let (range, matches) = longest_name(at)?;
    let name = &at.text[range.clone()];
    let mut markdown = String::new();
    for gloss in glosses(at.document, name) {
        let _ = writeln!(markdown, "*In this document*: {gloss}\n");
    }
    if let Some(how) = matches.how.and_then(inexact) {
        let _ = writeln!(markdown, "*{name}* is not in the gazetteer; found {how}:\n");
    }
    for place in matches.places.iter().take(SHOWN) {
        describe(&mut markdown, place);
    }
    let hidden = matches.places.len().saturating_sub(SHOWN) + matches.more;
    if hidden > 0 {
        let others = matches
            .places
            .iter()
            .skip(SHOWN)
            .take(6)
            .map(whereabouts)
            .collect::<Vec<_>>()
            .join("; ");
        let _ = writeln!(
            markdown,
            "*{hidden} more of that name*: {others}{}\n",
            if hidden > 6 { " …" } else { "" }
        );
    }
    markdown.push_str(Gazetteer::attribution());
    at.hover(&range, markdown)
}

fn inexact(how: How) -> Option<String> {
    match how {
        How::Exact | How::Folded => None,
        How::Loosened => Some("under a looser spelling".to_owned()),
        How::Romanised(by) => Some(format!("as {}", by.what())),
        How::Fuzzy { distance: 1 } => Some("one letter away".to_owned()),
        How::Fuzzy { distance } => Some(format!("{distance} letters away")),
    }
}

/// The longest run of words around the cursor that the gazetteer knows. A name begins with a capital letter.
fn longest_name(at: &At) -> Option<(Range<usize>, Matches)> {
    let words = words_of_line(at.text, at.offset);
    let here = words.iter().position(|word| at.is_in(word))?;
    let gazetteer = Gazetteer::builtin();
    let is_name = |range: &Range<usize>| {
        at.text[range.clone()]
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
    };
    for length in (1..=MOST_WORDS).rev() {
        for first in (here + 1).saturating_sub(length)..=here {
            let Some(last) = words.get(first + length - 1) else {
                continue;
            };
            let range = words[first].start..last.end;
            let name = &at.text[range.clone()];
            if !is_name(&words[first])
                || (length > 1 && !is_name(last))
                || name.contains(['[', ']', '{', '}', ',', ';', '.', '(', ')', ':'])
            {
                continue;
            }
            let known = if length > 1 {
                gazetteer.knows(name)
            } else {
                true
            };
            if known {
                let matches = gazetteer.lookup(name);
                if !matches.places.is_empty() {
                    return Some((range, matches));
                }
            }
        }
    }
    None
}

/// The words of the line around an offset, hyphens and apostrophes within them.
fn words_of_line(text: &str, offset: usize) -> Vec<Range<usize>> {
    let is_word = |c: char| {
        c.is_alphanumeric()
            || "-'’ʼ‘".contains(c)
            || unicode_normalization::char::is_combining_mark(c)
    };
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |length| offset + length);
    let mut words = Vec::new();
    let mut word: Option<usize> = None;
    for (at, c) in text[start..end]
        .char_indices()
        .map(|(at, c)| (start + at, c))
        .chain([(end, ' ')])
    {
        match (is_word(c), word) {
            (true, None) => word = Some(at),
            (false, Some(first)) => {
                let trimmed = text[first..at].trim_end_matches(['-', '\'', '’']);
                // A possessive is no part of the name.
                let trimmed = trimmed
                    .strip_suffix("'s")
                    .or_else(|| trimmed.strip_suffix("’s"))
                    .unwrap_or(trimmed);
                words.push(first..first + trimmed.len());
                word = None;
            }
            _ => {}
        }
    }
    words
}

/// How the document itself glosses a name: each gloss once, with its line.
fn glosses(document: &Document, name: &str) -> Vec<String> {
    let mut glosses: Vec<String> = Vec::new();
    for block in document.blocks_where(|sum| sum.insertions > 0) {
        for insertion in &block.block.facts.insertions {
            let judgement = &insertion.judgement;
            let Some(reach) = judgement
                .reach
                .as_ref()
                .filter(|_| matches!(judgement.class, Class::OtherName | Class::Expansion))
            else {
                continue;
            };
            let text = document.block_text(&block);
            let (reached, gloss) = (&text[reach.clone()], &text[insertion.inner.clone()]);
            let line = document
                .text()
                .byte_to_line(block.start + insertion.range.start)
                + 1;
            let sentence = if reached == name {
                format!("glossed **{gloss}** (line {line})")
            } else if gloss == name {
                format!("a gloss on **{reached}** (line {line})")
            } else {
                continue;
            };
            if !glosses
                .iter()
                .any(|other| other.split(" (line").next() == sentence.split(" (line").next())
            {
                glosses.push(sentence);
            }
        }
    }
    glosses
}

fn describe(out: &mut String, place: &Place) {
    let _ = write!(out, "**{}** — {}", place.name, whereabouts(place));
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        let (ns, ew) = (
            if lat < 0.0 { 'S' } else { 'N' },
            if lon < 0.0 { 'W' } else { 'E' },
        );
        let _ = write!(out, " · {:.3}° {ns} {:.3}° {ew}", lat.abs(), lon.abs());
    }
    let years = (place.years.from, place.years.to);
    if years != (None, None) {
        let year = |year: Option<i16>| year.map_or_else(String::new, |year| year.to_string());
        let _ = write!(out, " · {}–{}", year(years.0), year(years.1));
    }
    if let Some(now) = &place.now {
        let _ = write!(out, " · now {now}");
    }
    let names: Vec<&str> = place
        .names
        .iter()
        .map(|name| name.form.as_str())
        .filter(|form| *form != place.name)
        .collect();
    if !names.is_empty() {
        let more = if names.len() > NAMES { " …" } else { "" };
        let _ = write!(
            out,
            "\n\n*other names*: {}{more}",
            names[..names.len().min(NAMES)].join(" · ")
        );
    }
    let _ = writeln!(out, "\n\n*source*: {}\n", place.source);
}

/// Kind, district, province and country.
fn whereabouts(place: &Place) -> String {
    let country = place.country.as_ref().map(|country| country.name.clone());
    let parts = [
        Some(place.kind.as_str().to_owned()),
        place.district.clone(),
        place.province.clone(),
        country,
    ];
    let mut parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.dedup();
    parts.join(", ")
}
