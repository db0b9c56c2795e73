//! Dates in Chinese characters: `民國三十四年四月二十九日`, `昭和20年4月29日`, `光緒二十六年`, `1945年4月29日`.

use super::calendar::{Calendar, LunarMonth, Reckoned, era_in_script};
use super::foreign::in_era;
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
    let digits = before.len() - number_before(before).len();
    let figures = &before[digits..];
    let (behind, month, day, is_leap) = month_and_day(&text[at + YEAR.len()..]);
    let end = text.len() - behind.len();
    let dated = month.map(|month| (month, day));
    if let Some((era, len)) = era_in_script(before[..digits].trim_end()) {
        let start = from + before[..digits].trim_end().len() - len;
        let number = number(figures)?;
        era.year(i32::try_from(number).ok()?)?;
        let number = i32::try_from(number).ok()?;
        let range = start..end;
        let written = &text[range.clone()];
        return Some(match (dated, is_leap, era.year(number)) {
            (Some((month, Some(day))), false, _) => {
                in_era(written, range, era, number, Some((month, day)))
            }
            (Some((month, day)), leap, Some(year)) => {
                let month = LunarMonth {
                    leap,
                    ..LunarMonth::of(month)
                };
                let reckoned = Reckoned {
                    calendar: era.calendar,
                    year,
                    month: Some(month),
                    days: day.map(|day| (day, day)),
                };
                Found {
                    date: reckoned.date(written),
                    range,
                    order: Order::OtherCalendar,
                    calendar: era.calendar,
                }
            }
            _ => in_era(written, range, era, number, None),
        });
    }
    // A year of the West has four figures, and says its month: `1945年` alone counts years.
    let year = i32::try_from(four_figures(figures)?)
        .ok()
        .filter(|year| (1000..2100).contains(year))?;
    let (month, day) = dated?;
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

/// The month and day behind the year, what is left then, and whether the month is a leap one.
fn month_and_day(behind: &str) -> (&str, Option<u8>, Option<u8>, bool) {
    let rest = behind.trim_start_matches(' ');
    let (rest, is_leap) = rest
        .strip_prefix(['閏', '闰'])
        .map_or((rest, false), |rest| (rest, true));
    let read = |rest: &'_ str, units: &[char]| -> Option<(u8, usize)> {
        let len: usize = rest
            .chars()
            .take(4)
            .take_while(|c| is_numeral(*c))
            .map(char::len_utf8)
            .sum();
        let unit = rest[len..].chars().next().filter(|c| units.contains(c))?;
        let number = u8::try_from(number(&rest[..len])?).ok()?;
        Some((number, len + unit.len_utf8()))
    };
    let (month, len) = if let Some(rest) = rest.strip_prefix("正月") {
        (1, behind_len(rest, behind))
    } else if rest.starts_with("冬月") {
        (11, behind_len(&rest["冬月".len()..], behind))
    } else if let Some(rest) = rest.strip_prefix("臘月").or(rest.strip_prefix("腊月")) {
        (12, behind_len(rest, behind))
    } else {
        match read(rest, &['月']) {
            Some((month, len)) => (month, behind_len(&rest[len..], behind)),
            None => return (behind, None, None, false),
        }
    };
    let after = &behind[len..];
    let rest = after.trim_start_matches(' ');
    let spaces = after.len() - rest.len();
    let rest = rest
        .strip_prefix('初')
        .map_or((rest, 0), |rest| (rest, '初'.len_utf8()));
    let (rest, early) = rest;
    match read(rest, &['日', '號', '号']) {
        Some((day, len)) => (
            &after[spaces + early + len..],
            Some(month),
            Some(day),
            is_leap,
        ),
        // `初一` has no character for "day".
        None if early > 0 => match rest.chars().next().filter(|c| is_numeral(*c)) {
            Some(c) => {
                let day = number(&rest[..c.len_utf8()]).and_then(|day| u8::try_from(day).ok());
                (
                    &after[spaces + early + c.len_utf8()..],
                    Some(month),
                    day,
                    is_leap,
                )
            }
            None => (after, Some(month), None, is_leap),
        },
        None => (after, Some(month), None, is_leap),
    }
}

fn behind_len(rest: &str, behind: &str) -> usize {
    behind.len() - rest.len()
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
