//! Weekdays: their names, and which one a day was.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::written::LAST_JULIAN;
use super::{Calendar, Day};

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekday {
    /// 0 for Monday to 6 for Sunday.
    number: u8,
}

/// The weekday of that name or usual abbreviation, in any case, in English, German, French, Russian, Spanish, Italian and
/// Polish.
pub fn weekday(word: &str) -> Option<Weekday> {
    let longest = 2 * LONGEST_NAME;
    if !(3..=longest).contains(&word.len()) {
        return None;
    }
    let number = *BY_NAME.get(&*word.to_lowercase())?;
    Some(Weekday { number })
}

impl Weekday {
    /// Its English name.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.number)]
            .split(' ')
            .next()
            .unwrap_or_default()
    }

    /// What it was on a day of the Gregorian calendar, and on a day of the Julian one. Years of the common era alone.
    pub fn of(day: Day) -> (Weekday, Weekday) {
        let gregorian = julian_day(day, true);
        let julian = julian_day(day, false);
        let weekday = |number: i64| Weekday {
            number: u8::try_from(number.rem_euclid(7)).unwrap_or_default(),
        };
        (weekday(gregorian), weekday(julian))
    }

    /// Whether a day, as it is written in a calendar, may have been this one. While both calendars of the West were in use either
    /// may be meant if the text does not say which; before 1753 the year itself began in January or in March, so that anything
    /// may be right.
    pub fn may_be(self, day: Day, calendar: Calendar) -> bool {
        const YEARS_FROM_JANUARY: i32 = 1753;
        let (gregorian, julian) = Weekday::of(day);
        match calendar {
            _ if day.year < YEARS_FROM_JANUARY => true,
            Calendar::Western => self == gregorian || day.year < LAST_JULIAN && self == julian,
            Calendar::Julian => self == julian,
            _ => {
                let apart = (self.number + 7 - gregorian.number) % 7;
                i64::from(apart.min(7 - apart)) <= calendar.doubt()
            }
        }
    }
}

/// The weekday that a text begins with in Chinese characters, and how long its name is: `星期日`, `水曜日`.
pub(in crate::model) fn in_chinese(text: &str) -> Option<(usize, Weekday)> {
    const LENGTH: usize = 9;
    let name = text.get(..LENGTH).filter(|name| !name.is_ascii())?;
    Some((LENGTH, weekday(name)?))
}

/// The number of a day, as astronomers count them, at noon (Meeus, *Astronomical Algorithms*, chapter 7); a Monday is divided by
/// seven.
fn julian_day(day: Day, gregorian: bool) -> i64 {
    let (month, of_month) = (i64::from(day.month), i64::from(day.day));
    // The year begins in March, so that the leap day ends it.
    let before_march = (14 - month) / 12;
    let year = i64::from(day.year) + 4800 - before_march;
    let month = month + 12 * before_march - 3;
    let days = of_month + (153 * month + 2) / 5 + 365 * year + year.div_euclid(4);
    if gregorian {
        days - year.div_euclid(100) + year.div_euclid(400) - 32045
    } else {
        days - 32083
    }
}

/// The letters of `понедельник`, the longest of the names.
pub(in crate::model) const LONGEST_NAME: usize = 12;

/// The number of the weekday that a name says.
static BY_NAME: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
    let days = (0..).zip(NAMES);
    days.flat_map(|(number, names)| names.split(' ').map(move |name| (name, number)))
        .collect()
});

/// Monday first; the English name first.
const NAMES: [&str; 7] = [
    "monday mon montag lundi понедельник lunes lunedì poniedziałek 星期一 月曜日",
    "tuesday tue tues dienstag mardi вторник martes martedì wtorek 星期二 火曜日",
    "wednesday wed mittwoch mercredi среда miércoles mercoledì środa 星期三 水曜日",
    "thursday thu thur thurs donnerstag jeudi четверг jueves giovedì czwartek 星期四 木曜日",
    "friday fri freitag vendredi пятница viernes venerdì piątek 星期五 金曜日",
    "saturday sat samstag sonnabend samedi суббота sábado sabato sobota 星期六 土曜日",
    "sunday sun sonntag dimanche воскресенье domingo domenica niedziela 星期日 日曜日",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[test]
    fn a_day_has_its_weekday_in_each_calendar() {
        for (day, gregorian, julian) in [
            (day(1945, 4, 29), "sunday", "saturday"),
            (day(2000, 1, 1), "saturday", "friday"),
            (day(1776, 7, 4), "thursday", "monday"),
            // The Winter Palace was taken on a Wednesday, 25 October by the old calendar.
            (day(1917, 11, 7), "wednesday", "tuesday"),
            (day(1917, 10, 25), "thursday", "wednesday"),
        ] {
            let (first, second) = Weekday::of(day);
            assert_eq!(
                (first.name(), second.name()),
                (gregorian, julian),
                "{day:?}"
            );
        }
    }

    #[test]
    fn either_calendar_may_be_meant_until_both_are_one() {
        let wednesday = weekday("Wednesday").expect("it is a weekday");
        let may_be = |day, calendar| wednesday.may_be(day, calendar);
        let western = Calendar::Western;
        assert!(may_be(day(1917, 10, 25), western) && may_be(day(1917, 11, 7), western));
        assert!(!may_be(day(1945, 4, 29), western) && may_be(day(1700, 1, 1), western));
        assert!(may_be(day(1917, 10, 25), Calendar::Julian));
        assert!(!may_be(day(1917, 11, 7), Calendar::Julian));
        assert!(!may_be(day(1917, 10, 25), Calendar::Gregorian));
        assert!(
            may_be(day(1945, 12, 11), Calendar::Hijri)
                && !may_be(day(1945, 12, 10), Calendar::Hijri)
        );
        assert_eq!(weekday("Mittwoch"), Some(wednesday));
        assert_eq!(weekday("среда"), Some(wednesday));
        assert_eq!(weekday("Wed."), None);
    }
}
