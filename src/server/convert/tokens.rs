//! Semantic tokens, as the protocol counts them.

use std::ops::Range;

use super::Encoding;
use super::Positions;
use super::number;
use crate::ide::tokens::{Token, TokenKind};
use crate::server::lsp;
use crate::vocabulary::Class;

impl Positions<'_> {
    /// Semantic tokens, counted from each other, as the protocol wants them; cut at line ends, unless they may run over lines.
    pub fn tokens(&self, tokens: &[Token], over_lines: bool) -> Vec<lsp::SemanticToken> {
        let mut before = lsp::Position::new(0, 0);
        let mut data = Vec::new();
        for token in tokens {
            let kind = token_type(token.kind);
            let pieces = match over_lines {
                true => vec![token.range.clone()],
                false => self.lines(&token.range),
            };
            for piece in pieces {
                let from = self.position(piece.start);
                let length = self.length(&piece);
                if length == 0 {
                    continue;
                }
                let same_line = from.line == before.line;
                data.push(lsp::SemanticToken {
                    delta_line: from.line - before.line,
                    delta_start: if same_line {
                        from.character - before.character
                    } else {
                        from.character
                    },
                    length,
                    token_type: kind,
                    token_modifiers_bitset: 0,
                });
                before = from;
            }
        }
        data
    }

    /// The pieces of a range, one for each line, without the line ends.
    fn lines(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut start = range.start;
        while start < range.end {
            let line = self.text.byte_to_line(start);
            let end = self.text.char_to_byte(self.line_end(line));
            pieces.push(start..end.clamp(start, range.end));
            start = match line + 1 < self.text.len_lines() {
                true => self.text.line_to_byte(line + 1),
                false => range.end,
            };
        }
        pieces
    }

    /// How long a range is, as a column counts.
    fn length(&self, range: &Range<usize>) -> u32 {
        let chars = self.text.byte_to_char(range.start)..self.text.byte_to_char(range.end);
        number(match self.encoding {
            Encoding::Utf8 => range.len(),
            Encoding::Utf16 => {
                self.text.char_to_utf16_cu(chars.end) - self.text.char_to_utf16_cu(chars.start)
            }
            Encoding::Utf32 => chars.len(),
        })
    }
}

/// The legend of semantic tokens: the classes by name, then four kinds that every editor knows.
pub fn legend() -> lsp::SemanticTokensLegend {
    let classes = Class::ALL.iter().map(|class| class.name());
    let types = classes
        .chain(["keyword", "operator", "property", "comment"])
        .map(lsp::SemanticTokenType::new);
    lsp::SemanticTokensLegend {
        token_types: types.collect(),
        token_modifiers: Vec::new(),
    }
}

fn token_type(kind: TokenKind) -> u32 {
    let behind_classes = |offset| number(Class::ALL.len() + offset);
    match kind {
        TokenKind::Class(class) => number(
            Class::ALL
                .iter()
                .position(|other| *other == class)
                .unwrap_or_default(),
        ),
        TokenKind::Label => behind_classes(0),
        TokenKind::Marker => behind_classes(1),
        TokenKind::Key => behind_classes(2),
        TokenKind::Comment => behind_classes(3),
    }
}
