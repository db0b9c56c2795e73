//! Deep and long texts: nothing recurses, and nothing is an error.

use sigla::syntax::{print, tree};

#[track_caller]
fn check(text: &str, node: &str, at_least: usize) {
    let tree = tree::parse(text, true);
    assert!(!tree.root_node().has_error());
    assert!(
        print::sexp(&tree, None)
            .matches(&format!("({node}"))
            .count()
            >= at_least
    );
}

#[test]
fn brackets_nest_without_end() {
    check(&"[".repeat(1_000_000), "insertion", 1_000_000);
    check(&"{-".repeat(100_000), "deletion", 100_000);
    check(
        &("[".repeat(100_000) + &"]".repeat(100_000)),
        "insertion",
        100_000,
    );
    check(
        &("{-[".repeat(100_000) + &"]-}".repeat(100_000)),
        "insertion",
        100_000,
    );
}

#[test]
fn containers_nest_to_a_depth_and_are_text_below() {
    check(&"::: a\n".repeat(100_000), "container_start", 64);
    check(&":::\n".repeat(100_000), "container_end", 100_000);
}

#[test]
fn a_paragraph_of_signs_is_read_in_time() {
    check(&"_a ".repeat(100_000), "text", 1);
    check(&"_a *b ^c ~d ".repeat(30_000), "text", 1);
    check(&"[^a".repeat(100_000), "insertion", 1);
    check(&"{a=".repeat(100_000), "span", 1);
    check(&"{@a".repeat(100_000), "span", 1);
    check(&"```tei\n".repeat(100_000), "raw_content", 1);
}
