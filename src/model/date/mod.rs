//! Dates: of the header (ISO 8601, EDTF level 1) and as a document writes them.

use std::fmt;

use super::malformed::Malformed;

pub mod calendar;
mod chinese;
mod edtf;
mod foreign;
mod months;
mod rest;
mod styles;
mod suggest;
mod weekday;
mod written;

pub use calendar::Calendar;
pub(super) use weekday::LONGEST_NAME as LONGEST_WEEKDAY;
pub(super) use weekday::in_chinese as weekday_in_chinese;
pub use weekday::{Weekday, weekday};
pub use written::{Found, Order, Slip, WrittenDate, found, written};

/// A date of the header: ISO 8601-1, or level 1 of its extension EDTF (ISO 8601-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    /// A day, month, season or year.
    Point(Point),
    /// From one date to another: `1945/1947`.
    Interval(End, End),
}

/// One side of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A date.
    Point(Point),
    /// `..`: there is no end.
    Open,
    /// Nothing: there is an end, but which is not known.
    Unknown,
}

/// A day, month, season or year, perhaps in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The year in the proleptic Gregorian calendar, 0 for 1 BC; zeros stand for figures that are not specified.
    pub year: i32,
    /// How many of its last figures are not specified: 1 for `194X`.
    pub unspecified: u8,
    /// The month or season, if the date is that precise.
    pub month: Option<Month>,
    /// The day, if the date is that precise.
    pub day: Option<MonthDay>,
    /// `?` or `%`: the source is doubtful.
    pub uncertain: bool,
    /// `~` or `%`: an estimate.
    pub approximate: bool,
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Month {
    /// 1 to 12.
    Number(u8),
    /// 21 to 24: spring, summer, autumn, winter.
    Season(u8),
    /// `XX`.
    Unspecified,
}

/// A day of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthDay {
    /// 1 to 31, as many as the month has.
    Number(u8),
    /// `XX`.
    Unspecified,
}

/// A day to compare dates by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year, 0 for 1 BC.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Day {
    /// Before every date.
    pub const MIN: Day = Day {
        year: i32::MIN,
        month: 1,
        day: 1,
    };
    /// After every date.
    pub const MAX: Day = Day {
        year: i32::MAX,
        month: 12,
        day: 31,
    };
}

/// Reads a header value; space around it does not count.
pub fn parse(text: &str) -> Result<Date, Malformed> {
    let text = text.trim();
    edtf::read(text).map_err(|message| suggest::malformed(text, message))
}

impl Date {
    /// A single day.
    pub fn day(day: Day) -> Date {
        Date::Point(Point::day(day))
    }

    /// The first day it can mean; [`Day::MIN`] if its beginning is open or unknown. Doubt does not widen it.
    pub fn earliest(&self) -> Day {
        match self {
            Date::Point(point) | Date::Interval(End::Point(point), _) => point.earliest(),
            Date::Interval(..) => Day::MIN,
        }
    }

    /// So many days more on each side.
    pub fn within(self, days: i64) -> Date {
        let (from, to) = (self.earliest(), self.latest());
        let wider = (calendar::plus(from, -days), calendar::plus(to, days));
        match (days, wider) {
            (1.., (Some(from), Some(to))) => {
                Date::Interval(End::Point(Point::day(from)), End::Point(Point::day(to)))
            }
            _ => self,
        }
    }

    /// The last day it can mean; [`Day::MAX`] if its end is open or unknown. Doubt does not widen it.
    pub fn latest(&self) -> Day {
        match self {
            Date::Point(point) | Date::Interval(_, End::Point(point)) => point.latest(),
            Date::Interval(..) => Day::MAX,
        }
    }
}

impl Point {
    fn day(Day { year, month, day }: Day) -> Point {
        Point {
            month: Some(Month::Number(month)),
            day: Some(MonthDay::Number(day)),
            ..Point::year(year)
        }
    }

    fn month(year: i32, month: u8) -> Point {
        Point {
            month: Some(Month::Number(month)),
            ..Point::year(year)
        }
    }

    fn year(year: i32) -> Point {
        Point {
            year,
            unspecified: 0,
            month: None,
            day: None,
            uncertain: false,
            approximate: false,
        }
    }

    /// The years that unspecified figures leave open, the earlier first.
    fn years(&self) -> (i32, i32) {
        let open = 10i32.pow(u32::from(self.unspecified)) - 1;
        if self.year < 0 {
            (self.year - open, self.year)
        } else {
            (self.year, self.year + open)
        }
    }

    /// A season is that of the northern hemisphere; winter may begin in January or December, so it spans both.
    fn earliest(&self) -> Day {
        let (year, _) = self.years();
        let month = match self.month {
            Some(Month::Number(month)) => month,
            Some(Month::Season(season @ 21..=23)) => 3 * (season - 20),
            _ => 1,
        };
        let day = if let Some(MonthDay::Number(day)) = self.day {
            day
        } else {
            1
        };
        Day { year, month, day }
    }

    fn latest(&self) -> Day {
        let (_, year) = self.years();
        let (year, month) = match self.month {
            Some(Month::Number(month)) => (year, month),
            Some(Month::Season(season @ 21..=23)) => (year, 3 * (season - 20) + 2),
            Some(Month::Season(_)) => (year.saturating_add(1), 2),
            _ => (year, 12),
        };
        let last = days_in_month(year, month);
        let day = if let Some(MonthDay::Number(day)) = self.day {
            day
        } else {
            last
        };
        Day { year, month, day }
    }
}

/// How many days a month has; the calendar repeats after 400 years, so years beyond jiff's are asked for by an earlier one.
fn days_in_month(year: i32, month: u8) -> u8 {
    let like = i16::try_from(year.rem_euclid(400) + 2000).expect("a remainder of 400 is small");
    let first = i8::try_from(month)
        .ok()
        .and_then(|month| jiff::civil::Date::new(like, month, 1).ok());
    first.map_or(31, |first| first.days_in_month().unsigned_abs())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Date::Point(point) => write!(f, "{point}"),
            Date::Interval(from, to) => write!(f, "{from}/{to}"),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Point(point) => write!(f, "{point}"),
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let figures = format!("{:04}", self.year.unsigned_abs());
        let known = figures.len().saturating_sub(usize::from(self.unspecified));
        let prefix = if figures.len() > 4 { "Y" } else { "" };
        write!(
            f,
            "{prefix}{sign}{}{}",
            &figures[..known],
            "X".repeat(usize::from(self.unspecified))
        )?;
        match self.month {
            Some(Month::Number(number) | Month::Season(number)) => write!(f, "-{number:02}")?,
            Some(Month::Unspecified) => f.write_str("-XX")?,
            None => {}
        }
        match self.day {
            Some(MonthDay::Number(number)) => write!(f, "-{number:02}")?,
            Some(MonthDay::Unspecified) => f.write_str("-XX")?,
            None => {}
        }
        f.write_str(match (self.uncertain, self.approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        })
    }
}

#[cfg(test)]
mod tests;
