//! What a gazetteer says of one place, as sources give it and as the index keeps it.

use serde::{Deserialize, Serialize};

/// One place, with the places it lies in still referred to by number.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// The place's number in GeoNames; 0 for a place that has none.
    pub geonames: u32,
    /// What it is.
    pub kind: Kind,
    /// The GeoNames number of the smallest unit known to contain it; 0 if none is known.
    pub parent: u32,
    /// A country's ISO 3166-1 alpha-2 code; empty for all else.
    pub code: String,
    /// Latitude and longitude in ten-thousandths of a degree, WGS 84.
    pub at: Option<(i32, i32)>,
    /// 0 where the source gives none.
    pub population: u32,
    /// The years in which a place of the past existed.
    pub years: Years,
    /// What stands today where a place of the past was.
    pub now: String,
    /// Where to check what is said of it; empty for what comes from GeoNames.
    pub reference: String,
    /// What its source calls it by, if that is not its number in GeoNames.
    pub id: String,
    /// The countries of today it lies in (ISO 3166-1 alpha-2), where its source says them and no parent does.
    pub countries: Vec<String>,
    /// What it is in its source's words.
    pub types: Vec<String>,
    /// The same place elsewhere: `wd:Q5684`, or an address.
    pub links: Vec<String>,
    /// A sentence or two.
    pub description: String,
    /// The title first.
    pub names: Vec<Name>,
}

/// One form of a place's name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Name {
    /// As the source spells it.
    pub form: String,
    /// A BCP 47 tag, where the source says the language.
    pub language: Option<String>,
    /// The years in which the place bore it.
    pub years: Years,
    /// Where to check it; empty for what comes from GeoNames.
    pub reference: String,
}

/// From when to when; negative years are BCE.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Years {
    /// The first year, `None` if it is not known.
    pub from: Option<i16>,
    /// The last year, `None` if it is not known or has not come.
    pub to: Option<i16>,
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Kind {
    /// A country of today.
    Country,
    /// A state of the past.
    State,
    /// A constituent republic or autonomous unit of a state of the past.
    Republic,
    /// A colony, protectorate or mandate.
    Colony,
    /// A land without a government of its own: Central Asia, Silesia.
    Region,
    /// A unit of the first order within a country of today.
    Province,
    /// A unit below a province.
    District,
    /// A city, town or village.
    #[default]
    Town,
}

impl Kind {
    /// All kinds; a kind's place here is its number in a compiled index.
    pub const ALL: [Kind; 8] = [
        Kind::Country,
        Kind::State,
        Kind::Republic,
        Kind::Colony,
        Kind::Region,
        Kind::Province,
        Kind::District,
        Kind::Town,
    ];

    /// The kind's name in tables and for readers.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Country => "country",
            Kind::State => "state",
            Kind::Republic => "republic",
            Kind::Colony => "colony",
            Kind::Region => "region",
            Kind::Province => "province",
            Kind::District => "district",
            Kind::Town => "town",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl Entry {
    /// The form by which the place is called, empty if it has no name.
    pub fn title(&self) -> &str {
        self.names.first().map_or("", |name| &name.form)
    }

    /// How likely a bare name means this place rather than a namesake: its population, or what stands in for one.
    pub(super) fn weight(&self) -> u64 {
        let population = u64::from(self.population);
        match self.kind {
            Kind::Country => 10_000_000_000 + population,
            Kind::State | Kind::Republic | Kind::Colony => 5_000_000,
            Kind::Region | Kind::Province => 1_000_000,
            Kind::District => population.max(30_000),
            Kind::Town => population,
        }
    }
}
