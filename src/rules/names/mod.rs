//! Rules on names, their glosses, and abbreviations.

pub mod acronym_two_expansions;
pub mod acronym_unexpanded;
pub mod first_mention_unglossed;
pub mod gloss_is_also_a_name;
pub mod gloss_not_in_authority;
pub mod gloss_repeated;
pub mod initials_spacing;
pub mod one_gloss_two_names;
pub mod two_glosses;
pub mod two_spellings;
