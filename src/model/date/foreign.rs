//! Dates of other calendars in Latin letters: `12 vendémiaire an IV`, `7 Muharram 1365`, `15 Tevet 5706`, `Shōwa 20`.
//!
//! Each is asked only where a figure stands that the calendars of the West cannot read, and looks at the next sign before at any
//! name, so that text without such dates is passed over at no cost.

use std::ops::Range;

use super::Slip;
use super::calendar::{
    Calendar, Era, LunarMonth, Reckoned, era_of_word, hebrew, hijri, republican,
};
use super::rest::{Rest, figures};
use super::written::{Found, Order};

/// The words of the longest name of a month.
const WORDS: usize = 3;
/// No name of a month is longer, in bytes.
const LONGEST: usize = 32;

/// A date that begins with its day, at the figure at `start`.
pub(super) fn day_first(text: &str, start: usize) -> Option<Found> {
    let mut rest = Rest(&text[start..]);
    let first = rest.number()?;
    rest.ordinal();
    if rest.0.starts_with('e') {
        rest.sign("e");
    }
    let mut last = first;
    let mut after_dash = rest;
    if after_dash.sign("-").or(after_dash.sign("–")).is_some() {
        last = after_dash.number()?;
        rest = after_dash;
    }
    rest.space()?;
    rest.particle();
    if !may_go_on(rest.0) {
        return None;
    }
    if let Some(era) = year_of(rest, first) {
        return Some(era.found(text, start));
    }
    let (calendar, month, year, rest) = republican_month(rest).or_else(|| lunar_month(rest))?;
    let reckoned = Reckoned {
        calendar,
        year,
        month: Some(month),
        days: Some((first, last)),
    };
    Some(found(text, start..text.len() - rest.0.len(), reckoned))
}

/// Whether a month and a year can stand here: a letter, and a figure or the word for "year" within reach.
fn may_go_on(text: &str) -> bool {
    let near = &text.as_bytes()[..LONGEST.min(text.len())];
    text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '‘'))
        && (near.iter().any(u8::is_ascii_digit)
            || near
                .windows(3)
                .any(|three| three.eq_ignore_ascii_case(b"an "))
            || near.starts_with(b"year of "))
}

/// `Muharram 7, 1365`, `Shōwa 20`, `Guangxu 26.5.21`: a name before the figure at `start`, but not before `from`.
pub(super) fn name_first(text: &str, from: usize, start: usize) -> Option<Found> {
    let before = text[from..start].strip_suffix([' ', '\u{a0}', '-'])?;
    let word = before.len() - last_word(before).len();
    if let Some(era) = era_of_word(&before[word..]) {
        return year_of_era(text, from + word, start, era);
    }
    // Of a lunar month the day must be followed by a comma and a year.
    let mut rest = Rest(&text[start..]);
    let day = rest.number()?;
    rest.ordinal();
    rest.sign(",")?;
    rest.space()?;
    let (year, after) = lunar_year(rest)?;
    let (range, calendar, month) = month_before(text, from, start, year)?;
    let days = Some((day, day));
    let reckoned = Reckoned {
        calendar,
        year,
        month: Some(month),
        days,
    };
    Some(found(
        text,
        range.start..text.len() - after.0.len(),
        reckoned,
    ))
}

/// `Muharram 1365`, `Tevet 5706`: a month before the year at `start`, but not before `from`.
pub(super) fn month_and_year(text: &str, from: usize, start: usize) -> Option<Found> {
    let (year, rest) = lunar_year(Rest(&text[start..]))?;
    let (range, calendar, month) = month_before(text, from, start, year)?;
    // `Rajab 1250 men`: without a day the month may be a person, and the year a number of something.
    let counts = rest
        .0
        .trim_start_matches([' ', '\u{a0}'])
        .starts_with(char::is_alphabetic);
    let before = text[from..range.start]
        .trim_end()
        .rsplit([' ', '\n'])
        .next();
    let leads = [
        "in", "of", "since", "until", "from", "to", "during", "dated",
    ];
    if calendar == Calendar::Hijri && counts && !before.is_some_and(|word| leads.contains(&word)) {
        return None;
    }
    let reckoned = Reckoned {
        calendar,
        year,
        month: Some(month),
        days: None,
    };
    Some(found(
        text,
        range.start..text.len() - rest.0.len(),
        reckoned,
    ))
}

