//! The values in the cells of Linked Places TSV, each read by itself. What is wrong comes back as what it is and what was
//! done about it.

use crate::registers::gazetteer::Kind;
use crate::registers::tsv::shown;

type Wrong = (String, String);

/// A year: ISO 8601, negative before the year 0; a month and day behind it are passed over.
pub(super) fn year(written: &str) -> Result<i16, Wrong> {
    let (sign, figures) = match written.strip_prefix('-') {
        Some(figures) => (-1, figures),
        None => (1, written),
    };
    let figures = figures.split_once('-').map_or(figures, |(year, _)| year);
    let is_year =
        (1..=6).contains(&figures.len()) && figures.bytes().all(|byte| byte.is_ascii_digit());
    let year = figures.parse::<i16>().ok().filter(|_| is_year);
    year.map(|year| sign * year).ok_or_else(|| {
        (
            format!("`{}` is no year", shown(written)),
            "it is left out; write `1945`, or `-320` for 321 BC".to_owned(),
        )
    })
}

/// A country of today: two letters.
pub(super) fn country(written: &str) -> Result<String, Wrong> {
    let is_code = written.len() == 2 && written.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code
        .then(|| written.to_ascii_uppercase())
        .ok_or_else(|| {
            (
                format!("`{}` is no code of a country", shown(written)),
                "it is left out; a code has two letters, such as `CN` (ISO 3166-1)".to_owned(),
            )
        })
}

/// The prefixes that Linked Places has for other sources.
const PREFIXES: &[&str] = &[
    "bnf", "cerl", "dbp", "gn", "gnd", "gov", "loc", "pl", "tgn", "viaf", "wd", "wp", "whg",
];

/// The same place elsewhere.
pub(super) fn link(written: &str) -> Result<String, Wrong> {
    let known = written.split_once(':').is_some_and(|(prefix, id)| {
        PREFIXES.contains(&prefix) && !id.is_empty() && !id.contains(char::is_whitespace)
            || matches!(prefix, "https" | "http") && id.starts_with("//")
    });
    known.then(|| written.to_owned()).ok_or_else(|| {
        (
            format!("`{}` is no reference to another source", shown(written)),
            "it is left out; write `wd:Q5684`, `gn:1529102` or an address".to_owned(),
        )
    })
}

/// Latitude and longitude, and what is wrong with them.
pub(super) fn coordinates(lat: &str, lon: &str) -> (Option<(f64, f64)>, Option<Wrong>) {
    let number = |text: &str| {
        text.replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
    };
    let (Some(north), Some(east)) = (number(lat), number(lon)) else {
        let what = format!("`{}`, `{}` are no degrees", shown(lat), shown(lon));
        return (
            None,
            Some((
                what,
                "they are left out; write `43.908` and `81.2777`".to_owned(),
            )),
        );
    };
    if north.abs() > 90.0 || east.abs() > 180.0 {
        let swapped = north.abs() <= 180.0 && east.abs() <= 90.0;
        let what = format!("{north} degrees north and {east} east lie on no globe");
        let done = match swapped {
            true => "they are left out; were `lat` and `lon` swapped?",
            false => "they are left out",
        };
        return (None, Some((what, done.to_owned())));
    }
    let comma = lat.contains(',') || lon.contains(',');
    let problem = comma.then(|| {
        let what = format!("`{lat}`, `{lon}` have a comma for a point");
        (what, "they are read as if it were one".to_owned())
    });
    (Some((north, east)), problem)
}

/// The middle of what well-known text outlines, as latitude and longitude: `POINT(81.28 43.91)` has longitude first.
pub(super) fn well_known_text(written: &str) -> Result<(f64, f64), Wrong> {
    let wrong = || {
        (
            format!("`{}` is no well-known text of a place", shown(written)),
            "it is left out; write `POINT(81.28 43.91)`, the longitude first".to_owned(),
        )
    };
    let inner = written
        .split_once('(')
        .map(|(_, inner)| inner)
        .ok_or_else(wrong)?;
    let points: Option<Vec<(f64, f64)>> = inner
        .split(',')
        .map(|point| {
            let point = point.trim_matches(|c: char| c == '(' || c == ')' || c.is_whitespace());
            let mut numbers = point
                .split_whitespace()
                .map(|number| number.parse::<f64>().ok());
            let (east, north) = (numbers.next()??, numbers.next()??);
            (north.abs() <= 90.0 && east.abs() <= 180.0).then_some((north, east))
        })
        .collect();
    let points = points
        .filter(|points| !points.is_empty())
        .ok_or_else(wrong)?;
    let middle = |of: fn(&(f64, f64)) -> f64| {
        let least = points.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        (least + most) / 2.0
    };
    Ok((middle(|point| point.0), middle(|point| point.1)))
}

/// Words for what a place is, and the kind that they mean.
const TYPES: &[(&str, Kind)] = &[
    ("empire", Kind::State),
    ("kingdom", Kind::State),
    ("khanate", Kind::State),
    ("republic", Kind::Republic),
    ("colony", Kind::Colony),
    ("protectorate", Kind::Colony),
    ("mandate", Kind::Colony),
    ("country", Kind::Country),
    ("province", Kind::Province),
    ("oblast", Kind::Province),
    ("state", Kind::Province),
    ("autonomous region", Kind::Province),
    ("region", Kind::Region),
    ("district", Kind::District),
    ("county", Kind::District),
    ("prefecture", Kind::District),
    ("uezd", Kind::District),
];

/// What a place is, from its feature classes and what its source calls it.
pub(super) fn kind(classes: &[char], types: &[String]) -> Kind {
    let types = types.iter().map(|it| it.to_lowercase());
    let named = types.filter_map(|it| {
        TYPES
            .iter()
            .find(|(word, _)| *word == it)
            .map(|(_, kind)| *kind)
    });
    named.into_iter().next().unwrap_or(match classes.first() {
        Some('A') => Kind::District,
        Some('L' | 'H' | 'T') => Kind::Region,
        _ => Kind::Town,
    })
}
