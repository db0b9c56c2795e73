//! The calendars in which documents are dated, and the days of one in another.

use std::fmt;

use icu_calendar::Date as IcuDate;
use icu_calendar::cal::hijri::{
    TabularAlgorithm, TabularAlgorithmEpoch, TabularAlgorithmLeapYears,
};
use icu_calendar::cal::{ChineseTraditional, Gregorian, Hebrew, Hijri, Julian};
use icu_calendar::types::{LeapStatus, Month as IcuMonth};

use super::{Date, Day, End, Point, Slip};

mod eras;
mod months;
pub(super) mod republican;
mod show;

pub use eras::Era;
pub(super) use eras::{era_in_script, era_of_word};
pub(super) use months::{LunarMonth, hebrew, hijri};
pub use show::in_calendar;

/// A calendar that a date is given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// That of the West; which of the two, the text does not say.
    Western,
    /// Of the West, and by the words beside it the new style.
    Gregorian,
    /// Of the West, and by the words beside it the old style.
    Julian,
    /// That of the French Republic, years I to XIV.
    Republican,
    /// The lunar calendar of Islam.
    Hijri,
    /// The Jewish calendar.
    Hebrew,
    /// Years of an emperor of China, with months of the moon.
    Chinese,
    /// Years of the Republic of China, with the months of the West.
    Minguo,
    /// Years of an emperor of Japan, since 1873 with the months of the West.
    Japanese,
}

impl Calendar {
    /// What a historian calls it.
    pub fn name(self) -> &'static str {
        match self {
            Calendar::Western => "Gregorian or Julian",
            Calendar::Gregorian => "Gregorian (new style)",
            Calendar::Julian => "Julian (old style)",
            Calendar::Republican => "French Republican",
            Calendar::Hijri => "Hijri",
            Calendar::Hebrew => "Hebrew",
            Calendar::Chinese => "Chinese",
            Calendar::Minguo => "Minguo (Republic of China)",
            Calendar::Japanese => "Japanese",
        }
    }

    /// How many days a date in it may be off, since months began when somebody saw the moon.
    pub fn doubt(self) -> i64 {
        i64::from(self == Calendar::Hijri)
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The Gregorian day of a Julian one; none for a day that the Julian calendar lacks, or years beyond four figures.
pub fn from_julian(day: Day) -> Option<Day> {
    let julian = IcuDate::try_new_julian(day.year, day.month, day.day).ok()?;
    Some(gregorian(&julian.to_calendar(Gregorian)))
}

/// The Julian day of a Gregorian one.
pub fn to_julian(day: Day) -> Option<Day> {
    let julian = icu(day)?.to_calendar(Julian);
    Some(Day {
        year: julian.year().extended_year(),
        month: julian.month().number(),
        day: julian.day_of_month().0,
    })
}

/// The day that Umm al-Qura, the calendar of Mecca, gives to the Hijri date which the tables give to this one. None where its
/// months are not published.
pub fn by_umm_al_qura(day: Day) -> Option<Day> {
    let tabular = icu(day)?.to_calendar(TABULAR);
    let year = tabular.year().extended_year();
    let month = IcuMonth::new(tabular.month().number());
    let calendar = Hijri::new_umm_al_qura();
    let published =
        IcuDate::try_new(year.into(), month, tabular.day_of_month().0, calendar).ok()?;
    let day = gregorian(&published.to_calendar(Gregorian));
    show::UMM_AL_QURA.contains(&year).then_some(day)
}

/// The days from one day to another; none for years beyond four figures.
pub fn days_between(from: Day, to: Day) -> Option<i64> {
    Some(icu(to)?.to_rata_die() - icu(from)?.to_rata_die())
}

/// So many days later.
pub(super) fn plus(day: Day, days: i64) -> Option<Day> {
    let later = icu(day)?.to_rata_die() + days;
    Some(gregorian(&IcuDate::from_rata_die(later, Gregorian)))
}

fn icu(day: Day) -> Option<IcuDate<Gregorian>> {
    IcuDate::try_new_gregorian(day.year, day.month, day.day).ok()
}

fn gregorian(date: &IcuDate<Gregorian>) -> Day {
    Day {
        year: date.year().extended_year(),
        month: date.month().number(),
        day: date.day_of_month().0,
    }
}

/// The arithmetic of the *civil* calendar: leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of thirty, counted from Friday,
/// 16 July 622.
const TABULAR: Hijri<TabularAlgorithm> = Hijri::new_tabular(
    TabularAlgorithmLeapYears::TypeII,
    TabularAlgorithmEpoch::Friday,
);

/// A date in another calendar, as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reckoned {
    pub calendar: Calendar,
    /// In Hijri, Hebrew and Republican years; for the eras of the East the year of the West in which that year begins.
    pub year: i32,
    pub month: Option<LunarMonth>,
    /// The first and last day.
    pub days: Option<(u8, u8)>,
}

/// From this year of the West on the months of China are those of published tables; before it they are computed roughly.
const CHINESE_MONTHS_KNOWN: i32 = 1900;
/// Japan took the months of the West on 1 January of this year.
const JAPAN_WESTERN: i32 = 1873;

