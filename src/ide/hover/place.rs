//! A place: where it lies and what it is called, as the register and the gazetteer say.

use std::fmt::Write;

use crate::registers::gazetteer::source::Record;
use crate::registers::gazetteer::{Gazetteer, How, Place, Years, fold};

/// So many candidates are shown in full.
const SHOWN: usize = 4;
/// So many other names of a candidate are shown.
const NAMES: usize = 14;

/// What the gazetteer says of a name, candidate by candidate; those that bear its gloss too come first.
pub(super) fn describe_candidates(out: &mut String, name: &str, glosses: &[String]) {
    let mut matches = Gazetteer::builtin().lookup(name);
    if let Some(how) = matches.how.and_then(inexact) {
        let _ = writeln!(out, "*{name}* is not in the gazetteer; found {how}:\n");
    }
    let is_glossed = |place: &Place| {
        let keys = place.names.iter().map(|name| fold(&name.form));
        keys.into_iter()
            .any(|key| glosses.iter().any(|gloss| fold(gloss) == key))
    };
    matches.places.sort_by_key(|place| !is_glossed(place));
    matches
        .places
        .iter()
        .take(SHOWN)
        .for_each(|place| describe(out, place));
    let hidden = matches.places.len().saturating_sub(SHOWN) + matches.more;
    if hidden > 0 {
        let others = matches
            .places
            .iter()
            .skip(SHOWN)
            .take(6)
            .map(whereabouts)
            .collect::<Vec<_>>();
        let more = if hidden > 6 { " …" } else { "" };
        let _ = writeln!(
            out,
            "*{hidden} more of that name*: {}{more}\n",
            others.join("; ")
        );
    }
    if !matches.places.is_empty() {
        let _ = writeln!(out, "{}", Gazetteer::attribution());
    }
}

/// What a register says of a place.
pub(super) fn describe_record(out: &mut String, record: &Record, name: &str) {
    let mut what = record.types.clone();
    if what.is_empty() {
        what.push(record.kind.as_str().to_owned());
    }
    what.extend(
        record
            .parent
            .iter()
            .map(|parent| parent.name.clone())
            .filter(|it| !it.is_empty()),
    );
    what.extend(record.countries.iter().cloned());
    let title = record.names.first().map_or(name, |title| &title.form);
    let _ = write!(out, "**{title}** — {}", what.join(", "));
    if let Some((lat, lon)) = record.at {
        out.push_str(&degrees(lat, lon));
    }
    out.push_str(&lifetime(record.years));
    out.push_str("\n\n");
    if !record.description.is_empty() {
        let _ = writeln!(out, "{}\n", record.description);
    }
}

fn inexact(how: How) -> Option<String> {
    match how {
        How::Exact | How::Folded => None,
        How::Loosened => Some("under a looser spelling".to_owned()),
        How::Romanised(by) => Some(format!("as {}", by.what())),
        How::Fuzzy { distance: 1 } => Some("one letter away".to_owned()),
        How::Fuzzy { distance } => Some(format!("{distance} letters away")),
    }
}

fn describe(out: &mut String, place: &Place) {
    let _ = write!(out, "**{}** — {}", place.name, whereabouts(place));
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        out.push_str(&degrees(lat.into(), lon.into()));
    }
    out.push_str(&lifetime(place.years));
    if let Some(now) = &place.now {
        let _ = write!(out, " · now {now}");
    }
    let names: Vec<&str> = place
        .names
        .iter()
        .map(|name| name.form.as_str())
        .filter(|form| *form != place.name)
        .collect();
    if !names.is_empty() {
        let more = if names.len() > NAMES { " …" } else { "" };
        let _ = write!(
            out,
            "\n\n*other names*: {}{more}",
            names[..names.len().min(NAMES)].join(" · ")
        );
    }
    let _ = writeln!(out, "\n\n*source*: {}\n", place.source);
}

/// Kind, district, province and country.
fn whereabouts(place: &Place) -> String {
    let country = place.country.as_ref().map(|country| country.name.clone());
    let parts = [
        Some(place.kind.as_str().to_owned()),
        place.district.clone(),
        place.province.clone(),
        country,
    ];
    let mut parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.dedup();
    parts.join(", ")
}

fn degrees(lat: f64, lon: f64) -> String {
    let ns = if lat < 0.0 { 'S' } else { 'N' };
    let ew = if lon < 0.0 { 'W' } else { 'E' };
    format!(" · {:.3}° {ns} {:.3}° {ew}", lat.abs(), lon.abs())
}

fn lifetime(years: Years) -> String {
    let year = |year: Option<i16>| year.map_or_else(String::new, |year| year.to_string());
    match years {
        Years {
            from: None,
            to: None,
        } => String::new(),
        Years { from, to } => format!(" · {}–{}", year(from), year(to)),
    }
}
