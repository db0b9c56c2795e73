//! A place: where it lies and what it is called, as the register and the gazetteer say.

use std::fmt::Write;

use crate::registers::gazetteer::source::Record;
use crate::registers::gazetteer::{Gazetteer, How, Matches, Name, Place, Years};
use crate::registers::links::address;

/// So many candidates are shown in full.
const SHOWN: usize = 4;
/// So many other names of a candidate are shown.
const NAMES: usize = 14;

/// What the gazetteers say of a name, candidate by candidate, in the order that the document speaks for.
pub(super) fn describe_candidates(out: &mut String, name: &str, matches: &Matches) {
    if let Some(how) = matches.how.and_then(inexact) {
        let _ = writeln!(out, "*{name}* is not in the gazetteer; found {how}:\n");
    }
    for place in matches.places.iter().take(SHOWN) {
        describe(out, place, matches.places.len() > 1);
    }
    let hidden = matches.places.len().saturating_sub(SHOWN) + matches.more;
    if hidden > 0 {
        let others = matches
            .places
            .iter()
            .skip(SHOWN)
            .take(6)
            .map(Place::whereabouts)
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
    let title = record.names.first().map_or(name, |title| &title.form);
    let _ = write!(out, "**{title}** — {}", record.about());
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

fn describe(out: &mut String, place: &Place, is_one_of_several: bool) {
    let _ = write!(out, "**{}** — {}", place.name, place.whereabouts());
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        out.push_str(&degrees(lat.into(), lon.into()));
    }
    out.push_str(&lifetime(place.years));
    if let Some(now) = &place.now {
        let _ = write!(out, " · now {now}");
    }
    out.push_str("\n\n");
    if !place.description.is_empty() {
        let _ = writeln!(out, "{}\n", place.description);
    }
    let others = place.names.iter().filter(|name| name.form != place.name);
    let others: Vec<String> = others.map(dated).collect();
    if !others.is_empty() {
        let more = if others.len() > NAMES { " …" } else { "" };
        let shown = others[..others.len().min(NAMES)].join(" · ");
        let _ = writeln!(out, "*other names*: {shown}{more}\n");
    }
    if is_one_of_several && !place.reasons.is_empty() {
        let reasons: Vec<String> = place.reasons.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "*what speaks for it*: {}\n", reasons.join("; "));
    }
    let own = place
        .geonames
        .and_then(|number| address(&format!("gn:{number}")));
    let source = own.map_or_else(
        || place.source.clone(),
        |(shown, address)| format!("[{shown}]({address})"),
    );
    let links = place.links.iter().filter_map(|link| address(link));
    let sources = std::iter::once(source)
        .chain(links.map(|(shown, address)| format!("[{shown}]({address})")));
    let _ = writeln!(
        out,
        "*source*: {}\n",
        sources.collect::<Vec<_>>().join(" · ")
    );
}

/// A name with its language and the years in which it was borne.
fn dated(name: &Name) -> String {
    let mut more: Vec<String> = name.language.iter().cloned().collect();
    let years = lifetime(name.years);
    more.extend(Some(years.trim_start_matches(" · ").to_owned()).filter(|it| !it.is_empty()));
    match more.is_empty() {
        true => name.form.clone(),
        false => format!("{} ({})", name.form, more.join(", ")),
    }
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
