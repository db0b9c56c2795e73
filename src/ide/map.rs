//! Where the places of a document lie, for a map: as a register says, else as the gazetteers do.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::document::Document;
use crate::model::mentions::{Mention, Surroundings, mentions};
use crate::registers::gazetteer::{Matches, Place};
use crate::registers::{Registers, Row, Topic};

/// A place that is named in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// How it is written at its first mention.
    pub name: String,
    /// Where it lies, or why that is not known, in a sentence.
    pub spot: Result<Spot, String>,
    /// Where it is named, in bytes of the document.
    pub mentions: Vec<Range<usize>>,
}

/// Where a place lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Degrees north, WGS 84.
    pub north: f64,
    /// Degrees east.
    pub east: f64,
    /// Its id in a register, if it has one there.
    pub id: Option<String>,
    /// What gazetteers call it today.
    pub modern: Option<String>,
    /// The country of today that it lies in.
    pub country: Option<String>,
    /// Whether a register says so, and not the gazetteer alone.
    pub in_register: bool,
    /// Whether it is the only one of that name, or the text speaks for it more than for any other.
    pub certain: bool,
}

/// The places that a document names, in the order of their first mentions. Costs its names, and a look-up for each.
pub fn places(document: &Document, registers: &Registers) -> Vec<Placed> {
    let all = mentions(document, registers);
    let surroundings = Surroundings::of(document, &all, registers);
    let mut known: BTreeMap<(Arc<str>, Vec<Row>), usize> = BTreeMap::new();
    let mut places: Vec<Placed> = Vec::new();
    let of_places = all.iter().filter(|it| it.topic() == Some(Topic::Places));
    for mention in of_places {
        // All spellings of a name are one place, and so are all names of a row.
        let loose = match mention.rows.len() {
            1 => Arc::from(""),
            _ => Arc::clone(&mention.loose),
        };
        let index = *known
            .entry((loose, mention.rows.clone()))
            .or_insert_with(|| {
                let matches = surroundings.candidates(document, mention, registers);
                places.push(Placed {
                    name: document.slice(mention.range.clone()).into_owned(),
                    spot: spot(mention, matches, registers),
                    mentions: Vec::new(),
                });
                places.len() - 1
            });
        places[index].mentions.push(mention.range.clone());
    }
    joined(places)
}

/// Of several names of one place, such as `Ghulja` and `Yining`, the first stands for all.
fn joined(places: Vec<Placed>) -> Vec<Placed> {
    let mut joined: Vec<Placed> = Vec::new();
    for place in places {
        let is_it = |other: &&mut Placed| match (&other.spot, &place.spot) {
            (Ok(one), Ok(another)) => one.is_at(another),
            _ => false,
        };
        match joined.iter_mut().find(is_it) {
            None => joined.push(place),
            Some(known) => {
                if let (Ok(spot), Ok(same)) = (&mut known.spot, &place.spot) {
                    spot.certain |= same.certain;
                }
                known.mentions.extend(place.mentions);
                known.mentions.sort_by_key(|mention| mention.start);
            }
        }
    }
    joined
}

impl Spot {
    /// Whether both are one place.
    pub fn is_at(&self, other: &Spot) -> bool {
        (self.north, self.east) == (other.north, other.east)
            && self.id == other.id
            && self.modern == other.modern
    }
}

fn spot(mention: &Mention, matches: Matches, registers: &Registers) -> Result<Spot, String> {
    match mention.rows[..] {
        [] => of_candidates(matches),
        [row] => of_row(row, matches, registers),
        _ => Err(format!(
            "{} rows of {} bear this name; an id behind it says which",
            mention.rows.len(),
            Topic::Places.file()
        )),
    }
}

/// Where the row of a place says that it lies; where it says only which place of the gazetteer it is, where that lies.
pub fn of_row(row: Row, mut matches: Matches, registers: &Registers) -> Result<Spot, String> {
    let record = &registers.places[row.index];
    let links = record.links.iter();
    let numbers = links.filter_map(|link| link.strip_prefix("gn:")?.parse().ok());
    let stated: Vec<u32> = numbers.collect();
    if !stated.is_empty() {
        let is_stated = |place: &Place| place.geonames.is_some_and(|it| stated.contains(&it));
        matches.places.retain(is_stated);
    }
    let from_gazetteer = of_candidates(matches);
    let id = Some(registers.id(row).to_owned()).filter(|id| !id.is_empty());
    match (record.at, from_gazetteer) {
        (Some((north, east)), from_gazetteer) => {
            let (modern, country) =
                from_gazetteer.map_or((None, None), |spot| (spot.modern, spot.country));
            Ok(Spot {
                north,
                east,
                id,
                modern,
                country: record.countries.first().cloned().or(country),
                in_register: true,
                certain: true,
            })
        }
        (None, Ok(spot)) => Ok(Spot {
            id,
            in_register: true,
            certain: !stated.is_empty() || spot.certain,
            ..spot
        }),
        (None, Err(_)) => Err(format!(
            "its row in {} has no coordinates",
            Topic::Places.file()
        )),
    }
}

/// Where the likeliest candidate lies.
pub fn of_candidates(matches: Matches) -> Result<Spot, String> {
    let Some(place) = matches.places.first() else {
        return Err("no gazetteer has it".to_owned());
    };
    // What is meant is no point, such as a country; another place of that name would be a wrong one.
    let Some((north, east)) = place.lat.zip(place.lon) else {
        return Err("the gazetteer does not say where it lies".to_owned());
    };
    let reasons = |index: usize| matches.places.get(index).map_or(0, |it| it.reasons.len());
    Ok(Spot {
        north: north.into(),
        east: east.into(),
        id: None,
        modern: Some(place.name.clone()),
        country: place.country.as_ref().map(|country| country.name.clone()),
        in_register: false,
        certain: matches.places.len() + matches.more == 1 || reasons(0) > reasons(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_lies_where_its_register_says_and_else_where_the_gazetteer_does() {
        let table = "id\ttitle\tvariants\tlat\tlon\nold\tOrgoltai\tOrgultai\t44.5\t80.25\n";
        let registers = Registers::of_text(Topic::Places, "places.tsv".into(), table);
        let text = "From Ghulja [Yining] to Orgoltai, from Orgultai to Gulja.";
        let found = places(&Document::new(text), &registers);
        let shown: Vec<_> = found
            .iter()
            .map(|it| {
                let names: Vec<_> = it.mentions.iter().map(|at| &text[at.clone()]).collect();
                let spot = it.spot.as_ref().map(|spot| {
                    let at = (spot.north.round(), spot.east.round());
                    (at, spot.in_register, spot.id.as_deref())
                });
                (names, spot.map_err(String::as_str))
            })
            .collect();
        let of = |name: &str| {
            let found = shown.iter().find(|(names, _)| names.contains(&name));
            found.unwrap_or_else(|| panic!("{name} in {shown:?}"))
        };
        assert_eq!(of("Ghulja").1, Ok(((44.0, 81.0), false, None)));
        assert_eq!(of("Ghulja").0, ["Ghulja", "Yining", "Gulja"]);
        assert_eq!(of("Orgoltai").1, Ok(((45.0, 80.0), true, Some("old"))));
        assert_eq!(of("Orgoltai").0, ["Orgoltai", "Orgultai"]);
    }
}
