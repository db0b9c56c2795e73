//! Old and new style: `15 August 1914 O.S.`, `15 (28) August 1914`, `10 February 1711/12`.

use super::calendar::{Calendar, days_between, from_julian};
use super::rest::{Rest, figures};
use super::written::{Found, LAST_JULIAN, Order};
use super::{Date, Day, Slip, days_in_month};

/// The words beside a date that say its style, the longer ones first.
const STYLES: [(&str, Calendar); 26] = [
    ("Old Style", Calendar::Julian),
    ("old style", Calendar::Julian),
    ("(Old Style)", Calendar::Julian),
    ("(old style)", Calendar::Julian),
    ("(O.S.)", Calendar::Julian),
    ("(OS)", Calendar::Julian),
    ("O.S.", Calendar::Julian),
    ("O. S.", Calendar::Julian),
    ("a. St.", Calendar::Julian),
    ("alten Stils", Calendar::Julian),
    ("ст. ст.", Calendar::Julian),
    ("ст.ст.", Calendar::Julian),
    ("ст. стиля", Calendar::Julian),
    ("старого стиля", Calendar::Julian),
    ("по старому стилю", Calendar::Julian),
    ("New Style", Calendar::Gregorian),
    ("new style", Calendar::Gregorian),
    ("(N.S.)", Calendar::Gregorian),
    ("(NS)", Calendar::Gregorian),
    ("N.S.", Calendar::Gregorian),
    ("n. St.", Calendar::Gregorian),
    ("neuen Stils", Calendar::Gregorian),
    ("н. ст.", Calendar::Gregorian),
    ("н.ст.", Calendar::Gregorian),
    ("нового стиля", Calendar::Gregorian),
    ("по новому стилю", Calendar::Gregorian),
];

/// The style that the words behind a date say, and where they end.
pub(super) fn behind(text: &str, end: usize) -> Option<(Calendar, usize)> {
    let rest = text[end..].strip_prefix([' ', '\u{a0}', ','])?;
    let mut rest = rest.trim_start_matches([' ', '\u{a0}']);
    for year in ["года ", "г. ", "г.", "г "] {
        rest = rest
            .strip_prefix(year)
            .unwrap_or(rest)
            .trim_start_matches([' ', '\u{a0}', ',']);
    }
    let (words, calendar) = STYLES.iter().find(|(words, _)| rest.starts_with(words))?;
    let after = &rest[words.len()..];
    // `1 May 1905, N.S. Ivanov`: the letters are those of a name.
    let is_a_name = *words == "N.S."
        && (after.strip_prefix(' ')).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let goes_on = is_a_name
        || words.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphanumeric);
    (!goes_on).then_some((*calendar, text.len() - after.len()))
}

/// A date in both styles from its first day on: `15 (28) August 1914`, `15/28 August 1914`, `19 July/1 August 1914`,
/// `28 August (10 September) 1914`.
pub(super) fn both(text: &str, start: usize) -> Option<Found> {
    if !has_second(text, start) {
        return None;
    }
    let mut rest = Rest(&text[start..]);
    let old_day = rest.number()?;
    rest.ordinal();
    let mut old_month = None;
    let mut worded = rest;
    if worded.space().is_some() {
        worded.particle();
        if let Some(month) = worded.month() {
            worded.sign(".");
            (old_month, rest) = (Some(month), worded);
        }
    }
    let (new_day, new_month, mut rest) = second(rest, old_month.is_some())?;
    rest.space()?;
    rest.particle();
    let (month, new_month) = match (old_month, new_month) {
        (Some(old), new) => (old, new.unwrap_or(old)),
        (None, Some(new)) => (new, new),
        (None, None) => {
            let month = rest.month()?;
            rest.sign(".");
            rest.sign(",");
            rest.space()?;
            rest.particle();
            (month, month)
        }
    };
    rest.sign(",");
    rest.space();
    let year = rest.year()?;
    let range = start..text.len() - rest.0.len();
    let is_dated = rest.ends();
    dual(
        &text[range.clone()],
        (old_day, month),
        (new_day, new_month),
        year,
    )
    .filter(|_| is_dated)
    .map(|date| Found {
        range,
        date,
        order: Order::DayFirst,
        calendar: Calendar::Gregorian,
    })
}

/// Whether a second day can stand within reach; most figures are told apart from such dates by this look.
fn has_second(text: &str, start: usize) -> bool {
    const REACH: usize = 24;
    let near = &text.as_bytes()[start..(start + REACH).min(text.len())];
    memchr::memchr3(b'(', b'[', b'/', near).is_some()
}

