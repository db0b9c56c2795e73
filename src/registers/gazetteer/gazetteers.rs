//! Several gazetteers asked together: those of a collection first, the built-in one last.

use std::fmt;
use std::sync::Arc;

use super::evidence::Evidence;
use super::lookup::{MOST, Matches};
use super::prefix::Completion;
use super::renown::Renown;
use super::{Gazetteer, Place};

/// Gazetteers in the order in which they are believed. Cheap to copy.
#[derive(Clone, Default)]
pub struct Gazetteers {
    own: Vec<Arc<Gazetteer>>,
}

impl fmt::Debug for Gazetteers {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{} gazetteers and the built-in one", self.own.len())
    }
}

impl Gazetteers {
    /// These, and the built-in one behind them.
    pub fn new(own: Vec<Arc<Gazetteer>>) -> Gazetteers {
        Gazetteers { own }
    }

    /// All of them in order.
    pub fn all(&self) -> impl Iterator<Item = &Gazetteer> {
        let own = self.own.iter().map(|own| &**own);
        own.chain(std::iter::once(Gazetteer::builtin()))
    }

    /// What the name may mean by any of them.
    pub fn lookup(&self, name: &str) -> Matches {
        self.lookup_with(name, &Evidence::default())
    }

    /// What the name may mean by any of them: only the best kind of match counts, whichever has it. The same place, by its
    /// number in GeoNames, is shown once, with what the first says of it and all names.
    pub fn lookup_with(&self, name: &str, evidence: &Evidence) -> Matches {
        let answers: Vec<Matches> = self
            .all()
            .map(|gazetteer| gazetteer.lookup_with(name, evidence))
            .filter(|matches| !matches.places.is_empty())
            .collect();
        let best = answers.iter().filter_map(|matches| matches.how).min();
        let Some(best) = best else {
            return Matches::default();
        };
        let mut all = Matches {
            how: Some(best),
            ..Matches::default()
        };
        let same_step =
            |matches: &Matches| matches.how.is_some_and(|how| how.step() == best.step());
        for matches in answers.into_iter().filter(same_step) {
            all.more += matches.more;
            for place in matches.places {
                match all.places.iter().position(|known| is_same(known, &place)) {
                    Some(known) => merge(&mut all.places[known], place),
                    None if all.places.len() < MOST => all.places.push(place),
                    None => all.more += 1,
                }
            }
        }
        all
    }

    /// Whether any of them knows the name.
    pub fn knows(&self, name: &str) -> bool {
        self.all().any(|gazetteer| gazetteer.knows(name))
    }

    /// The same for a key that is folded already.
    pub fn has(&self, key: &str) -> bool {
        !key.is_empty() && self.all().any(|gazetteer| gazetteer.has(key))
    }

    /// The lengths in bytes of the beginnings of a folded text that any of them knows; see [`Gazetteer::beginnings`].
    pub fn beginnings(&self, folded: &str) -> Vec<usize> {
        let mut lengths: Vec<usize> = self.all().flat_map(|it| it.beginnings(folded)).collect();
        lengths.sort_unstable();
        lengths.dedup();
        lengths
    }

    /// How well the places of a name are known to the world, by any of them.
    pub fn renown(&self, name: &str) -> Renown {
        let renowns = self.all().map(|gazetteer| gazetteer.renown(name));
        renowns.fold(Renown::default(), |one, other| Renown {
            is_land: one.is_land || other.is_land,
            people: one.people.max(other.people),
        })
    }

    /// Names that begin so: of each gazetteer in turn, each name once.
    pub fn prefix(&self, text: &str, limit: usize) -> Vec<Completion> {
        let mut names: Vec<Completion> = Vec::new();
        for gazetteer in self.all() {
            for name in gazetteer.prefix(text, limit) {
                if names.len() < limit && !names.iter().any(|known| known.name == name.name) {
                    names.push(name);
                }
            }
        }
        names
    }
}

fn is_same(a: &Place, b: &Place) -> bool {
    a.geonames.is_some() && a.geonames == b.geonames
}

fn merge(known: &mut Place, other: Place) {
    for name in other.names {
        if !known.names.iter().any(|own| own.form == name.form) {
            known.names.push(name);
        }
    }
    known.country = known.country.take().or(other.country);
    known.province = known.province.take().or(other.province);
    known.district = known.district.take().or(other.district);
    (known.lat, known.lon) = (known.lat.or(other.lat), known.lon.or(other.lon));
    for link in other.links {
        if !known.links.contains(&link) {
            known.links.push(link);
        }
    }
}
