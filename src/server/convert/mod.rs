//! Between bytes and the positions of an editor: the only place that knows UTF-16 and UTF-32.

mod tokens;

use std::ops::Range;

use ropey::{Rope, str_utils};

use super::capabilities::DiagnosticAbilities;
use super::lsp;
use crate::ide::completion::{Completion, CompletionKind, Completions};
use crate::ide::hover::Hover;
use crate::model::outline::{Entry, EntryKind};
use crate::rules::{Edit, Finding, Severity, Tag, docs};

pub use tokens::legend;

/// What a column counts (LSP 3.17, "Position encoding").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, which every client knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The best of those that a client offers: UTF-8 costs nothing, UTF-16 is what is left.
    pub fn negotiate(offered: Option<&[lsp::PositionEncodingKind]>) -> Encoding {
        let offers = |kind| offered.is_some_and(|offered| offered.contains(&kind));
        if offers(lsp::PositionEncodingKind::UTF8) {
            Encoding::Utf8
        } else if offers(lsp::PositionEncodingKind::UTF32)
            && !offers(lsp::PositionEncodingKind::UTF16)
        {
            Encoding::Utf32
        } else {
            Encoding::Utf16
        }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> lsp::PositionEncodingKind {
        match self {
            Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
            Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
            Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
        }
    }
}

/// A text and the encoding in which its client counts.
#[derive(Clone, Copy, Debug)]
pub struct Positions<'a> {
    /// The text.
    pub text: &'a Rope,
    /// What a column counts.
    pub encoding: Encoding,
}

