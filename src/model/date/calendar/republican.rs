//! The calendar of the French Republic, years I to XIV.
//!
//! The year began at midnight, Paris time, of the day of the autumn equinox (decree of 4 frimaire II, article 3). The days on which
//! the fourteen years began are those of the almanacs; years III, VII and XI had a sixth day at their end.

use super::Day;
use super::{days_between, plus};

/// The months; the days at the end of the year count as a thirteenth.
pub(in crate::model::date) const MONTHS: [&str; 13] = [
    "vendémiaire",
    "brumaire",
    "frimaire",
    "nivôse",
    "pluviôse",
    "ventôse",
    "germinal",
    "floréal",
    "prairial",
    "messidor",
    "thermidor",
    "fructidor",
    "jour complémentaire",
];

/// The day of September on which each year began; 1792 first.
const FIRST_DAYS: [u8; 14] = [22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23];
const FIRST_YEAR: i32 = 1792;

/// The number in Roman figures.
pub(super) const YEARS: [&str; 14] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
];

/// The year that Roman or Arabic figures say, if the calendar was in use.
pub(in crate::model::date) fn year(figures: &str) -> Option<i32> {
    let roman = YEARS.iter().position(|year| *year == figures);
    let year = match roman {
        Some(place) => i32::try_from(place + 1).ok()?,
        None => figures.parse().ok()?,
    };
    (1..=14).contains(&year).then_some(year)
}

/// The month of that name, with or without its accents; 1 to 12.
pub(in crate::model::date) fn month(word: &str) -> Option<u8> {
    const PLAIN: [&str; 12] = [
        "vendemiaire",
        "brumaire",
        "frimaire",
        "nivose",
        "pluviose",
        "ventose",
        "germinal",
        "floreal",
        "prairial",
        "messidor",
        "thermidor",
        "fructidor",
    ];
    if !(6..=12).contains(&word.chars().count()) {
        return None;
    }
    let plain: String = word
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'é' | 'è' => 'e',
            'ô' | 'ó' => 'o',
            c => c,
        })
        .collect();
    let place = PLAIN.iter().position(|name| *name == plain)?;
    u8::try_from(place + 1).ok()
}

/// How many days a month has.
pub(super) fn length(year: i32, month: u8) -> u8 {
    match month {
        13 if matches!(year, 3 | 7 | 11) => 6,
        13 => 5,
        _ => 30,
    }
}

/// The Gregorian day; none beyond the fourteen years.
pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Day> {
    let of_year = i64::from(month - 1) * 30 + i64::from(day) - 1;
    plus(first_day(year)?, of_year)
}

/// Day, month and year of a Gregorian day. The calendar ended with 31 December 1805.
pub(super) fn from_gregorian(day: Day) -> Option<(u8, u8, i32)> {
    const LAST: Day = Day {
        year: 1805,
        month: 12,
        day: 31,
    };
    if day > LAST {
        return None;
    }
    let year = (1..=14)
        .rev()
        .find(|year| first_day(*year).is_some_and(|first| first <= day))?;
    let of_year = days_between(first_day(year)?, day)?;
    let (month, of_month) = (of_year / 30 + 1, of_year % 30 + 1);
    Some((
        u8::try_from(of_month).ok()?,
        u8::try_from(month).ok()?,
        year,
    ))
}

fn first_day(year: i32) -> Option<Day> {
    let place = usize::try_from(year - 1).ok()?;
    Some(Day {
        year: FIRST_YEAR + year - 1,
        month: 9,
        day: *FIRST_DAYS.get(place)?,
    })
}
