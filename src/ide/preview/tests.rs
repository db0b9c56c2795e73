//! What is shown, in a notation of its own: `«other-name [Yining]»` a bracket, `‹deleted …›` a mark, `_` before the editor's words.

use super::written::text;
use super::{Block, Content, Run, Voice, preview};
use crate::model::document::Document;

fn shown(runs: &[Run]) -> String {
    let shown = |run: &Run| match run {
        Run::Text(text, Voice::Source) => text.clone(),
        Run::Text(text, Voice::Editor) => format!("_{text}_"),
        Run::Bracket(class, runs) => format!("«{class} {}»", shown(runs)),
        Run::Marked(mark, runs) => format!("‹{mark} {}›", shown(runs)),
    };
    runs.iter().map(shown).collect()
}

#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let found = preview(&Document::new(source), 0, 1_000);
    let shown = |block: &Block| {
        let content = match &block.content {
            Content::Runs(runs) => shown(runs),
            Content::Rows(rows) => (rows.iter())
                .map(|row| {
                    row.iter()
                        .map(|cell| shown(cell))
                        .collect::<Vec<_>>()
                        .join(" | ")
                })
                .collect::<Vec<_>>()
                .join(" / "),
        };
        let marker = Some(&block.marker).filter(|it| !it.is_empty());
        let marker = marker.map_or(String::new(), |marker| format!(" {marker}"));
        format!("{} {:?}{marker}: {content}", block.depth, block.kind)
    };
    let found: Vec<String> = found.blocks.iter().map(shown).collect();
    assert_eq!(found, expected);
}

#[test]
fn whose_voice_speaks_is_told() {
    check(
        "Ghulja [Yining] fell.",
        &["0 Paragraph: Ghulja «other-name _[Yining]_» fell."],
    );
    check(
        "He {-left-} {u: at once} \\[so\\] and _slept_.",
        &[
            "0 Paragraph: He ‹deleted _{-_left_-}_› ‹u _{u:_ at once_}_› _\\_[so_\\_] and ‹underlined ___slept___›.",
        ],
    );
    check(
        "[handwritten: To the files]",
        &["0 Paragraph: «mark _[handwritten:_ To the files_]_»"],
    );
    check("They [left", &["0 Paragraph: They ‹unclosed _[_left›"]);
}

#[test]
fn parts_are_told_apart() {
    check(
        "# Report\n\n[p. 2]\n\n@addressee to Stalin\n\n1. one\n\na) two\n\n::: stamp Received\nx\n:::\n\n| a | b |\n|---|---|\n| [lost: 1] | c |\n\n%% why\n",
        &[
            "0 Heading(1) #: Report",
            "0 Page: «page-break _[p. 2]_»",
            "0 Line(\"addressee\") @addressee: to Stalin",
            "0 Item 1.: one",
            "1 Item a): two",
            "0 ContainerStart stamp: Received",
            "1 Paragraph: x",
            "0 ContainerEnd: ",
            "0 Table: a | b / «gap _[lost: 1]_» | c",
            "0 Comment: _%% why_",
        ],
    );
}

#[test]
fn what_is_nested_too_deep_is_text() {
    let nested = format!("{}x{}", "[".repeat(20_000), "]".repeat(20_000));
    let found = preview(&Document::new(&nested), 0, 10);
    let Content::Runs(runs) = &found.blocks[0].content else {
        panic!("it is a paragraph")
    };
    assert_eq!(text(runs), nested);
    let document = Document::new(&nested);
    let written = found.written(document.text(), document.vocabulary());
    assert!(written.to_string().contains("[[[x]]]"));
}

#[test]
fn no_letter_is_lost() {
    let seed = include_str!("../../../examples/ili-report.sigla");
    let raw = include_str!("../../../examples/ili-report.txt");
    let format = include_str!("../../../docs/format.md");
    for source in [seed, raw, format] {
        let document = Document::new(source);
        let found = preview(&document, 0, usize::MAX);
        assert!(!found.blocks.is_empty());
        for block in &found.blocks {
            let Content::Runs(runs) = &block.content else {
                continue;
            };
            let letters = text(runs);
            let source = &source[block.range.clone()];
            assert!(source.contains(&letters), "{letters:?} of {source:?}");
            let left = source
                .replacen(&letters, "", 1)
                .replacen(&block.marker, "", 1);
            let is_of_the_block = |sign: char| sign.is_whitespace() || ":%`{}[]^=".contains(sign);
            assert!(left.chars().all(is_of_the_block), "{left:?} of {source:?}");
        }
    }
}