impl Positions<'_> {
    /// The byte of a position. A line past the end is the end; a column past its line's end is that end; a column
    /// within a character is its start.
    pub fn byte(&self, position: lsp::Position) -> usize {
        let line = position.line as usize;
        if line >= self.text.len_lines() {
            return self.text.len_bytes();
        }
        let start = self.text.line_to_char(line);
        let end = self.line_end(line);
        let column = position.character as usize;
        let char = match self.encoding {
            Encoding::Utf8 => {
                let byte = self.text.char_to_byte(start) + column;
                if byte >= self.text.char_to_byte(end) {
                    end
                } else {
                    self.text.byte_to_char(byte)
                }
            }
            Encoding::Utf16 => {
                let unit = self.text.char_to_utf16_cu(start) + column;
                if unit >= self.text.char_to_utf16_cu(end) {
                    end
                } else {
                    self.text.utf16_cu_to_char(unit)
                }
            }
            Encoding::Utf32 => start.saturating_add(column).min(end),
        };
        self.text.char_to_byte(char)
    }

    /// The bytes of a range; one that runs backwards is taken forwards.
    pub fn bytes(&self, range: lsp::Range) -> Range<usize> {
        let (a, b) = (self.byte(range.start), self.byte(range.end));
        a.min(b)..a.max(b)
    }

    /// The position of a byte; one past the end is the end.
    pub fn position(&self, byte: usize) -> lsp::Position {
        let byte = byte.min(self.text.len_bytes());
        // Most lines begin in the piece of the rope in which they end: one search gives both.
        let (piece, start, _, line) = self.text.chunk_at_byte(byte);
        let before = &piece.as_bytes()[..byte - start];
        let (ended, begin) = match memchr::memchr(b'\r', before) {
            None => {
                let ended = memchr::memchr_iter(b'\n', before).count();
                (
                    ended,
                    memchr::memrchr(b'\n', before).map_or(0, |end| end + 1),
                )
            }
            Some(_) => {
                let ended = str_utils::byte_to_line_idx(piece, before.len());
                (ended, str_utils::line_to_byte_idx(piece, ended))
            }
        };
        let line = line + ended;
        let begin = match ended {
            0 => self.text.line_to_byte(line),
            _ => start + begin,
        };
        lsp::Position::new(number(line), number(self.width(begin..byte)))
    }

    /// The range of bytes as positions.
    pub fn range(&self, range: &Range<usize>) -> lsp::Range {
        lsp::Range::new(self.position(range.start), self.position(range.end))
    }

    /// How many columns lie between bytes of a line. Where the last is within a character, that does not count.
    fn width(&self, range: Range<usize>) -> usize {
        let (mut at, mut width) = (range.start, 0);
        while at < range.end {
            let (piece, start, ..) = self.text.chunk_at_byte(at);
            let end = piece.floor_char_boundary(range.end - start);
            width += self.columns(&piece[at - start..end]);
            at = start + piece.len();
        }
        width
    }

    /// How many columns some words take.
    fn columns(&self, words: &str) -> usize {
        // What is four bytes long is two units, and nothing else has such a byte.
        let long = || words.bytes().filter(|byte| *byte >= 0xF0).count();
        match self.encoding {
            Encoding::Utf8 => words.len(),
            Encoding::Utf16 => words.chars().count() + long(),
            Encoding::Utf32 => words.chars().count(),
        }
    }

    /// The char behind the last of a line, its line end left out.
    fn line_end(&self, line: usize) -> usize {
        let mut end = self.text.line_to_char(line + 1);
        let start = self.text.line_to_char(line);
        while end > start && matches!(self.text.char(end - 1), '\n' | '\r') {
            end -= 1;
        }
        end
    }

    /// A finding as a diagnostic, with as much of it as the client shows.
    pub fn diagnostic(
        &self,
        finding: &Finding,
        uri: &lsp::Uri,
        shows: DiagnosticAbilities,
    ) -> lsp::Diagnostic {
        let related = finding
            .related
            .iter()
            .map(|related| lsp::DiagnosticRelatedInformation {
                location: lsp::Location::new(uri.clone(), self.range(&related.range)),
                message: related.message.clone(),
            });
        let related: Vec<_> = related.filter(|_| shows.related).collect();
        let page = docs::url(finding.rule).filter(|_| shows.description);
        let fix = finding.fixes.iter().map(|fix| fix.safety).min();
        lsp::Diagnostic {
            code_description: page
                .and_then(|page| page.parse().ok())
                .map(|href| lsp::CodeDescription { href }),
            tags: finding.rule.tag().filter(|_| shows.tags).map(|tag| {
                vec![match tag {
                    Tag::Needless => lsp::DiagnosticTag::UNNECESSARY,
                    Tag::OutOfUse => lsp::DiagnosticTag::DEPRECATED,
                }]
            }),
            data: fix
                .filter(|_| shows.data)
                .map(|safety| serde_json::json!({"fix": safety.name()})),
            range: self.range(&finding.range),
            severity: Some(severity(finding.severity)),
            code: Some(lsp::NumberOrString::String(finding.rule.name.to_owned())),
            source: Some("sigla".to_owned()),
            message: finding.message.clone(),
            related_information: (!related.is_empty()).then_some(related),
        }
    }

    /// Edits as the protocol's.
    pub fn edits(&self, edits: &[Edit]) -> Vec<lsp::TextEdit> {
        edits
            .iter()
            .map(|edit| lsp::TextEdit::new(self.range(&edit.range), edit.new.clone()))
            .collect()
    }

    /// A hover.
    pub fn hover(&self, hover: Hover) -> lsp::Hover {
        lsp::Hover {
            contents: lsp::HoverContents::Markup(lsp::MarkupContent {
                kind: lsp::MarkupKind::Markdown,
                value: hover.markdown,
            }),
            range: Some(self.range(&hover.range)),
        }
    }

    /// An entry of the outline with its children; their depth is bounded by the outline's.
    pub fn symbol(&self, entry: Entry) -> lsp::DocumentSymbol {
        let children: Vec<_> = entry
            .children
            .into_iter()
            .map(|child| self.symbol(child))
            .collect();
        #[allow(
            deprecated,
            reason = "the struct has the deprecated field, and no default"
        )]
        lsp::DocumentSymbol {
            name: if entry.name.trim().is_empty() {
                entry.kind.name().to_owned()
            } else {
                entry.name
            },
            detail: (!entry.detail.is_empty()).then_some(entry.detail),
            kind: symbol_kind(entry.kind),
            tags: None,
            deprecated: None,
            range: self.range(&entry.range),
            selection_range: self.range(&entry.name_range),
            children: (!children.is_empty()).then_some(children),
        }
    }

    /// A fold, if it is longer than a line.
    pub fn fold(&self, range: &Range<usize>) -> Option<lsp::FoldingRange> {
        let text = self.text.byte_slice(range.clone());
        let blank = text
            .chars_at(text.len_chars())
            .reversed()
            .take_while(|c| c.is_whitespace())
            .map(char::len_utf8)
            .sum::<usize>();
        let (start, end) = (
            self.position(range.start).line,
            self.position(range.end - blank).line,
        );
        (end > start).then(|| lsp::FoldingRange {
            start_line: start,
            end_line: end,
            ..Default::default()
        })
    }

    /// Completions in their order. Labels and keys are left in that of an editor, the alphabet.
    pub fn completions(&self, found: Completions) -> lsp::CompletionResponse {
        let items = found.items.into_iter().zip(0..);
        lsp::CompletionResponse::List(lsp::CompletionList {
            is_incomplete: found.is_incomplete,
            items: items.map(|(it, at)| self.completion(it, at)).collect(),
        })
    }

    fn completion(&self, completion: Completion, at: usize) -> lsp::CompletionItem {
        let is_ranked = matches!(completion.kind, CompletionKind::Name | CompletionKind::Id);
        let filled = |words: String| (!words.is_empty()).then_some(words);
        lsp::CompletionItem {
            // Neovim takes what has an edit for filtered, unless it is told by what to filter.
            filter_text: completion.filter.or(Some(completion.label.clone())),
            label: completion.label,
            sort_text: is_ranked.then(|| format!("{at:04}")),
            kind: Some(match completion.kind {
                CompletionKind::Label => lsp::CompletionItemKind::KEYWORD,
                CompletionKind::Role => lsp::CompletionItemKind::STRUCT,
                CompletionKind::Key => lsp::CompletionItemKind::PROPERTY,
                CompletionKind::Value => lsp::CompletionItemKind::VALUE,
                CompletionKind::Name => lsp::CompletionItemKind::TEXT,
                CompletionKind::Id => lsp::CompletionItemKind::REFERENCE,
            }),
            detail: filled(completion.detail),
            documentation: filled(completion.about).map(lsp::Documentation::String),
            text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit::new(
                self.range(&completion.range),
                completion.new,
            ))),
            ..Default::default()
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Information => lsp::DiagnosticSeverity::INFORMATION,
        Severity::Hint => lsp::DiagnosticSeverity::HINT,
    }
}