impl Reckoned {
    /// What it means by the Gregorian calendar; the error is told with `written`, its own words.
    pub fn date(&self, written: &str) -> Result<Date, Slip> {
        let Some(month) = self.month.filter(|_| self.knows_months()) else {
            return self
                .year_around()
                .map(span)
                .ok_or_else(|| self.no_such(written));
        };
        if !(1..=self.months()).contains(&month.number) {
            let message = format!(
                "`{written}` has a month {}, and there is none",
                month.number
            );
            return Err(Slip::Impossible(message));
        }
        // Of a leap year's two months of Adar the text does not always say which.
        let adar =
            Some(LunarMonth::ADAR_I).filter(|_| !month.said && self.calendar == Calendar::Hebrew);
        let earlier = adar
            .filter(|adar| self.day(*adar, 1).is_some())
            .unwrap_or(month);
        let length = self.length(earlier).ok_or_else(|| self.no_such(written))?;
        let (first, last) = self.days.unwrap_or((1, length));
        if let Some(day) = [first, last]
            .into_iter()
            .find(|day| !(1..=length).contains(day))
        {
            let message = format!("`{written}` has a day {day}, and that month has {length}");
            return Err(Slip::Impossible(message));
        }
        let last = last.min(self.length(month).unwrap_or(last));
        let day = |month, day| self.day(month, day).ok_or_else(|| self.no_such(written));
        let (from, to) = (day(earlier, first)?, day(month, last)?);
        if from > to {
            return Err(Slip::Impossible(format!(
                "`{written}` ends before it begins"
            )));
        }
        Ok(span((from, to)))
    }

    fn no_such(&self, written: &str) -> Slip {
        let calendar = self.calendar;
        Slip::Impossible(format!("`{written}` is no date of the {calendar} calendar"))
    }

    fn knows_months(&self) -> bool {
        match self.calendar {
            Calendar::Chinese => self.year >= CHINESE_MONTHS_KNOWN,
            Calendar::Japanese => self.year >= JAPAN_WESTERN,
            _ => true,
        }
    }

    fn months(&self) -> u8 {
        if self.calendar == Calendar::Republican {
            13
        } else {
            12
        }
    }

    /// The first and last day of the year.
    fn year_around(&self) -> Option<(Day, Day)> {
        let Reckoned { year, calendar, .. } = *self;
        let day = |year, month, day| Day { year, month, day };
        match calendar {
            // A year of the moon begins between 21 January and 21 February.
            Calendar::Chinese | Calendar::Japanese if !self.knows_months() => {
                Some((day(year, 1, 21), day(year + 1, 2, 20)))
            }
            Calendar::Minguo | Calendar::Japanese => Some((day(year, 1, 1), day(year, 12, 31))),
            _ => {
                let next = Reckoned {
                    year: year + 1,
                    ..*self
                };
                let first = LunarMonth::of(1);
                Some((self.day(first, 1)?, plus(next.day(first, 1)?, -1)?))
            }
        }
    }

    /// How many days a month has; a month of the moon that somebody has to see may have thirty.
    fn length(&self, month: LunarMonth) -> Option<u8> {
        match self.calendar {
            Calendar::Hijri => Some(30),
            Calendar::Republican => Some(republican::length(self.year, month.number)),
            _ => (28..=31).rev().find(|day| self.day(month, *day).is_some()),
        }
    }

    fn day(&self, month: LunarMonth, day: u8) -> Option<Day> {
        let year = self.year;
        let icu_month = match month.leap {
            true => IcuMonth::leap(month.number),
            false => IcuMonth::new(month.number),
        };
        match self.calendar {
            Calendar::Republican => republican::day(year, month.number, day),
            Calendar::Hijri => {
                let first = IcuDate::try_new(year.into(), icu_month, 1, TABULAR).ok()?;
                plus(gregorian(&first.to_calendar(Gregorian)), i64::from(day) - 1)
            }
            Calendar::Hebrew => {
                let date = IcuDate::try_new(year.into(), icu_month, day, Hebrew).ok()?;
                Some(gregorian(&date.to_calendar(Gregorian)))
            }
            Calendar::Chinese => {
                let calendar = ChineseTraditional::default();
                let date = IcuDate::try_new(year.into(), icu_month, day, calendar).ok()?;
                Some(gregorian(&date.to_calendar(Gregorian)))
            }
            _ => IcuDate::try_new_gregorian(year, month.number, day)
                .ok()
                .map(|date| gregorian(&date)),
        }
    }
}

/// A single day, or those from one to another.
fn span((from, to): (Day, Day)) -> Date {
    match from == to {
        true => Date::day(from),
        false => Date::Interval(End::Point(Point::day(from)), End::Point(Point::day(to))),
    }
}

/// The month of a Hebrew date, for its name: in a leap year the sixth is the second Adar.
fn hebrew_month(date: &IcuDate<Hebrew>) -> LunarMonth {
    let month = date.month();
    LunarMonth {
        number: month.number(),
        leap: month.leap_status() == LeapStatus::Leap,
        said: true,
    }
}

#[cfg(test)]
mod tests;
