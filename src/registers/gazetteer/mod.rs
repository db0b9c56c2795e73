//! Places: the built-in index and its look-up.
//!
//! [`Gazetteer::builtin`] works without configuration. It never chooses between namesakes: [`Gazetteer::lookup`] gives all
//! candidates of the best kind of match, the likeliest first. `data/README.md` says what is in it and how it is made.

mod entry;
mod fold;
mod fuzzy;
mod index;
mod record;
pub mod source;
mod symbols;
pub mod table;

pub use entry::{Entry, Kind, Name, Years};
pub use fold::{fold, loosen};
pub use index::compile;

use fuzzy::Near;
use index::Index;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Places by their names. Immutable, and shared between threads.
pub struct Gazetteer {
    index: Index,
}

/// What [`Gazetteer::lookup`] found: candidates, the likeliest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matches {
    /// The best kind of match there was; `None` if `places` is empty.
    pub how: Option<How>,
    /// At most [`MOST`].
    pub places: Vec<Place>,
    /// How many further candidates there were.
    pub more: usize,
}

/// The most candidates that [`Gazetteer::lookup`] gives.
pub const MOST: usize = 20;

/// How a name met a place's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Letter by letter. Places that only [`fold`] to the name follow behind those.
    Exact,
    /// But for what [`fold`] leaves out.
    Folded,
    /// But for what [`loosen`] leaves out.
    Loosened,
    /// But for this many letters of the folded name.
    Fuzzy {
        /// Insertions, deletions and substitutions, at least 1.
        distance: usize,
    },
}

/// A place, with what it lies in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// Its number in GeoNames; `None` for a place of our own list.
    pub geonames: Option<u32>,
    /// The form by which gazetteers call it today.
    pub name: String,
    /// What it is; a place named in GeoNames and in our own list is what GeoNames says.
    pub kind: Kind,
    /// The country of today it lies in, or is; a place of the past may have lain in several, see `now`.
    pub country: Option<Country>,
    /// The unit of the first order it lies in: a province, state or autonomous region.
    pub province: Option<String>,
    /// The unit below a province it lies in.
    pub district: Option<String>,
    /// Degrees north, WGS 84, exact to ten metres; the sources give none for provinces and districts.
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
    /// Where this comes from: `GeoNames 1529102`, or the reference of our own list.
    pub source: String,
}

