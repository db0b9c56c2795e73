//! The corpus: texts and their trees, by chapter, in the format that `tree-sitter test` reads.

use std::fmt::Write;
use std::path::Path;

use sigla::syntax::{print, tree};

const RULE: &str = "==================";
/// Longer than the `---` of a header, so that `tree-sitter test` too takes it for the break.
const BREAK: &str = "------------------";

/// A text of the corpus with its name and its tree.
struct Case {
    name: String,
    text: String,
    expected: String,
}

/// Every text of the corpus.
pub fn texts() -> impl Iterator<Item = String> {
    super::files("test/corpus")
        .into_iter()
        .flat_map(|path| read(&path))
        .map(|case| case.text)
}

/// Reads a chapter: a name between two rules, the text, a line of hyphens, the tree. As in tree-sitter, the text starts
/// right behind the rule, since a header must stand at its start, and the line end before the break is not of it.
fn read(path: &Path) -> Vec<Case> {
    let chapter = super::read(path);
    let rule = format!("{RULE}\n");
    let mut parts = chapter.split(rule.as_str());
    assert_eq!(
        parts.next(),
        Some(""),
        "{}: a chapter starts with a rule",
        path.display()
    );
    let mut cases = Vec::new();
    while let (Some(name), Some(body)) = (parts.next(), parts.next()) {
        let (text, expected) = body
            .rsplit_once(&format!("\n{BREAK}\n"))
            .unwrap_or_else(|| panic!("{}: no break in {name:?}", path.display()));
        cases.push(Case {
            name: name.trim_end().into(),
            text: text.into(),
            expected: expected.trim().into(),
        });
    }
    cases
}

#[test]
fn every_text_has_its_tree() {
    for path in super::files("test/corpus") {
        let mut chapter = String::new();
        for case in read(&path) {
            let tree = print::sexp(&tree::parse(&case.text, true), None);
            let update = std::env::var_os("UPDATE").is_some();
            assert!(
                update || tree == case.expected,
                "{}: {}\n{}\nhas the tree\n{tree}\ninstead of\n{}",
                path.display(),
                case.name,
                case.text,
                case.expected,
            );
            let gap = if chapter.is_empty() { "" } else { "\n" };
            let _ = write!(
                chapter,
                "{gap}{RULE}\n{}\n{RULE}\n{}\n{BREAK}\n\n{tree}\n",
                case.name, case.text
            );
        }
        super::assert_fresh(&path, &chapter);
    }
}