fn symbol_kind(kind: EntryKind) -> lsp::SymbolKind {
    match kind {
        EntryKind::Header => lsp::SymbolKind::MODULE,
        EntryKind::Field => lsp::SymbolKind::PROPERTY,
        EntryKind::Line => lsp::SymbolKind::FIELD,
        EntryKind::Heading => lsp::SymbolKind::STRING,
        EntryKind::Item => lsp::SymbolKind::ENUM_MEMBER,
        EntryKind::Container => lsp::SymbolKind::NAMESPACE,
        EntryKind::Table => lsp::SymbolKind::ARRAY,
        EntryKind::Page => lsp::SymbolKind::FILE,
        EntryKind::Note => lsp::SymbolKind::KEY,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Lines end in each of the three ways and lie over pieces of the rope; characters take up to four bytes.
        #[test]
        fn a_byte_stands_where_counting_from_the_start_of_its_line_finds_it(
            lines in prop::collection::vec("[a й𐍈]{0,90}(\n|\r\n|\r)", 0..60),
            long in "[a й𐍈]{0,2000}",
        ) {
            let (before, behind) = lines.split_at(lines.len() / 2);
            let text = before.concat() + &long + &behind.concat();
            let rope = Rope::from_str(&text);
            for byte in (0..=text.len()).step_by(5) {
                let line = rope.byte_to_line(byte);
                let words = &text[rope.line_to_byte(line)..text.floor_char_boundary(byte)];
                for (encoding, column) in [
                    (Encoding::Utf8, words.len()),
                    (Encoding::Utf16, words.encode_utf16().count()),
                    (Encoding::Utf32, words.chars().count()),
                ] {
                    let positions = Positions { text: &rope, encoding };
                    let expected = lsp::Position::new(number(line), number(column));
                    prop_assert_eq!(positions.position(byte), expected, "{} in {:?}", byte, encoding);
                }
            }
        }
    }
}
