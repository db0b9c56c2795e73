//! What a document says of itself: from its header, else from the lines at its two ends.

use std::ops::Range;
use std::sync::Arc;

use super::citation::{self, Citation, Cited};
use super::date::{self, Date};
use super::document::{BlockAt, Document};
use super::facts::{Facts, Insertion};
use super::furniture::{self, Furniture};
use super::header::{Field, Header, plain};
use super::marking::{self, Secrecy};
use super::parts::PartKind;
use super::roles::{self, Position};
use crate::registers::Registers;
use crate::registers::archives::Archives;
use crate::vocabulary::Class;

/// So many blocks at each end of a document are read.
const EDGE: usize = 24;
/// So many lines of a block are read, and no longer ones: what is longer describes nothing.
const LINES: usize = 24;
const LONGEST_LINE: usize = 600;

/// A value with the place that tells it, in bytes of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<T> {
    /// Where it is told, without quotes.
    pub range: Range<usize>,
    /// What is told.
    pub value: T,
}

/// An archival citation.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// As it is written; the ranges of the citation are bytes in it.
    pub text: String,
    /// What it says.
    pub citation: Citation,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Description {
    /// Whether it has a header.
    pub from_header: bool,
    /// What it is called: by its header, else by its first heading.
    pub title: Option<Told<String>>,
    /// When it was written: by its header, else by the first line at its beginning that is a date.
    pub date: Option<Told<Date>>,
    /// The lines at both ends that are dates, or that bear `@dateline`, whatever the header says; in the order of the text.
    pub datelines: Vec<Told<Date>>,
    /// Where it lies: by its header, else by a line at one of its ends.
    pub sources: Vec<Told<Source>>,
    /// Citations in the lines at both ends, if the header has one.
    pub written_sources: Vec<Told<Source>>,
    /// How secret it is by its header.
    pub classification: Option<Told<Secrecy>>,
    /// How secret it is by the lines at both ends.
    pub markings: Vec<Told<Secrecy>>,
    /// The lines at both ends that belong to a web page, not to the document.
    pub furniture: Vec<Range<usize>>,
    /// How long it is, by its header.
    pub extent: Option<Told<String>>,
    /// Whether a line at its ends shows that it is a web page.
    is_a_page: bool,
}

impl Description {
    /// Reads the header and some dozens of short lines at each end: bounded, however long the document. What a block says is
    /// kept with it.
    pub fn of(document: &Document, registers: &Registers) -> Description {
        let mut description = Description::default();
        let count = document.block_count();
        let (head, tail) = (0..count.min(EDGE), count.saturating_sub(EDGE).max(EDGE));
        for block in head.filter_map(|index| document.block(index)) {
            description.add(&described_by(document, &block, registers), block.start);
        }
        if description.date.is_none() {
            description.date = description.datelines.first().cloned();
        }
        for block in (tail..count).filter_map(|index| document.block(index)) {
            description.add(&described_by(document, &block, registers), block.start);
        }
        if !description.is_a_page {
            description.furniture.clear();
        }
        if description.sources.is_empty() {
            description.sources = std::mem::take(&mut description.written_sources);
        }
        description
    }

    /// The first citation, if there is one.
    pub fn source(&self) -> Option<&Told<Source>> {
        self.sources.first()
    }

    /// Adds what a block says that begins at `start`.
    fn add(&mut self, said: &Description, start: usize) {
        fn lift<T: Clone>(told: &Told<T>, start: usize) -> Told<T> {
            Told {
                range: told.range.start + start..told.range.end + start,
                value: told.value.clone(),
            }
        }
        fn first<T: Clone>(known: &mut Option<Told<T>>, said: &Option<Told<T>>, start: usize) {
            if known.is_none() {
                *known = said.as_ref().map(|told| lift(told, start));
            }
        }
        fn all<T: Clone>(known: &mut Vec<Told<T>>, said: &[Told<T>], start: usize) {
            known.extend(said.iter().map(|told| lift(told, start)));
        }
        self.from_header |= said.from_header;
        self.is_a_page |= said.is_a_page;
        first(&mut self.title, &said.title, start);
        first(&mut self.date, &said.date, start);
        first(&mut self.classification, &said.classification, start);
        first(&mut self.extent, &said.extent, start);
        all(&mut self.datelines, &said.datelines, start);
        all(&mut self.sources, &said.sources, start);
        all(&mut self.written_sources, &said.written_sources, start);
        all(&mut self.markings, &said.markings, start);
        let furniture = said.furniture.iter();
        (self.furniture).extend(furniture.map(|line| line.start + start..line.end + start));
    }

    fn read_header(&mut self, header: &Header, block: &str, archives: &Archives) {
        let value = |keys: &[&str]| {
            let field = header.field(block, keys)?;
            let range = unquoted(block, field.values.first()?);
            let value = plain(&block[range.clone()]);
            (!value.is_empty()).then_some(Told { range, value })
        };
        self.title = value(&["title"]);
        self.extent = value(&["extent"]);
        self.date = value(&["date"]).and_then(|told| {
            let value = date::parse(&told.value).ok()?;
            Some(Told {
                range: told.range,
                value,
            })
        });
        self.classification = value(&["classification"]).and_then(|told| {
            let value = marking::read(&told.value)?;
            Some(Told {
                range: told.range,
                value,
            })
        });
        let field = header.field(block, &["source", "provenance"]);
        let values = field.map_or(&[][..], |Field { values, .. }| values);
        self.sources = values
            .iter()
            .flat_map(|value| sources(block, unquoted(block, value), archives))
            .collect();
    }

