//! The compiled index: a file of sections that are read where they lie.
//!
//! ```text
//! "SIGLAGAZ"  version u32  sections' lengths 6 × u32          all numbers little-endian
//! folded      fst: key of a name -> its places
//! loose       fst: looser key, where it differs from the key -> its places
//! postings    lists of places: how many, the first, the steps to the next ones
//! starts      for each place, where in `entries` it begins, u32
//! symbols     what the codes in names stand for
//! entries     the places, most important first, in variable-length numbers
//! ```
//!
//! A value in an fst is a place's number × 2 + 1 if the key has one place, else its list's offset in `postings` × 2.

use super::entry::Entry;
use super::fold::{fold, loosen};
use super::record::{Reader, Writer};
use super::symbols::Symbols;
use fst::automaton::Automaton;
use fst::{IntoStreamer, Map, MapBuilder, Streamer};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

type Bytes = Cow<'static, [u8]>;

const MAGIC: &[u8; 8] = b"SIGLAGAZ";
const VERSION: u32 = 1;
/// How many names are enough to find the runs of letters that are frequent in all.
const SAMPLE: usize = 10_000;
const SECTIONS: usize = 6;
const HEADER: usize = MAGIC.len() + 4 + 4 * SECTIONS;

/// An index that has been opened. A place's number in it orders by importance: the lower, the likelier.
pub(super) struct Index {
    folded: Map<Bytes>,
    loose: Map<Bytes>,
    postings: Bytes,
    starts: Bytes,
    symbols: Bytes,
    entries: Bytes,
}

impl Index {
    /// Opens an index without reading it: the cost does not depend on its size if the bytes are borrowed.
    ///
    /// `None` if these are not the bytes of an index of this version.
    pub(super) fn open(file: Bytes) -> Option<Index> {
        let header = file.get(..HEADER)?;
        let number = |at: usize| Some(u32::from_le_bytes(header.get(at..at + 4)?.try_into().ok()?));
        if !header.starts_with(MAGIC) || number(MAGIC.len())? != VERSION {
            return None;
        }
        let mut end = HEADER;
        let mut section = |n: usize| {
            let start = end;
            end = start.checked_add(number(MAGIC.len() + 4 + 4 * n)? as usize)?;
            Some(match &file {
                Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(start..end)?),
                Cow::Owned(bytes) => Cow::Owned(bytes.get(start..end)?.to_vec()),
            })
        };
        Some(Index {
            folded: Map::new(section(0)?).ok()?,
            loose: Map::new(section(1)?).ok()?,
            postings: section(2)?,
            starts: section(3)?,
            symbols: section(4)?,
            entries: section(5)?,
        })
    }

    /// Whether the maps are as they were written. Reads them all.
    pub(super) fn is_whole(&self) -> bool {
        self.folded.as_fst().verify().is_ok() && self.loose.as_fst().verify().is_ok()
    }

    /// The number of places.
    pub(super) fn len(&self) -> usize {
        self.starts.len() / 4
    }

    /// The number of different folded keys.
    pub(super) fn keys(&self) -> usize {
        self.folded.len()
    }

    /// Whether a name of some place folds to this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.folded.contains_key(key)
    }

    /// The lengths in bytes of all beginnings of this key that are keys themselves, the shortest first. One walk.
    pub(super) fn beginnings(&self, key: &str) -> Vec<usize> {
        let fst = self.folded.as_fst();
        let (mut node, mut ends) = (fst.root(), Vec::new());
        for (at, byte) in key.bytes().enumerate() {
            let Some(transition) = node.find_input(byte) else {
                break;
            };
            node = fst.node(node.transition_addr(transition));
            if node.is_final() {
                ends.push(at + 1);
            }
        }
        ends
    }

    /// The places with a name that folds to this key.
    pub(super) fn folded(&self, key: &str) -> Vec<u32> {
        self.folded
            .get(key)
            .map(|value| self.places(value))
            .unwrap_or_default()
    }

    /// The places with a name that loosens to this key.
    pub(super) fn loose(&self, key: &str) -> Vec<u32> {
        let mut places = self.folded(key);
        if let Some(value) = self.loose.get(key) {
            places.extend(self.places(value));
        }
        sorted(places)
    }

    /// The places with a name whose folded key the automaton accepts.
    pub(super) fn matching(&self, automaton: impl Automaton) -> Vec<u32> {
        let mut places = Vec::new();
        let mut keys = self.folded.search(automaton).into_stream();
        while let Some((_, value)) = keys.next() {
            places.extend(self.places(value));
        }
        sorted(places)
    }

    /// What the index says of a place.
    pub(super) fn entry(&self, place: u32) -> Option<Entry> {
        let at = place as usize * 4;
        let start = u32::from_le_bytes(self.starts.get(at..at + 4)?.try_into().ok()?);
        Reader(self.entries.get(start as usize..)?).entry(&self.symbols)
    }

    fn places(&self, value: u64) -> Vec<u32> {
        if value & 1 == 1 {
            return vec![(value >> 1) as u32];
        }
        let list = usize::try_from(value >> 1)
            .ok()
            .and_then(|at| self.postings.get(at..));
        list.and_then(|list| Reader(list).postings())
            .unwrap_or_default()
    }
}

