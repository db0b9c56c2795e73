//! The names of the months as they stand in dates, in seven languages.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The month of that name or usual abbreviation, in any case; 1 to 12.
pub(super) fn month(word: &str) -> Option<u8> {
    static MONTHS: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
        let rows = (1..).zip(NAMES);
        rows.flat_map(|(month, names)| names.split(' ').map(move |name| (name, month)))
            .collect()
    });
    let letters = word.chars().count();
    let month = || MONTHS.get(word.to_lowercase().as_str()).copied();
    (3..=LONGEST_MONTH).contains(&letters).then(month).flatten()
}

/// The letters of `października`, the longest of the names.
pub(super) const LONGEST_MONTH: usize = 12;

/// The names of the months as they stand in dates, and their usual abbreviations; January first.
const NAMES: [&str; 12] = [
    "january jan januar jänner janvier janv января январь янв enero ene gennaio genn stycznia styczeń",
    "february feb februar feber février fevrier févr février февраля февраль фев февр febrero febbraio febbr lutego luty",
    "march mar märz maerz mars марта март marzo marca marzec",
    "april apr avril avr апреля апрель апр abril abr aprile kwietnia kwiecień",
    "may mai мая май mayo maggio magg maja maj",
    "june jun juni juin июня июнь июн junio giugno giu czerwca czerwiec",
    "july jul juli juillet juil июля июль июл julio luglio lug lipca lipiec",
    "august aug août aout августа август авг agosto ago sierpnia sierpień",
    "september sep sept septembre сентября сентябрь сен сент septiembre setiembre settembre sett set września wrzesień",
    "october oct oktober okt octobre октября октябрь окт octubre ottobre ott października październik",
    "november nov novembre ноября ноябрь ноя нояб noviembre listopada listopad",
    "december dec dezember dez décembre decembre déc декабря декабрь дек diciembre dic dicembre grudnia grudzień",
];
