//! What stands around a name, and what its words are by themselves.

use super::Candidate;
use super::around::{Around, Gap};
use super::cues;
use super::verdict::WELL_KNOWN;
use crate::model::brackets::lexicon::{JOINTS, MONTHS, TIMES, TITLES, has};
use crate::registers::words::{self, Words};

/// An abbreviation in capitals, points included, is no longer.
const MOST_INITIALS: usize = 8;

/// What stands around a name, and what it is by itself.
pub(super) struct Clues<'a> {
    pub candidate: &'a Candidate,
    pub around: &'a Around<'a>,
    pub words: Option<&'a Words>,
    pub name: &'a str,
    /// The word before it and the one before that, in small letters; empty where a sign parts them.
    pub before: String,
    pub second: String,
    /// The word behind it; empty where a sign parts them.
    pub behind: &'a str,
    /// Whether it is one word.
    pub single: bool,
    pub is_land: bool,
    /// Whether it is an ordinary word, or made of such.
    pub is_common: bool,
    /// Whether the word before it is of the same name: `Button Gwinnett`.
    pub is_part: bool,
    /// Whether a capital follows that is no date.
    pub is_followed: bool,
}

impl<'a> Clues<'a> {
    pub(super) fn of(
        text: &'a str,
        candidate: &'a Candidate,
        around: &'a Around<'a>,
        words: Option<&'a Words>,
    ) -> Self {
        let name = &text[candidate.range.clone()];
        let is_before = around.gap_before == Gap::Space;
        let lower = |word: &str| {
            if is_before {
                word.to_lowercase()
            } else {
                String::new()
            }
        };
        let behind = if around.gap_behind == Gap::Space {
            around.behind
        } else {
            ""
        };
        let single = !name.contains(char::is_whitespace);
        let is_land = candidate.renown.is_land || has(cues::SHORT_LANDS, name);
        Clues {
            candidate,
            around,
            words,
            name,
            before: lower(around.before),
            second: lower(around.second_before),
            behind,
            single,
            is_land,
            is_common: is_all_common(name, words) && (single || !is_land),
            is_part: is_before && is_part_of_name(around, words) && (single || !is_land),
            is_followed: is_capital(behind) && !is_time(behind) && behind != "I",
        }
    }

    pub(super) fn has_unit(&self) -> bool {
        has(cues::UNITS, self.behind) || ends_in_unit(self.name)
    }

    /// `the city of Ghulja`; not `a State of the Union`.
    pub(super) fn is_of_unit(&self) -> bool {
        self.is_of()
            && has(cues::UNITS_BEFORE, &self.second)
            && !(self.is_common && self.around.has_article)
    }

    pub(super) fn is_of(&self) -> bool {
        matches!(self.before.as_str(), "of" | "von" | "de" | "di")
    }

    pub(super) fn at_a_place(&self) -> bool {
        has(cues::AT_A_PLACE, &self.before) && !self.around.is_possessive
    }

    pub(super) fn perhaps(&self) -> bool {
        has(cues::PERHAPS, &self.before) || has(cues::AT_A_PLACE, &self.before)
    }

    pub(super) fn is_initials(&self) -> bool {
        self.single && is_in_capitals(self.name)
    }

    /// Whether it is one ordinary word that is a well-known town or a land too, with its capital.
    pub(super) fn is_common_town(&self) -> bool {
        let is_town = !self.around.has_article && self.candidate.renown.people >= WELL_KNOWN;
        is_capital(self.name) && self.name.chars().count() > 2 && (is_town || self.is_land)
    }

    pub(super) fn is_attribute(&self) -> bool {
        let lower = self.behind.to_lowercase();
        self.is_land && is_common_word(self.behind, self.words) && !has(cues::BODIES, &lower)
            || has(cues::PEOPLES, lower.trim_end_matches('s'))
    }
}

/// What no place is called: a month, a people, the sign of a number.
pub(super) fn is_no_place(name: &str) -> bool {
    is_time(name)
        || has(cues::PEOPLES, &name.to_lowercase())
        || has(cues::SHORT_WORDS, name)
        || name == "Head Quarters"
        || name.contains(['º', '°', '№'])
        || name.chars().count() < 2
}

/// `New London`, `St. Louis`, `Fort Pitt`: two words, of which the first is one of places.
pub(super) fn is_of_place(name: &str) -> bool {
    let first = name
        .split_once(char::is_whitespace)
        .map(|(first, _)| first.to_lowercase());
    first.is_some_and(|first| has(cues::FIRST_WORDS, first.trim_end_matches('.')))
}

/// `Ili District`, `Orange County`: two words or more, of which the last says what it is.
pub(super) fn ends_in_unit(name: &str) -> bool {
    name.rsplit_once(char::is_whitespace)
        .is_some_and(|(_, last)| has(cues::UNITS, last))
}

/// `Mr`, `Genl.`, `Commissar`.
pub(super) fn is_title(word: &str) -> bool {
    let lower = word.to_lowercase();
    is_capital(word) && has(TITLES, lower.trim_end_matches('.'))
}

/// Whether the word before a name is a part of the same name: `Button Gwinnett`, `J. Adams`, `Jan de Roy`.
pub(super) fn is_part_of_name(around: &Around, words: Option<&Words>) -> bool {
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
pub(super) fn is_common_word(word: &str, words: Option<&Words>) -> bool {
    let kind = words.and_then(|words| words.kind(word));
    !word.contains('-') && kind.is_some_and(|kind| kind != words::Kind::Name)
}

/// Whether all words of a name are such: `Reading`, `White House`.
pub(super) fn is_all_common(name: &str, words: Option<&Words>) -> bool {
    name.split_whitespace()
        .all(|word| is_common_word(word, words))
}

pub(super) fn is_in_capitals(name: &str) -> bool {
    let length = name.chars().count();
    name.chars().all(|c| c.is_uppercase() || c == '.') && (2..=MOST_INITIALS).contains(&length)
}

pub(super) fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// A month, short or whole, a weekday, a time of the day.
pub(super) fn is_time(word: &str) -> bool {
    const ENDS: [&str; 7] = ["", "t", "r", "st", "ry", "il", "ber"];
    let (month, rest) = word.split_at(word.char_indices().nth(3).map_or(word.len(), |(at, _)| at));
    let is_short = is_capital(word) && (ENDS.contains(&rest) || matches!(word, "Jany" | "Feby"));
    has(TIMES, word) || is_short && has(MONTHS, &month.to_lowercase())
}
