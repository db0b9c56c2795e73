//! A text and its tree, kept in step by edits; knows no meaning.
