//! The laws of formatting, held against random texts, the corpus, the examples and real documents.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use sigla::ide::formatting::{edits, edits_in, read_the_same};
use sigla::model::document::Document;
use sigla::model::outline::{Entry, EntryKind, outline};
use sigla::rules::{Edit, apply};
use sigla::syntax::blocks::header_length;

use crate::grammar::random::{any_text, cases};
use crate::spec::{typed, until};

/// The text as it is laid out, with the laws asserted on the way.
fn formatted(text: &str) -> String {
    let document = Document::new(text);
    let edits = edits(&document);
    check_edits(text, &edits);
    let after = apply(text, &edits);
    let again = Document::new(&after);
    assert!(
        read_the_same(&document, &again),
        "{text:?} reads otherwise as {after:?}"
    );
    assert_eq!(letters(text), letters(&after), "{text:?} became {after:?}");
    let shown = |document| names(&outline(document), 0);
    assert_eq!(shown(&document), shown(&again), "{text:?} became {after:?}");
    assert_eq!(
        line_ends(text, &after),
        None,
        "another kind of line end: {text:?} became {after:?}"
    );
    let more = sigla::ide::formatting::edits(&again);
    assert_eq!(more, [], "twice is not once: {text:?} became {after:?}");
    after
}

/// What the outline shows below the header, with its depth.
fn names(entries: &[Entry], depth: usize) -> Vec<(usize, String)> {
    let below = entries
        .iter()
        .filter(|entry| entry.kind != EntryKind::Header);
    let names = below.flat_map(|entry| {
        // A table is named by all of its text, the line of hyphens included.
        let name = match entry.kind {
            EntryKind::Table => String::new(),
            _ => format!("{} {}", entry.name, entry.detail),
        };
        let name = format!("{:?} {name}", entry.kind);
        std::iter::once((depth, name)).chain(names(&entry.children, depth + 1))
    });
    names.collect()
}

/// Edits lie within the text on characters, in order, and none overlaps another; each changes something.
fn check_edits(text: &str, edits: &[Edit]) {
    let (mut begun, mut end) = (None, 0);
    for edit in edits {
        let Range { start, end: after } = edit.range;
        assert!(end <= start && start <= after, "{edits:?} in {text:?}");
        assert_ne!(begun, Some(start), "two at one place: {edits:?}");
        begun = Some(start);
        let before = text
            .get(edit.range.clone())
            .unwrap_or_else(|| panic!("{edit:?} is not within {text:?}"));
        assert_ne!(before, edit.new, "{text:?}");
        end = after;
    }
}

/// What nothing may change, counted without any help of the model: the letters of the text in their order, and those of
/// each line of the header.
fn letters(text: &str) -> (Vec<String>, String) {
    let (header, body) = text.split_at(header_length(text));
    let solid = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let mut lines: Vec<String> = header.split(['\n', '\r']).map(solid).collect();
    lines.retain(|line| !line.is_empty());
    lines.sort();
    (lines, solid(body).replace(['|', '-', ':'], ""))
}

/// A kind of line end that came or became more, if any did.
fn line_ends(before: &str, after: &str) -> Option<&'static str> {
    let count = |text: &str, end: &str| match end {
        "\r\n" => text.matches("\r\n").count(),
        end => text.replace("\r\n", "").matches(end).count(),
    };
    ["\r\n", "\r"]
        .into_iter()
        .find(|end| count(before, end) == 0 && count(after, end) > 0)
}

#[test]
fn the_page_on_formatting_is_true() {
    let page = include_str!("../../docs/formatting.md");
    let mut lines = page.lines();
    let mut examples = 0;
    while lines.any(|line| line == "````example") {
        let before = typed(&until(&mut lines, "."));
        let after = typed(&until(&mut lines, "````"));
        assert_eq!(formatted(&before), after, "{before}");
        examples += 1;
    }
    assert!(examples >= 12, "{examples} examples");
}

#[track_caller]
fn check(before: &str, after: &str) {
    assert_eq!(formatted(before), after);
}

