//! Dates as documents write them: `29 April 1945`, `April 29, 1945`, `29.IV.1945`, `29 апреля 1945`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Date, Day, End, Point, days_in_month};

/// A date in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// Where it stands, without a weekday or the word for "year" beside it.
    pub range: Range<usize>,
    /// What it means; an interval for `28-29 April 1945`.
    pub date: Date,
}

/// A date in running text that no calendar has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impossible {
    /// Where it stands.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub message: String,
}

/// The dates of a text in its order, with a year of 1000 to 2099; names of months in English, German, French, Russian, Spanish,
/// Italian and Polish. What can be read in two ways, such as `3/4/1945`, is left out. Linear in the text.
pub fn written(text: &str) -> Vec<WrittenDate> {
    let possible =
        |(range, date): (Range<usize>, Found)| date.ok().map(|date| WrittenDate { range, date });
    scan(text).into_iter().filter_map(possible).collect()
}

/// The dates of a text that do not exist: `31 April 1945`, `29.13.1945`.
pub fn impossible(text: &str) -> Vec<Impossible> {
    let not_possible = |(range, date): (Range<usize>, Found)| {
        date.err().map(|message| Impossible { range, message })
    };
    scan(text).into_iter().filter_map(not_possible).collect()
}

type Found = Result<Date, String>;

/// Every date is found by a figure of it, so text without figures costs nothing.
fn scan(text: &str) -> Vec<(Range<usize>, Found)> {
    let bytes = text.as_bytes();
    let (mut found, mut at, mut done) = (Vec::new(), 0, 0);
    while let Some(offset) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + offset;
        let end = start + figures(&text[start..]);
        at = end;
        if begins_inside_a_number(&text[done..start]) {
            continue;
        }
        let date = match end - start {
            1 | 2 => day_first(text, start).or_else(|| month_first(text, done, start)),
            4 => year_first(text, start).or_else(|| month_and_year(text, done, start)),
            _ => None,
        };
        if let Some((range, date)) = date {
            (at, done) = (range.end, range.end);
            found.push((range, date));
        }
    }
    found
}

/// `1945-04-29`; a slash or point in its place is left to the day's form.
fn year_first(text: &str, start: usize) -> Option<(Range<usize>, Found)> {
    let mut rest = Rest(&text[start..]);
    let year = rest.year()?;
    rest.sign("-")?;
    let month = rest.number()?;
    rest.sign("-")?;
    let day = rest.number()?;
    rest.ends().then(|| {
        (
            start..text.len() - rest.0.len(),
            checked(
                year,
                month,
                day..=day,
                &text[start..text.len() - rest.0.len()],
            ),
        )
    })
}

/// `29 April 1945`, `28-29 April 1945`, `29.04.1945`, `29.IV.1945`, `29/4/1945`.
fn day_first(text: &str, start: usize) -> Option<(Range<usize>, Found)> {
    let mut rest = Rest(&text[start..]);
    let first = rest.number()?;
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
    let (year, month, rest, first, last) = match in_words(rest) {
        Some((month, year, rest)) => (year, month, rest, first, last),
        None => {
            let (day, month, year, rest) = in_figures(first, numeric)?;
            (year, month, rest, day, day)
        }
    };
    let end = text.len() - rest.0.len();
    Some((
        start..end,
        checked(year, month, first..=last, &text[start..end]),
    ))
}

