//! What can be rewritten, text by text: the cursor is `$0`, or a selection stands between two of them.

use expect_test::{Expect, expect};

use super::*;
use crate::rules::Settings;

fn offered(text: &str, range: Range<usize>) -> Vec<Action> {
    actions(&Document::new(text), &range)
}

fn check(marked: &str, expected: Expect) {
    let start = marked.find("$0").expect("the cursor is marked by $0");
    let text = marked.replace("$0", "");
    let end = marked
        .rfind("$0")
        .map_or(start, |end| end.max(start + 2) - 2);
    let actions = offered(&text, start..end.max(start)).into_iter();
    let lines = actions.map(|it| {
        let after = apply(&text, &it.fix.edits).replace('\n', "⏎");
        format!("{}\n  {after}\n", it.fix.title)
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn selected_words_are_wrapped() {
    check(
        "They $0left _the_$0 city.",
        expect![[r#"
            Mark as deleted on the page: {-…-}
              They {-left _the_-} city.
            Mark as added on the page: {+…+}
              They {+left _the_+} city.
            Mark as hard to read: {unclear: …}
              They {unclear: left _the_} city.
            Mark as underlined: {u: …}
              They {u: left _the_} city.
            Mark as of another hand: {hand: …}
              They {hand: left _the_} city.
            Give as supplied by the editor: [+…]
              They [+left _the_] city.
        "#]],
    );
    check("Half $0a [bra$0cket]", expect![[""]]);
    check("| a $0| b$0 |", expect![[""]]);
    check("$0 - $0", expect![[""]]);
}

#[test]
fn a_line_is_given_its_role() {
    check(
        "to Cde. ST$0ALIN\n\nWe report.",
        expect![[r#"
            Write down the role of the line: @addressee
              @addressee to Cde. STALIN⏎⏎We report.
        "#]],
    );
}

#[test]
fn columns_are_parted() {
    check(
        "The Secre$0tary          The Chairman\nA. Petrov              B. Ivanov\n",
        expect![[r#"
            Make a table of the columns
              | The Secretary | The Chairman |⏎| A. Petrov | B. Ivanov |⏎
            Write the columns one below the other
              The Secretary⏎A. Petrov⏎⏎The Chairman⏎B. Ivanov⏎
        "#]],
    );
}

#[test]
fn a_bracketed_paragraph_becomes_a_container() {
    check(
        "[stamp: Recei$0ved\n4 June 1945]\n\nText",
        expect![[r#"
            Make it a container: ::: stamp
              ::: stamp⏎Received⏎4 June 1945⏎:::⏎⏎Text
        "#]],
    );
}

#[test]
fn a_note_becomes_a_footnote_and_a_footnote_gets_a_number() {
    check(
        "They left [note: in f$0act in June] then.[^1]\n\n[^1]: x\n",
        expect![[r#"
            Make the note a footnote: [^2]
              They left[^2] then.[^1]⏎⏎[^2]: in fact in June⏎⏎[^1]: x⏎
        "#]],
    );
    check(
        "They left[^$0a].\n\n[^a]: x",
        expect![[r#"
            Number the footnote: [^1]
              They left[^1].⏎⏎[^1]: x
        "#]],
    );
    check("They left[^$01].\n\n[^1]: x", expect![[""]]);
}

/// The letters and digits of a text, sorted.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<_> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

/// Whether nothing of one sorted row is lacking in another.
fn holds_all(of: &[char], within: &[char]) -> bool {
    let mut rest = within.iter();
    of.iter().all(|c| rest.any(|other| other == c))
}

#[test]
fn no_rewriting_loses_a_letter_or_breaks_a_sign() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut texts: Vec<String> = std::fs::read_dir(folder)
        .expect("the corpus is there")
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok())
        .collect();
    texts.push(include_str!("../../../../examples/ili-report.txt").to_owned());
    texts.push("[stamp: a [b] c]\r\n\r\nx [note: y] [z {-w-}]\r\n\r\n| a | b |\r\n".to_owned());
    let mut count = 0;
    for text in &texts {
        let broken = |text: &str| {
            let findings = crate::rules::check(&Document::new(text), Settings::standard());
            let signs = [
                "brackets/unopened",
                "brackets/unclosed",
                "brackets/mismatched",
            ];
            findings
                .iter()
                .filter(|it| signs.contains(&it.rule.name))
                .count()
        };
        let own = broken(text);
        let boundaries: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
        // Every so often a selection of every length up to some words.
        for (step, at) in boundaries.iter().enumerate().step_by(37) {
            let end = boundaries
                .get(step + step % 41)
                .copied()
                .unwrap_or(text.len());
            for action in offered(text, *at..end) {
                let after = apply(text, &action.fix.edits);
                let (old, new) = (letters(text), letters(&after));
                assert!(holds_all(&old, &new), "{}: {after}", action.fix.title);
                count += 1;
                if count % 10 == 0 {
                    assert_eq!(broken(&after), own, "{}: {after}", action.fix.title);
                }
            }
        }
    }
    assert!(count > 100, "only {count} were tried");
}
