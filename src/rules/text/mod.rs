//! Rules on the characters themselves.

pub mod columns_flattened;
pub mod control_character;
pub mod doubled_word;
pub mod invisible_character;
pub mod letter_in_figure;
pub mod letter_spaced;
pub mod mixed_scripts;
pub mod mojibake;
pub mod not_utf8;
pub mod nul;
pub mod numero_signs_mixed;
pub mod quotes_mixed;
pub mod replacement_character;
pub mod stray_combining_mark;

use super::{Finding, Rule, SubjectView, shown};
use crate::model::concordance::Entry;

/// One finding for all places of an oddity, at the first: a document that has one has many, and of one cause.
pub(super) fn at_first(
    rule: &'static Rule,
    view: &SubjectView,
    message: impl Fn(&str) -> String,
) -> Finding {
    let entries = view.entries();
    at_first_of(rule, view, &entries, message)
}

/// As [`at_first`], for some of the places; at least one.
pub(super) fn at_first_of(
    rule: &'static Rule,
    view: &SubjectView,
    entries: &[&Entry],
    message: impl Fn(&str) -> String,
) -> Finding {
    let range = view.range(entries[0]);
    let written = view.text(range.clone());
    let more = match entries.len() - 1 {
        0 => String::new(),
        1 => ", and in one more place".into(),
        more => format!(", and in {more} more places"),
    };
    Finding::new(rule, range, message(&shown(&written)) + &more)
}
