//! Several citations in one line, and citations within other words.

use std::ops::Range;
use std::sync::Arc;

use super::parse::{parse, parse_as, trimmed};
use super::{Citation, Level};
use crate::registers::archives::{Archives, DescriptionLevel};

/// A citation with its place in a longer text.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Where it stands; the ranges of the citation are bytes in it.
    pub range: Range<usize>,
    /// What it says.
    pub citation: Citation,
}

/// The citations of a text that is nothing else: `GARF, f. 1, op. 2; RGASPI, f. 17, op. 3`. One that leaves out what the one
/// before it says (`…, d. 95, l. 3; d. 96, l. 1`) takes its repository, and [`Citation::continues`]. Always one at least.
pub fn parse_all(text: &str, archives: &Archives) -> Vec<Cited> {
    let mut cited: Vec<Cited> = Vec::new();
    let mut start = 0;
    for at in separators(text).filter(|_| text.len() <= LONGEST) {
        let rest = &text[at..];
        if at <= start || rest.trim().is_empty() {
            continue;
        }
        let one = trimmed_end(text, start..at);
        let names_another =
            !archives.at_start(rest).is_empty() && rest.bytes().any(|byte| byte.is_ascii_digit());
        let previous = cited.last();
        if !names_another && !text[..at].trim_end().ends_with([';', '\n', '\r']) {
            continue;
        }
        let here = read(&text[one.clone()], previous, archives);
        // An American citation names its repository last: what stands before that is a part of it.
        let begins = here
            .repository
            .as_ref()
            .is_some_and(|part| part.range.start < 24);
        if begins && here.is_numbered() && (names_another || goes_on(rest, &here, archives)) {
            cited.push(Cited {
                range: one,
                citation: here,
            });
            start = at;
        }
    }
    let last = start..text.len();
    let citation = match cited.last() {
        None => parse(text, archives),
        previous => read(&text[last.clone()], previous, archives),
    };
    cited.push(Cited {
        range: last,
        citation,
    });
    cited
}

/// The citations among other words: those that name their repository, or each of three levels. Longest first where one
/// could be read shorter. For one block at a time: costs a look-up for each word, and some readings for each that fits.
pub fn found(text: &str, archives: &Archives) -> Vec<Range<usize>> {
    let (mut found, mut done): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins = c.is_alphabetic() && !before.is_alphanumeric() && at >= done;
        before = c;
        if begins
            && may_begin(&text[at..], archives)
            && let Some(end) = reach(text, at, archives)
        {
            found.push(at..end);
            done = end;
        }
    }
    found
}

/// No line with more bytes is taken for several citations.
const LONGEST: usize = 4096;
/// No citation among other words is longer, in bytes.
const LONGEST_IN_TEXT: usize = 500;

/// Where the next citation could begin: behind a semicolon, a full stop with a space, a line's end, `and` or `&`.
fn separators(text: &str) -> impl Iterator<Item = usize> {
    let behind = |at: usize| text.len() - text[at..].trim_start().len();
    text.char_indices().filter_map(move |(at, c)| match c {
        ';' | '\n' => Some(behind(at + 1)),
        '.' if text[at + 1..].starts_with(' ') => Some(behind(at + 1)),
        ' ' => ["and ", "& ", "und ", "et ", "и ", "/ "]
            .iter()
            .find(|word| text[at + 1..].starts_with(**word))
            .map(|word| behind(at + 1 + word.len())),
        _ => None,
    })
}

/// Without the separator behind it, but with the full stop.
fn trimmed_end(text: &str, range: Range<usize>) -> Range<usize> {
    let mut one = text[range.clone()].trim_end();
    for word in [" and", " &", " und", " et", " и", " /"] {
        one = one.strip_suffix(word).unwrap_or(one);
    }
    range.start..range.start + one.trim_end_matches([' ', ';', ',', '\n', '\r']).len()
}

fn read(text: &str, previous: Option<&Cited>, archives: &Archives) -> Citation {
    let inherited = previous
        .and_then(|previous| previous.citation.repository.as_ref())
        .filter(|_| archives.at_start(text).is_empty());
    match inherited {
        Some(part) => parse_as(text, Arc::clone(&part.repository), archives),
        None => parse(text, archives),
    }
}

