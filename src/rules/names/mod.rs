//! Rules on names and their glosses.

pub mod first_mention_unglossed;
pub mod one_gloss_two_names;
pub mod two_spellings;
