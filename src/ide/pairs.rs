//! Signs that belong together: the two of a bracket, brace or emphasis, and the two fences of a container.

use std::ops::Range;

use crate::model::document::{BlockAt, Document};
use crate::model::parts::{Part, PartKind};

/// Two signs that belong together, in bytes of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signs {
    /// The one that opens.
    pub opener: Range<usize>,
    /// The one that closes.
    pub closer: Range<usize>,
}

impl Signs {
    /// From the first to behind the last.
    pub fn whole(&self) -> Range<usize> {
        self.opener.start..self.closer.end
    }

    /// What is between them.
    pub fn inner(&self) -> Range<usize> {
        self.opener.end..self.closer.start
    }
}

/// The pair of which one sign stands at a byte, the innermost; a cursor on either side of a sign is at it. Costs the block,
/// and for the fence of a container every block that has a landmark.
pub fn at(document: &Document, offset: usize) -> Option<Signs> {
    let block = document.block_at(offset)?;
    let touches = |sign: &Range<usize>| (sign.start..=sign.end).contains(&offset);
    let is_at = |signs: &Signs| touches(&signs.opener) || touches(&signs.closer);
    let inline = in_block(&block).into_iter().filter(is_at);
    let inline = inline.min_by_key(|signs| signs.whole().len());
    inline.or_else(|| {
        let text = document.block_text(&block);
        let mut parts = block.block.facts.parts.iter();
        parts.find(|part| touches(&block.lift(&colons(part, &text))))?;
        containers(document).into_iter().find(is_at)
    })
}

/// The pairs within a block: brackets, braces, emphasis. Those that are not closed are none.
pub fn in_block(block: &BlockAt) -> Vec<Signs> {
    let facts = &block.block.facts;
    let brackets = facts.insertions.iter().map(|it| (&it.range, &it.inner));
    let others = facts.pairs.iter().map(|it| (&it.range, &it.inner));
    let signs = |(range, inner): (&Range<usize>, &Range<usize>)| Signs {
        opener: block.lift(&(range.start..inner.start)),
        closer: block.lift(&(inner.end..range.end)),
    };
    brackets.chain(others).map(signs).collect()
}

/// The fences of all containers that are closed, their colons only, in the order of the closers.
pub fn containers(document: &Document) -> Vec<Signs> {
    let mut open: Vec<(u32, Range<usize>)> = Vec::new();
    let mut pairs = Vec::new();
    for block in document.blocks_where(|sum| sum.landmarks > 0) {
        let text = document.block_text(&block);
        for part in &block.block.facts.parts {
            let fence = block.lift(&colons(part, &text));
            match part.kind {
                PartKind::ContainerStart(count) => open.push((count, fence)),
                PartKind::ContainerEnd(count) => {
                    let Some(at) = open.iter().rposition(|(other, _)| *other == count) else {
                        continue;
                    };
                    // What is still open inside ends with it, and has no fence of its own.
                    open.truncate(at + 1);
                    pairs.extend(open.pop().map(|(_, opener)| Signs {
                        opener,
                        closer: fence,
                    }));
                }
                _ => {}
            }
        }
    }
    pairs
}

/// The colons of a fence; nothing of another part.
fn colons(part: &Part, text: &str) -> Range<usize> {
    let (PartKind::ContainerStart(count) | PartKind::ContainerEnd(count)) = part.kind else {
        return part.range.start..part.range.start;
    };
    let whole = &text[part.range.clone()];
    let start = part.range.start + whole.find(':').unwrap_or(0);
    start..(start + count as usize).min(part.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cursor is `|`, and the two signs of its pair are put between `«` and `»`.
    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let offset = marked.find('|').expect("the cursor is marked");
        let text = marked.replace('|', "");
        let mut shown = text.clone();
        if let Some(signs) = at(&Document::new(&text), offset) {
            for sign in [signs.closer, signs.opener] {
                shown.insert(sign.end, '»');
                shown.insert(sign.start, '«');
            }
        }
        assert_eq!(shown, expected, "{marked}");
    }

    #[test]
    fn the_innermost_pair_at_the_cursor_is_found_at_either_sign() {
        check("a |[b {c} d] e", "a «[»b {c} d«]» e");
        check("a [b {c} d|] e", "a «[»b {c} d«]» e");
        check("a [b {c|} d] e", "a [b «{»c«}» d] e");
        check("{-old-|}{+new+}", "«{-»old«-}»{+new+}");
        check("{++ add |++}", "«{++» add «++}»");
        check("_un|_", "«_»un«_»");
        check("a [b| c] d", "a [b c] d");
        check("a |[b", "a [b");
        check(r"a |\[b\] c", r"a «\[»b«\]» c");
    }

    #[test]
    fn the_fences_of_a_container_belong_together() {
        check(
            ":::: a\n::: b|\n\nx\n\n:::\n::::\n",
            ":::: a\n::: b\n\nx\n\n:::\n::::\n",
        );
        check(
            ":::: a\n|::: b\n\nx\n\n:::\n::::\n",
            ":::: a\n«:::» b\n\nx\n\n«:::»\n::::\n",
        );
        check(
            ":::: a\n::: b\n\nx\n\n:::\n:::|:\n",
            "«::::» a\n::: b\n\nx\n\n:::\n«::::»\n",
        );
        check("::|:\n\ntext\n", ":::\n\ntext\n");
    }
}
