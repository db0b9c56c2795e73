//! What a name may mean: from the same letters to letters changed, the first way that finds something.

use std::collections::BTreeMap;

use super::Gazetteer;
use super::alike::Alike;
use super::evidence::Evidence;
use super::fold::{self, fold, loosen};
use super::index::Found;
use super::index::fuzzy::{self, Near};
use super::place::Place;
use super::romanise::{Romanisation, chinese, russian, umlauts};

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
    /// In another way of writing the same name.
    Romanised(Romanisation),
    /// But for this many letters of the folded name.
    Fuzzy {
        /// Insertions, deletions and substitutions, at least 1.
        distance: usize,
    },
}

/// Names that are longer are met letter by letter, or folded.
const LONGEST: usize = 64;

impl How {
    /// Exact and folded matches stand in one list, all others in one of their own.
    pub(super) fn step(self) -> u8 {
        match self {
            How::Exact | How::Folded => 0,
            How::Loosened => 1,
            How::Romanised(_) => 2,
            How::Fuzzy { distance } => 2 + distance.min(200) as u8,
        }
    }
}

/// Candidates by their number, with how each was met and by which form of it.
pub(super) type Candidates = BTreeMap<u32, (How, String)>;

impl Gazetteer {
    /// What the name may mean, at most [`MOST`] candidates: of exact and folded matches, else of loosened ones, else of other
    /// romanisations, else of those one letter away, else two.
    ///
    /// Costs microseconds if the name is there, half a millisecond among a million names if all has to be tried. Names of fewer
    /// than five letters are never matched letters away, nor names in other scripts than Latin.
    pub fn lookup(&self, name: &str) -> Matches {
        self.lookup_with(name, &Evidence::default())
    }

    /// The same in the order that the document speaks for: see [`Evidence`].
    pub fn lookup_with(&self, name: &str, evidence: &Evidence) -> Matches {
        let candidates = self.candidates(name);
        let count = candidates.len();
        let places = self.ranked(candidates, evidence, MOST);
        Matches {
            how: places.iter().filter_map(|place| place.how).min(),
            more: count.saturating_sub(places.len()),
            places,
        }
    }

    /// Whether some place bears this name, letter by letter or folded. About a microsecond.
    pub fn knows(&self, name: &str) -> bool {
        let key = fold(name);
        !key.is_empty() && self.index.has(&key)
    }

    /// The same for a key that is folded already.
    pub(super) fn has(&self, key: &str) -> bool {
        self.index.has(key)
    }

    /// How many places a name may mean, without what they are.
    pub fn count(&self, name: &str) -> usize {
        self.candidates(name).len()
    }

    /// All that the first step finds which finds something.
    pub(super) fn candidates(&self, name: &str) -> Candidates {
        let key = fold(name);
        if key.is_empty() {
            return Candidates::new();
        }
        let found = self.spelled(name, &key);
        if !found.is_empty() {
            return found;
        }
        let found = self.loosened(name);
        if !found.is_empty() {
            return found;
        }
        let found = self.romanised(name, &key);
        if !found.is_empty() {
            return found;
        }
        self.near(&key)
    }

    /// Places with a name of this key: those that are spelled like the name are told from the others.
    pub(super) fn spelled(&self, name: &str, key: &str) -> Candidates {
        let mut found = Candidates::new();
        // A name's places come one after the other, and its form need be read once.
        let mut last: Option<(u32, String)> = None;
        self.index.with_key(key, |met, place| {
            if last
                .as_ref()
                .is_none_or(|(number, _)| *number != met.number)
            {
                last = Some((met.number, met.form().unwrap_or_default()));
            }
            let Some((_, form)) = &last else { return };
            let how = if form == name {
                How::Exact
            } else {
                How::Folded
            };
            let better = found.get(&place).is_none_or(|(other, _)| how < *other);
            if better {
                found.insert(place, (how, form.clone()));
            }
        });
        found
    }

    fn loosened(&self, name: &str) -> Candidates {
        let key = loosen(name);
        let mut found = Candidates::new();
        let pairs = || {
            fold::SPELLINGS
                .iter()
                .map(|(written, instead)| (*instead, *written))
        };
        if key.is_empty() || key.len() > LONGEST {
            return found;
        }
        let Some(alike) = Alike::followed(&key, pairs(), fold::unit_endings()) else {
            return found;
        };
        self.index.accepted(&alike, &mut |met, place| {
            if let Some(form) = met.form().filter(|form| loosen(form) == key) {
                found.entry(place).or_insert((How::Loosened, form));
            }
        });
        found
    }

    fn romanised(&self, name: &str, key: &str) -> Candidates {
        let mut found = Candidates::new();
        let mut take = |by: Romanisation, met: &Found, place: u32| {
            if let Some(form) = met.form() {
                found.entry(place).or_insert((How::Romanised(by), form));
            }
        };
        if let Some(alike) = umlauts(name, key) {
            self.index.accepted(&alike, &mut |met, place| {
                take(Romanisation::Umlaut, met, place)
            });
        }
        for (by, other) in chinese(name) {
            self.index
                .with_key(&other, |met, place| take(by, met, place));
        }
        if found.is_empty()
            && let Some(alike) = russian(key)
        {
            let mut take = |met: &Found, place: u32| {
                if let Some(form) = met.form() {
                    found
                        .entry(place)
                        .or_insert((How::Romanised(Romanisation::Russian), form));
                }
            };
            self.index.accepted(&alike, &mut take);
        }
        found
    }

    /// One walk finds what is one letter away and what is two; only the nearest count.
    fn near(&self, key: &str) -> Candidates {
        let mut found: Vec<(usize, u32, String)> = Vec::new();
        let Some(near) = Some(far(key))
            .filter(|&far| far > 0)
            .and_then(|far| Near::to(key, far))
        else {
            return Candidates::new();
        };
        self.index.accepted(&near, &mut |met, place| {
            let distance = strsim::levenshtein(met.key, key).max(1);
            found.extend(met.form().map(|form| (distance, place, form)));
        });
        let nearest = found.iter().map(|(distance, ..)| *distance).min();
        let mut candidates = Candidates::new();
        for (distance, place, form) in found {
            if Some(distance) == nearest {
                candidates
                    .entry(place)
                    .or_insert((How::Fuzzy { distance }, form));
            }
        }
        candidates
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