/// How well the places of a name are known to the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Renown {
    /// Whether it is a country, a state or land of the past, or a unit of the first order in a large country.
    pub is_land: bool,
    /// The people of the largest town that is called so before all else; 0 where there is none.
    pub people: u32,
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
    /// The gazetteer that every copy of the program carries.
    ///
    /// The first call costs microseconds: nothing is parsed, the index is read where it lies.
    pub fn builtin() -> &'static Gazetteer {
        static BUILTIN: LazyLock<Gazetteer> = LazyLock::new(|| {
            let index = Index::open(Cow::Borrowed(COMPILED));
            Gazetteer {
                index: index.expect("the committed index is of this version, as a test checks"),
            }
        });
        &BUILTIN
    }

    /// A gazetteer that [`compile`] made; `None` if the bytes are damaged or of another version. Reads them once.
    pub fn open(compiled: Vec<u8>) -> Option<Gazetteer> {
        let index = Index::open(Cow::Owned(compiled))?;
        index.is_whole().then_some(Gazetteer { index })
    }

    /// What the name may mean, at most [`MOST`] candidates: of exact and folded matches, else of loosened ones, else of
    /// those one letter away, else two.
    ///
    /// Costs microseconds if the name is there, some milliseconds if all has to be tried. Names of fewer than five letters
    /// are never matched letters away, nor names in other scripts than Latin.
    pub fn lookup(&self, name: &str) -> Matches {
        let key = fold(name);
        let found = self.index.folded(&key);
        if !found.is_empty() {
            return self.spelled(name, found);
        }
        let found = self.index.loose(&loosen(name));
        if !found.is_empty() {
            return self.matches(How::Loosened, found);
        }
        for distance in 1..=far(&key) {
            let found = Near::to(&key, distance)
                .map(|near| self.index.matching(near))
                .unwrap_or_default();
            if !found.is_empty() {
                return self.matches(How::Fuzzy { distance }, found);
            }
        }
        Matches::default()
    }

    /// Whether some place bears this name, letter by letter or folded. About a microsecond.
    pub fn knows(&self, name: &str) -> bool {
        self.index.has(&fold(name))
    }

    /// The lengths in bytes of the beginnings of a folded text that are names of places, the shortest first: the longest name
    /// at a place of a document is found in one walk. Less than a microsecond.
    pub fn beginnings(&self, folded: &str) -> Vec<usize> {
        self.index.beginnings(folded)
    }

    /// How well the places of a name are known to the world; the name is spelled so or folded. Some microseconds.
    pub fn renown(&self, name: &str) -> Renown {
        const LIKELIEST: usize = 8;
        /// A unit of the first order in a country with fewer people is hardly known by its name alone.
        const LARGE_COUNTRY: u32 = 5_000_000;
        let key = fold(name);
        let mut renown = Renown::default();
        for place in self.index.folded(&key).into_iter().take(LIKELIEST) {
            let Some(entry) = self.index.entry(place) else {
                continue;
            };
            let people_of_country = || {
                let country = entry.parent.checked_sub(1);
                country
                    .and_then(|it| self.index.entry(it))
                    .map_or(0, |it| it.population)
            };
            match entry.kind {
                Kind::District => {}
                Kind::Town if fold(entry.title()) == key => {
                    renown.people = renown.people.max(entry.population);
                }
                Kind::Town => {}
                Kind::Province => renown.is_land |= people_of_country() >= LARGE_COUNTRY,
                _ => renown.is_land = true,
            }
        }
        renown
    }

    /// What the licence of GeoNames' data asks to be shown where the data is.
    pub fn attribution() -> &'static str {
        "Places: GeoNames (https://www.geonames.org), CC BY 4.0"
    }

    /// How many places and how many different folded names it has.
    pub fn size(&self) -> (usize, usize) {
        (self.index.len(), self.index.keys())
    }

    /// Matches of folded keys: those that are spelled like the name come first.
    fn spelled(&self, name: &str, mut found: Vec<u32>) -> Matches {
        let bears = |&place: &u32| {
            self.index
                .entry(place)
                .is_some_and(|entry| entry.names.iter().any(|other| other.form == name))
        };
        let exact: Vec<u32> = found.iter().copied().filter(bears).collect();
        let how = if exact.is_empty() {
            How::Folded
        } else {
            How::Exact
        };
        found.sort_by_key(|place| !exact.contains(place));
        self.matches(how, found)
    }

    fn matches(&self, how: How, found: Vec<u32>) -> Matches {
        let places: Vec<Place> = found
            .iter()
            .take(MOST)
            .filter_map(|&place| self.place(place))
            .collect();
        Matches {
            how: Some(how),
            more: found.len().saturating_sub(MOST),
            places,
        }
    }

    fn place(&self, number: u32) -> Option<Place> {
        let entry = self.index.entry(number)?;
        let mut place = Place {
            geonames: Some(entry.geonames).filter(|&number| number != 0),
            name: entry.names.first()?.form.clone(),
            kind: entry.kind,
            lat: entry.at.map(|(lat, _)| lat as f32 / 10_000.0),
            lon: entry.at.map(|(_, lon)| lon as f32 / 10_000.0),
            population: entry.population,
            years: entry.years,
            now: Some(entry.now.clone()).filter(|now| !now.is_empty()),
            source: match entry.geonames {
                0 => entry.reference.clone(),
                number => format!("GeoNames {number}"),
            },
            ..Place::default()
        };
        // Our sources know three levels; the bound keeps a broken index from leading round in circles.
        let mut within = Some(entry.clone());
        for _ in 0..8 {
            let Some(unit) = within else { break };
            let name = unit.names.first().map(|name| name.form.clone());
            let itself = unit.geonames == entry.geonames && unit.kind == entry.kind;
            match unit.kind {
                Kind::Country => {
                    place.country = name.map(|name| Country {
                        code: unit.code.clone(),
                        name,
                    })
                }
                Kind::Province if !itself => place.province = name,
                Kind::District if !itself => place.district = name,
                _ => {}
            }
            within = unit
                .parent
                .checked_sub(1)
                .and_then(|parent| self.index.entry(parent));
        }
        place.names = entry.names;
        Some(place)
    }
}

/// How many letters a name may be off: none below five letters, one up to eight, two above.
fn far(key: &str) -> usize {
    match key.len() {
        0..=4 => 0,
        5..=8 => 1,
        _ => fuzzy::LARGEST_DISTANCE,
    }
}

static COMPILED: &[u8] = include_bytes!("data/places.gaz");

#[cfg(test)]
mod tests;
