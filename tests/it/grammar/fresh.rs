//! The generated files are those that grammar.js gives.

use tree_sitter_generate::{OptLevel, generate_parser_in_directory};

/// The ABI that Neovim 0.11, Helix and Emacs 29 all read.
const ABI: usize = 14;

#[test]
fn the_generated_files_are_fresh() {
    let grammar = super::folder();
    let directory = tempfile::tempdir().expect("a folder for the generated files");
    let out = directory.path().join("src");
    let (repo, source) = (directory.path().to_owned(), grammar.join("grammar.js"));
    generate_parser_in_directory(
        repo,
        Some(out.clone()),
        Some(source),
        ABI,
        None,
        Some("native"),
        true,
        OptLevel::default(),
        &mut Vec::new(),
    )
    .expect("grammar.js is a grammar");
    for file in ["parser.c", "grammar.json", "node-types.json"] {
        super::assert_fresh(
            &grammar.join("src").join(file),
            &super::read(&out.join(file)),
        );
    }
}
