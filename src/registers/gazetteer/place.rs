//! A place as it is shown: with what it lies in, and where that comes from.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::entry::{Entry, Kind, Name, Years};
use super::evidence::Reason;
use super::{Gazetteer, lookup::How};

/// A place, with what it lies in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// Its number in GeoNames; `None` for a place that GeoNames lacks.
    pub geonames: Option<u32>,
    /// What its source calls it by, if that is not its number in GeoNames.
    pub id: String,
    /// The form by which gazetteers call it today.
    pub name: String,
    /// What it is; a place named in GeoNames and in our own list is what GeoNames says.
    pub kind: Kind,
    /// What it is in its source's words.
    pub types: Vec<String>,
    /// The country of today it lies in, or is; a place of the past may have lain in several, see `now`.
    pub country: Option<Country>,
    /// The unit of the first order it lies in: a province, state or autonomous region.
    pub province: Option<String>,
    /// The unit below a province it lies in.
    pub district: Option<String>,
    /// Degrees north, WGS 84, exact to ten metres; the built-in sources give none for provinces and districts.
    pub lat: Option<f32>,
    /// Degrees east.
    pub lon: Option<f32>,
    /// 0 where the source gives none.
    pub population: u32,
    /// All forms, `name` first.
    pub names: Vec<Name>,
    /// When a place of the past existed.
    pub years: Years,
    /// What stands today where a place of the past was, in words.
    pub now: Option<String>,
    /// A sentence or two.
    pub description: String,
    /// The same place elsewhere: `wd:Q5684`, or an address.
    pub links: Vec<String>,
    /// Where this comes from: `GeoNames 1529102`, or the work that its source names.
    pub source: String,
    /// How the name that was looked up met this place's.
    pub how: Option<How>,
    /// The form that it met.
    pub met: String,
    /// Why it stands where it stands among the candidates: what speaks for it, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// A country of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Its short name in English.
    pub name: String,
}

impl Gazetteer {
    /// The place of a number in the index, with all its names.
    pub(super) fn place(&self, number: u32) -> Option<Place> {
        let entry = self.index.entry(number)?;
        let mut place = Place {
            geonames: Some(entry.geonames).filter(|&number| number != 0),
            name: entry.names.first()?.form.clone(),
            kind: entry.kind,
            lat: entry.at.map(|(lat, _)| lat as f32 / 10_000.0),
            lon: entry.at.map(|(_, lon)| lon as f32 / 10_000.0),
            population: entry.population,
            years: entry.years,
            now: Some(entry.now).filter(|now| !now.is_empty()),
            source: match (entry.geonames, entry.reference) {
                (0, reference) => reference,
                (number, reference) if reference.is_empty() => format!("GeoNames {number}"),
                (number, reference) => format!("{reference}; GeoNames {number}"),
            },
            id: entry.id,
            types: entry.types,
            description: entry.description,
            links: entry.links,
            ..Place::default()
        };
        if entry.kind == Kind::Country {
            place.country = Some(Country {
                code: entry.code,
                name: place.name.clone(),
            });
        }
        for (unit, name) in self.above(entry.parent) {
            match unit.kind {
                Kind::Country => {
                    place.country = Some(Country {
                        code: unit.code,
                        name,
                    });
                }
                Kind::Province => place.province = Some(name),
                Kind::District => place.district = Some(name),
                _ => {}
            }
        }
        if place.country.is_none() {
            place.country = entry.countries.first().map(|code| Country::of(code));
        }
        place.names = entry.names;
        Some(place)
    }

    /// What a place with this parent lies in, from the smallest on, with titles.
    fn above(&self, parent: u32) -> impl Iterator<Item = (Entry, String)> {
        let mut parent = parent;
        // Sources know few levels; the bound keeps a broken index from leading round in circles.
        (0..8).map_while(move |_| {
            let (unit, name) = self.index.titled(parent.checked_sub(1)?)?;
            parent = unit.parent;
            Some((unit, name))
        })
    }

    /// The code of the country that a place of this number lies in, or is.
    pub(super) fn country_of(&self, number: u32) -> Option<String> {
        let mut entry = self.index.facts(number)?;
        for _ in 0..8 {
            if entry.kind == Kind::Country {
                return Some(entry.code);
            }
            match entry.parent.checked_sub(1) {
                Some(parent) => entry = self.index.facts(parent)?,
                None => break,
            }
        }
        self.index.entry(number)?.countries.into_iter().next()
    }
}

impl Place {
    /// What it is and what it lies in: kind, district, province and country, each once.
    pub fn whereabouts(&self) -> String {
        let country = self.country.as_ref().map(|country| country.name.clone());
        let parts = [
            Some(self.kind.as_str().to_owned()),
            self.district.clone(),
            self.province.clone(),
            country,
        ];
        let mut parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.dedup();
        parts.join(", ")
    }
}

impl Country {
    /// The country of a code, named as the built-in gazetteer names it; by its code where it does not know it.
    pub fn of(code: &str) -> Country {
        /// Countries weigh most, so they are its first places.
        const FIRST: u32 = 400;
        static NAMES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
            let index = &Gazetteer::builtin().index;
            let countries = (0..FIRST).filter_map(|number| index.titled(number));
            countries
                .filter(|(entry, _)| entry.kind == Kind::Country)
                .map(|(entry, name)| (entry.code, name))
                .collect()
        });
        Country {
            code: code.to_owned(),
            name: NAMES.get(code).cloned().unwrap_or_else(|| code.to_owned()),
        }
    }
}
