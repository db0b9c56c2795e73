//! What names stand for: places, repositories, words of a language; immutable once built.

pub mod archives;
pub mod gazetteer;
pub mod words;
