//! The rules by which the words around a name tell what it is, in the order in which they are asked.

use super::around::Gap;
use super::clues::{Clues, is_no_place, is_of_place, is_time, is_title};
use super::cues;
use super::verdict::{Sense, WORLD_CITY};
use crate::model::brackets::lexicon::has;

/// What a name is by the first rule that holds.
pub(super) fn decided(clues: &Clues) -> Sense {
    let rule = RULES.iter().find(|(holds, _)| holds(clues));
    rule.map_or(Sense::Bare, |(_, sense)| *sense)
}

/// A rule: what it decides where it holds.
type Rule = (fn(&Clues) -> bool, Sense);

/// The first that holds decides; the last always does.
const RULES: &[Rule] = &[
    // Somebody says so: `Ivanov{@a}`, `Qoqek [Tacheng]`, a row of a register.
    (
        |it| it.candidate.id.is_some() || it.candidate.glossed,
        Sense::Certain,
    ),
    (
        |it| !it.candidate.rows.is_empty() && (it.has_unit() || it.is_of_unit() || !it.is_common),
        Sense::Certain,
    ),
    // `District`
    (|it| it.single && has(cues::UNITS, it.name), Sense::Common),
    // `March`, `the Russians`, `the Duke of York`
    (|it| is_no_place(it.name), Sense::Other),
    (
        |it| it.is_of() && has(cues::NOBLES, &it.second),
        Sense::Other,
    ),
    // `Philadelphia July 1st. 1776`, where a letter begins
    (
        |it| {
            let begins = it.around.begins_a_date && !it.around.is_possessive;
            begins && !(it.single && it.is_common) && (it.around.begins_line || !it.is_part)
        },
        Sense::Certain,
    ),
    // `General Washington`, `Chas. Thomson`
    (
        |it| !it.before.is_empty() && is_title(it.around.before),
        Sense::Other,
    ),
    (|it| it.around.is_abbreviated && !it.is_land, Sense::Other),
    // `Pa.`, `Hillsborough, N.C.`, `united states`, `Head of Elk`
    (
        |it| {
            has(cues::SHORT_LANDS, it.name) && !it.around.is_abbreviated || it.around.is_in_a_state
        },
        Sense::Certain,
    ),
    (
        |it| cues::SMALL_LANDS.contains(&it.name) || it.name.contains(" of "),
        Sense::Certain,
    ),
    // `U.S. Institute`, `USSR`, `above N.Y.`; `NKO` stands for words, though a village bears the same name
    (
        |it| {
            it.is_initials()
                && it.is_land
                && it.is_followed
                && has(cues::BODIES, &it.behind.to_lowercase())
        },
        Sense::Part,
    ),
    (
        |it| it.is_initials() && (it.is_land || it.name.contains('.') && it.perhaps()),
        Sense::Certain,
    ),
    (|it| it.is_initials(), Sense::Common),
    // `Ili District`, `the city of Kashgar`; not `Reading County` by its unit alone
    (|it| it.is_of_unit(), Sense::Certain),
    (
        |it| it.has_unit() && it.is_common && it.single,
        Sense::Common,
    ),
    (|it| it.has_unit(), Sense::Certain),
    // `at Cape May`; `the White House`
    (
        |it| {
            let stands = it.at_a_place() || it.perhaps() && is_of_place(it.name);
            it.is_common && !it.single && stands && !it.around.has_article
        },
        Sense::Certain,
    ),
    (|it| it.is_common && !it.single, Sense::PerhapsCommon),
    // `in Reading`, `from Turkey`, `the Jersey Delegates`; `in the Union`, `a sum`
    (
        |it| {
            let stands = it.at_a_place() || it.is_land && it.perhaps() && !it.around.has_article;
            it.is_common && it.is_common_town() && !it.is_followed && stands
        },
        Sense::Certain,
    ),
    (
        |it| {
            let may_stand = it.perhaps() || it.is_land && it.around.has_article;
            it.is_common && it.is_common_town() && !it.is_followed && may_stand
        },
        Sense::PerhapsCommon,
    ),
    (
        |it| {
            it.is_common
                && it.is_land
                && it.around.has_article
                && it.is_followed
                && it.is_attribute()
        },
        Sense::Certain,
    ),
    (|it| it.is_common, Sense::Common),
    // `Button Gwinnett`, `J. Adams`
    (|it| it.is_part, Sense::Other),
    // `Lee to Washington, October 11`, `Washington's July 13 letter`, `Henry to Bryan, February 26`
    (
        |it| it.around.gap_behind == Gap::Comma && is_time(it.around.behind) && it.perhaps(),
        Sense::Other,
    ),
    (
        |it| it.around.is_possessive && is_time(it.behind),
        Sense::Other,
    ),
    (|it| it.around.is_sender && !it.is_land, Sense::Other),
    // `See Washington, Writings`
    (
        |it| it.around.gap_behind == Gap::Comma && has(cues::WRITINGS, it.around.behind),
        Sense::Part,
    ),
    // `George F. Edmunds`, `Virginia Convention`; not `Virginia Militia`
    (
        |it| it.is_followed && it.behind.chars().count() == 1 && !it.at_a_place(),
        Sense::Other,
    ),
    (|it| it.is_followed && !it.is_attribute(), Sense::Part),
    // `Adams writes`, `planted by Kennedy`
    (
        |it| {
            let acts = has(cues::ACTS, it.behind) || has(cues::BY_A_PERSON, &it.before);
            acts && !it.is_land && it.candidate.renown.people < WORLD_CITY
        },
        Sense::Other,
    ),
    // `in Ghulja`; a town has no article: `from the Lexington` is a ship
    (
        |it| it.at_a_place() && (!it.around.has_article || it.is_land || !it.single),
        Sense::Certain,
    ),
    // `of New London`, `from Aksu`
    (|it| it.perhaps() && is_of_place(it.name), Sense::Certain),
    (
        |it| it.perhaps() && !it.around.is_possessive && !it.around.has_article,
        Sense::Perhaps,
    ),
    // `the Kennedy administration`, `Kennedy's funeral`: as likely a person
    (
        |it| it.around.has_article || it.around.is_possessive,
        Sense::Attribute,
    ),
    (|_| true, Sense::Bare),
];
