//! Dates in Chinese characters: `民國三十四年四月二十九日`, `昭和20年4月29日`, `光緒二十六年`, `1945年4月29日`.

use super::calendar::{Calendar, LunarMonth, Reckoned, era_in_script};
use super::written::{Found, Order, checked};
use super::{Date, Point};

/// The dates of a text that has the character for "year"; one look for it if there is none.
pub(super) fn found(text: &str) -> Vec<Found> {
    let (mut found, mut done) = (Vec::new(), 0);
    if text.is_ascii() {
        return found;
    }
    for at in memchr::memmem::find_iter(text.as_bytes(), YEAR) {
        if at >= done
            && let Some(date) = around(text, done, at)
        {
            done = date.range.end;
            found.push(date);
        }
    }
    found
}

const YEAR: &str = "年";

/// The date whose character for "year" stands at `at`.
fn around(text: &str, from: usize, at: usize) -> Option<Found> {
    let before = &text[from..at];
    // `昭和二十年代` are ten years.
    if text[at + YEAR.len()..].starts_with('代') {
        return None;
    }
    let digits = before.len() - number_before(before).len();
    let figures = &before[digits..];
    let of_year = month_and_day(&text[at + YEAR.len()..]);
    let end = at + YEAR.len() + of_year.len;
    let name = before[..digits].trim_end();
    if let Some((era, len)) = era_in_script(name) {
        let range = from + name.len() - len..end;
        let year = era.year(i32::try_from(number(figures)?).ok()?)?;
        let reckoned = Reckoned {
            calendar: era.calendar,
            year,
            month: of_year.month.map(|month| LunarMonth {
                leap: of_year.is_leap,
                ..LunarMonth::of(month)
            }),
            days: of_year.day.map(|day| (day, day)),
        };
        return Some(Found {
            date: reckoned.date(&text[range.clone()]),
            range,
            order: Order::OtherCalendar,
            calendar: era.calendar,
        });
    }
    // A year of the West has four figures, and says its month: `1945年` alone counts years.
    let year = i32::try_from(four_figures(figures)?)
        .ok()
        .filter(|year| (1000..2100).contains(year))?;
    let (month, day) = (of_year.month?, of_year.day);
    let range = from + digits..end;
    let date = match day {
        Some(day) => checked(year, month, day..=day, &text[range.clone()]),
        None if (1..=12).contains(&month) => Ok(Date::Point(Point::month(year, month))),
        None => return None,
    };
    let order = if day.is_some() {
        Order::Figures
    } else {
        Order::NoDay
    };
    Some(Found {
        range,
        date,
        order,
        calendar: Calendar::Western,
    })
}

/// The month and day behind a year.
#[derive(Default)]
struct OfYear {
    month: Option<u8>,
    day: Option<u8>,
    /// Whether the month is a leap one.
    is_leap: bool,
    /// How long they are, in bytes.
    len: usize,
}

/// Months that have names beside their numbers.
const NAMED: [(&str, u8); 4] = [("正月", 1), ("冬月", 11), ("臘月", 12), ("腊月", 12)];

fn month_and_day(behind: &str) -> OfYear {
    let rest = behind.trim_start_matches(' ');
    let leap = rest.strip_prefix(['閏', '闰']);
    let rest = leap.unwrap_or(rest);
    let named = NAMED
        .iter()
        .find_map(|(name, month)| Some((*month, rest.strip_prefix(name)?)));
    let Some((month, rest)) = named.or_else(|| counted(rest, &['月'])) else {
        return OfYear::default();
    };
    let day = day(rest.trim_start_matches(' '));
    OfYear {
        month: Some(month),
        day: day.map(|(day, _)| day),
        is_leap: leap.is_some(),
        len: behind.len() - day.map_or(rest, |(_, rest)| rest).len(),
    }
}

/// `二十九日`, `29號`, `初五日`; `初一` has no character for "day".
fn day(text: &str) -> Option<(u8, &str)> {
    let early = text.strip_prefix('初');
    counted(early.unwrap_or(text), &['日', '號', '号']).or_else(|| {
        let early = early?;
        let figure = early.chars().next().filter(|c| is_numeral(*c))?;
        let (day, rest) = early.split_at(figure.len_utf8());
        Some((u8::try_from(number(day)?).ok()?, rest))
    })
}

/// A number with one of these units behind it, and what is left then.
fn counted<'a>(text: &'a str, units: &[char]) -> Option<(u8, &'a str)> {
    let numerals = text.chars().take(4).take_while(|c| is_numeral(*c));
    let (figures, rest) = text.split_at(numerals.map(char::len_utf8).sum());
    Some((
        u8::try_from(number(figures)?).ok()?,
        rest.strip_prefix(units)?,
    ))
}

/// The numerals that a text ends with.
fn number_before(text: &str) -> &str {
    let numerals = text.chars().rev().take(8).take_while(|c| is_numeral(*c));
    &text[text.len() - numerals.map(char::len_utf8).sum::<usize>()..]
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９') || "〇零一二三四五六七八九十百廿卅元".contains(c)
}

/// The value of one figure.
fn figure(c: char) -> Option<u32> {
    if let Some(figure) = c.to_digit(10) {
        return Some(figure);
    }
    if let '０'..='９' = c {
        return Some(u32::from(c) - u32::from('０'));
    }
    let place = "〇一二三四五六七八九".chars().position(|one| one == c);
    match c {
        '零' => Some(0),
        _ => place.and_then(|place| u32::try_from(place).ok()),
    }
}

/// `一九四五`, `1945`: four figures one after another.
fn four_figures(text: &str) -> Option<u32> {
    if text.chars().count() != 4 {
        return None;
    }
    text.chars()
        .try_fold(0, |value, c| Some(value * 10 + figure(c)?))
}

/// `三十四`, `廿九`, `34`, `元`: a number below a thousand.
fn number(text: &str) -> Option<u32> {
    if text == "元" {
        return Some(1);
    }
    if text.is_empty() || text.contains('元') {
        return None;
    }
    if text.chars().all(|c| figure(c).is_some()) {
        let count = text.chars().count();
        let value = text
            .chars()
            .try_fold(0, |value, c| Some(value * 10 + figure(c)?));
        return value.filter(|_| count <= 3);
    }
    let (mut value, mut digit) = (0, None);
    for c in text.chars() {
        match c {
            '百' => value += digit.take().unwrap_or(1) * 100,
            '十' => value += digit.take().unwrap_or(1) * 10,
            '廿' => value += 20,
            '卅' => value += 30,
            c => digit = Some(figure(c)?),
        }
    }
    Some(value + digit.unwrap_or(0))
}
