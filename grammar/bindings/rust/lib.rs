//! The Sigla grammar for tree-sitter, and the queries that editors use with it.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_sigla() -> *const ();
}

/// The grammar, for `tree_sitter::Parser::set_language`.
// SAFETY: the function is the one that tree-sitter generated into `src/parser.c`.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_sigla) };
