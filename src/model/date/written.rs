//! Dates as documents write them: `29 April 1945`, `April 29, 1945`, `29.IV.1945`, `29 апреля 1945`.

use std::ops::Range;

use super::calendar::{Calendar, from_julian};
use super::months::{LONGEST_MONTH, month};
use super::rest::{Rest, figures};
use super::{Date, Day, End, Point, chinese, days_in_month, foreign, styles};

/// A date in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// Where it stands, without a weekday or the word for "year" beside it.
    pub range: Range<usize>,
    /// What it means by the Gregorian calendar; an interval for `28-29 April 1945`.
    pub date: Date,
    /// In which calendar it is written.
    pub calendar: Calendar,
}

/// Before this year a country may still have counted by the Julian calendar; Greece was the last to leave it.
pub(super) const LAST_JULIAN: i32 = 1924;

/// What stands in the place of a date in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it means, or why it means nothing: by the Gregorian calendar, but of the old style by the Julian, as it is written.
    pub date: Result<Date, Slip>,
    /// In which order it is written.
    pub order: Order,
    /// In which calendar it is written.
    pub calendar: Calendar,
}

impl Found {
    /// What it means by the Gregorian calendar, if it means anything. A month or year of the old style stays as it is written.
    fn gregorian(&self) -> Option<Date> {
        let date = *self.date.as_ref().ok()?;
        if self.calendar != Calendar::Julian {
            return Some(date);
        }
        let new = |point: Point| match point.earliest() == point.latest() {
            true => from_julian(point.earliest()).map(Point::day),
            false => Some(point),
        };
        match date {
            Date::Point(point) => new(point).map(Date::Point),
            Date::Interval(End::Point(from), End::Point(to)) => {
                Some(Date::Interval(End::Point(new(from)?), End::Point(new(to)?)))
            }
            Date::Interval(..) => Some(date),
        }
    }
}

/// Why what is shaped like a date is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// No calendar has it; with what is wrong.
    Impossible(String),
    /// Only the Julian calendar has it: 29 February 1900.
    Julian,
    /// Its year has three figures: `2 June 194`.
    Truncated,
}

/// In which order a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `29 April 1945`
    DayFirst,
    /// `April 29, 1945`
    MonthFirst,
    /// `29.04.1945`, `1945-04-29`
    Figures,
    /// `April 1945`
    NoDay,
    /// `7 Muharram 1365`, `昭和20年`
    OtherCalendar,
}

/// The dates of a text in its order, with a year of 1000 to 2099; names of months in English, German, French, Russian, Spanish,
/// Italian and Polish. What can be read in two ways, such as `3/4/1945`, is left out. Linear in the text.
pub fn written(text: &str) -> Vec<WrittenDate> {
    let possible = |found: Found| {
        let date = found.gregorian()?;
        Some(WrittenDate {
            range: found.range,
            date,
            calendar: found.calendar,
        })
    };
    found(text).into_iter().filter_map(possible).collect()
}

/// The dates of a text with those that are none: `31 April 1945`, `29.13.1945`, `2 June 194`. Linear in the text; what holds
/// no figures costs next to nothing.
pub fn found(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let (mut found, mut at, mut done) = (chinese::found(text), 0, 0);
    let in_chinese = found.len();
    while let Some(start) = next_figure(bytes, at) {
        let end = start + figures(&text[start..]);
        at = end;
        if begins_inside_a_number(&text[done..start]) {
            continue;
        }
        let date = match end - start {
            1 | 2 => day_first(text, start)
                .or_else(|| month_first(text, done, start))
                .or_else(|| foreign::day_first(text, start))
                .or_else(|| foreign::name_first(text, done, start)),
            4 => year_first(text, start)
                .or_else(|| month_and_year(text, done, start))
                .or_else(|| foreign::month_and_year(text, done, start)),
            _ => None,
        };
        if let Some(mut date) = date {
            if date.calendar == Calendar::Western
                && may_be_julian(&date.date)
                && let Some((calendar, end)) = styles::behind(text, date.range.end)
            {
                (date.calendar, date.range.end) = (calendar, end);
                if (calendar, &date.date) == (Calendar::Julian, &Err(Slip::Julian))
                    && let Some(day) = styles::leap_day(&text[date.range.clone()])
                {
                    date.date = Ok(day);
                }
            }
            (at, done) = (date.range.end, date.range.end);
            found.push(date);
        }
    }
    if in_chinese > 0 && found.len() > in_chinese {
        found.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
        let mut end = 0;
        found.retain(|found| {
            let is_apart = found.range.start >= end;
            end = end.max(found.range.end);
            is_apart
        });
    }
    found
}

