//! What a document says beside a name, and what follows from it for the order of candidates.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt;

use super::Gazetteer;
use super::entry::{Kind, Name, Years};
use super::fold::{fold, loosen};
use super::lookup::{Candidates, How};
use super::place::Place;

/// What a document says that helps to tell namesakes apart.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence<'a> {
    /// The year it is of.
    pub year: Option<i16>,
    /// The countries of today that it speaks of: ISO 3166-1 alpha-2.
    pub countries: &'a [String],
    /// Where its other places lie: degrees north and east.
    pub near: &'a [(f64, f64)],
    /// The word for the kind of place behind the name: `District`, `oblast`, `county`.
    pub kind_word: Option<&'a str>,
    /// Its gloss: other names of the same place.
    pub also: &'a [&'a str],
}

/// Something that speaks for a candidate, or against it.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// It bears the gloss, too.
    BearsGloss(String),
    /// It is what the word behind the name says.
    IsSuch(String, Kind),
    /// So many kilometres from another place of the document, the nearest.
    Near(u32),
    /// It lies in a country that the document speaks of.
    InCountry(String),
    /// It bore the name in the document's year.
    NamedThen(String, i16),
    /// It did not bear the name then, but from one year to another.
    NotNamedThen(String, Years, i16),
    /// It did not exist then.
    NotThereThen(Years, i16),
    /// Its name has the very letters.
    SameLetters,
    /// It is the most important of those that are equal so far, by what it is or its population.
    MostImportant,
    /// Nothing speaks for it but its name.
    OnlyName,
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Reason::BearsGloss(gloss) => write!(out, "it is also called {gloss}"),
            Reason::IsSuch(word, kind) => {
                write!(out, "it is a {}, and the text says {word}", kind.as_str())
            }
            Reason::Near(km) => write!(out, "{km} km from another place of the document"),
            Reason::InCountry(code) => write!(out, "in {code}, of which the document speaks"),
            Reason::NamedThen(form, year) => write!(out, "called {form} in {year}"),
            Reason::NotNamedThen(form, years, year) => {
                write!(out, "called {form} {}, not in {year}", Span(*years))
            }
            Reason::NotThereThen(years, year) => {
                write!(out, "it existed {}, not in {year}", Span(*years))
            }
            Reason::SameLetters => write!(out, "spelled with the same letters"),
            Reason::MostImportant => write!(out, "the most important of that name"),
            Reason::OnlyName => write!(out, "nothing but its name speaks for it"),
        }
    }
}

struct Span(Years);

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match (self.0.from, self.0.to) {
            (Some(from), Some(to)) => write!(out, "from {from} to {to}"),
            (Some(from), None) => write!(out, "from {from} on"),
            (None, Some(to)) => write!(out, "until {to}"),
            (None, None) => write!(out, "at times unknown"),
        }
    }
}