/// The month and year after a day: `of April 1945`, `de abril de 1945`.
fn in_words(mut rest: Rest) -> Option<(u8, i32, Rest)> {
    rest.space()?;
    rest.particle();
    let month = rest.month()?;
    rest.sign(".");
    rest.sign(",");
    rest.space()?;
    rest.particle();
    let year = rest.year()?;
    rest.ends().then_some((month, year, rest))
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
fn month_first(text: &str, from: usize, start: usize) -> Option<(Range<usize>, Found)> {
    let (word, month) = month_before(text, from, start)?;
    let mut rest = Rest(&text[start..]);
    let first = rest.number()?;
    rest.ordinal();
    let mut last = first;
    if rest.sign("-").or(rest.sign("–")).is_some() {
        last = rest.number()?;
        rest.ordinal();
    }
    rest.sign(",");
    rest.space()?;
    let year = rest.year()?;
    let end = text.len() - rest.0.len();
    rest.ends().then(|| {
        (
            word..end,
            checked(year, month, first..=last, &text[word..end]),
        )
    })
}

/// `April 1945`, `abril de 1945`: the month before the year at `start`, but not before `from`.
fn month_and_year(text: &str, from: usize, start: usize) -> Option<(Range<usize>, Found)> {
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
    let end = text.len() - rest.0.len();
    rest.ends()
        .then(|| (word..end, Ok(Date::Point(Point::month(year, month)))))
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
fn checked(year: i32, month: u8, days: std::ops::RangeInclusive<u8>, text: &str) -> Found {
    let (first, last) = (*days.start(), *days.end());
    if !(1..=12).contains(&month) {
        return Err(format!("`{text}` has a month {month}, and there is none"));
    }
    let length = days_in_month(year, month);
    if let Some(day) = [first, last]
        .into_iter()
        .find(|day| !(1..=length).contains(day))
    {
        return Err(format!(
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
        std::cmp::Ordering::Greater => Err(format!("`{text}` ends before it begins")),
    }
}

fn figures(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether what stands before a figure makes it a part of a longer number or word: `1.29`, `507/29`, `No5`.
fn begins_inside_a_number(before: &str) -> bool {
    let joined = before
        .strip_suffix(['.', '/', '-', ',', ':'])
        .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    joined || before.ends_with(char::is_alphanumeric)
}

/// What is left to read of a date.
#[derive(Clone, Copy)]
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn sign(&mut self, sign: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(sign)?;
        Some(())
    }

    /// One to three spaces or a line break, as in wrapped text.
    fn space(&mut self) -> Option<()> {
        let spaces = self
            .0
            .chars()
            .take(3)
            .take_while(|c| c.is_whitespace())
            .map(char::len_utf8)
            .sum();
        self.0 = &self.0[spaces..];
        (spaces > 0).then_some(())
    }

    fn number(&mut self) -> Option<u8> {
        let len = Some(figures(self.0)).filter(|len| (1..=2).contains(len))?;
        let number = self.0[..len].parse().ok()?;
        self.0 = &self.0[len..];
        Some(number)
    }

    fn year(&mut self) -> Option<i32> {
        let len = Some(figures(self.0)).filter(|&len| len == 4)?;
        let year = self.0[..len]
            .parse()
            .ok()
            .filter(|year| (1000..2100).contains(year))?;
        self.0 = &self.0[len..];
        Some(year)
    }

    /// The ending of `29th`, `1er`, `1º`, `29.`
    fn ordinal(&mut self) {
        let ending = ["st", "nd", "rd", "th", "er", "-го", "го", "º", "°", "."];
        if let Some(ending) = ending.iter().find(|ending| self.0.starts_with(**ending)) {
            self.0 = &self.0[ending.len()..];
        }
    }

    /// `of April`, `de abril`.
    fn particle(&mut self) {
        let particle = ["of ", "de ", "del ", "di ", "d'", "d’"];
        if let Some(particle) = particle
            .iter()
            .find(|particle| self.0.starts_with(**particle))
        {
            self.0 = &self.0[particle.len()..];
        }
    }

    fn word(&self) -> &'a str {
        let letters = self
            .0
            .chars()
            .take(LONGEST_MONTH + 1)
            .take_while(|c| c.is_alphabetic());
        &self.0[..letters.map(char::len_utf8).sum()]
    }

    fn month(&mut self) -> Option<u8> {
        let word = self.word();
        let month = month(word)?;
        self.0 = &self.0[word.len()..];
        Some(month)
    }

    fn roman(&mut self) -> Option<u8> {
        let word = self.word();
        let place = [
            "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
        ]
        .iter()
        .position(|r| *r == word)?;
        self.0 = &self.0[word.len()..];
        u8::try_from(place + 1).ok()
    }

    /// Whether the date ends here: no letter or figure goes on, but the `г` or `r` for "year" may.
    fn ends(&self) -> bool {
        let rest = self.0.strip_prefix(['г', 'r']).unwrap_or(self.0);
        let rest = if rest.starts_with(char::is_alphabetic) {
            self.0
        } else {
            rest
        };
        let goes_on = rest
            .strip_prefix(['.', '/', '-'])
            .unwrap_or(rest)
            .starts_with(|c: char| c.is_ascii_digit());
        !goes_on && !rest.starts_with(char::is_alphanumeric)
    }
}

fn month(word: &str) -> Option<u8> {
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
const LONGEST_MONTH: usize = 12;

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