fn found(text: &str, range: Range<usize>, reckoned: Reckoned) -> Found {
    Found {
        date: reckoned.date(&text[range.clone()]),
        range,
        order: Order::OtherCalendar,
        calendar: reckoned.calendar,
    }
}

/// `vendémiaire an IV`, `vendémiaire, an 4 de la République`, `jour complémentaire an III`.
fn republican_month(mut rest: Rest) -> Option<(Calendar, LunarMonth, i32, Rest)> {
    let month = match rest.0.strip_prefix("jour complémentaire") {
        Some(after) => {
            rest.0 = after;
            13
        }
        None => {
            let word = first_word(rest.0);
            let month = republican::month(word)?;
            rest.0 = &rest.0[word.len()..];
            month
        }
    };
    rest.sign(",");
    rest.space()?;
    rest.sign("de l’").or(rest.sign("de l'"));
    rest.sign("an ")
        .or(rest.sign("An "))
        .or(rest.sign("year "))?;
    let len = match figures(rest.0) {
        0 => rest
            .0
            .bytes()
            .take_while(|byte| matches!(byte, b'I' | b'V' | b'X'))
            .count(),
        len => len,
    };
    let year = republican::year(&rest.0[..len])?;
    rest.0 = &rest.0[len..];
    rest.ends()
        .then(|| (Calendar::Republican, LunarMonth::of(month), year, rest))
}

/// A month of the Hijri or Hebrew year with its year: `Muharram 1365`, `of Adar II, 5706`.
fn lunar_month(rest: Rest) -> Option<(Calendar, LunarMonth, i32, Rest)> {
    // The figures of the year stand within reach, or it is none.
    let near = &rest.0[..rest.0.floor_char_boundary(LONGEST.min(rest.0.len()))];
    let at = near
        .find(|c: char| c.is_ascii_digit() && c > '2')
        .or_else(|| near.find(|c: char| c.is_ascii_digit()))?;
    let names = &rest.0[..at];
    let years = [near.find(|c: char| c.is_ascii_digit())?, names.len()];
    years.into_iter().find_map(|at| {
        let name = rest.0[..at].trim_end_matches([' ', ',', '\u{a0}', '\n']);
        let name = name
            .strip_suffix(" A.H.")
            .or(name.strip_suffix(" AH"))
            .unwrap_or(name);
        if name.len() == at || name.split_whitespace().count() > WORDS {
            return None;
        }
        let (year, after) = lunar_year(Rest(&rest.0[at..]))?;
        let (calendar, month) = lunar(name, year)?;
        Some((calendar, month, year, after))
    })
}

/// A year that only a lunar calendar has: of the Hijri before the year 1500, of the Hebrew calendar after 4000.
fn lunar_year(mut rest: Rest) -> Option<(i32, Rest)> {
    let len = Some(figures(rest.0)).filter(|len| (3..=4).contains(len))?;
    let year: i32 = rest.0[..len].parse().ok()?;
    rest.0 = &rest.0[len..];
    let mut era = rest;
    era.space();
    let marks = ["A.H.", "AH", "a.h.", "H.", "A.M.", "AM"];
    let mark = marks.iter().find(|mark| era.0.starts_with(**mark));
    let is_marked = mark.is_some_and(|mark| {
        era.0 = &era.0[mark.len()..];
        !era.0.starts_with(char::is_alphanumeric)
    });
    if is_marked {
        rest = era;
    }
    let fits =
        (1000..1500).contains(&year) || (4000..6500).contains(&year) || is_marked && year < 1500;
    (fits && rest.ends()).then_some((year, rest))
}

fn lunar(name: &str, year: i32) -> Option<(Calendar, LunarMonth)> {
    // A month of the names of persons and ships begins with a capital too; that of a sentence does not.
    if !name.starts_with(|c: char| c.is_uppercase() || matches!(c, 'ʿ' | '‘' | '\'')) {
        return None;
    }
    match year < 1500 {
        true => hijri(name).map(|month| (Calendar::Hijri, month)),
        false => hebrew(name).map(|month| (Calendar::Hebrew, month)),
    }
}

