//! What holds a document together: labels of items, page marks, roles that are none, notes, the rows of tables.

use std::ops::Range;

use super::Facts;
use crate::model::items;
use crate::model::pages::PageMark;
use crate::model::parts::PartKind;
use crate::vocabulary::Class;

/// The name of a footnote. Ranges are bytes in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteUse {
    /// `[^1]`, without the colon of a definition.
    pub range: Range<usize>,
    /// Whether the note stands here.
    pub given: bool,
}

impl NoteUse {
    /// The name in its brackets.
    pub fn name<'t>(&self, text: &'t str) -> &'t str {
        text[self.range.clone()]
            .trim_start_matches("[^")
            .trim_end_matches(']')
    }
}

impl Facts {
    /// Reads what the parts say beside their kind.
    pub(super) fn structure(&mut self, block: &str) {
        for part in &self.parts {
            match part.kind {
                PartKind::Item => self
                    .items
                    .push(items::Label::read(&block[part.label.clone()])),
                PartKind::PageBreak => {
                    let inner = part.range.start + 1..part.range.end - 1;
                    self.pages.push(PageMark::read(&block[inner]));
                }
                _ => {}
            }
        }
        let sources = self
            .insertions
            .iter()
            .filter(|insertion| insertion.judgement.class != Class::Source);
        let mut closed = sources.map(|insertion| &insertion.range).peekable();
        let mut reached = 0;
        for at in memchr::memchr_iter(b'@', block.as_bytes()) {
            if at > 0 && !block[..at].ends_with(['\n', '\r']) {
                continue;
            }
            while let Some(range) = closed.next_if(|range| range.start <= at) {
                reached = reached.max(range.end);
            }
            let part = self
                .parts
                .partition_point(|part| part.range.start <= at)
                .checked_sub(1);
            let is_text = part.is_some_and(|part| self.parts[part].kind == PartKind::Paragraph);
            let length = block[at + 1..]
                .bytes()
                .take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'-')
                .count();
            let ends = block[at + 1 + length..]
                .chars()
                .next()
                .is_none_or(|c| c.is_whitespace() || c == ':');
            if length > 0 && ends && is_text && at >= reached {
                self.unknown_roles.push(at..at + 1 + length);
            }
        }
        let end = block.trim_end();
        self.introduces = self.header.is_none() && end.ends_with(':') && !end.ends_with("::");
    }
}