/// Whether a date is of a time in which a text may have to say its style.
fn may_be_julian(date: &Result<Date, Slip>) -> bool {
    match date {
        Ok(date) => date.latest().year < LAST_JULIAN,
        Err(slip) => *slip == Slip::Julian,
    }
}

/// The next figure from `at` on.
fn next_figure(bytes: &[u8], mut at: usize) -> Option<usize> {
    const AT_ONCE: usize = 32;
    // Whole pieces without figures are passed over without a look at each byte's place.
    while let Some(piece) = bytes.get(at..at + AT_ONCE)
        && !piece
            .iter()
            .fold(false, |any, byte| any | byte.is_ascii_digit())
    {
        at += AT_ONCE;
    }
    let offset = bytes[at..].iter().position(u8::is_ascii_digit)?;
    Some(at + offset)
}

/// `1945-04-29`; a slash or point in its place is left to the day's form.
fn year_first(text: &str, start: usize) -> Option<Found> {
    let mut rest = Rest(&text[start..]);
    let year = rest.year()?;
    rest.sign("-")?;
    let month = rest.number()?;
    rest.sign("-")?;
    let day = rest.number()?;
    let range = start..text.len() - rest.0.len();
    rest.ends().then(|| Found {
        date: checked(year, month, day..=day, &text[range.clone()]),
        range,
        order: Order::Figures,
        calendar: Calendar::Western,
    })
}

/// `29 April 1945`, `28-29 April 1945`, `29.04.1945`, `29.IV.1945`, `29/4/1945`.
fn day_first(text: &str, start: usize) -> Option<Found> {
    let mut rest = Rest(&text[start..]);
    let first = rest.number()?;
    if let Some(both) = styles::both(text, start) {
        return Some(both);
    }
    let numeric = rest;
    rest.ordinal();
    let mut last = first;
    let mut after_dash = rest;
    after_dash.space();
    if after_dash
        .sign("-")
        .or(after_dash.sign("–"))
        .or(after_dash.sign("—"))
        .is_some()
    {
        after_dash.space();
        if let Some(number) = after_dash.number() {
            after_dash.ordinal();
            (last, rest) = (number, after_dash);
        }
    }
    let till = |rest: Rest| start..text.len() - rest.0.len();
    if let Some((month, year, calendar, rest)) = in_words(rest) {
        let range = till(rest);
        return Some(Found {
            date: match year {
                Some(year) => checked(year, month, first..=last, &text[range.clone()]),
                None => Err(Slip::Truncated),
            },
            range,
            order: Order::DayFirst,
            calendar,
        });
    }
    let (day, month, year, rest) = in_figures(first, numeric)?;
    let range = till(rest);
    Some(Found {
        date: checked(year, month, day..=day, &text[range.clone()]),
        range,
        order: Order::Figures,
        calendar: Calendar::Western,
    })
}

/// The month and year after a day: `of April 1945`, `de abril de 1945`; no year where it is cut short.
fn in_words(mut rest: Rest) -> Option<(u8, Option<i32>, Calendar, Rest)> {
    rest.space()?;
    rest.particle();
    let month = rest.month()?;
    rest.sign(".");
    rest.sign(",");
    rest.space()?;
    rest.particle();
    let year = rest.year_perhaps_supplied();
    year.or_else(|| rest.truncated_year())?;
    let (year, calendar) = with_style(&mut rest, year, month);
    rest.ends().then_some((month, year, calendar, rest))
}

/// The year that `1711/12` means, and in which calendar it does.
fn with_style(rest: &mut Rest, year: Option<i32>, month: u8) -> (Option<i32>, Calendar) {
    match year.and_then(|year| styles::double_year(rest, year, month)) {
        Some(second) => (Some(second), Calendar::Julian),
        None => (year, Calendar::Western),
    }
}

/// The rest of `29.04.1945` after its first number. With points the day comes first; with slashes and hyphens only what
/// has one reading counts.
fn in_figures(first: u8, rest: Rest) -> Option<(u8, u8, i32, Rest)> {
    let sign = [".", "/", "-", " "]
        .into_iter()
        .find(|sign| rest.0.starts_with(sign))?;
    let mut rest = rest;
    rest.sign(sign);
    rest.space();
    let (second, roman) = rest
        .roman()
        .map(|month| (month, true))
        .or_else(|| Some((rest.number()?, false)))?;
    rest.sign(sign)?;
    rest.space();
    let year = rest.year()?;
    let (day, month) = match sign {
        _ if roman => (first, second),
        "." => (first, second),
        "/" | "-" if first > 12 => (first, second),
        "/" | "-" if second > 12 => (second, first),
        "/" | "-" if first == second => (first, second),
        _ => return None,
    };
    rest.ends().then_some((day, month, year, rest))
}

