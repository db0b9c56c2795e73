//! What stands around the document: the head and the tail of a web page, and the lines that the header says instead.

mod description;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use self::description::describe;
use super::furniture::{self, Furniture};
use super::{Became, Line};
use crate::model::citation::Citation;
use crate::model::document::Document;
use crate::model::roles::{self, Position};
use crate::model::{date, draft};
use crate::registers::archives::Archives;

/// So many paragraphs at the start of a page, and at its end, may be the page's own.
const HEAD: usize = 12;
const TAIL: usize = 30;

/// The header's values, and the lines that are not in the text.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Key, value, and the line that says so, in the order in which a key's values are written.
    pub values: Vec<(&'static str, String, usize)>,
    /// What became of lines that left the text, by index.
    pub left: HashMap<usize, Became>,
}

impl Frame {
    /// The keys that a line filled, each once.
    pub fn keys_of(&self, line: usize) -> Vec<&'static str> {
        let mut keys = Vec::new();
        for (key, _, from) in &self.values {
            if *from == line && !keys.contains(key) {
                keys.push(*key);
            }
        }
        keys
    }

    fn has(&self, key: &str) -> bool {
        self.values.iter().any(|(other, ..)| *other == key)
    }

    /// The line leaves the text for the header, which has its words.
    fn moves(&mut self, line: usize, left_out: Option<&'static str>) {
        let keys = self.keys_of(line);
        self.left.insert(line, Became::Header(keys, left_out));
    }

    fn remove(&mut self, line: usize, why: impl Into<String>) {
        self.left.insert(line, Became::Removed(why.into()));
    }
}

/// Whether lines are those of a saved web page: one of them has words that only pages have.
pub(super) fn is_page(lines: &[Line]) -> bool {
    let spoken = || lines.iter().filter(|line| !line.text.trim().is_empty());
    let tells = |line: &&Line| line.furniture.is_some() || furniture::tells_a_page(&line.text);
    spoken().take(HEAD).any(|line| tells(&line))
        || spoken().rev().take(TAIL).any(|line| tells(&line))
}

/// Reads what stands around the document. Nothing leaves the text whose words are not in the header, but furniture.
pub(super) fn read(lines: &[Line], paragraphs: &[Range<usize>], page: bool) -> Frame {
    let mut frame = Frame::default();
    for (at, line) in lines.iter().enumerate() {
        if let Some(why) = line.furniture {
            frame.remove(at, why);
        }
    }
    let (mut head, tail) = match page {
        true => edges(lines, paragraphs),
        false => (0, paragraphs.len()),
    };
    let told = told(lines, paragraphs, head, tail);
    let line_of = |key: &str| {
        told.iter()
            .find(|(other, ..)| *other == key)
            .map(|(.., line)| *line)
    };
    let single = |index: usize, line: Option<usize>| {
        paragraphs
            .get(index)
            .is_some_and(|range| range.len() == 1 && Some(range.start) == line)
    };
    if page {
        // The title follows the page's navigation, and sometimes a date stands above it.
        let dated = usize::from(single(head, line_of("date")));
        if head + dated < tail && single(head + dated, line_of("title")) {
            head += dated + 1;
        }
    }
    let sentence = line_of("title").filter(|&line| is_sentence(lines, paragraphs, line));
    frame.values = told;
    frame.values.retain(|(key, _, line)| {
        // The persons come from the title's words, and go with it.
        let of_title = matches!(*key, "title" | "creator" | "recipient");
        !(of_title && Some(*line) == sentence)
    });
    let head_lines = lines_in(paragraphs, 0..head);
    if !frame.has("source") {
        let ends = [paragraphs.first(), paragraphs.last()]
            .into_iter()
            .flatten();
        let mut lone = ends
            .filter(|range| range.len() == 1)
            .map(|range| range.start);
        if let Some(line) = lone.find(|line| cites(lines[*line].text.trim(), *line, &mut frame)) {
            frame.moves(line, Some("its label"));
        }
    }
    let edge = match page {
        true => lines_in(paragraphs, 0..paragraphs.len()),
        false => {
            let count = paragraphs.len();
            let mut edge = lines_in(paragraphs, 0..count.min(3));
            edge.extend(lines_in(paragraphs, count.saturating_sub(6)..count));
            edge
        }
    };
    for key in ["title", "date", "source"] {
        let Some(line) = frame
            .values
            .iter()
            .find(|(other, ..)| *other == key)
            .map(|(.., line)| *line)
        else {
            continue;
        };
        let text = lines[line].text.trim();
        let moves = match key {
            "source" => edge.contains(&line) && says_all(&frame, text, line),
            "date" => head_lines.contains(&line) && is_bare_date(text),
            _ => head_lines.contains(&line),
        };
        if moves {
            frame.moves(line, None);
        }
    }
    if page {
        summary(lines, paragraphs, head, tail, &mut frame);
        describe(lines, &head_lines, &mut frame);
        describe(
            lines,
            &lines_in(paragraphs, tail..paragraphs.len()),
            &mut frame,
        );
    }
    frame
}

/// Whether a line is where a paragraph begins, so that it is no title though it ends without a full stop.
fn is_sentence(lines: &[Line], paragraphs: &[Range<usize>], line: usize) -> bool {
    let Some(range) = paragraphs.iter().find(|range| range.contains(&line)) else {
        return false;
    };
    let below = range.clone().filter(|at| *at > line);
    below
        .map(|at| lines[at].text.trim())
        .find(|text| !text.is_empty())
        .is_some_and(|text| text.starts_with(|c: char| c.is_lowercase()))
}