/// `August 15 (28), 1914`: the rest of it from the first day on; the month begins at `word`.
pub(super) fn both_month_first(text: &str, word: usize, start: usize, month: u8) -> Option<Found> {
    if !has_second(text, start) {
        return None;
    }
    let mut rest = Rest(&text[start..]);
    let old_day = rest.number()?;
    rest.ordinal();
    let (new_day, new_month, mut rest) = second(rest, true)?;
    rest.sign(",");
    rest.space()?;
    let year = rest.year()?;
    let range = word..text.len() - rest.0.len();
    let is_dated = rest.ends();
    dual(
        &text[range.clone()],
        (old_day, month),
        (new_day, new_month.unwrap_or(month)),
        year,
    )
    .filter(|_| is_dated)
    .map(|date| Found {
        range,
        date,
        order: Order::MonthFirst,
        calendar: Calendar::Gregorian,
    })
}

/// The second day, and its month, in parentheses, brackets or behind a slash. The month behind `15/28` is that of both, unless
/// the first has one.
fn second(mut rest: Rest, first_has_month: bool) -> Option<(u8, Option<u8>, Rest)> {
    let mut spaced = rest;
    spaced.space();
    let closing = [("(", ")"), ("[", "]")]
        .into_iter()
        .find_map(|(open, close)| spaced.sign(open).map(|()| close));
    match closing {
        Some(_) => rest = spaced,
        None => rest.sign("/")?,
    }
    let day = rest.number()?;
    rest.ordinal();
    let mut worded = rest;
    let month = worded.space().and_then(|()| {
        worded.particle();
        worded.month()
    });
    let month = month.filter(|_| closing.is_some() || first_has_month);
    if month.is_some() {
        rest = worded;
    }
    if let Some(close) = closing {
        rest.sign(close)?;
    }
    Some((day, month, rest))
}

/// The day that two styles agree on, or that they do not; none where two such numbers are no date in two styles.
fn dual(
    text: &str,
    (old_day, old_month): (u8, u8),
    (new_day, new_month): (u8, u8),
    year: i32,
) -> Option<Result<Date, Slip>> {
    if !(1583..LAST_JULIAN).contains(&year) {
        return None;
    }
    let day = |year, month, day| Day { year, month, day };
    if new_day > days_in_month(year, new_month) {
        return None;
    }
    // The year is that of the later day: 19 December 1914 was 1 January 1915.
    let years = match old_month > new_month {
        true => [(year - 1, year), (year, year + 1)],
        false => [(year, year), (year, year)],
    };
    let mut nearest: Option<(i64, Day)> = None;
    for (old_year, new_year) in years {
        let old = from_julian(day(old_year, old_month, old_day))?;
        let new = day(new_year, new_month, new_day);
        let apart = days_between(old, new)?;
        if apart == 0 {
            return Some(Ok(Date::day(new)));
        }
        if nearest.is_none_or(|(other, _)| apart.abs() < other.abs()) {
            nearest = Some((apart, old));
        }
    }
    // A slip of the pen is near the truth; what is further off is a footnote's number, or two days.
    let slashed = text.contains('/');
    let (apart, old) = nearest?;
    (!slashed && apart.abs() <= 2).then(|| {
        let month = super::calendar::in_calendar(old, Calendar::Gregorian);
        Err(Slip::Impossible(format!(
            "`{text}`: the first day is {} by the new style",
            month.unwrap_or_default()
        )))
    })
}

/// The 29th of February of a year that only the Julian calendar makes a leap year, in a date that says it is of the old style.
pub(super) fn leap_day(written: &str) -> Option<Date> {
    let year = written
        .split(|c: char| !c.is_ascii_digit())
        .find(|figures| figures.len() == 4)?;
    Some(Date::day(Day {
        year: year.parse().ok()?,
        month: 2,
        day: 29,
    }))
}

/// The second year of `1711/12`, behind the first: from January to March a year had not yet begun for all.
pub(super) fn double_year(rest: &mut Rest, year: i32, month: u8) -> Option<i32> {
    const LAST_DOUBLE: i32 = 1752;
    if !(1..=3).contains(&month) || year > LAST_DOUBLE {
        return None;
    }
    let mut after = *rest;
    after.sign("/")?;
    let len = Some(figures(after.0)).filter(|len| [1, 2, 4].contains(len))?;
    let second: i32 = after.0[..len].parse().ok()?;
    let unit = 10i32.pow(u32::try_from(len).ok()?);
    if (year + 1).rem_euclid(unit) != second {
        return None;
    }
    after.0 = &after.0[len..];
    *rest = after;
    Some(year + 1)
}
