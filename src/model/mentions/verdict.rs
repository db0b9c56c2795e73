//! Whether a name that the gazetteer knows is a place where it stands.
//!
//! The nearest words decide first (`in Ghulja`, `Ili District`, `General Washington`); where they say nothing, what the same
//! name is elsewhere in the document; where that says nothing either, how well known the place is.

use std::collections::HashMap;

use super::Candidate;
use super::around::{Around, Gap};
use super::cues;
use crate::model::brackets::lexicon::{JOINTS, MONTHS, TIMES, TITLES, has};
use crate::registers::Topic;
use crate::registers::gazetteer::Renown;
use crate::registers::words::{self, Words};

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
const FAMOUS: u32 = 200_000;
/// A town of so many is likelier than a common word where a place is wanted.
const WELL_KNOWN: u32 = 50_000;

/// A town of so many is likelier than a person where a preposition stands before it.
const LIKELY: u32 = 15_000;
/// So large a city is known even where only something of it is spoken of: `the Philadelphia battalions`.
const WORLD_CITY: u32 = 1_000_000;

/// An abbreviation in capitals, points included, is no longer.
const MOST_INITIALS: usize = 8;

/// Weighs the names of a block.
pub(super) fn weigh(text: &str, language: &str, candidates: &mut [Candidate]) {
    let words = Words::of(language);
    for candidate in &mut *candidates {
        let around = Around::of(text, &candidate.range);
        candidate.sense = sense(text, candidate, &around, words);
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

fn sense(text: &str, candidate: &Candidate, around: &Around, words: Option<&Words>) -> Sense {
    if candidate.id.is_some() || candidate.glossed {
        return Sense::Certain;
    }
    let name = &text[candidate.range.clone()];
    let (before, behind) = (around.before.to_lowercase(), around.behind);
    let is_before = around.gap_before == Gap::Space && !before.is_empty();
    let is_behind = around.gap_behind == Gap::Space && !behind.is_empty();
    let second = around.second_before.to_lowercase();
    let has_unit = is_behind && has(cues::UNITS, behind) || ends_in_unit(name);
    let is_of = is_before && matches!(before.as_str(), "of" | "von" | "de" | "di");
    let of_unit = is_of && has(cues::UNITS_BEFORE, &second);
    let single = !name.contains(char::is_whitespace);
    let is_land = candidate.renown.is_land || has(cues::SHORT_LANDS, name);
    let is_common = is_all_common(name, words) && (single || !is_land);
    if !candidate.rows.is_empty() && (has_unit || of_unit || !is_common) {
        return Sense::Certain;
    }
    if single && has(cues::UNITS, name) {
        return Sense::Common;
    }
    if is_no_place(name) || is_of && has(cues::NOBLES, &second) {
        return Sense::Other;
    }
    let is_part = is_before && is_part_of_name(around, words) && (single || !is_land);
    let begins_a_letter = around.begins_a_date && !around.is_possessive && !(single && is_common);
    if begins_a_letter && (around.begins_line || !is_part) {
        return Sense::Certain;
    }
    if is_before && is_title(around.before) || around.is_abbreviated && !is_land {
        return Sense::Other;
    }
    let is_short_land = has(cues::SHORT_LANDS, name) && !around.is_abbreviated;
    if is_short_land || around.is_in_a_state || is_small_land(name) || name.contains(" of ") {
        return Sense::Certain;
    }
    let at_a_place = is_before && has(cues::AT_A_PLACE, &before) && !around.is_possessive;
    let perhaps = is_before && (has(cues::PERHAPS, &before) || has(cues::AT_A_PLACE, &before));
    let is_followed = is_capital_word(behind, is_behind);
    if single && is_in_capitals(name) {
        // `CC`, `NKO` stand for words, though a village bears the same name.
        return match is_land || name.contains('.') && perhaps {
            true if is_followed && has(cues::BODIES, &behind.to_lowercase()) => Sense::Part,
            true => Sense::Certain,
            false => Sense::Common,
        };
    }
    if has_unit || of_unit && !(is_common && around.has_article) {
        return if is_common && single && !of_unit {
            Sense::Common
        } else {
            Sense::Certain
        };
    }
    if is_common && !single {
        // `at Cape May`; `the White House`
        return match !around.has_article && (at_a_place || perhaps && is_of_place(name)) {
            true => Sense::Certain,
            false => Sense::PerhapsCommon,
        };
    }
    if is_common {
        // `in Reading`, `from Turkey`; `in the Union`, `a sum`.
        let is_town = !around.has_article && candidate.renown.people >= WELL_KNOWN;
        let is_long = name.chars().count() > 2;
        return match is_capital(name) && is_long && !is_followed && (is_town || is_land) {
            true if at_a_place || is_land && perhaps && !around.has_article => Sense::Certain,
            true if perhaps || is_land && around.has_article => Sense::PerhapsCommon,
            // `the Jersey Delegates`
            false if is_land && around.has_article && is_attribute(is_land, behind, words) => {
                Sense::Certain
            }
            _ => Sense::Common,
        };
    }
    if is_part {
        return Sense::Other;
    }
    let is_letter = around.gap_behind == Gap::Comma && is_time(behind) && perhaps;
    if is_letter || around.is_possessive && is_time(behind) || around.is_sender && !is_land {
        // `Lee to Washington, October 11`, `Washington's July 13 letter`.
        return Sense::Other;
    }
    if around.gap_behind == Gap::Comma && has(cues::WRITINGS, behind) {
        // `See Washington, Writings`
        return Sense::Part;
    }
    if is_followed && is_initial(behind) && !at_a_place {
        return Sense::Other;
    }
    if is_followed && !is_attribute(is_land, behind, words) {
        return Sense::Part;
    }
    let acts = is_behind && has(cues::ACTS, behind) || is_before && has(cues::BY_A_PERSON, &before);
    if acts && !is_land && candidate.renown.people < WORLD_CITY {
        return Sense::Other;
    }
    match at_a_place {
        // A town has no article: `from the Lexington` is a ship.
        true if !around.has_article || is_land || !single => Sense::Certain,
        _ if perhaps && is_of_place(name) => Sense::Certain,
        _ if perhaps && !around.is_possessive && !around.has_article => Sense::Perhaps,
        // `the Kennedy administration`, `Kennedy's funeral`: as likely a person.
        _ if around.has_article || around.is_possessive => Sense::Attribute,
        _ => Sense::Bare,
    }
}

/// What no place is called: a month, a people, the sign of a number.
fn is_no_place(name: &str) -> bool {
    is_time(name)
        || has(cues::PEOPLES, &name.to_lowercase())
        || has(cues::SHORT_WORDS, name)
        || name == "Head Quarters"
        || name.contains(['º', '°', '№'])
        || name.chars().count() < 2
}

/// `united states`, as the eighteenth century wrote it.
fn is_small_land(name: &str) -> bool {
    cues::SMALL_LANDS.contains(&name)
}

/// `New London`, `St. Louis`, `Fort Pitt`: two words, of which the first is one of places.
fn is_of_place(name: &str) -> bool {
    let first = name
        .split_once(char::is_whitespace)
        .map(|(first, _)| first.to_lowercase());
    first.is_some_and(|first| has(cues::FIRST_WORDS, first.trim_end_matches('.')))
}

fn is_capital_word(behind: &str, is_behind: bool) -> bool {
    is_behind && is_capital(behind) && !is_time(behind) && behind != "I"
}

/// `George F. Edmunds`
fn is_initial(word: &str) -> bool {
    is_capital(word) && word.chars().count() == 1
}

/// A land before a common noun with a capital, as in `Virginia Militia`; not in the name of a paper or school.
fn is_attribute(is_land: bool, behind: &str, words: Option<&Words>) -> bool {
    let lower = behind.to_lowercase();
    is_land && is_common_word(behind, words) && !has(cues::BODIES, &lower)
        || has(cues::PEOPLES, lower.trim_end_matches('s'))
}

/// `Ili District`, `Orange County`: two words or more, of which the last says what it is.
fn ends_in_unit(name: &str) -> bool {
    name.rsplit_once(char::is_whitespace)
        .is_some_and(|(_, last)| has(cues::UNITS, last))
}

/// `Mr`, `Genl.`, `Commissar`.
pub(super) fn is_title(word: &str) -> bool {
    let lower = word.to_lowercase();
    is_capital(word) && has(TITLES, lower.trim_end_matches('.'))
}

/// Whether the word before a name is a part of the same name: `Button Gwinnett`, `J. Adams`, `Jan de Roy`.
fn is_part_of_name(around: &Around, words: Option<&Words>) -> bool {
    let (word, second) = (around.before, around.second_before);
    let lower = word.to_lowercase();
    if is_capital(word) && word.trim_end_matches('.').chars().count() == 1 && word != "I" {
        return true;
    }
    let is_word = |word: &str| {
        words
            .and_then(|words| words.kind(word))
            .is_some_and(|kind| kind != words::Kind::Name)
    };
    let is_name = |word: &str| {
        let lower = word.to_lowercase();
        let small = [
            cues::AT_A_PLACE,
            cues::PERHAPS,
            cues::JOINING,
            cues::QUARTERS,
        ];
        let said = small.iter().any(|list| has(list, &lower));
        is_capital(word) && !said && !is_time(word) && !has(cues::PEOPLES, &lower) && !is_word(word)
    };
    let is_titled = has(JOINTS, &lower) && is_title(second);
    is_titled
        || has(cues::GIVEN_NAMES, word)
        || is_name(word)
        || has(JOINTS, &lower)
            && is_name(second)
            && !has(cues::UNITS_BEFORE, &second.to_lowercase())
}

/// Whether it is a word of the language that is written with a small letter too.
fn is_common_word(word: &str, words: Option<&Words>) -> bool {
    let kind = words.and_then(|words| words.kind(word));
    !word.contains('-') && kind.is_some_and(|kind| kind != words::Kind::Name)
}

/// Whether all words of a name are such: `Reading`, `White House`.
fn is_all_common(name: &str, words: Option<&Words>) -> bool {
    name.split_whitespace()
        .all(|word| is_common_word(word, words))
}

fn is_in_capitals(name: &str) -> bool {
    let length = name.chars().count();
    name.chars().all(|c| c.is_uppercase() || c == '.') && (2..=MOST_INITIALS).contains(&length)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// A month, short or whole, a weekday, a time of the day.
fn is_time(word: &str) -> bool {
    const ENDS: [&str; 7] = ["", "t", "r", "st", "ry", "il", "ber"];
    let (month, rest) = word.split_at(word.char_indices().nth(3).map_or(word.len(), |(at, _)| at));
    let is_short = is_capital(word) && (ENDS.contains(&rest) || matches!(word, "Jany" | "Feby"));
    has(TIMES, word) || is_short && has(MONTHS, &month.to_lowercase())
}

/// What the names of a document are, all places together.
#[derive(Default)]
pub(super) struct Document {
    by_key: HashMap<String, Votes>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    places: usize,
    others: usize,
}

impl Document {
    /// Takes note of what a name is here.
    pub fn count(&mut self, candidate: &Candidate) {
        let votes = self.by_key.entry(candidate.key.clone()).or_default();
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