/// A first or last line such as `Source: …, Box 2. Posted from a carbon copy.`: the citation, and remarks as a note.
fn cites(text: &str, line: usize, frame: &mut Frame) -> bool {
    let Some(("source", value)) = furniture::labelled(text) else {
        return false;
    };
    let stops = value.match_indices(". ").map(|(at, _)| at);
    let mut ends: Vec<usize> = stops.chain([value.len()]).collect();
    ends.reverse();
    let Some(end) = ends.into_iter().find(|end| {
        let citation = &value[..*end];
        Citation::names_a_repository(citation, Archives::builtin())
    }) else {
        return false;
    };
    let citation = value[..end].trim_end_matches('.').to_owned();
    frame.values.push(("source", citation, line));
    let remark = value[end..].trim_start_matches(['.', ' ']);
    if !remark.is_empty() {
        frame.values.push(("note", remark.to_owned(), line));
    }
    true
}

/// How many paragraphs the head of a page has, and where its tail begins.
fn edges(lines: &[Line], paragraphs: &[Range<usize>]) -> (usize, usize) {
    let kind = |range: &Range<usize>| {
        let text = &lines[range.start].text;
        furniture::of(text).or_else(|| lines[range.start].furniture.map(Furniture::Taken))
    };
    let sure = |range: &Range<usize>| {
        let labelled = furniture::labelled(&lines[range.start].text).is_some();
        labelled
            || kind(range)
                .is_some_and(|kind| !matches!(kind, Furniture::Rights | Furniture::Label(_, false)))
    };
    let count = paragraphs.len();
    // A short page has its tail where a long one has text.
    let head_ends = paragraphs
        .iter()
        .take(HEAD.min(count / 2))
        .rposition(sure)
        .map_or(0, |last| last + 1);
    let from = head_ends.max(count.saturating_sub(TAIL));
    let first = paragraphs[from..]
        .iter()
        .position(sure)
        .map_or(count, |first| from + first);
    let after_text = count
        - paragraphs[from..]
            .iter()
            .rev()
            .take_while(|range| kind(range).is_some())
            .count();
    (head_ends, first.min(after_text))
}

/// What the lines say of the document by themselves; furniture says nothing.
fn told(
    lines: &[Line],
    paragraphs: &[Range<usize>],
    head: usize,
    tail: usize,
) -> Vec<(&'static str, String, usize)> {
    let mut around = lines_in(paragraphs, 0..head);
    around.extend(lines_in(paragraphs, tail..paragraphs.len()));
    let mut text = String::new();
    let mut starts = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        starts.push(text.len());
        let silent =
            line.furniture.is_some() || around.contains(&at) && furniture::of(&line.text).is_some();
        if !silent {
            text.push_str(&line.text);
        }
        text.push('\n');
    }
    let told = draft::told(&Document::new(&text));
    let told = told.into_iter().map(|told| {
        let line = starts
            .partition_point(|start| *start <= told.range.start)
            .saturating_sub(1);
        let value = match told.key {
            "source" => told.value.trim_end_matches('.').to_owned(),
            _ => told.value,
        };
        (told.key, value, line)
    });
    told.collect()
}

/// A paragraph that the page adds behind the document's last lines and before its description.
fn summary(
    lines: &[Line],
    paragraphs: &[Range<usize>],
    head: usize,
    tail: usize,
    frame: &mut Frame,
) {
    const SHORTEST: usize = 20;
    if tail >= paragraphs.len() || tail < head + 2 {
        return;
    }
    let (before, range) = (&paragraphs[tail - 2], &paragraphs[tail - 1]);
    let text = lines[range.start].text.trim();
    let closes = roles::by_shape(&lines[before.end - 1].text, Position::Closing).is_some();
    if range.len() == 1
        && closes
        && text.split_whitespace().count() >= SHORTEST
        && !frame.left.contains_key(&range.start)
        && roles::by_shape(text, Position::Closing).is_none()
    {
        frame.values.push(("summary", text.to_owned(), range.start));
        frame.moves(range.start, None);
    }
}

/// Whether the header says every word of a line, but for the verbs whose place its keys take.
fn says_all(frame: &Frame, text: &str, line: usize) -> bool {
    const SAID_BY_KEYS: &[&str] = &[
        "obtained",
        "provided",
        "contributed",
        "donated",
        "copied",
        "selected",
        "translated",
        "transcribed",
        "edited",
        "annotated",
        "introduced",
        "by",
        "and",
    ];
    let values = frame.values.iter().filter(|(.., from)| *from == line);
    let said: HashSet<String> = values.flat_map(|(_, value, _)| words(value)).collect();
    words(text)
        .iter()
        .all(|word| said.contains(word) || SAID_BY_KEYS.contains(&word.to_lowercase().as_str()))
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_bare_date(text: &str) -> bool {
    date::written(text)
        .first()
        .is_some_and(|date| date.range == (0..text.trim_end_matches('.').len()))
}

fn lines_in(paragraphs: &[Range<usize>], of: Range<usize>) -> Vec<usize> {
    paragraphs[of]
        .iter()
        .flat_map(|range| range.clone())
        .collect()
}
