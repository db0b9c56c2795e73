//! Reads a citation: agents from the end, the repository from the start or the end, the levels between them.

use std::ops::Range;
use std::sync::Arc;

use super::{Citation, Part, agents, levels};
use crate::registers::archives::{Archives, Designator, Mention, Repository, Tradition};

/// No citation is longer, in bytes; what is counts as not understood, which bounds what a hostile one costs.
const LONGEST: usize = 4096;

/// Words with which a citation is announced.
const ANNOUNCEMENTS: [&str; 8] = [
    "Source:",
    "Sources:",
    "Provenance:",
    "Archive:",
    "Quelle:",
    "Источник:",
    "Fonte:",
    "Źródło:",
];

/// Reads a citation. Never fails: what is not understood is in [`Citation::rest`]. Reads the text once if its repository is
/// known, else once for each tradition: some microseconds or some tens of them.
pub fn parse(text: &str, archives: &Archives) -> Citation {
    let (end, agents) = if text.len() > LONGEST {
        (text.len(), Vec::new())
    } else {
        agents::read(text)
    };
    let announced = ANNOUNCEMENTS
        .iter()
        .find_map(|word| text.trim_start().strip_prefix(word));
    let start = announced.map_or(0, |rest| text.len() - rest.len()).min(end);
    let body = start..start + text[start..end].trim_end().len();
    if body.len() > LONGEST {
        return Citation {
            rest: vec![trimmed(text, body)],
            ..Citation::default()
        };
    }
    let readings = repositories(text, &body, archives);
    let unknown = || {
        archives
            .traditions()
            .iter()
            .map(|tradition| (None, tradition))
    };
    let read =
        |(part, tradition): (Option<Part>, &Arc<Tradition>)| read_in(text, &body, part, tradition);
    let readings: Vec<Citation> = match readings.is_empty() {
        false => readings.into_iter().map(read).collect(),
        true => unknown().map(read).collect(),
    };
    // Of equally good readings the first counts: the tables list the likeliest first.
    let best = readings
        .into_iter()
        .rev()
        .max_by_key(merit)
        .unwrap_or_default();
    Citation { agents, ..best }
}

/// Reads a citation that leaves its repository to the one before it.
pub(super) fn parse_as(text: &str, repository: Arc<Repository>, archives: &Archives) -> Citation {
    let (end, agents) = agents::read(text);
    let body = 0..text[..end].trim_end().len();
    let Some(tradition) = archives.tradition(&repository) else {
        return Citation::default();
    };
    let part = Part {
        repository,
        range: 0..0,
        obsolete: false,
    };
    Citation {
        agents,
        continues: true,
        ..read_in(text, &body, Some(part), tradition)
    }
}

/// How much a reading explains: levels and leaves, with their designators above all, then how little it leaves over.
fn merit(citation: &Citation) -> (usize, std::cmp::Reverse<usize>) {
    let (titles, levels): (Vec<_>, Vec<_>) = citation
        .levels
        .iter()
        .partition(|level| level.designator.id == "title");
    let designated = levels
        .iter()
        .filter(|level| level.written.is_some())
        .count();
    let leaves = citation
        .leaves
        .iter()
        .filter(|leaves| leaves.written.is_some())
        .count();
    let left: usize = citation
        .rest
        .iter()
        .chain(titles.iter().map(|title| &title.range))
        .map(Range::len)
        .sum();
    (designated + levels.len() + leaves, std::cmp::Reverse(left))
}

/// Whether a level is of a kind that much else looks like.
fn is_anything(designator: &Designator) -> bool {
    let id = designator.id.as_str();
    matches!(id, "title" | "class" | "year" | "country" | "marking")
}

fn read_in(text: &str, body: &Range<usize>, part: Option<Part>, tradition: &Tradition) -> Citation {
    let mut citation = Citation {
        tradition: Some(tradition.name.clone()),
        ..Citation::default()
    };
    let none = body.end..body.end;
    let name = part.as_ref().map_or(none, |part| part.range.clone());
    levels::read(text, body.start..name.start, tradition, &mut citation);
    levels::read(text, name.end..body.end, tradition, &mut citation);
    if part.is_none()
        && citation
            .levels
            .iter()
            .all(|level| level.written.is_none() && is_anything(&level.designator))
    {
        // Without a repository and a designator a "title" is any sentence, and a "class" any pages.
        citation.levels.clear();
        citation.leaves = None;
        citation.rest = vec![trimmed(text, body.clone())];
        citation.rest.retain(|range| !range.is_empty());
    }
    citation.repository = part;
    citation
}