#[test]
fn the_last_line_gets_the_kind_of_end_that_the_others_have() {
    check("", "");
    check("\u{feff}", "\u{feff}");
    check(" \n\n", "");
    check("one", "one\n");
    check("one\r\n\r\ntwo", "one\r\n\r\ntwo\r\n");
    check("one\r\rtwo  ", "one\r\rtwo\r");
    check("one\r\n\ntwo\n\n\n", "one\r\n\ntwo\n");
    // Another line end would make a line break of the backslash.
    check("Moscow\\", "Moscow\\");
    check("Moscow\\ ", "Moscow\\ \n");
    check("Moscow\\\\ ", "Moscow\\\\\n");
}

#[test]
fn blank_lines_at_the_start_stay_where_a_header_would_come_to_be() {
    check("\n\nText\n", "Text\n");
    check("\n\n---\ntitle: x\n---\n", "\n---\ntitle: x\n---\n");
    check("\u{feff}\n\nText\n", "\u{feff}Text\n");
}

#[test]
fn a_carriage_return_and_a_line_feed_of_two_lines_stay_two() {
    check("one\r \n \ntwo\n", "one\r \ntwo\n");
    check("one\r \r \rtwo\n", "one\r\rtwo\n");
}

#[test]
fn colons_without_a_partner_are_left_as_they_are_typed() {
    check("one\n:::\ntwo\n", "one\n:::\ntwo\n");
    check("one\n::: b\ntwo\n", "one\n::: b\ntwo\n");
    check(
        "one\n::: b\ntwo\n\n:::\nthree\n",
        "one\n\n::: b\ntwo\n\n:::\n\nthree\n",
    );
}

#[test]
fn a_list_is_set_in_with_the_further_lines_of_its_items() {
    check(
        "---\ncreator:\n- A\n  B\n-   C\n---\n",
        "---\ncreator:\n  - A\n    B\n  - C\n---\n",
    );
    check(
        "---\ncreator:\n      - A\n        B\n---\n",
        "---\ncreator:\n  - A\n    B\n---\n",
    );
    // What YAML would not take for a further line cannot be set in as much.
    check(
        "---\ncreator:\n    - A\n  B\n---\n",
        "---\ncreator:\n    - A\n  B\n---\n",
    );
}

#[test]
fn bad_layout_takes_no_longer_than_its_length() {
    let start = std::time::Instant::now();
    let many = 100_000;
    let wide = format!("| {} | b |\n", "x".repeat(200_000));
    for text in [
        "\n".repeat(many),
        "a \n\n\n".repeat(many / 10),
        "|".repeat(many),
        "|a\n".repeat(many / 10),
        wide + &"| a | b |\n".repeat(many / 10),
        format!("|{}\n|a|b|\n", "a|".repeat(many / 10)),
        format!("---\n{}---\n", "title: x\ndate: y\n".repeat(many / 20)),
        format!("---\ncreator:\n{}---\n", "- a\n  b\n".repeat(many / 20)),
        "[\n".repeat(many / 10),
        "[".repeat(many / 100) + &"]".repeat(many / 100) + " ",
        "{ \n".repeat(many / 10) + &"}".repeat(many / 10) + " ",
        "::: a\n".repeat(many / 20),
        "::: a\n:::\nb\n".repeat(many / 20),
        "\\ ".repeat(many),
        "\\".repeat(many),
        "# a\nb\n".repeat(many / 20),
        "1. \n".repeat(many / 20),
    ] {
        let one = std::time::Instant::now();
        formatted(&text);
        eprintln!("{:?} {:?}", &text.get(..12), one.elapsed());
    }
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

fn real_texts() -> impl Iterator<Item = (PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = root
        .ancestors()
        .map(|above| above.join("shared/data"))
        .find(|folder| folder.is_dir());
    if shared.is_none() {
        eprintln!("skipped: there is no shared/data beside or above the project");
    }
    let mut folders: Vec<PathBuf> = vec![root.join("tests/corpus"), root.join("examples")];
    folders.extend(shared);
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("it can be listed") {
            let path = entry.expect("it can be listed").path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files.sort();
    files
        .into_iter()
        .filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?)))
}

