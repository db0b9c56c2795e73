//! Reads the levels and leaves of a citation in one tradition.
//!
//! The same letters mean several things: `p.` is a folder (papka) or pages, `d.` a file (delo) or a box (doboz),
//! `f.` a fonds or a folio. What decides, in this order: what the tradition knows at all; whether the level comes next in its order;
//! whether it is the last designator, where the leaves stand.

use std::ops::Range;
use std::sync::Arc;

use super::marks::{Mark, Value, digit_first, marks};
use super::parse::trimmed;
use super::{Affix, Citation, Leaves, Level, leaves};
use crate::registers::archives::{Designator, Tradition};

/// Reads `range` of the text and appends what it finds to `citation`.
pub(super) fn read(
    text: &str,
    range: Range<usize>,
    tradition: &Tradition,
    citation: &mut Citation,
) {
    let marks = marks(text, &range, tradition);
    let mut reading = Reading {
        text,
        end: range.end,
        tradition,
        citation,
        marks,
        next: 0,
        no_leaves_before: 0,
    };
    let mut at = range.start;
    loop {
        let separator = |c: char| {
            c.is_whitespace()
                || matches!(c, ',' | ';' | '.' | ':' | ')' | ']' | '—' | '–' | '|' | '·')
        };
        at = range.end - text[at..range.end].trim_start_matches(separator).len();
        let opened = text[at..range.end].trim_start_matches(['(', '[']);
        if range.end - opened.len() > at && reading.mark_at(range.end - opened.len()) {
            at = range.end - opened.len();
        }
        if at >= range.end {
            return;
        }
        at = reading
            .step(at)
            .max(at + text[at..].chars().next().map_or(1, char::len_utf8));
    }
}

struct Reading<'a> {
    text: &'a str,
    end: usize,
    tradition: &'a Tradition,
    citation: &'a mut Citation,
    marks: Vec<Mark<'a>>,
    /// The first mark not yet read.
    next: usize,
    /// No run of leaves that begins before this reaches the end.
    no_leaves_before: usize,
}

