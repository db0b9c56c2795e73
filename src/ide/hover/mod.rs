//! Hover: what stands under the cursor.

mod bracket;
mod citation;
mod header;
mod place;
mod rule;

use std::ops::Range;

use crate::model::document::{BlockAt, Document};

/// An explanation, in Markdown, of a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What is explained, in bytes of the document.
    pub range: Range<usize>,
    /// The explanation.
    pub markdown: String,
}

/// A position in a document: a block, its text, and the byte in it.
struct At<'a> {
    document: &'a Document,
    block: BlockAt<'a>,
    text: &'a str,
    offset: usize,
}

impl At<'_> {
    fn hover(&self, range: &Range<usize>, markdown: String) -> Option<Hover> {
        Some(Hover { range: self.block.lift(range), markdown })
    }

    fn is_in(&self, range: &Range<usize>) -> bool {
        range.start <= self.offset && self.offset < range.end
    }
}

/// Explains what stands at a byte of the document, the most particular first.
pub fn hover(document: &Document, offset: usize) -> Option<Hover> {
    let block = document.block_at(offset)?;
    let text = document.block_text(&block);
    let at = At { document, offset: offset - block.start, text: &text, block };
    rule::find(&at).or_else(|| header::find(&at)).or_else(|| bracket::find_sign(&at)).or_else(|| place::find(&at)).or_else(|| bracket::find(&at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(marked: &str, expected: Expect) {
        let offset = marked.find("$0").expect("the cursor is marked by $0");
        let document = Document::new(&marked.replace("$0", ""));
        let shown = hover(&document, offset).map_or_else(
            || "nothing".to_owned(),
            |hover| format!("`{}`\n{}", document.slice(hover.range), hover.markdown),
        );
        expected.assert_eq(&shown);
    }

    #[test]
    fn nothing_stands_under_a_common_word() {
        check("The wo$0rd is plain.", expect!["nothing"]);
    }

    #[test]
    fn a_bracket_says_its_class_its_reach_and_how_to_overrule_it() {
        check("3-2 $0[SIC]- to the Secretariat", expect![[]]);
    }

    #[test]
    fn a_label_is_explained() {
        check("$0[stamp: NKVD]", expect![[]]);
    }

    #[test]
    fn a_place_is_glossed() {
        check("the city of Ghul$0ja [Yining]", expect![[]]);
    }

    #[test]
    fn a_key_is_explained() {
        check("---\nda$0te: 1945-04-29\n---\n", expect![[]]);
    }

    #[test]
    fn a_citation_is_explained_level_by_level() {
        check("---\nsource: GARF, f. R-9401ss, o$0p. 2, d. 95, ll. 334-338\n---\n", expect![[]]);
    }

    #[test]
    fn a_rule_in_a_comment_is_explained() {
        check("%% sigla: allow brackets/em$0pty — the source has it", expect![[]]);
    }
}
