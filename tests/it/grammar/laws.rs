//! What holds of every text: no error, nothing lost, an edit and a block give what the whole gives.
//!
//! The random texts beside this file and the fuzzer in `tests/fuzz` are held to the same laws.

use std::ops::{ControlFlow, Range};
use std::time::{Duration, Instant};

use sigla::syntax::nodes::{Kind, Step, walk};
use sigla::syntax::{blocks, tree};
use tree_sitter::{InputEdit, ParseOptions, Point, Tree};

/// An edit of any text: at which character (counted round and round), how many go, and what comes.
pub type Edit = (usize, usize, String);

/// Asserts the laws of a text.
pub fn check(text: &str) {
    let whole = parse_in_time(text, None);
    check_whole(text, &whole);
    check_blocks(text, &whole);
}

/// The tree of a text as an editor has it. A parse that would never end is cut off, so that it fails and shrinks.
fn parse_in_time(text: &str, before: Option<&Tree>) -> Tree {
    let start = Instant::now();
    let mut late = |_: &_| match start.elapsed() > Duration::from_secs(3) {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    };
    let options = ParseOptions::new().progress_callback(&mut late);
    let mut read = |at: usize, _| &text.as_bytes()[at.min(text.len())..];
    let tree = tree::parser().parse_with_options(&mut read, before, Some(options));
    tree.unwrap_or_else(|| panic!("the parse does not end: {text:?}"))
}

fn leaves(tree: &Tree) -> Vec<(Kind, Range<usize>)> {
    let mut parents = Vec::new();
    let mut leaves = Vec::new();
    for step in walk(tree) {
        match step {
            Step::Enter(kind, _) => parents.push(kind),
            Step::Leave(..) => {
                parents.pop();
            }
            // Where a container ends without a fence is no part of any block.
            Step::Leaf(Kind::Unclosed, _) if parents.last() == Some(&Kind::Container) => {}
            Step::Leaf(kind, range) => leaves.push((kind, range)),
        }
    }
    leaves
}

/// No error, and the leaves with the white space between them are the text.
fn check_whole(text: &str, tree: &Tree) {
    assert!(!tree.root_node().has_error(), "an error in {text:?}");
    let mut end = 0;
    let mut check_gap = |start: usize, next: usize| {
        assert!(start >= end, "leaves overlap in {text:?}");
        let gap = text
            .get(end..start)
            .unwrap_or_else(|| panic!("a leaf splits a character of {text:?}"));
        let gap = if end == 0 {
            gap.trim_start_matches('\u{feff}')
        } else {
            gap
        };
        assert!(
            gap.chars().all(char::is_whitespace),
            "{gap:?} is in no leaf of {text:?}"
        );
        end = next;
    };
    for step in walk(tree) {
        if let Step::Leaf(kind, range) = step {
            assert!(
                kind != Kind::Unclosed || range.is_empty(),
                "an `unclosed` has a width in {text:?}"
            );
            check_gap(range.start, range.end);
        }
    }
    check_gap(text.len(), text.len());
}

/// The blocks one by one have the leaves of the whole, as far as containers may nest.
fn check_blocks(text: &str, whole: &Tree) {
    if text.matches(":::").count() > 64 {
        return;
    }
    let mut of_blocks = Vec::new();
    for range in blocks::split(text, true) {
        let block = tree::parse(&text[range.clone()], range.start == 0);
        check_whole(&text[range.clone()], &block);
        of_blocks.extend(
            leaves(&block)
                .into_iter()
                .map(|(kind, leaf)| (kind, leaf.start + range.start..leaf.end + range.start)),
        );
    }
    assert_eq!(of_blocks, leaves(whole), "by block and whole: {text:?}");
}

/// The row and the column in bytes; tree-sitter counts rows at LF only.
fn point(text: &str, at: usize) -> Point {
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    Point::new(before.matches('\n').count(), at - line)
}

/// Makes the edits one after the other; after each, the tree from the edit is the tree from scratch. `at_start` is that
/// of [`tree::parse`].
pub fn check_edits(mut text: String, edits: &[Edit], at_start: bool) {
    let mut by_editor = parse_in_time(&text, None);
    let mut by_block = tree::parse(&text, at_start);
    for (place, removed, inserted) in edits {
        let before = text.clone();
        let starts: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let start = place % starts.len();
        let end = (start + removed).min(starts.len() - 1);
        let (start, end) = (starts[start], starts[end]);
        let new_end = start + inserted.len();
        text.replace_range(start..end, inserted);

        by_editor.edit(&InputEdit {
            start_byte: start,
            old_end_byte: end,
            new_end_byte: new_end,
            start_position: point(&before, start),
            old_end_position: point(&before, end),
            new_end_position: point(&text, new_end),
        });
        by_editor = parse_in_time(&text, Some(&by_editor));
        let same = walk(&by_editor).eq(walk(&parse_in_time(&text, None)));
        assert!(
            same,
            "in an editor, {before:?} with {start}..{end} replaced by {inserted:?}"
        );

        by_block = tree::reparse(&text, at_start, &by_block, start, end, new_end);
        let fresh = tree::parse(&text, at_start);
        let same = walk(&by_block).eq(walk(&fresh));
        assert!(
            same,
            "{before:?} with {start}..{end} replaced by {inserted:?}, at_start: {at_start}"
        );
    }
}
