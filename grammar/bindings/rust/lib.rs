//! The Sigla grammar for tree-sitter, and the queries that editors use with it.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_sigla() -> *const ();
}

/// The grammar, for `tree_sitter::Parser::set_language`.
// SAFETY: the function is the one that tree-sitter generated into `src/parser.c`.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_sigla) };

/// The shapes of nodes, as JSON.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");

/// What each sign looks like. The labels in it are those of the vocabulary; a test keeps them so.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");

/// Which parts are of another language: YAML in the header, XML in raw TEI.
pub const INJECTIONS_QUERY: &str = include_str!("../../queries/injections.scm");

/// Footnotes and what refers to them.
pub const LOCALS_QUERY: &str = include_str!("../../queries/locals.scm");

/// Headings, items, footnotes and containers, for tables of contents.
pub const TAGS_QUERY: &str = include_str!("../../queries/tags.scm");

/// What folds to its first line.
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");

/// What an editor may do to white space at the start of a line: nothing, mostly.
pub const INDENTS_QUERY: &str = include_str!("../../queries/indents.scm");

/// Objects to select and to move by.
pub const TEXTOBJECTS_QUERY: &str = include_str!("../../queries/textobjects.scm");
