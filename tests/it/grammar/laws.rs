//! What holds of every text: no error, nothing lost, an edit and a block give what the whole gives.

use proptest::prelude::*;
use sigla::syntax::nodes::{Kind, Step, walk};
use sigla::syntax::{blocks, tree};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use tree_sitter::{InputEdit, ParseOptions, Point, Tree};

/// The signs of the language, whole and broken, with what may stand between them.
const SIGNS: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "{-",
    "-}",
    "{+",
    "+}",
    "{++",
    "++}",
    "{--",
    "--}",
    "{~~",
    "~>",
    "~~}",
    "{>>",
    "<<}",
    "_",
    "*",
    "^",
    "~",
    "-",
    "+",
    "<",
    ">",
    "\\",
    "|",
    ":",
    "::",
    ":::",
    ":::: b\n",
    "::: a\n",
    "::: a {k=v}\n",
    ":::\n",
    "#",
    "## ",
    "@",
    "@addressee ",
    "@nobody ",
    "%%",
    "%% c",
    "`",
    "```tei\n",
    "```\n",
    "```",
    "[^1]",
    "[^1]:",
    "[^",
    "[=",
    "[+",
    "[note:",
    "[note: ",
    "{u: ",
    "{u:",
    "{@n}",
    "{@",
    "{k=v}",
    "{k=\"v w\"}",
    "{k=",
    "1. ",
    "a) ",
    "(iv) ",
    "- ",
    "2.1. ",
    "---\n",
    "---",
    "key: v\n",
    "key:\n",
    "- v\n",
    "# c\n",
    "\"",
    "'",
    "|---|\n",
    "|a|",
    " ",
    " ",
    " ",
    "\t",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "a",
    "b c",
    "Word",
    "é",
    "слово",
    "e\u{301}",
    "𝕊",
    "…",
    "1",
    ".",
    ",",
    "=",
];

/// The tree of a text as an editor has it. A parse that would never end is cut off, so that it fails and shrinks.
fn parse_in_time(text: &str, before: Option<&Tree>) -> Tree {
    let start = Instant::now();
    let mut late = |_: &_| match start.elapsed() > Duration::from_secs(1) {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    };
    let options = ParseOptions::new().progress_callback(&mut late);
    let mut read = |at: usize, _| &text.as_bytes()[at.min(text.len())..];
    let tree = tree::parser().parse_with_options(&mut read, before, Some(options));
    tree.unwrap_or_else(|| panic!("the parse does not end: {text:?}"))
}

fn leaves(tree: &Tree) -> Vec<(Kind, std::ops::Range<usize>)> {
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

fn check_blocks(text: &str, whole: &Tree) {
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

/// Makes the edits one after the other; after each, the tree from the edit is the tree from scratch.
fn check_edits(mut text: String, edits: &[(prop::sample::Index, usize, String)], at_start: bool) {
    let mut by_editor = parse_in_time(&text, None);
    let mut by_block = tree::parse(&text, at_start);
    for (place, removed, inserted) in edits {
        let before = text.clone();
        let starts: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let start = place.index(starts.len());
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

fn check(text: &str) {
    let whole = parse_in_time(text, None);
    check_whole(text, &whole);
    check_blocks(text, &whole);
}

/// Up to forty signs, or pieces of the corpus.
fn any_text() -> impl Strategy<Value = String> {
    let corpus: Vec<String> = super::corpus::texts()
        .filter(|text| !text.is_empty())
        .collect();
    let sign = prop::sample::select(SIGNS).prop_map(str::to_owned);
    let piece = (
        prop::sample::select(corpus),
        any::<prop::sample::Index>(),
        1..40usize,
    )
        .prop_map(|(text, at, length)| {
            let characters: Vec<char> = text.chars().collect();
            let start = at.index(characters.len());
            characters[start..(start + length).min(characters.len())]
                .iter()
                .collect()
        });
    let part = prop_oneof![6 => sign, 1 => piece, 1 => "\\PC{0,4}"];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

fn any_edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, String)>> {
    let inserted =
        prop::collection::vec(prop::sample::select(SIGNS), 0..3).prop_map(|signs| signs.concat());
    prop::collection::vec((any::<prop::sample::Index>(), 0..6usize, inserted), 1..6)
}

fn cases(default: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(default);
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn no_text_has_an_error_and_each_is_the_sum_of_its_blocks(text in any_text()) {
        check(&text);
    }

    #[test]
    fn an_edit_gives_the_tree_from_scratch(text in any_text(), edits in any_edits(), at_start: bool) {
        check_edits(text, &edits, at_start);
    }
}

#[test]
fn the_corpus_keeps_the_laws() {
    super::corpus::texts().for_each(|text| check(&text));
}
