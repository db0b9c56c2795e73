//! The grammar of ISO 8601-1 dates and EDTF level 1, without leniency.

use super::{Date, End, Month, MonthDay, Point, days_in_month};

/// Reads a whole value; the error is a message.
pub(super) fn read(text: &str) -> Result<Date, String> {
    let Some((from, to)) = text.split_once('/') else {
        return point(text).map(Date::Point);
    };
    let (from, to) = (end(from)?, end(to)?);
    if !matches!((from, to), (End::Point(_), _) | (_, End::Point(_))) {
        return Err(format!("`{text}` has no date on either side"));
    }
    let interval = Date::Interval(from, to);
    match interval.earliest() > interval.latest() {
        true => Err(format!("`{text}` ends before it begins")),
        false => Ok(interval),
    }
}

fn end(text: &str) -> Result<End, String> {
    match text {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        _ => point(text).map(End::Point),
    }
}

fn point(text: &str) -> Result<Point, String> {
    let wrong = || no_date(text);
    let (uncertain, approximate) = (text.ends_with(['?', '%']), text.ends_with(['~', '%']));
    let plain = if uncertain || approximate {
        &text[..text.len() - 1]
    } else {
        text
    };
    if let Some(long) = plain.strip_prefix('Y') {
        let figures = long.strip_prefix('-').unwrap_or(long);
        let well_formed = figures.len() > 4 && !figures.starts_with('0') && is_figures(figures);
        let year = long
            .parse()
            .ok()
            .filter(|_| well_formed)
            .ok_or_else(wrong)?;
        return Ok(Point {
            uncertain,
            approximate,
            ..Point::year(year)
        });
    }
    let (sign, unsigned) = plain
        .strip_prefix('-')
        .map_or((1, plain), |unsigned| (-1, unsigned));
    let mut parts = unsigned.split('-');
    let (year, month, day, more) = (
        parts.next().unwrap_or(""),
        parts.next(),
        parts.next(),
        parts.next(),
    );
    let known = year.trim_end_matches('X');
    if year.len() != 4 || !is_figures(known) || more.is_some() || plain == "-0000" {
        return Err(wrong());
    }
    let unspecified = u8::try_from(4 - known.len()).map_err(|_| wrong())?;
    let figures: i32 = format!("{known:0<4}").parse().map_err(|_| wrong())?;
    let two = |part: &str| {
        part.parse::<u8>()
            .ok()
            .filter(|_| part.len() == 2 && is_figures(part))
            .ok_or_else(wrong)
    };
    let month = match month {
        None => None,
        Some("XX") => Some(Month::Unspecified),
        Some(part) => match two(part)? {
            number @ 1..=12 => Some(Month::Number(number)),
            season @ 21..=24 => Some(Month::Season(season)),
            number => return Err(format!("`{text}` has a month {number}, and there is none")),
        },
    };
    let day = match (day, month) {
        (None, _) => None,
        (Some("XX"), Some(Month::Number(_) | Month::Unspecified)) => Some(MonthDay::Unspecified),
        (Some(part), Some(Month::Number(month))) => {
            let number = two(part)?;
            let last = days_in_month(sign * figures, month);
            if !(1..=last).contains(&number) {
                return Err(format!(
                    "`{text}` has a day {number}, and that month has {last}"
                ));
            }
            Some(MonthDay::Number(number))
        }
        (Some(_), Some(Month::Season(_))) => return Err(format!("`{text}` has a day in a season")),
        (Some(_), _) => return Err(format!("`{text}` has a day in no known month")),
    };
    if unspecified > 0 && month.is_some() {
        return Err(format!("`{text}` has a month in no known year"));
    }
    Ok(Point {
        year: sign * figures,
        unspecified,
        month,
        day,
        uncertain,
        approximate,
    })
}

/// The message for what has not even the form of a date.
pub(super) fn no_date(text: &str) -> String {
    format!("`{text}` is not a date of ISO 8601 or EDTF level 1")
}

/// Only figures; also true of none, as in `XXXX`.
pub(super) fn is_figures(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
