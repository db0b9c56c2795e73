//! What a document says that tells namesakes apart: when it is of, and where its other places lie.

use std::collections::HashSet;

use super::{Document, Mention};
use crate::model::date::Day;
use crate::model::description::Description;
use crate::model::glosses;
use crate::registers::gazetteer::{Evidence, Matches, Place};
use crate::registers::{Registers, Topic};
use crate::vocabulary::Class;

use super::cues;
use crate::model::brackets::lexicon::has;

/// What the names of a document have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surroundings {
    /// The year it is of.
    year: Option<i16>,
    /// The countries of the places that are clear.
    countries: Vec<String>,
    /// Where they lie.
    near: Vec<(f64, f64)>,
}

impl Surroundings {
    /// Reads them from the names of a document. Costs a look-up for each of its names.
    pub fn of(document: &Document, mentions: &[Mention], registers: &Registers) -> Surroundings {
        let date = Description::of(document, registers).date;
        let earliest = date
            .map(|told| told.value.earliest())
            .filter(|day| *day != Day::MIN);
        let mut surroundings = Surroundings {
            year: earliest.and_then(|day| i16::try_from(day.year).ok()),
            ..Surroundings::default()
        };
        let mut seen = HashSet::new();
        for mention in mentions {
            if mention.topic() != Some(Topic::Places) || !seen.insert(&*mention.key) {
                continue;
            }
            if let [row] = mention.rows[..] {
                let record = &registers.places[row.index];
                surroundings.add(record.countries.first(), record.at);
                continue;
            }
            let name = document.slice(mention.range.clone());
            let found = registers.gazetteers.lookup(&name).places;
            // Of several places nothing is known but the country, if they share it.
            let country =
                |place: &Place| place.country.as_ref().map(|country| country.code.clone());
            let first = found.first().and_then(country);
            let at = match &found[..] {
                [place] => place
                    .lat
                    .zip(place.lon)
                    .map(|(lat, lon)| (lat.into(), lon.into())),
                _ => None,
            };
            if found.iter().all(|place| country(place) == first) {
                surroundings.add(first.as_ref(), at);
            }
        }
        surroundings
    }

    fn add(&mut self, country: Option<&String>, at: Option<(f64, f64)>) {
        if let Some(country) = country.filter(|country| !self.countries.contains(country)) {
            self.countries.push(country.clone());
        }
        self.near.extend(at);
    }

    /// What a mention may mean, in the order that the document speaks for; every place says why it stands where it stands.
    pub fn candidates(
        &self,
        document: &Document,
        mention: &Mention,
        registers: &Registers,
    ) -> Matches {
        let name = document.slice(mention.range.clone());
        let glosses = glosses(document, mention);
        let glosses: Vec<&str> = glosses.iter().map(String::as_str).collect();
        let behind = behind(document, mention);
        let (unit, rest) = match behind.split_once(|c: char| !c.is_alphabetic()) {
            Some((word, rest)) if has(cues::UNITS, word) => (Some(word), rest),
            _ => (None, behind.as_str()),
        };
        let last = name.rsplit_once(char::is_whitespace).map(|(_, last)| last);
        // What it is said to lie in counts before all that the document speaks of.
        let within = country_of_land(rest, registers);
        let within: Vec<String> = within.into_iter().collect();
        let evidence = Evidence {
            year: self.year,
            countries: if within.is_empty() {
                &self.countries
            } else {
                &within
            },
            near: &self.near,
            kind_word: unit.or(last.filter(|word| has(cues::UNITS, word))),
            also: &glosses,
        };
        registers.gazetteers.lookup_with(&name, &evidence)
    }
}

/// The country of the land that a text begins to speak of: ` of Xinjiang`, `, China`.
fn country_of_land(text: &str, registers: &Registers) -> Option<String> {
    let text = text.trim_start();
    let mut starts = ["of ", "in ", ", "].into_iter();
    let land = starts.find_map(|start| text.strip_prefix(start))?;
    let land = land.strip_prefix("the ").unwrap_or(land);
    let words = land.split_inclusive(|c: char| !c.is_alphabetic() && c != '-');
    let names = words.take_while(|word| word.starts_with(char::is_uppercase));
    let mut ends: Vec<usize> = Vec::new();
    for word in names {
        ends.push(ends.last().copied().unwrap_or(0) + word.len());
    }
    let lands = ends
        .iter()
        .rev()
        .map(|end| land[..*end].trim_end_matches(|c: char| !c.is_alphabetic()));
    let mut known = lands.filter(|land| registers.gazetteers.renown(land).is_land);
    let places = registers.gazetteers.lookup(known.next()?).places;
    places
        .into_iter()
        .next()?
        .country
        .map(|country| country.code)
}

/// The words right behind a mention.
fn behind(document: &Document, mention: &Mention) -> String {
    const NEAR: usize = 60;
    let text = document.text();
    let end = (mention.range.end + NEAR).min(text.len_bytes());
    let end = text.char_to_byte(text.byte_to_char(end));
    document
        .slice(mention.range.end..end)
        .trim_start()
        .to_owned()
}

/// The other names that the document itself gives the same place, anywhere in it.
fn glosses(document: &Document, mention: &Mention) -> Vec<String> {
    let mut others = Vec::new();
    let of_names = glosses::glosses_with(document, &mention.key).into_iter();
    for gloss in of_names.filter(|gloss| gloss.class == Class::OtherName) {
        let pair = [gloss.gloss, gloss.name];
        for (key, other) in gloss.keys.iter().zip(pair) {
            if **key == *mention.key {
                others.push(document.slice(other).into_owned());
            }
        }
    }
    others.dedup();
    others
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::mentions::mentions;

    #[track_caller]
    fn check(text: &str, name: &str, country: &str) {
        let (document, registers) = (Document::new(text), Registers::default());
        let all = mentions(&document, &registers);
        let surroundings = Surroundings::of(&document, &all, &registers);
        let mut named = all
            .iter()
            .filter(|it| document.slice(it.range.clone()) == name);
        let mention = named
            .next()
            .unwrap_or_else(|| panic!("{name} is found in {text}"));
        let first = surroundings
            .candidates(&document, mention, &registers)
            .places
            .into_iter()
            .next();
        let code = first
            .and_then(|place| place.country)
            .map(|country| country.code);
        assert_eq!(code.as_deref(), Some(country), "{text}");
    }

    #[test]
    fn what_a_place_is_said_to_lie_in_tells_namesakes_apart() {
        check(
            "the Kazakh SSR borders on the Altai District of Xinjiang",
            "Altai District",
            "CN",
        );
        check("He was born in Paris, Texas", "Paris", "US");
        check("He was born in Paris", "Paris", "FR");
        check("from Urumqi and Kashgar he went to Aksu", "Aksu", "CN");
    }
}
