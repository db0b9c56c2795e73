//! Whether a name that the gazetteer knows is a place where it stands.
//!
//! The nearest words decide first, by a table of rules (`in Ghulja`, `Ili District`, `General Washington`); where they say
//! nothing, what the same name is elsewhere in the document; where that says nothing either, how well known the place is.

use std::collections::HashMap;
use std::sync::Arc;

use super::Candidate;
use super::around::Around;
use super::clues::{Clues, is_in_capitals};
use super::cues;
use super::table::decided;
use crate::model::brackets::lexicon::has;
use crate::registers::Topic;
use crate::registers::gazetteer::Renown;
use crate::registers::words::Words;

/// What a name is, by the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// A place, or what a register lists.
    Certain,
    /// Perhaps a place: `of X`, `from X`.
    Perhaps,
    /// The words around it say nothing.
    Bare,
    /// A common word, which only a register makes a name.
    Common,
    /// A common word where a place may stand.
    PerhapsCommon,
    /// The words around it say no more than that something is its own.
    Attribute,
    /// A part of a longer name: `Virginia Convention`.
    Part,
    /// A person, a people, a month.
    Other,
}

/// A town of so many people is known to the world.
pub(super) const FAMOUS: u32 = 200_000;
/// A town of so many is likelier than a common word where a place is wanted.
pub(super) const WELL_KNOWN: u32 = 50_000;

/// A town of so many is likelier than a person where a preposition stands before it.
pub(super) const LIKELY: u32 = 15_000;
/// So large a city is known even where only something of it is spoken of: `the Philadelphia battalions`.
pub(super) const WORLD_CITY: u32 = 1_000_000;

/// Weighs the names of a block.
pub(super) fn weigh(text: &str, language: &str, candidates: &mut [Candidate]) {
    let words = Words::of(language);
    for candidate in &mut *candidates {
        let around = Around::of(text, &candidate.range);
        candidate.sense = decided(&Clues::of(text, candidate, &around, words));
    }
    for at in 1..candidates.len() {
        let [one, other] = &mut candidates[at - 1..=at] else {
            continue;
        };
        weigh_neighbours(text, one, other);
    }
}

/// What one is, so is its neighbour: `Lancaster, Pennsylvania`, `Boston, New York and Philadelphia`.
fn weigh_neighbours(text: &str, one: &mut Candidate, other: &mut Candidate) {
    // A gloss may stand between them: `Qoqek [Tacheng], Aksu`.
    let between = text[one.range.end..other.range.start]
        .trim_start_matches(']')
        .trim();
    let is_open = |it: &Candidate| match it.sense {
        Sense::Bare | Sense::Perhaps | Sense::Attribute => true,
        Sense::Common | Sense::PerhapsCommon => it.renown.people >= WELL_KNOWN,
        Sense::Certain | Sense::Part | Sense::Other => false,
    };
    let is_list = matches!(
        between,
        "," | ", and" | "and" | "&" | ", &" | "or" | ", or" | "und" | "et" | "e" | "и"
    );
    if is_list && one.sense == Sense::Certain && is_open(other) {
        other.sense = Sense::Certain;
    } else if is_list && other.sense == Sense::Certain && is_open(one) {
        one.sense = Sense::Certain;
    }
    let written = &text[other.range.clone()];
    let is_land =
        other.renown.is_land || is_in_capitals(written) || has(cues::SHORT_LANDS, written);
    let may_lie = is_open(one)
        || one.sense == Sense::Certain
        || one.renown.people >= WELL_KNOWN && one.sense != Sense::Other;
    if between == "," && is_land && may_lie {
        (one.sense, other.sense) = (Sense::Certain, Sense::Certain);
    }
    // `to Charlottesville in Virginia`
    if between == "in" && is_land && one.sense == Sense::Perhaps {
        one.sense = Sense::Certain;
    }
}

/// What the names of a document are, all places together.
#[derive(Default)]
pub(super) struct Document {
    by_key: HashMap<Arc<str>, Votes>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    places: usize,
    others: usize,
}

impl Document {
    /// Takes note of what a name is here.
    pub fn count(&mut self, candidate: &Candidate) {
        let votes = self.by_key.entry(Arc::clone(&candidate.key)).or_default();
        match candidate.sense {
            Sense::Certain => votes.places += 1,
            Sense::Other => votes.others += 1,
            _ => {}
        }
    }

    /// Whether it is a name that means something here: a place, or what a register lists.
    pub fn accept(&self, candidate: &Candidate) -> bool {
        let votes = self.by_key.get(&candidate.key).copied().unwrap_or_default();
        let is_listed = candidate.rows.iter().any(|row| row.topic != Topic::Places);
        let Renown { is_land, people } = candidate.renown;
        let is_elsewhere = votes.places > votes.others;
        match candidate.sense {
            Sense::Certain => true,
            Sense::Other | Sense::Part => is_listed,
            Sense::Common => false,
            Sense::PerhapsCommon => is_elsewhere,
            _ if is_elsewhere => true,
            _ if votes.others > 0 => false,
            Sense::Attribute => is_land || people >= WORLD_CITY,
            Sense::Perhaps => is_land || people >= LIKELY,
            Sense::Bare => is_land || people >= FAMOUS,
        }
    }
}
