//! Parsing a block, from scratch or from the tree it had before an edit.

use std::cell::RefCell;

use tree_sitter::{InputEdit, Parser, Point, Tree};

thread_local! {
    static PARSER: RefCell<Parser> = RefCell::new(parser());
}

/// A parser of Sigla.
pub fn parser() -> Parser {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_sigla::LANGUAGE.into())
        .expect("the grammar is of an ABI that this tree-sitter reads");
    parser
}

/// The tree of a block; offsets are bytes from the block's start.
///
/// `at_start` says that the block is the first of its document, the only one that may hold a header. No text gives an
/// ERROR or MISSING node. Linear in the text; 55 to 80 MB/s where it is prose.
pub fn parse(block: &str, at_start: bool) -> Tree {
    parse_from(block, at_start, None)
}

/// The tree of a block that had the tree `before` and was changed in one place: `start..old_end` became `start..new_end`.
pub fn reparse(
    block: &str,
    at_start: bool,
    before: &Tree,
    start: usize,
    old_end: usize,
    new_end: usize,
) -> Tree {
    let mut before = before.clone();
    // Nothing here reads rows and columns, so they are left out.
    let nowhere = Point::new(0, 0);
    before.edit(&InputEdit {
        start_byte: start,
        old_end_byte: old_end,
        new_end_byte: new_end,
        start_position: nowhere,
        old_end_position: nowhere,
        new_end_position: nowhere,
    });
    parse_from(block, at_start, Some(&before))
}

fn parse_from(block: &str, at_start: bool, before: Option<&Tree>) -> Tree {
    let bytes = block.as_bytes();
    // At the start of its input, tree-sitter passes over a byte order mark and the grammar takes `---` for a header.
    // Where the block is not the first, a letter of the same length stands in for the mark or the first hyphen: the
    // tokens are as long, and their text is read from the block itself.
    let mask: &[u8] = match at_start {
        false if block.starts_with("---") => b"x",
        false if block.starts_with('\u{feff}') => "\u{fffd}".as_bytes(),
        _ => b"",
    };
    let mut read = |offset: usize, _: Point| match mask.get(offset..) {
        Some(rest) if !rest.is_empty() => rest,
        _ => &bytes[offset.min(bytes.len())..],
    };
    PARSER.with_borrow_mut(|parser| {
        parser
            .parse_with_options(&mut read, before, None)
            .expect("a parse that nothing cancels ends in a tree")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::print::sexp;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        expected.assert_eq(&sexp(&parse(text, true), Some(text)));
    }

    #[test]
    fn a_bracket_is_an_insertion() {
        check(
            "Ghulja [Yining] ]",
            expect![[r#"
                (document
                  (paragraph
                    (text "Ghulja ")
                    (insertion
                      (text "Yining"))
                    (text " ")
                    (stray_closer "]")))"#]],
        );
    }

    #[test]
    fn only_the_first_block_has_a_header() {
        let text = "---\ntitle: x\n---\n";
        assert_eq!(
            sexp(&parse(text, false), Some(text)),
            "(document\n  (paragraph\n    (text \"---\\ntitle: x\\n---\")))"
        );
    }
}