impl Years {
    /// Whether a year lies in between; where nothing is known it may.
    pub fn may_hold(self, year: i16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

/// So many candidates are weighed; of the others their importance decides.
const WEIGHED: usize = 500;
/// Of two candidates the nearer one comes first if it is in a nearer of these rings, in kilometres.
const RINGS: [f64; 4] = [50.0, 200.0, 800.0, 2500.0];

/// What orders a candidate: gloss, kind, nearness and country, time, letters, importance.
type Order = (bool, bool, Reverse<usize>, bool, How, u32);

impl Gazetteer {
    /// The candidates in order, the first `most` of them with all that is known.
    pub(super) fn ranked(
        &self,
        candidates: Candidates,
        evidence: &Evidence,
        most: usize,
    ) -> Vec<Place> {
        let glossed = self.glossed(evidence);
        let mut ordered: Vec<(Order, How, String, Vec<Reason>)> = Vec::new();
        for (number, (how, met)) in candidates.into_iter().take(WEIGHED) {
            let (order, reasons) = self.weigh(number, how, &met, evidence, &glossed);
            ordered.push((order, how, met, reasons));
        }
        ordered.sort_by_key(|(order, ..)| *order);
        let alone = ordered.len() == 1;
        let mut places = Vec::new();
        for (at, (order, how, met, mut reasons)) in ordered.into_iter().take(most).enumerate() {
            let Some(mut place) = self.place(order.5) else {
                continue;
            };
            if reasons.is_empty() && !alone {
                reasons.push(if at == 0 {
                    Reason::MostImportant
                } else {
                    Reason::OnlyName
                });
            }
            (place.how, place.met, place.reasons) = (Some(how), met, reasons);
            places.push(place);
        }
        places
    }

    /// The places that bear a gloss, each with the gloss.
    fn glossed(&self, evidence: &Evidence) -> HashMap<u32, String> {
        let mut glossed = HashMap::new();
        for gloss in evidence.also {
            let candidates = self.spelled(gloss, &fold(gloss));
            for number in candidates.into_keys() {
                glossed.entry(number).or_insert_with(|| (*gloss).to_owned());
            }
        }
        glossed
    }

    fn weigh(
        &self,
        number: u32,
        how: How,
        met: &str,
        evidence: &Evidence,
        glossed: &HashMap<u32, String>,
    ) -> (Order, Vec<Reason>) {
        let mut reasons = Vec::new();
        let bears = glossed.get(&number);
        reasons.extend(bears.map(|gloss| Reason::BearsGloss(gloss.clone())));
        let needs_facts = evidence.kind_word.is_some() || !evidence.near.is_empty();
        let facts = needs_facts.then(|| self.index.facts(number)).flatten();
        let kind = facts.as_ref().map(|facts| facts.kind);
        let fits = match (evidence.kind_word, kind) {
            (Some(word), Some(kind)) if kinds_of(word).contains(&kind) => {
                reasons.push(Reason::IsSuch(word.to_owned(), kind));
                true
            }
            _ => false,
        };
        let away = facts
            .and_then(|facts| facts.at)
            .and_then(|at| nearest(at, evidence.near));
        let ring = away.map_or(RINGS.len(), |away| {
            RINGS.iter().filter(|ring| away > **ring).count()
        });
        if let Some(away) = away.filter(|_| ring < RINGS.len()) {
            reasons.push(Reason::Near(away.round() as u32));
        }
        let country = (!evidence.countries.is_empty())
            .then(|| self.country_of(number))
            .flatten();
        let abroad = match country.filter(|country| evidence.countries.contains(country)) {
            Some(country) => {
                reasons.push(Reason::InCountry(country));
                0
            }
            None => 2,
        };
        let late = match evidence.year {
            Some(year) => self.is_untimely(number, met, year, &mut reasons),
            None => false,
        };
        if how == How::Exact && reasons.is_empty() {
            reasons.push(Reason::SameLetters);
        }
        let order = (
            bears.is_none(),
            !fits,
            Reverse(usize::MAX - ring - abroad),
            late,
            how,
            number,
        );
        (order, reasons)
    }

    /// Whether a place was not there, or not so called, in a year; says what speaks for and against.
    fn is_untimely(&self, number: u32, met: &str, year: i16, reasons: &mut Vec<Reason>) -> bool {
        let Some(entry) = self.index.entry(number) else {
            return false;
        };
        if !entry.years.may_hold(year) {
            reasons.push(Reason::NotThereThen(entry.years, year));
            return true;
        }
        let dated = |name: &&Name| name.form == met && name.years != Years::default();
        let Some(name) = entry.names.iter().find(dated) else {
            return false;
        };
        let then = entry
            .names
            .iter()
            .any(|name| name.form == met && name.years.may_hold(year));
        reasons.push(match then {
            true => Reason::NamedThen(met.to_owned(), year),
            false => Reason::NotNamedThen(met.to_owned(), name.years, year),
        });
        !then
    }
}

/// The kilometres to the nearest of these points.
fn nearest((lat, lon): (i32, i32), points: &[(f64, f64)]) -> Option<f64> {
    let (lat, lon) = (f64::from(lat) / 10_000.0, f64::from(lon) / 10_000.0);
    let distances = points
        .iter()
        .map(|&(north, east)| kilometres((lat, lon), (north, east)));
    distances.min_by(f64::total_cmp)
}

/// The distance on a globe of the Earth's mean radius, by the haversine.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    const RADIUS: f64 = 6371.0;
    let (north, east) = (
        (b.0 - a.0).to_radians() / 2.0,
        (b.1 - a.1).to_radians() / 2.0,
    );
    let half =
        north.sin().powi(2) + a.0.to_radians().cos() * b.0.to_radians().cos() * east.sin().powi(2);
    2.0 * RADIUS * half.sqrt().min(1.0).asin()
}

/// What a word behind a name says that the place is; nothing where it says no kind.
fn kinds_of(word: &str) -> HashSet<Kind> {
    let kinds: &[Kind] = match loosen_word(word).as_str() {
        "district" | "raion" | "rayon" | "uezd" | "uyezd" | "okrug" | "volost" | "county"
        | "hsien" | "xian" | "diqu" | "prefecture" | "department" | "aimag" | "aymag" | "sum"
        | "vilayet" | "sanjak" | "kreis" | "bezirk" | "landkreis" | "район" | "уезд" | "округ"
        | "canton" | "parish" | "borough" => &[Kind::District, Kind::Province],
        "oblast" | "oblasti" | "krai" | "kray" | "province" | "governorate" | "guberniya"
        | "gubernia" | "sheng" | "область" | "край" | "губерния" | "voivodeship"
        | "wojewodztwo" | "provinz" | "gouvernement" | "zizhiqu" => {
            &[Kind::Province, Kind::District, Kind::Region]
        }
        "city" | "town" | "village" | "settlement" | "shi" | "stadt" | "ville" | "город"
        | "село" | "station" | "port" | "fortress" => &[Kind::Town],
        "region" | "land" | "area" | "territory" => &[Kind::Region, Kind::Province, Kind::District],
        "republic" | "ssr" | "assr" => {
            &[Kind::Republic, Kind::State, Kind::Country, Kind::Province]
        }
        "state" | "kingdom" | "empire" | "khanate" | "emirate" | "country" => {
            &[Kind::State, Kind::Country, Kind::Province]
        }
        "colony" | "protectorate" | "mandate" => &[Kind::Colony],
        _ => &[],
    };
    kinds.iter().copied().collect()
}

/// The word folded; loosening would leave nothing of a word that is a kind.
fn loosen_word(word: &str) -> String {
    let words: Vec<String> = word.split_whitespace().map(fold).collect();
    match words.last() {
        Some(last) => last.clone(),
        None => loosen(word),
    }
}
