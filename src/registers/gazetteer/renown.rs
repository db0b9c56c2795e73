//! What prose is asked for names by: where in a line one ends, and whether the world knows its places.

use super::Gazetteer;
use super::entry::Kind;
use super::fold::fold;

/// How well the places of a name are known to the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Renown {
    /// Whether it is a country, a state or land of the past, or a unit of the first order in a large country.
    pub is_land: bool,
    /// The people of the largest town that is called so before all else; 0 where there is none.
    pub people: u32,
}

impl Gazetteer {
    /// The lengths in bytes of the beginnings of a folded text that are names of places, the shortest first: the longest name
    /// at a place of a document is found in one walk. About a microsecond.
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
            let Some(entry) = self.index.facts(place) else {
                continue;
            };
            let people_of_country = || {
                let country = entry.parent.checked_sub(1);
                let country = country.and_then(|it| self.index.facts(it));
                country.map_or(0, |it| it.population)
            };
            let is_title = || {
                let titled = self.index.titled(place);
                titled.is_some_and(|(_, title)| fold(&title) == key)
            };
            match entry.kind {
                Kind::District => {}
                Kind::Town if entry.population > renown.people && is_title() => {
                    renown.people = entry.population;
                }
                Kind::Town => {}
                Kind::Province => renown.is_land |= people_of_country() >= LARGE_COUNTRY,
                _ => renown.is_land = true,
            }
        }
        renown
    }
}
