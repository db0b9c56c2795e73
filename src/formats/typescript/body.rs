//! The document's text, with the roles of its opening and closing lines, behind its header.

use std::collections::HashMap;
use std::ops::Range;

use super::frame::Frame;
use super::paragraphs::{Paragraphs, ends_sentence, is_item};
use super::{Became, Line};
use crate::model::draft;
use crate::model::roles::{self, Position};
use crate::vocabulary::Vocabulary;

/// So many paragraphs at either end may be opening or closing lines, and so many among them have no shape.
const EDGE: usize = 15;
const SHAPELESS: usize = 3;
const LONGEST: usize = 100;
/// A paragraph of more words is running text, with which the opening lines end.
const RUNNING: usize = 12;

/// Writes the document, and what became of each line.
pub(super) fn write(
    lines: &[Line],
    paragraphs: &Paragraphs,
    frame: &mut Frame,
    language: Option<&'static str>,
) -> (String, Vec<Became>) {
    let blank = |at: usize| lines[at].text.trim().is_empty();
    let stays = |at: &usize| !blank(*at) && !frame.left.contains_key(at);
    let blocks: Vec<Vec<usize>> = paragraphs
        .list
        .iter()
        .map(|range: &Range<usize>| range.clone().filter(stays).collect::<Vec<_>>())
        .filter(|block| !block.is_empty())
        .collect();
    let roles = roles_of(lines, &blocks);
    tell(lines, &roles, frame);
    let mut document = header(frame, language);
    let mut number = document.lines().count() + 1;
    let mut became: Vec<Became> = (0..lines.len())
        .map(|at| frame.left.get(&at).cloned().unwrap_or(Became::BlankRemoved))
        .collect();
    let mut before = None;
    for block in &blocks {
        let role = roles.get(&block[0]).copied();
        // The copies of one list of distribution stand together, as in the source.
        let together = role == Some("distribution") && before == role;
        if before.is_some() && !together {
            document.push('\n');
            number += 1;
            if block[0] > 0 && blank(block[0] - 1) {
                became[block[0] - 1] = Became::Blank;
            }
        }
        for (at, &line) in block.iter().enumerate() {
            let text = lines[line].text.trim_end();
            let text = if at == 0 {
                text.trim_start_matches([' ', '\t'])
            } else {
                text
            };
            match roles.get(&line) {
                Some(role) => {
                    document.push_str(&format!("@{role} {}", text.trim_start()));
                    became[line] = Became::Role(role, number);
                }
                None => {
                    document.push_str(&escaped(text));
                    became[line] = match at > 0 && blank(line - 1) {
                        true => Became::Joined(number),
                        false => Became::Kept(number),
                    };
                }
            }
            document.push('\n');
            number += 1;
        }
        before = Some(role.unwrap_or_default());
    }
    (document, became)
}

fn header(frame: &Frame, language: Option<&'static str>) -> String {
    let rights: Vec<String> = frame
        .values
        .iter()
        .filter(|(key, ..)| *key == "rights")
        .map(|(_, value, _)| match ends_sentence(value) {
            true => value.clone(),
            false => format!("{value}."),
        })
        .collect();
    let rights = rights.join(" ");
    let notes: Vec<&str> = frame
        .values
        .iter()
        .filter(|(key, ..)| *key == "note")
        .map(|(_, value, _)| value.as_str())
        .collect();
    let notes = notes.join("; ");
    let mut values: Vec<(&str, &str)> = frame
        .values
        .iter()
        .filter(|(key, ..)| !matches!(*key, "rights" | "note"))
        .map(|(key, value, _)| (*key, value.as_str()))
        .collect();
    values.push(("rights", &rights));
    values.push(("note", &notes));
    values.push(("language", language.unwrap_or_default()));
    draft::written(&values)
}

/// The header's `number` and `copy`, from the lines that bear them.
fn tell(lines: &[Line], roles: &HashMap<usize, &'static str>, frame: &mut Frame) {
    let mut at: Vec<_> = roles.iter().collect();
    at.sort();
    for (line, role) in at {
        let told = frame.values.iter().any(|(key, ..)| key == role);
        let last = lines[*line]
            .text
            .trim()
            .trim_end_matches('.')
            .rsplit([' ', '№', 'º', '°'])
            .next();
        let figures = last.filter(|last| last.starts_with(|c: char| c.is_ascii_digit()));
        if let (false, "number" | "copy", Some(figures)) = (told, *role, figures) {
            frame.values.push((role, figures.to_owned(), *line));
        }
    }
}