impl Reading<'_> {
    fn mark_at(&self, at: usize) -> bool {
        self.marks[self.next..]
            .iter()
            .take_while(|mark| mark.range.start <= at)
            .any(|mark| mark.range.start == at)
    }

    /// Reads one level, run of leaves or unknown segment at `at`; gives where it ends.
    fn step(&mut self, at: usize) -> usize {
        while self
            .marks
            .get(self.next)
            .is_some_and(|mark| mark.range.start < at)
        {
            self.next += 1;
        }
        if let Some(end) = self.call_number(at) {
            return end;
        }
        match self.marks.get(self.next) {
            Some(mark) if mark.range.start == at => self.designated(),
            _ => self.bare(at),
        }
    }

    /// A call number of the tradition's shape, such as `FO 371/46183`.
    fn call_number(&mut self, at: usize) -> Option<usize> {
        let call = self.tradition.call.as_ref()?;
        let captures = call.captures(&self.text[at..self.end])?;
        let end = at + captures.get_match().end();
        if self.text[end..self.end]
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-'))
        {
            return None;
        }
        let named = call
            .capture_names()
            .flatten()
            .filter_map(|name| Some((name, captures.name(name)?)));
        for (name, found) in named {
            let designator = self
                .tradition
                .order
                .iter()
                .find(|designator| designator.id == name)?;
            let value = trimmed(self.text, at + found.start()..at + found.end());
            self.push(Arc::clone(designator), None, value.clone(), None, value);
        }
        Some(end)
    }

    /// The level or the leaves at the next mark.
    fn designated(&mut self) -> usize {
        let index = self.next;
        self.next += 1;
        let Mark {
            range,
            written,
            value,
            candidates,
        } = &self.marks[index];
        let (range, written, candidates) = (range.clone(), written.clone(), candidates.clone());
        let (value, end) = match value {
            Value::Before(number) => (number.clone(), range.end),
            Value::From(start) => {
                let value = self.value(*start);
                (value.clone(), value.end.max(*start))
            }
        };
        let is_last = self.next == self.marks.len();
        let designator = Arc::clone(self.meaning(&candidates, is_last, &value));
        let other = self.other_reading(&candidates, &designator);
        if designator.counts_leaves() {
            let (spans, past) = leaves::read(self.text, value.start, self.end);
            if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
                let whole = range.start..last.range.end.max(range.start);
                debug_assert!(first.range.start >= range.start);
                self.push_leaves(Leaves {
                    kind: designator,
                    written: Some(written),
                    other,
                    spans,
                    range: whole,
                });
                return past;
            }
            self.citation
                .rest
                .push(trimmed(self.text, range.start..end));
            return end;
        }
        let whole = range.start.min(value.start)..end.max(value.end);
        let whole = match self.text[whole.clone()].ends_with('.') && written.end < value.start {
            true => trimmed(self.text, whole),
            false => whole,
        };
        self.push(designator, Some(written), value, other, whole);
        end
    }

    /// Which of its meanings a designator has here.
    fn meaning<'c>(
        &self,
        candidates: &[&'c Arc<Designator>],
        is_last: bool,
        value: &Range<usize>,
    ) -> &'c Arc<Designator> {
        let deepest = self
            .levels()
            .filter_map(|level| self.tradition.position(&level.designator))
            .max();
        let unused = |designator: &Designator| {
            self.levels()
                .all(|level| level.designator.id != designator.id)
        };
        let comes_next = |designator: &&&Arc<Designator>| {
            self.tradition
                .position(designator)
                .is_some_and(|place| deepest.is_none_or(|deepest| place > deepest))
        };
        let find = |wanted: &dyn Fn(&&&Arc<Designator>) -> bool| {
            candidates.iter().find(|one| wanted(one)).copied()
        };
        let leaf = find(&|one| one.counts_leaves());
        let is_range = self.text[value.clone()].contains(['-', '–', '—', ',']);
        let next = find(&comes_next);
        let last_leaf = leaf.filter(|_| is_last && self.levels().next().is_some());
        (last_leaf.filter(|_| is_range))
            .or(next)
            .or(last_leaf)
            .or(find(&|one| !one.counts_leaves() && unused(one)))
            .or(leaf)
            .unwrap_or(candidates[0])
    }

    /// What else the designator could be: of the readings that count something else, the first.
    fn other_reading(
        &self,
        candidates: &[&Arc<Designator>],
        chosen: &Designator,
    ) -> Option<Arc<Designator>> {
        let other = candidates
            .iter()
            .find(|one| one.counts_leaves() != chosen.counts_leaves());
        other.map(|one| Arc::clone(one))
    }

    fn levels(&self) -> impl Iterator<Item = &Level> {
        self.citation
            .levels
            .iter()
            .filter(|level| level.designator.id != "title")
    }

    /// The value that begins at `start`: to the next comma, designator or marking; one word where the tradition is strict.
    fn value(&self, start: usize) -> Range<usize> {
        let limit = self
            .marks
            .get(self.next)
            .map_or(self.end, |mark| mark.range.start.max(start));
        let whole = &self.text[start..limit];
        let first_word = whole.split(char::is_whitespace).next().unwrap_or("");
        let numbered = first_word.contains(|c: char| c.is_ascii_digit());
        let mut end = segment_end(whole, numbered);
        if let (true, true, Some(space)) = (
            self.tradition.strict,
            numbered,
            whole.find(char::is_whitespace),
        ) {
            end = end.min(space);
        }
        trimmed(self.text, start..start + end)
    }

    /// A segment without designator: of a known shape, leaves, a title, or not understood.
    fn bare(&mut self, at: usize) -> usize {
        let limit = self
            .marks
            .get(self.next)
            .map_or(self.end, |mark| mark.range.start);
        let mut end = at + segment_end(&self.text[at..limit], false);
        // `1973—Minutes. Confidential.`
        if let Some((before, last)) = self.text[at..end]
            .trim_end_matches(['.', ' '])
            .rsplit_once(". ")
            && self
                .shape(last)
                .is_some_and(|designator| designator.id == "marking")
        {
            end = at + before.len();
        }
        let segment = trimmed(self.text, at..end);
        let segment_text = &self.text[segment.clone()];
        if segment.is_empty() {
            let opened = |c: char| c.is_whitespace() || matches!(c, '(' | '[');
            return self.end - self.text[at..self.end].trim_start_matches(opened).len();
        }
        if let Some(designator) = self.shape(segment_text) {
            self.push(Arc::clone(designator), None, segment.clone(), None, segment);
            return end;
        }
        let (spans, past) = match at < self.no_leaves_before {
            true => (Vec::new(), at),
            false => leaves::read(self.text, at, self.end),
        };
        self.no_leaves_before = self.no_leaves_before.max(past);
        let to_the_end = self.text[past..self.end]
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '.' | ','));
        if let (true, false, Some(kind), Some(last)) = (
            to_the_end,
            self.citation.levels.is_empty(),
            self.tradition.leaves.first(),
            spans.last(),
        ) {
            let range = at..last.range.end;
            self.push_leaves(Leaves {
                kind: Arc::clone(kind),
                written: None,
                other: None,
                spans,
                range,
            });
            return past;
        }
        let title = self
            .tradition
            .order
            .iter()
            .find(|designator| designator.id == "title");
        match title.filter(|_| segment_text.contains(char::is_alphanumeric)) {
            Some(title) => self.push(Arc::clone(title), None, segment.clone(), None, segment),
            None => self.citation.rest.push(segment),
        }
        end
    }

    /// The level whose values look like `text` and need no designator.
    fn shape(&self, text: &str) -> Option<&Arc<Designator>> {
        let text = text.trim_end_matches(['.', ' ']);
        self.tradition.order.iter().find(|designator| {
            let shape = designator.bare.as_ref().and_then(|shape| shape.find(text));
            shape.is_some_and(|found| found.end() == text.len() && !text.is_empty())
        })
    }

    fn push(
        &mut self,
        designator: Arc<Designator>,
        written: Option<Range<usize>>,
        value: Range<usize>,
        other: Option<Arc<Designator>>,
        range: Range<usize>,
    ) {
        if value.is_empty() {
            return self.citation.rest.push(range);
        }
        let is_fonds = designator.id == "fond";
        let text = &self.text[value.clone()];
        let affix = |range: Range<usize>, about: &String| Affix {
            range,
            about: about.clone(),
        };
        let prefixes = self.tradition.prefixes.iter().filter(|_| is_fonds);
        let prefix = prefixes
            .filter(|(letters, _)| text.strip_prefix(letters.as_str()).is_some_and(digit_first))
            .map(|(letters, about)| affix(value.start..value.start + letters.len(), about))
            .next();
        let suffixes = self.tradition.suffixes.iter().filter(|_| is_fonds);
        let ends_a_number = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
        let suffix = suffixes
            .filter(|(letters, _)| {
                text.strip_suffix(letters.as_str())
                    .is_some_and(ends_a_number)
            })
            .map(|(letters, about)| affix(value.end - letters.len()..value.end, about))
            .next();
        self.citation.levels.push(Level {
            designator,
            written,
            value,
            prefix,
            suffix,
            other,
            range,
        });
    }

    /// A second run of the same kind joins the first; one of another kind is not understood.
    fn push_leaves(&mut self, leaves: Leaves) {
        match &mut self.citation.leaves {
            None => self.citation.leaves = Some(leaves),
            Some(first) if first.kind == leaves.kind => {
                first.range.end = leaves.range.end;
                first.spans.extend(leaves.spans);
            }
            Some(_) => self.citation.rest.push(leaves.range),
        }
    }
}

/// Where a segment ends: at a comma or semicolon, a parenthesis that it did not open, or a full stop after a number.
fn segment_end(text: &str, numbered: bool) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => return at,
            ')' | ']' => depth -= 1,
            ',' | ';' if depth == 0 => return at,
            '.' if numbered && depth == 0 && text[at + 1..].starts_with(char::is_whitespace) => {
                return at;
            }
            _ => {}
        }
    }
    // A parenthesis at the very end opens before the next designator: `Files (Lot File 96 D 292)`.
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '['))
        .len()
}