/// The repositories the text can name: at its start or, as American citations do, in a later segment; else the one that
/// alone has such call numbers.
fn repositories<'a>(
    text: &str,
    body: &Range<usize>,
    archives: &'a Archives,
) -> Vec<(Option<Part>, &'a Arc<Tradition>)> {
    let mut found = Vec::new();
    for start in segment_starts(text, body) {
        for mention in archives.at_start(&text[start..body.end]) {
            let mut range = extended(text, start, body, &mention, archives);
            if trimmed(text, body.start..start).len() == mention.repository.settlement.len()
                && text[body.start..start].contains(&mention.repository.settlement)
            {
                range.start = first_letter(text, body);
            }
            let abbreviation = mention.len < 4;
            let is_last = text[range.end..body.end]
                .trim_matches(['.', ' '])
                .is_empty();
            if start > first_letter(text, body) && abbreviation && !is_last {
                continue;
            }
            let part = Part {
                repository: Arc::clone(mention.repository),
                range,
                obsolete: mention.obsolete,
            };
            found.extend(
                archives
                    .tradition(mention.repository)
                    .map(|tradition| (Some(part), tradition)),
            );
        }
        if !found.is_empty() {
            return found;
        }
    }
    let start = first_letter(text, body);
    let implied = archives.implied_by(&text[start..body.end]);
    let part = |repository| Part {
        repository,
        range: start..start,
        obsolete: false,
    };
    let tradition = implied.and_then(|repository| archives.tradition(repository));
    implied
        .map(|repository| Some(part(Arc::clone(repository))))
        .zip(tradition)
        .into_iter()
        .collect()
}

fn first_letter(text: &str, body: &Range<usize>) -> usize {
    let body_text = &text[body.clone()];
    body.start + body_text.len()
        - body_text
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len()
}

/// The places where a repository's name can begin: the start, and after a comma, semicolon, colon or parenthesis.
fn segment_starts(text: &str, body: &Range<usize>) -> impl Iterator<Item = usize> {
    let later = text[body.clone()]
        .char_indices()
        .filter(|(_, c)| matches!(c, ',' | ';' | ':' | '('))
        .map(|(at, _)| {
            let rest = &text[body.start + at + 1..body.end];
            body.end - rest.trim_start().len()
        });
    std::iter::once(first_letter(text, body)).chain(later)
}

/// The range of a repository's name with the abbreviation in parentheses, the town and the American state after it.
fn extended(
    text: &str,
    start: usize,
    body: &Range<usize>,
    mention: &Mention,
    archives: &Archives,
) -> Range<usize> {
    let town = &mention.repository.settlement;
    let mut end = start + mention.len;
    loop {
        let rest = &text[end..body.end];
        let after_space = rest.trim_start();
        let in_parentheses = after_space.strip_prefix('(').and_then(|inner| {
            let close = inner.find(')')?;
            let same = |other: &Mention| Arc::ptr_eq(other.repository, mention.repository);
            archives
                .at_start(&inner[..close])
                .iter()
                .any(same)
                .then_some(&inner[close + 1..])
        });
        let after_comma = after_space.strip_prefix([',', ':']).map(str::trim_start);
        let again = after_comma.and_then(|rest| {
            archives
                .at_start(rest)
                .iter()
                .find(|o| Arc::ptr_eq(o.repository, mention.repository))
                .map(|o| &rest[o.len..])
        });
        let then_town = after_comma
            .filter(|_| !town.is_empty())
            .and_then(|rest| rest.strip_prefix(town.as_str()));
        let state =
            after_comma.and_then(|rest| rest.strip_prefix(|c: char| c.is_ascii_uppercase()));
        let state = state.and_then(|rest| rest.strip_prefix(|c: char| c.is_ascii_uppercase()));
        let state = state.filter(|rest| {
            mention.repository.country == "US" && rest.trim_matches(['.', ' ']).is_empty()
        });
        let word_ends = |rest: &&str| !rest.starts_with(char::is_alphanumeric);
        match in_parentheses
            .or(again)
            .or(then_town)
            .or(state)
            .filter(word_ends)
        {
            Some(rest) => end = body.end - rest.len(),
            None => return start..end,
        }
    }
}

/// Without the space and stops around it.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let outer = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':');
    let inner = text[range.clone()].trim_start_matches(outer);
    let start = range.end - inner.len();
    start..start + inner.trim_end_matches(outer).len()
}
