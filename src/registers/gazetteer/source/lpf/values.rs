//! The values of Linked Places features: times, places on the globe, words.

use serde_json::Value;

use super::{Feature, READ_SO};
use crate::registers::gazetteer::Years;
use crate::registers::gazetteer::source::lp_values::{coordinates, well_known_text};
use crate::registers::tsv::shown;

/// A text that says something; a number is one, too.
pub(super) fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What something is called: itself, or its label or address.
pub(super) fn label(value: &Value) -> Option<String> {
    text(Some(value)).or_else(|| {
        ["label", "value", "@id"]
            .into_iter()
            .find_map(|key| text(value.get(key)))
    })
}

/// A year in whatever way it is written; −1 stands for one that is not known in older files, but is a year all the same.
pub(super) fn whole_year(value: &Value) -> Option<i16> {
    match value {
        Value::Number(number) => i16::try_from(number.as_i64()?).ok(),
        Value::String(text) => year_of(text),
        _ => None,
    }
}

/// The year of `1635`, `1635-05-30`, `-0320`, `+1635`.
fn year_of(text: &str) -> Option<i16> {
    let text = text.trim();
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let year = rest.split(['-', 'T', '/']).next()?;
    let year = year.parse::<i16>().ok().filter(|year| *year >= 0)?;
    Some(sign * year)
}

/// The years of a `when`, or of the timespan that older files have in its place. Of several spans the first to the last.
pub(super) fn years(feature: &mut Feature, path: &str, when: &Value) -> Years {
    let spans = match when.get("timespans").or(when.get("timespan")) {
        Some(Value::Array(spans)) => spans.clone(),
        Some(one @ Value::Object(_)) => {
            feature.problem(
                &format!("{path}.timespans"),
                "it is no list",
                "it is read as a list of one",
            );
            vec![one.clone()]
        }
        None if when.get("start").is_some() => {
            feature.problem(path, "the span stands outside of `timespans`", READ_SO);
            vec![when.clone()]
        }
        None if when.is_array() => when.as_array().cloned().unwrap_or_default(),
        // A named period, or a label, says no years.
        _ => return Years::default(),
    };
    let mut all: Option<Years> = None;
    for (at, span) in spans.iter().enumerate() {
        let path = format!("{path}.timespans[{at}]");
        let start = bound(feature, &format!("{path}.start"), span.get("start"));
        let end = bound(feature, &format!("{path}.end"), span.get("end"));
        // A start without an end is a time within which something was: its last year is the start's.
        let to = match span.get("end") {
            None | Some(Value::Null) => start.1,
            Some(_) => end.1,
        };
        if let (Some(from), Some(to)) = (start.0, to)
            && from > to
        {
            let what = format!("it ends in {to}, before it begins in {from}");
            feature.problem(&path, &what, "the span is left out");
            continue;
        }
        let span = Years { from: start.0, to };
        all = Some(match all {
            None => span,
            Some(all) => Years {
                from: all.from.zip(span.from).map(|(a, b)| a.min(b)),
                to: all.to.zip(span.to).map(|(a, b)| a.max(b)),
            },
        });
    }
    all.unwrap_or_default()
}

/// The earliest and latest year of a start or an end.
fn bound(feature: &mut Feature, path: &str, value: Option<&Value>) -> (Option<i16>, Option<i16>) {
    let Some(value) = value.filter(|value| !value.is_null()) else {
        return (None, None);
    };
    let Value::Object(bound) = value else {
        // Older files have the bare year, and −1 where it is not known.
        if whole_year(value) == Some(-1) {
            feature.problem(
                path,
                "`-1` stands for a year that is not known",
                "it is read as not known, not as 2 BC",
            );
            return (None, None);
        }
        if text(Some(value)).is_none() {
            return (None, None);
        }
        let year = whole_year(value);
        match year {
            Some(_) => feature.problem(path, "it is a bare year, not `{\"in\": …}`", READ_SO),
            None => wrong_year(feature, path, value),
        }
        return (year, year);
    };
    let mut year = |key: &str| {
        let written = bound.get(key).filter(|it| text(Some(it)).is_some())?;
        let year = whole_year(written);
        if year.is_none() {
            wrong_year(feature, &format!("{path}.{key}"), written);
        }
        year
    };
    let (within, earliest, latest) = (year("in"), year("earliest"), year("latest"));
    (
        earliest.or(within).or(latest),
        latest.or(within).or(earliest),
    )
}

fn wrong_year(feature: &mut Feature, path: &str, written: &Value) {
    let what = format!(
        "`{}` is no year",
        shown(&text(Some(written)).unwrap_or_default())
    );
    feature.problem(
        path,
        &what,
        "it is left out; write `\"1945\"`, or `\"-0320\"` for 321 BC",
    );
}

/// Where a place lies, as latitude and longitude: a point, or the middle of what is outlined. The first geometry counts.
pub(super) fn at(feature: &mut Feature, geometry: Option<&Value>) -> Option<(f64, f64)> {
    let geometry = geometry.filter(|geometry| !geometry.is_null())?;
    let all = match geometry.get("geometries") {
        Some(Value::Array(all)) => all.iter().collect(),
        _ => vec![geometry],
    };
    let mut found = None;
    for (at, geometry) in all.into_iter().enumerate() {
        let path = format!("geometry.geometries[{at}]");
        if geometry.get("type").is_none() {
            feature.problem(
                &path,
                "there is no `type`",
                "what it is, its coordinates say",
            );
        }
        let place = match (geometry.get("coordinates"), text(geometry.get("geowkt"))) {
            (Some(coordinates), _) => middle(feature, &path, coordinates),
            (None, Some(written)) => match well_known_text(&written) {
                Ok(place) => Some(place),
                Err((what, done)) => {
                    feature.problem(&format!("{path}.geowkt"), &what, &done);
                    None
                }
            },
            (None, None) => {
                feature.problem(&path, "it has no coordinates", "it is passed over");
                None
            }
        };
        // The times of a geometry are read for what is wrong in them alone.
        if let Some(when) = geometry.get("when") {
            years(feature, &format!("{path}.when"), when);
        }
        found = found.or(place);
    }
    found
}

/// The middle of all points in nested lists, longitude first.
fn middle(feature: &mut Feature, path: &str, value: &Value) -> Option<(f64, f64)> {
    let mut bounds: Option<[f64; 4]> = None;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        let Some(list) = value.as_array() else {
            continue;
        };
        let number = |at: usize| {
            let value = list.get(at)?;
            value
                .as_f64()
                .or_else(|| value.as_str()?.trim().parse().ok())
        };
        match (number(0), number(1)) {
            (Some(east), Some(north)) => {
                let (place, wrong) = coordinates(&north.to_string(), &east.to_string());
                if let Some((what, done)) = wrong {
                    feature.problem(&format!("{path}.coordinates"), &what, &done);
                    return None;
                }
                let (north, east) = place?;
                bounds = Some(match bounds {
                    None => [north, north, east, east],
                    Some([south, top, west, right]) => [
                        south.min(north),
                        top.max(north),
                        west.min(east),
                        right.max(east),
                    ],
                });
            }
            _ => open.extend(list),
        }
    }
    if bounds.is_none() {
        feature.problem(
            &format!("{path}.coordinates"),
            "there are no degrees",
            "they are left out",
        );
    }
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    bounds.map(|[south, north, west, east]| {
        (round((south + north) / 2.0), round((west + east) / 2.0))
    })
}
