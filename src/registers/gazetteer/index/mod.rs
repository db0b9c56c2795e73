//! The compiled index: a file of sections that are read where they lie.
//!
//! ```text
//! "SIGLAGAZ"  version u32  length of the file u64  checksum of what follows u64      all numbers little-endian
//! counts      places u32, names u32, keys u32; how many bits a posting, a number in GeoNames, a parent has, a byte each; 0
//! lengths     of each section, u64
//! about       what is in it, JSON
//! letters     how long the code of each letter is behind each
//! blocks      for each block of names where it begins, u32
//! names       the names in the order of their folded keys
//! postings    for each name its place, or where its list begins, counted from the number of places on
//! lists       lists of places: how many, the first, the steps to the next ones
//! starts      for each sixteen places where in `entries` they begin, u32
//! entries     the places, most important first, each behind its length
//! texts       what many places share: languages, references
//! columns     for each place kind and flags, number in GeoNames, parent + 1
//! ```

mod form;
pub(super) mod fuzzy;
pub(super) mod letters;
mod names;
pub(super) mod numbers;
pub(super) mod record;
pub(super) mod walk;

use std::ops::Range;

use memmap2::Mmap;

use super::entry::Entry;
use super::unreadable::Unreadable;
use letters::Letters;
pub(super) use names::{Found, NamesWriter};
use names::{Heads, Names};
use numbers::Reader;
use record::Columns;
use walk::Walker;

pub(super) const MAGIC: &[u8; 8] = b"SIGLAGAZ";
/// Every change of the layout makes it another.
pub(super) const VERSION: u32 = 2;
pub(super) const SECTIONS: usize = 10;
const COUNTS: usize = 28;
pub(super) const HEADER: usize = COUNTS + 4 * 4 + 8 * SECTIONS;
/// So many places stand behind one of `starts`.
pub(super) const GROUP: u32 = 16;

/// The bytes of an index, wherever they lie.
pub(super) enum Bytes {
    Program(&'static [u8]),
    Memory(Vec<u8>),
    File(Mmap),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Bytes::Program(bytes) => bytes,
            Bytes::Memory(bytes) => bytes,
            Bytes::File(bytes) => bytes,
        }
    }
}

/// An index that has been opened. A place's number in it orders by importance: the lower, the likelier.
pub(super) struct Index {
    bytes: Bytes,
    sections: [Range<usize>; SECTIONS],
    pub places: u32,
    pub names: u32,
    pub keys: u32,
    width: u32,
    columns: Columns,
    letters: Letters,
    heads: Heads,
}

impl Index {
    /// Opens an index without reading more than its header: the cost does not depend on its size.
    pub fn open(bytes: Bytes) -> Result<Index, Unreadable> {
        let file = bytes.get();
        if file.is_empty() {
            return Err(Unreadable::Empty);
        }
        let known = file.len().min(MAGIC.len());
        if file[..known] != MAGIC[..known] {
            return Err(Unreadable::NoGazetteer);
        }
        let short = |whole: u64| Unreadable::CutShort {
            whole,
            left: file.len() as u64,
        };
        let word = |at: usize| {
            let bytes = file.get(at..).and_then(|rest| rest.first_chunk::<4>());
            bytes
                .map(|bytes| u32::from_le_bytes(*bytes))
                .ok_or(short(HEADER as u64))
        };
        let long = |at: usize| Ok(u64::from(word(at)?) | u64::from(word(at + 4)?) << 32);
        match word(8)? {
            VERSION => {}
            version => return Err(Unreadable::OtherVersion { version }),
        }
        let length: u64 = long(12)?;
        if length > file.len() as u64 {
            return Err(short(length));
        }
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        let mut end = HEADER;
        for (n, section) in sections.iter_mut().enumerate() {
            let length = usize::try_from(long(COUNTS + 16 + 8 * n)?).ok();
            let next = length.and_then(|length| end.checked_add(length));
            let next = next
                .filter(|&next| next <= file.len())
                .ok_or(Unreadable::Damaged)?;
            *section = end..next;
            end = next;
        }
        let count = |n: usize| word(COUNTS + 4 * n);
        let (places, names, keys, widths) = (count(0)?, count(1)?, count(2)?, count(3)?);
        let [width, geonames, parent, _] = widths.to_le_bytes().map(u32::from);
        let columns = Columns { geonames, parent };
        // The counts say how long these must be; nothing further is believed without a look.
        let groups = |count: u32| count.div_ceil(GROUP) as usize * 4;
        let bits =
            |count: u32, width: u32| (u64::from(count) * u64::from(width)).div_ceil(8) as usize;
        let is_sound = end as u64 == length
            && width <= 56
            && columns.width() <= 56
            && sections[2].len() == groups(names)
            && sections[6].len() == groups(places)
            && sections[4].len() >= bits(names, width)
            && sections[9].len() >= bits(places, columns.width());
        if !is_sound {
            return Err(Unreadable::Damaged);
        }
        let letters = Letters::read(&file[sections[1].clone()]).ok_or(Unreadable::Damaged)?;
        Ok(Index {
            bytes,
            sections,
            places,
            names,
            keys,
            width,
            columns,
            letters,
            heads: Heads::default(),
        })
    }

