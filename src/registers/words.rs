//! The words of a language, to tell a word of it from a romanised foreign one.