/// The bytes of an index of these places. The same places in any order give the same bytes.
///
/// A parent that is not among the places is left out.
pub fn compile(mut places: Vec<Entry>) -> Vec<u8> {
    places.sort_by(|a, b| {
        (b.weight().cmp(&a.weight()))
            .then(a.geonames.cmp(&b.geonames))
            .then(a.title().cmp(b.title()))
    });
    let number: HashMap<u32, u32> = (0..)
        .zip(&places)
        .map(|(n, place)| (place.geonames, n))
        .collect();

    let forms: Vec<&str> = places
        .iter()
        .flat_map(|place| &place.names)
        .map(|name| &*name.form)
        .collect();
    let symbols = Symbols::of(
        &forms
            .iter()
            .copied()
            .step_by(1 + forms.len() / SAMPLE)
            .collect::<Vec<_>>(),
    );

    let (mut folded, mut loose) = (
        BTreeMap::<_, Vec<u32>>::new(),
        BTreeMap::<_, Vec<u32>>::new(),
    );
    let (mut starts, mut entries) = (Vec::new(), Writer::default());
    for (n, place) in (0..).zip(&places) {
        for name in &place.names {
            let (key, loose_key) = (fold(&name.form), loosen(&name.form));
            if loose_key != key && !loose_key.is_empty() {
                loose.entry(loose_key).or_default().push(n);
            }
            if !key.is_empty() {
                folded.entry(key).or_default().push(n);
            }
        }
        starts.extend((entries.0.len() as u32).to_le_bytes());
        let parent = number.get(&place.parent).filter(|_| place.parent != 0);
        entries.entry(place, parent.copied(), &symbols);
    }

    let mut postings = Writer::default();
    let folded = map(folded, &mut postings);
    let loose = map(loose, &mut postings);
    let sections = [
        folded,
        loose,
        postings.0,
        starts,
        symbols.to_bytes(),
        entries.0,
    ];
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend(
        sections
            .iter()
            .flat_map(|section| (section.len() as u32).to_le_bytes()),
    );
    file.extend(sections.concat());
    file
}

fn map(keys: BTreeMap<String, Vec<u32>>, postings: &mut Writer) -> Vec<u8> {
    let mut map = MapBuilder::memory();
    for (key, places) in keys {
        let places = sorted(places);
        let value = match places[..] {
            [only] => u64::from(only) << 1 | 1,
            _ => (postings.list(&places) as u64) << 1,
        };
        map.insert(key, value)
            .expect("a BTreeMap gives its keys in order, each once");
    }
    map.into_inner().expect("writing to memory cannot fail")
}

fn sorted(mut places: Vec<u32>) -> Vec<u32> {
    places.sort_unstable();
    places.dedup();
    places
}