    /// Whether the file is as it was written. Reads it all, at some GB a second.
    pub fn is_whole(&self) -> bool {
        let file = self.bytes.get();
        let sum = file
            .get(20..28)
            .map(|sum| u64::from_le_bytes(sum.try_into().expect("eight")));
        sum == Some(checksum(
            file.get(COUNTS..self.sections[SECTIONS - 1].end)
                .unwrap_or_default(),
        ))
    }

    /// What its maker says is in it: JSON.
    pub fn about(&self) -> &str {
        std::str::from_utf8(self.section(0)).unwrap_or_default()
    }

    /// Calls for each place that bears a name of this key, with the name.
    pub fn with_key(&self, key: &str, mut found: impl FnMut(&Found, u32)) {
        let names = self.dictionary();
        names.with_key(key, |name| {
            self.places_of(name.number, |place| found(name, place))
        });
    }

    /// Whether a name of some place folds to this key.
    pub fn has(&self, key: &str) -> bool {
        let mut has = false;
        self.dictionary().with_key(key, |_| has = true);
        has
    }

    /// The places that bear a name of this key, each once, the most important first.
    pub fn folded(&self, key: &str) -> Vec<u32> {
        let mut places = Vec::new();
        self.with_key(key, |_, place| places.push(place));
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The lengths in bytes of all beginnings of this key that are keys themselves, the shortest first.
    pub fn beginnings(&self, key: &str) -> Vec<usize> {
        self.dictionary().beginnings(key)
    }

    /// Calls for each name whose key begins so, with its most important place.
    pub fn with_prefix(&self, prefix: &str, mut found: impl FnMut(&Found, u32) -> bool) {
        self.dictionary().with_prefix(prefix, |name| {
            let mut first = None;
            self.places_of(name.number, |place| first = first.or(Some(place)));
            first.is_none_or(|first| found(name, first))
        });
    }

    /// Calls for each place with a name whose folded key the automaton accepts.
    pub fn accepted(&self, automaton: &impl Walker, found: &mut dyn FnMut(&Found, u32)) {
        walk::accepted(&self.dictionary(), automaton, &mut |name| {
            self.places_of(name.number, |place| found(name, place));
        });
    }

    /// What the index says of a place; its `parent` is a place's number + 1.
    pub fn entry(&self, place: u32) -> Option<Entry> {
        let mut numbers = Vec::new();
        let mut entry = self.unnamed(place, &mut numbers)?;
        let names = self.dictionary();
        for (name, number) in entry.names.iter_mut().zip(numbers) {
            name.form = names.form(number)?;
        }
        Some(entry)
    }

    /// What it says of a place without names and words.
    pub fn facts(&self, place: u32) -> Option<Entry> {
        let (mut entry, flags) = self.row(place)?;
        record::read_facts(&mut Reader(self.record(place)?), &mut entry, flags)?;
        Some(entry)
    }

    /// The facts of a place and its title.
    pub fn titled(&self, place: u32) -> Option<(Entry, String)> {
        let mut numbers = Vec::new();
        let entry = self.unnamed(place, &mut numbers)?;
        let title = self.dictionary().form(*numbers.first()?)?;
        Some((entry, title))
    }

    fn unnamed(&self, place: u32, numbers: &mut Vec<u32>) -> Option<Entry> {
        record::read(
            self.record(place)?,
            self.row(place)?,
            self.section(8),
            numbers,
        )
    }

    fn row(&self, place: u32) -> Option<(Entry, u8)> {
        if place >= self.places {
            return None;
        }
        let row = numbers::packed(self.section(9), self.columns.width(), place as usize)?;
        self.columns.read(row)
    }

    fn record(&self, place: u32) -> Option<&[u8]> {
        if place >= self.places {
            return None;
        }
        let start = self
            .section(6)
            .get((place / GROUP) as usize * 4..)?
            .first_chunk::<4>()?;
        let mut rest = Reader(self.section(7).get(u32::from_le_bytes(*start) as usize..)?);
        for _ in 0..place % GROUP {
            rest.bytes()?;
        }
        rest.bytes()
    }

    /// The places that bear a name.
    fn places_of(&self, name: u32, mut each: impl FnMut(u32)) {
        let posting = numbers::packed(self.section(4), self.width, name as usize);
        let Some(posting) = posting else { return };
        match posting.checked_sub(u64::from(self.places)) {
            None => each(posting as u32),
            Some(list) => {
                let list = usize::try_from(list)
                    .ok()
                    .and_then(|at| self.section(5).get(at..));
                list.and_then(|list| record::list(list, each));
            }
        }
    }

    fn dictionary(&self) -> Names<'_> {
        Names {
            count: self.names,
            starts: self.section(2),
            blocks: self.section(3),
            letters: &self.letters,
            heads: &self.heads,
        }
    }

    fn section(&self, n: usize) -> &[u8] {
        &self.bytes.get()[self.sections[n].clone()]
    }
}

/// The checksum of a file from its counts on.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(bytes)
}

#[cfg(test)]
mod tests;