    fn read_block(&mut self, text: &str, facts: &Facts, archives: &Archives) {
        for insertion in &facts.insertions {
            self.read_bracket(text, insertion, archives);
        }
        let mut lines = 0;
        for part in &facts.parts {
            match part.kind {
                PartKind::Paragraph => {}
                PartKind::RoleLine if &text[part.label.clone()] == "@dateline" => {
                    self.read_date(&text[part.content.clone()], part.content.start);
                    continue;
                }
                PartKind::Heading(_) if self.title.is_none() => {
                    self.title = Some(Told {
                        range: part.content.clone(),
                        value: text[part.content.clone()].to_owned(),
                    });
                    continue;
                }
                _ => continue,
            }
            let mut start = part.range.start;
            let ends = memchr::memchr2_iter(b'\n', b'\r', text[part.range.clone()].as_bytes());
            for end in ends
                .map(|end| part.range.start + end)
                .chain([part.range.end])
            {
                lines += 1;
                if lines > LINES {
                    return;
                }
                let line = &text[start..end];
                let shown = line.trim();
                if !shown.is_empty() && shown.len() <= LONGEST_LINE {
                    let inner = start + (line.len() - line.trim_start().len());
                    self.read_line(text, inner..inner + shown.len(), archives);
                }
                start = end;
            }
        }
    }

    /// A call number that somebody wrote on the page.
    fn read_bracket(&mut self, block: &str, insertion: &Insertion, archives: &Archives) {
        let judgement = &insertion.judgement;
        let Some(label) = &judgement.label else {
            return;
        };
        let from = (label.end + 1).min(insertion.inner.end);
        let written = &block[from..insertion.inner.end];
        let is_short = written.len() <= LONGEST_LINE;
        if judgement.class == Class::Mark
            && is_short
            && Citation::names_a_repository(written, archives)
        {
            let from = insertion.inner.end - written.trim_start().len();
            let range = from..from + written.trim().len();
            self.written_sources.extend(sources(block, range, archives));
        }
    }

    fn read_line(&mut self, block: &str, range: Range<usize>, archives: &Archives) {
        let line = &block[range.clone()];
        if let Some(value) = marking::read(line) {
            self.markings.push(Told { range, value });
            return;
        }
        if let Some(strength) = furniture::read(line) {
            self.is_a_page |= strength == Furniture::Sure;
            self.furniture.push(range);
            return;
        }
        // Neither a date nor a call number is without figures, unless they are Chinese.
        if !line.bytes().any(|byte| byte.is_ascii_digit()) && !line.contains('年') {
            return;
        }
        if roles::by_shape(line, Position::Opening) == Some("dateline") {
            self.read_date(line, range.start);
        } else if Citation::names_a_repository(line, archives) {
            self.written_sources.extend(sources(block, range, archives));
        }
    }

    fn read_date(&mut self, line: &str, start: usize) {
        if let Some(written) = date::written(line).pop() {
            self.datelines.push(Told {
                range: start + written.range.start..start + written.range.end,
                value: written.date.within(written.calendar.doubt()),
            });
        }
    }
}

/// What a block says of its document, in bytes of the block.
fn described_by(document: &Document, at: &BlockAt, registers: &Registers) -> Arc<Description> {
    at.block.asked.describes.get(registers.digest(), || {
        let (text, facts) = (document.block_text(at), &at.block.facts);
        let (mut said, archives) = (Description::default(), registers.archives());
        if let Some(header) = &facts.header {
            said.from_header = true;
            said.read_header(header, &text, archives);
        }
        said.read_block(&text, facts, archives);
        said
    })
}

/// The citation at `range` of a block, or each of several.
fn sources(
    block: &str,
    range: Range<usize>,
    archives: &Archives,
) -> impl Iterator<Item = Told<Source>> {
    let cited = citation::parse_all(&block[range.clone()], archives);
    cited.into_iter().map(
        move |Cited {
                  range: one,
                  citation,
              }| {
            let here = range.start + one.start..range.start + one.end;
            let text = block[here.clone()].to_owned();
            Told {
                range: here,
                value: Source { text, citation },
            }
        },
    )
}

fn unquoted(block: &str, value: &Range<usize>) -> Range<usize> {
    let written = &block[value.clone()];
    let inner = written.trim_start_matches(['"', '\'']);
    let start = value.start + (written.len() - inner.len());
    start..start + inner.trim_end_matches(['"', '\'']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, date: &str, source: &str, markings: &[&str]) {
        let document = Document::new(text);
        let told = Description::of(&document, &Registers::default());
        let at = |range: &Range<usize>| text[range.clone()].to_owned();
        let found = told.date.as_ref().map(|told| at(&told.range));
        assert_eq!(found.as_deref().unwrap_or_default(), date, "{text}");
        let found = told.source().map(|told| told.value.text.as_str());
        assert_eq!(found.unwrap_or_default(), source, "{text}");
        let found: Vec<_> = told.markings.iter().map(|told| at(&told.range)).collect();
        assert_eq!(found, markings, "{text}");
    }

    #[test]
    fn a_document_is_described_by_its_header_or_by_its_ends() {
        check(
            "---\ndate: 1945-04-29\nsource: \"GARF, f. 5, d. 9\"\n---\n\nTop Secret\n\n3 May 1946\n",
            "1945-04-29",
            "GARF, f. 5, d. 9",
            &["Top Secret"],
        );
        check(
            "Copy. Top Secret\n\n29 April 1945\n\nHe came on 3 May 1946.\n\nGARF, f. R-9401, op. 2, d. 95, ll. 334-338.\n",
            "29 April 1945",
            "GARF, f. R-9401, op. 2, d. 95, ll. 334-338.",
            &["Copy. Top Secret"],
        );
        check(
            "Secretary Rusk spoke.\n\nHe saw GARF in 1990.\n",
            "",
            "",
            &[],
        );
        check("", "", "", &[]);
    }
}