/// `April 29, 1945`, `April 28-29, 1945`: the month before the day at `start`, but not before `from`.
fn month_first(text: &str, from: usize, start: usize) -> Option<Found> {
    let (word, month) = month_before(text, from, start)?;
    let mut rest = Rest(&text[start..]);
    let first = rest.number()?;
    rest.ordinal();
    if let Some(both) = styles::both_month_first(text, word, start, month) {
        return Some(both);
    }
    let mut last = first;
    if rest.sign("-").or(rest.sign("–")).is_some() {
        last = rest.number()?;
        rest.ordinal();
    }
    rest.sign(",");
    rest.space()?;
    let year = rest.year_perhaps_supplied();
    year.or_else(|| rest.truncated_year())?;
    let (year, calendar) = with_style(&mut rest, year, month);
    let range = word..text.len() - rest.0.len();
    rest.ends().then(|| Found {
        date: match year {
            Some(year) => checked(year, month, first..=last, &text[range.clone()]),
            None => Err(Slip::Truncated),
        },
        range,
        order: Order::MonthFirst,
        calendar,
    })
}

/// `April 1945`, `abril de 1945`: the month before the year at `start`, but not before `from`.
fn month_and_year(text: &str, from: usize, start: usize) -> Option<Found> {
    let mut rest = Rest(&text[start..]);
    let year = rest.year()?;
    let before = text[from..start]
        .strip_suffix("de ")
        .or(text[from..start].strip_suffix("of "));
    let (word, month) = month_before(
        text,
        from,
        before.map_or(start, |before| from + before.len()),
    )?;
    let (year, calendar) = with_style(&mut rest, Some(year), month);
    let year = year?;
    let end = text.len() - rest.0.len();
    rest.ends().then(|| Found {
        range: word..end,
        date: Ok(Date::Point(Point::month(year, month))),
        order: Order::NoDay,
        calendar,
    })
}

/// The month whose name ends before `end`, and where it begins. `may` and `march` are verbs, unless a day stands before them.
fn month_before(text: &str, from: usize, end: usize) -> Option<(usize, u8)> {
    let before = text[from..end].trim_end_matches([' ', '\u{a0}', ',']);
    let before = before.strip_suffix('.').unwrap_or(before);
    let word = before.len()
        - before
            .chars()
            .rev()
            .take(LONGEST_MONTH + 1)
            .take_while(|c| c.is_alphabetic())
            .map(char::len_utf8)
            .sum::<usize>();
    let name = &before[word..];
    let month = month(name).filter(|_| {
        from + before.len() < end && !matches!(name, "may" | "march" | "mar" | "set")
    })?;
    (!before[..word].ends_with(char::is_alphanumeric)).then_some((from + word, month))
}

/// The date if the calendar has it, else what is wrong.
pub(super) fn checked(
    year: i32,
    month: u8,
    days: std::ops::RangeInclusive<u8>,
    text: &str,
) -> Result<Date, Slip> {
    let impossible = |message| Err(Slip::Impossible(message));
    let (first, last) = (*days.start(), *days.end());
    if !(1..=12).contains(&month) {
        return impossible(format!("`{text}` has a month {month}, and there is none"));
    }
    let length = days_in_month(year, month);
    if (month, last) == (2, 29) && length == 28 && year % 100 == 0 && year < LAST_JULIAN {
        return Err(Slip::Julian);
    }
    if let Some(day) = [first, last]
        .into_iter()
        .find(|day| !(1..=length).contains(day))
    {
        return impossible(format!(
            "`{text}` has a day {day}, and that month has {length}"
        ));
    }
    let point = |day| Point::day(Day { year, month, day });
    match first.cmp(&last) {
        std::cmp::Ordering::Equal => Ok(Date::Point(point(first))),
        std::cmp::Ordering::Less => Ok(Date::Interval(
            End::Point(point(first)),
            End::Point(point(last)),
        )),
        std::cmp::Ordering::Greater => impossible(format!("`{text}` ends before it begins")),
    }
}

/// Whether what stands before a figure makes it a part of a longer number or word: `1.29`, `507/29`, `No5`.
fn begins_inside_a_number(before: &str) -> bool {
    let joined = before
        .strip_suffix(['.', '/', '-', ',', ':'])
        .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    joined || before.ends_with(char::is_alphanumeric)
}