/// Whether a text begins with a level that the citation before it has, and so begins another one of the same repository.
fn goes_on(text: &str, before: &Citation, archives: &Archives) -> bool {
    let tradition = archives
        .traditions()
        .iter()
        .find(|tradition| Some(&tradition.name) == before.tradition.as_ref());
    let Some(tradition) = tradition.filter(|tradition| tradition.strict) else {
        return false;
    };
    let (len, candidates) = tradition.designators_at_start(text);
    let place = |level: &Level| tradition.position(&level.designator);
    let deepest = before.levels.iter().filter_map(place).max();
    let begins_anew = candidates
        .iter()
        .any(|one| tradition.position(one) <= deepest);
    let numbered = text[len..].trim_start_matches(|c: char| !c.is_alphanumeric());
    deepest.is_some()
        && begins_anew
        && !candidates.iter().any(|one| one.counts_leaves())
        && numbered
            .split(char::is_whitespace)
            .next()
            .is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()))
}

fn may_begin(text: &str, archives: &Archives) -> bool {
    !archives.at_start(text).is_empty()
        || text.starts_with(char::is_uppercase) && archives.implied_by(text).is_some()
        || archives.traditions().iter().any(|tradition| {
            let outermost = |level: &DescriptionLevel| *level == DescriptionLevel::Fonds;
            let (len, candidates) = tradition.designators_at_start(text);
            let follows = text[len..].trim_start_matches(['.', '\'', '’', ' ', '-']);
            candidates.iter().any(|one| outermost(&one.level))
                && follows.len() < text[len..].len()
                && follows
                    .split([' ', ',', '.'])
                    .next()
                    .is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()))
        })
}

/// Where the longest citation from `start` on ends.
fn reach(text: &str, start: usize, archives: &Archives) -> Option<usize> {
    let limit = text.floor_char_boundary((start + LONGEST_IN_TEXT).min(text.len()));
    // The full stop of an abbreviation is no end: `f. R-9401`.
    let abbreviates = |at: usize| {
        let mut words = text[at + 1..limit].split_whitespace();
        words
            .next()
            .is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()))
    };
    let ends = |at: usize, c: char| match c {
        ',' | ';' | ')' | ']' | '\n' | '}' => true,
        '.' => !abbreviates(at),
        _ => false,
    };
    let mut longest = None;
    let boundaries = text[start..limit]
        .char_indices()
        .filter(|(at, c)| ends(start + at, *c))
        .map(|(at, _)| start + at)
        .chain((limit == text.len()).then_some(limit));
    for end in boundaries {
        let one = &text[start..end];
        let citation = parse(one, archives);
        let is_prose = |level: &Level| one[level.value.clone()].starts_with(char::is_lowercase);
        if citation
            .levels
            .iter()
            .any(|level| level.written.is_none() && is_prose(level))
        {
            break;
        }
        if one.bytes().any(|byte| byte.is_ascii_digit()) && citation.is_all_of(one) {
            let has_levels = !citation.levels.is_empty();
            if citation.agents.is_empty() && has_levels && citation.ends_in_a_number() {
                longest = Some(end);
            }
        } else if longest.is_some() && !goes_on_as_one(text, end) {
            break;
        }
        let is_closed = |open| !one.contains(open);
        if text[end..].starts_with(')') && is_closed('(')
            || text[end..].starts_with(']') && is_closed('[')
        {
            break;
        }
    }
    longest.map(|end| trimmed(text, start..end).end)
}

/// Whether a title or name may stand before this boundary: `NARA, RG 59, Records of the Staff, Box 5`.
fn goes_on_as_one(text: &str, end: usize) -> bool {
    let segment = text[..end]
        .rsplit([',', ';'])
        .next()
        .unwrap_or_default()
        .trim_start();
    !segment.starts_with(char::is_lowercase)
}

impl Citation {
    /// Whether anything of it is a number.
    fn is_numbered(&self) -> bool {
        self.leaves.is_some()
            || self
                .levels
                .iter()
                .any(|level| level.designator.id != "title")
    }

