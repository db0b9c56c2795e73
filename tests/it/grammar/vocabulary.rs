//! The vocabulary's words in the grammar: the roles of the scanner, the labels of the highlight query.

use std::collections::BTreeSet;

use sigla::vocabulary::{Label, Vocabulary};

#[test]
fn the_scanner_knows_the_roles_of_the_vocabulary() {
    let scanner = super::read(&super::folder().join("src/scanner.c"));
    let (_, behind) = scanner
        .split_once("ROLES[] = {")
        .expect("the scanner has a list of roles");
    let (list, _) = behind.split_once('}').expect("the list ends");
    let in_scanner: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    let roles = Vocabulary::builtin().roles();
    let in_vocabulary: Vec<&str> = roles.iter().map(|role| role.name.as_str()).collect();
    assert_eq!(in_scanner, in_vocabulary);
}

#[test]
fn the_highlight_query_knows_the_labels_of_the_vocabulary() {
    let path = super::folder().join("queries/highlights.scm");
    let query = super::read(&path);
    let (begin, end) = ("; vocabulary: labels\n", "; vocabulary: end\n");
    let (before, rest) = query.split_once(begin).expect("the list has a beginning");
    let (_, after) = rest.split_once(end).expect("the list has an end");
    super::assert_fresh(&path, &format!("{before}{begin}{}{end}{after}", labels()));
}

/// Two patterns: the spellings as they are and with a capital, and the names that a number may follow. Editors differ in
/// their regular expressions, so the first is a list, which Neovim looks up, and the second keeps to what all know.
fn labels() -> String {
    let vocabulary = Vocabulary::builtin();
    let all = || vocabulary.labels().iter().chain(vocabulary.languages());
    let spellings: BTreeSet<String> = all()
        .flat_map(Label::spellings)
        .flat_map(|spelling| [spelling.to_owned(), capitalised(spelling)])
        .collect();
    let mut list = String::from("   ");
    let mut length = list.len();
    for spelling in spellings {
        let word = format!(" {spelling:?}");
        length += word.len();
        if length > 116 {
            list += "\n   ";
            length = 3 + word.len();
        }
        list += &word;
    }
    let numbered: Vec<String> = all()
        .filter(|label| label.numbered)
        .map(|label| either_case(&label.name))
        .collect();
    format!(
        "((label) @keyword\n  (#any-of? @keyword\n{list}))\n\
         ((label) @keyword\n  (#match? @keyword \"^({}) [0-9]+$\"))\n",
        numbered.join("|"),
    )
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next()
        .map(|first| first.to_uppercase().chain(rest).collect())
        .unwrap_or_default()
}

/// `[Nn]ote` of `note`.
fn either_case(word: &str) -> String {
    let mut rest = word.chars();
    rest.next()
        .map(|first| format!("[{}{first}]{}", first.to_uppercase(), rest.as_str()))
        .unwrap_or_default()
}
