//! Semantic tokens: whose voice speaks, as the rule table and the vocabulary decide it.

use std::ops::Range;

use crate::model::document::Document;
use crate::model::facts::Facts;
use crate::model::parts::PartKind;
use crate::vocabulary::{Class, Vocabulary};

/// A stretch of text of one kind, in bytes of the document. Tokens stand in the order of the text, the outer before the inner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it is; may run over lines.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A bracket, by its class.
    Class(Class),
    /// A label that the vocabulary knows.
    Label,
    /// The label of an item, a heading's signs, a role.
    Marker,
    /// A key of the header.
    Key,
    /// A comment.
    Comment,
}

/// What becomes of a token that stands within another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// It is cut out of the outer one, so that no two overlap.
    Innermost,
    /// Both are kept.
    Nested,
}

/// The tokens of the blocks that touch a range of bytes.
pub fn tokens(document: &Document, range: &Range<usize>, overlap: Overlap) -> Vec<Token> {
    let first = document
        .block_at(range.start)
        .map_or(0, |block| block.index);
    let mut tokens = Vec::new();
    for block in (first..)
        .map_while(|index| document.block(index))
        .take_while(|block| block.start <= range.end)
    {
        let text = document.block_text(&block);
        let mut found = of_block(document.vocabulary(), &block.block.facts, &text);
        found.sort_by_key(|token| (token.range.start, std::cmp::Reverse(token.range.end)));
        let found = match overlap {
            Overlap::Innermost => flatten(found),
            Overlap::Nested => found,
        };
        tokens.extend(found.into_iter().map(|token| Token {
            range: block.lift(&token.range),
            ..token
        }));
    }
    tokens
}

fn of_block(vocabulary: &Vocabulary, facts: &Facts, text: &str) -> Vec<Token> {
    let token = |kind| {
        move |range: &Range<usize>| Token {
            range: range.clone(),
            kind,
        }
    };
    let mut tokens = Vec::new();
    if let Some(header) = &facts.header {
        tokens.extend(
            header
                .fields
                .iter()
                .map(|field| &field.key)
                .map(token(TokenKind::Key)),
        );
    }
    tokens.extend(facts.comments.iter().map(token(TokenKind::Comment)));
    let marked = |kind| {
        matches!(
            kind,
            PartKind::Heading(_)
                | PartKind::Item
                | PartKind::RoleLine
                | PartKind::Footnote
                | PartKind::ContainerStart(_)
                | PartKind::ContainerEnd(_)
        )
    };
    tokens.extend(
        facts
            .parts
            .iter()
            .filter(|part| marked(part.kind))
            .map(|part| &part.label)
            .map(token(TokenKind::Marker)),
    );
    let known = |range: &&Range<usize>| vocabulary.label(&text[(*range).clone()]).is_some();
    tokens.extend(
        facts
            .labels
            .iter()
            .map(|label| &label.range)
            .filter(known)
            .map(token(TokenKind::Label)),
    );
    tokens.extend(
        facts
            .insertions
            .iter()
            .map(|insertion| token(TokenKind::Class(insertion.judgement.class))(&insertion.range)),
    );
    tokens
}

/// Cuts nested tokens so that none overlaps: the innermost wins. Takes them sorted, the outer before the inner.
fn flatten(tokens: Vec<Token>) -> Vec<Token> {
    let mut flat: Vec<Token> = Vec::new();
    let mut open: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut put = |range: Range<usize>, kind| {
        if !range.is_empty() {
            flat.push(Token { range, kind });
        }
    };
    for token in tokens.into_iter().map(Some).chain([None]) {
        let start = token.as_ref().map_or(usize::MAX, |token| token.range.start);
        while let Some(outer) = open.last() {
            let until = outer.range.end.min(start);
            put(at.max(outer.range.start)..until.max(at), outer.kind);
            at = at.max(until);
            if outer.range.end > start {
                break;
            }
            open.pop();
        }
        if let Some(token) = token {
            at = at.max(token.range.start);
            open.push(token);
        }
    }
    flat
}