#[test]
fn real_documents_keep_the_laws() {
    let mut count = 0;
    for (path, text) in real_texts() {
        formatted(&text);
        for end in ["\r\n", "\r"] {
            formatted(&text.replace('\n', end));
        }
        count += 1;
    }
    assert!(count >= 10);
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn any_text_keeps_the_laws(text in any_text()) {
        formatted(&text);
    }

    #[test]
    fn any_header_keeps_the_laws(text in any_header()) {
        formatted(&text);
    }

    #[test]
    fn any_table_keeps_the_laws(text in any_table()) {
        formatted(&text);
    }

    #[test]
    fn a_part_touches_nothing_but_its_blocks(text in any_text(), start in 0..200usize, length in 0..50usize) {
        let start = text.floor_char_boundary(start);
        let end = text.floor_char_boundary(start + length);
        let document = Document::new(&text);
        let edits = edits_in(&document, &(start..end));
        check_edits(&text, &edits);
        let touched: Vec<_> = document
            .blocks()
            .map(|block| block.start..block.start + block.block.len)
            .filter(|block| block.start < end.max(start + 1) && (start < block.end || block.end == text.len()))
            .collect();
        for edit in edits {
            let within = |block: &Range<usize>| block.start <= edit.range.start && edit.range.end <= block.end;
            prop_assert!(touched.iter().any(within), "{:?} for {:?} of {:?}", edit, start..end, text);
        }
    }
}

const HEADER_LINES: &[&str] = &[
    "title: x",
    "title:x",
    "date: 1945",
    "date:\t1945",
    "  source: y",
    "provenance: z",
    "x-shelf: 3",
    "x-a:",
    "Tilte: x",
    "creator:",
    "creator: A",
    "- B",
    "  - C",
    "    -   D",
    "  - \"E",
    "-",
    "  more",
    "    deeper",
    "\tmore",
    "# a comment",
    "  # set in",
    "note: v # behind",
    "note:   # only",
    "strange",
    "language: ru",
    "language: en",
    "",
    " ",
    "\u{c}",
    "key:#c",
    "a::b",
    "note: \"q",
    "summary: |",
    "   a:b",
    "---",
    "\u{a0}w: z",
    "w:\u{a0}z",
    "- # c",
    "-  - x",
];

fn any_header() -> impl Strategy<Value = String> {
    let line = (
        prop::sample::select(HEADER_LINES),
        prop::sample::select(&["", "", "", " ", "\t "][..]),
        prop::sample::select(&["\n", "\n", "\n", "\n", "\r\n", "\r"][..]),
    );
    let line = line.prop_map(|(line, spaces, end)| format!("{line}{spaces}{end}"));
    let mark = prop::sample::select(&["", "", "\u{feff}"][..]);
    (mark, prop::collection::vec(line, 0..14), any_text())
        .prop_map(|(mark, lines, text)| format!("{mark}---\n{}---\n{text}", lines.concat()))
}

const CELLS: &[&str] = &[
    "|",
    "|",
    "|",
    "|",
    "|",
    "\n|",
    "\n|",
    "\n|",
    "|\n|",
    "\n",
    "\r\n|",
    "\r|",
    " ",
    " ",
    "  ",
    "\t",
    "-",
    "---",
    ":",
    ":--",
    "-:",
    "|-",
    "|---|---:|\n",
    "|:-:|-|\n",
    "a",
    "1,200",
    "伊宁",
    "e\u{301}",
    "\\|",
    "\\",
    "[x",
    "]",
    "[a|b]",
    "{u: ",
    "}",
    "*",
    "_b_",
    "\u{a0}",
    "\u{3000}",
    "\u{c}",
    "👩‍👩‍👧",
    "שלום",
    "[Yining]",
    "Ghulja",
    "%%",
    "\n\n",
];

fn any_table() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(CELLS), 0..40)
        .prop_map(|cells| format!("|{}", cells.concat()))
}