/// The roles of opening and closing lines, by line. A paragraph has roles if each of its lines has.
fn roles_of(lines: &[Line], blocks: &[Vec<usize>]) -> HashMap<usize, &'static str> {
    let mut roles = HashMap::new();
    let mut shapeless = 0;
    let mut opening = 0;
    for block in blocks.iter().take(EDGE) {
        if !reads_on(lines, block, Position::Opening, &mut shapeless, &mut roles) {
            break;
        }
        opening += 1;
    }
    shapeless = 0;
    for block in blocks[opening..].iter().rev().take(EDGE) {
        if !reads_on(lines, block, Position::Closing, &mut shapeless, &mut roles) {
            break;
        }
    }
    // `4-2 - [left blank]` is a copy like those above it, though it names nobody.
    for pair in blocks.windows(2) {
        if roles.get(&pair[0][0]) == Some(&"distribution")
            && pair[1]
                .iter()
                .all(|&line| !roles.contains_key(&line) && is_copy(lines[line].text.trim()))
        {
            roles.extend(pair[1].iter().map(|&line| (line, "distribution")));
        }
    }
    roles
}

/// Whether a line begins with the number of a copy, such as `4-2 -`.
fn is_copy(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(number, rest)| {
        number.contains('-')
            && number
                .split('-')
                .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
            && rest.trim_start().starts_with(['-', '–', '—'])
    })
}

/// Gives a paragraph its roles; whether there may be more behind it, away from the edge.
fn reads_on(
    lines: &[Line],
    block: &[usize],
    position: Position,
    shapeless: &mut usize,
    roles: &mut HashMap<usize, &'static str>,
) -> bool {
    let found: Option<Vec<_>> = block
        .iter()
        .map(|&line| Some((line, shape(lines[line].text.trim(), position)?)))
        .collect();
    match found {
        Some(found) => roles.extend(found),
        None => {
            let text = lines[block[0]].text.trim();
            *shapeless += 1;
            let words: usize = block
                .iter()
                .map(|&line| lines[line].text.split_whitespace().count())
                .sum();
            let runs = words > RUNNING && position == Position::Opening;
            return *shapeless <= SHAPELESS
                && block.len() <= 3
                && text.chars().count() <= LONGEST
                && !runs
                && !is_item(text)
                && !text.starts_with('|');
        }
    }
    true
}

fn shape(line: &str, position: Position) -> Option<&'static str> {
    // Two things that stood side by side are told apart by more than a space between them.
    let wide = ["  ", "\u{a0} ", " \u{a0}", "\t"]
        .iter()
        .filter_map(|gap| line.find(gap))
        .min();
    let role = roles::by_shape(line, position).or_else(|| {
        let first = line.get(..wide?)?;
        roles::by_shape(first, position).filter(|role| *role == "drafted")
    })?;
    Vocabulary::builtin().role(role)?;
    let mut words = line.split_whitespace();
    let fits = match role {
        // `to be continued` is nobody's address, and `To the west lies the pass that they hold.` neither.
        "addressee" | "sender" => {
            let names = words
                .clone()
                .nth(1)
                .is_some_and(|word| word.starts_with(char::is_uppercase));
            names && !(line.ends_with('.') && words.nth(8).is_some())
        }
        "salutation" | "closing" | "dateline" => true,
        _ => !line.ends_with([',', ';', '-']),
    };
    fits.then_some(role)
}

/// A line that would be taken for the editor's, such as a comment, keeps its words by a backslash.
fn escaped(line: &str) -> String {
    let start = line.trim_start();
    let role = start.strip_prefix('@').and_then(|rest| {
        let name = rest
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .next()?;
        Vocabulary::builtin().role(name)
    });
    match start.starts_with("%%") || role.is_some() {
        true => format!("{}\\{start}", &line[..line.len() - start.len()]),
        false => line.to_owned(),
    }
}