    /// Whether its last part is a number and not words.
    fn ends_in_a_number(&self) -> bool {
        self.leaves.is_some()
            || self.levels.last().is_some_and(|level| {
                !matches!(level.designator.id.as_str(), "title" | "papers" | "year")
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let cited = parse_all(text, Archives::builtin());
        let shown: Vec<_> = cited.iter().map(|one| &text[one.range.clone()]).collect();
        assert_eq!(shown, expected, "{cited:#?}");
    }

    #[test]
    fn each_of_several_citations_is_read() {
        check(
            "GARF, f. 1, op. 2, d. 3, l. 4; RGASPI, f. 17, op. 162, d. 19, l. 49.",
            &[
                "GARF, f. 1, op. 2, d. 3, l. 4",
                "RGASPI, f. 17, op. 162, d. 19, l. 49.",
            ],
        );
        check(
            "GARF, f. 1, op. 2, d. 3, l. 4. RGASPI, f. 17, op. 162, d. 19.",
            &[
                "GARF, f. 1, op. 2, d. 3, l. 4.",
                "RGASPI, f. 17, op. 162, d. 19.",
            ],
        );
        check(
            "GARF, f. 1, op. 2 and TNA, FO 371/46183",
            &["GARF, f. 1, op. 2", "TNA, FO 371/46183"],
        );
        check(
            "GARF, f. 1, op. 2, d. 95, l. 3; d. 96, ll. 1-2; f. 7, op. 1, d. 2",
            &[
                "GARF, f. 1, op. 2, d. 95, l. 3",
                "d. 96, ll. 1-2",
                "f. 7, op. 1, d. 2",
            ],
        );
    }

    #[test]
    fn one_citation_stays_one() {
        for text in [
            "GARF, f. 1, op. 2, d. 3, ll. 4; 5; 7-9",
            "ГАРФ. Ф. Р-9401сс. Оп. 2. Д. 95. Лл. 334–338",
            "AVPRF F.0102. O.13 D.72 Delo 5",
            "Lighthouse Drawings; District 2, Drawing 2021; Records of the U.S. Coast Guard, Record Group 26; National Archives at College Park, College Park, MD.",
            "Department of State, Committee Files (Lot File 96 D 292), Box 2, 1973—Minutes. Confidential.",
            "nothing; of the kind. And more",
            "",
        ] {
            check(text, &[text]);
        }
    }

    #[test]
    fn what_is_left_out_is_that_of_the_one_before() {
        let text = "GARF, f. 1, op. 2, d. 95, l. 3; d. 96, ll. 1-2";
        let cited = parse_all(text, Archives::builtin());
        let second = &cited[1].citation;
        assert!(second.continues && second.understood(), "{second:#?}");
        let repository = second
            .repository
            .as_ref()
            .map(|part| part.repository.abbreviation());
        assert_eq!(repository, Some("GARF"));
    }

    #[test]
    fn citations_are_found_among_other_words() {
        for (text, expected) in [
            (
                "As he wrote (GARF, f. 9401, op. 2, d. 95, ll. 334-338), the rebels came.",
                &["GARF, f. 9401, op. 2, d. 95, ll. 334-338"][..],
            ),
            (
                "See TNA, FO 371/46183, f. 2, and BArch, R 43-I/161, fol. 91.",
                &["TNA, FO 371/46183, f. 2", "BArch, R 43-I/161, fol. 91"],
            ),
            ("See FO 371/46183.", &["FO 371/46183"]),
            (
                "[^1]: Ф. 17. Оп. 162. Д. 19. Л. 49.",
                &["Ф. 17. Оп. 162. Д. 19. Л. 49"],
            ),
            (
                "In NARA, RG 59, Records of the Staff, Box 5, he found it on 5 May 1946.",
                &["NARA, RG 59, Records of the Staff, Box 5"],
            ),
            ("The CIA told him on 5 May 1946 of Box 5.", &[]),
            ("GARF has 3 million files.", &[]),
            ("", &[]),
        ] {
            let shown: Vec<_> = found(text, Archives::builtin())
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(shown, expected, "{text}");
        }
    }
}