/// The month whose name ends before `end`; the longest that is one.
fn month_before(
    text: &str,
    from: usize,
    end: usize,
    year: i32,
) -> Option<(Range<usize>, Calendar, LunarMonth)> {
    let near = text
        .floor_char_boundary(end.saturating_sub(LONGEST))
        .max(from);
    let before = text[near..end].trim_end_matches([' ', ',', '\u{a0}']);
    let stop = near + before.len();
    let mut start = stop;
    let mut longest = None;
    for _ in 0..WORDS {
        let word = last_word(&text[near..start]);
        if word.is_empty() {
            break;
        }
        start -= word.len();
        if let Some((calendar, month)) = lunar(&text[start..stop], year) {
            longest = Some((start..stop, calendar, month));
        }
        let spaced = text[near..start].strip_suffix([' ', '\u{a0}', '\n']);
        let Some(spaced) = spaced else { break };
        start = near + spaced.len();
    }
    longest
}

/// `20th year of Shōwa`.
struct OfEra<'a> {
    era: &'static Era,
    number: i32,
    rest: Rest<'a>,
}

impl OfEra<'_> {
    fn found(&self, text: &str, start: usize) -> Found {
        let range = start..text.len() - self.rest.0.len();
        in_era(&text[range.clone()], range, self.era, self.number, None)
    }
}

fn year_of(mut rest: Rest, number: u8) -> Option<OfEra> {
    rest.sign("year of ")?;
    rest.sign("the ");
    rest.sign("reign of ");
    let word = first_word(rest.0);
    let era = era_of_word(word)?;
    rest.0 = &rest.0[word.len()..];
    let number = i32::from(number);
    era.year(number).map(|_| OfEra { era, number, rest })
}

/// `Shōwa 20`, and the month and day behind it: `Guangxu 26.5.21`, `Guangxu 26/5/21`.
fn year_of_era(text: &str, word: usize, start: usize, era: &'static Era) -> Option<Found> {
    let mut rest = Rest(&text[start..]);
    let len = Some(figures(rest.0)).filter(|len| (1..=3).contains(len))?;
    let number = rest.0[..len].parse().ok()?;
    rest.0 = &rest.0[len..];
    let mut full = rest;
    let sign = if full.0.starts_with('/') { "/" } else { "." };
    let dated = full.sign(sign).and_then(|()| {
        let month = full.number()?;
        full.sign(sign)?;
        Some((month, full.number()?))
    });
    if dated.is_some() {
        rest = full;
    }
    if !rest.ends() || rest.0.starts_with(['%', '°']) {
        return None;
    }
    era.year(number)?;
    let range = word..text.len() - rest.0.len();
    Some(in_era(&text[range.clone()], range, era, number, dated))
}

/// A year, or a day, of an era.
fn in_era(
    written: &str,
    range: Range<usize>,
    era: &Era,
    number: i32,
    dated: Option<(u8, u8)>,
) -> Found {
    let year = era.year(number);
    let reckoned = year.map(|year| Reckoned {
        calendar: era.calendar,
        year,
        month: dated.map(|(month, _)| LunarMonth::of(month)),
        days: dated.map(|(_, day)| (day, day)),
    });
    let none = || {
        Err(Slip::Impossible(format!(
            "`{written}`: {} had {} years",
            era.name, era.years
        )))
    };
    Found {
        date: reckoned.map_or_else(none, |reckoned| reckoned.date(written)),
        range,
        order: Order::OtherCalendar,
        calendar: era.calendar,
    }
}

fn first_word(text: &str) -> &str {
    let letters = text
        .chars()
        .take(LONGEST)
        .take_while(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '‘' | 'ʻ'));
    &text[..letters.map(char::len_utf8).sum()]
}

fn last_word(text: &str) -> &str {
    let is_word = |c: &char| {
        c.is_alphanumeric()
            || matches!(c, '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | 'ʻ' | '-')
            || unicode_normalization::char::is_combining_mark(*c)
    };
    let letters = text.chars().rev().take(LONGEST).take_while(is_word);
    &text[text.len() - letters.map(char::len_utf8).sum::<usize>()..]
}
