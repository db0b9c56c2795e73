//! The bytes of an index's entries and lists, and their values.
//!
//! ```text
//! population
//! a country's code, 6 bytes of latitude and longitude                        where flags say so
//! years, now, reference, id, countries, types, links, description            where flags say so
//! how many names, the title's number, those of the others as steps upward
//! of each name: language, years, reference                                   where flags say so
//! ```
//!
//! Flags and kind, the number in GeoNames and that of the parent stand in columns of bits, and texts that many places share in a
//! table of their own.

use std::collections::HashMap;

use super::super::entry::{Entry, Kind, Name, Years};
use super::numbers::{Reader, Writer, width};

const KIND: u8 = 15;
const PLACED: u8 = 16;
/// What only places of the past and of scholars' files have.
const MORE: u8 = 32;
/// Of its names more is known than the form.
const NAMED: u8 = 64;
const LANGUAGE: u64 = 1;
const YEARS: u64 = 2;
const REFERENCE: u64 = 4;
/// All degrees east in ten-thousandths, and one.
const EAST: u64 = 3_600_001;

/// Texts that many places share, by their number. Beyond so many, texts are written where they stand: a source may give
/// each place a reference of its own, and memory is bounded.
#[derive(Default)]
pub(in super::super) struct Texts {
    numbers: HashMap<String, u64>,
    texts: Vec<String>,
}

const MOST_TEXTS: usize = 1 << 16;

impl Texts {
    fn write(&mut self, text: &str, out: &mut Writer) {
        if let Some(&number) = self.numbers.get(text) {
            return out.number(number);
        }
        if self.texts.len() == MOST_TEXTS {
            out.number(0);
            return out.text(text);
        }
        self.texts.push(text.to_owned());
        self.numbers
            .insert(text.to_owned(), self.texts.len() as u64);
        out.number(self.texts.len() as u64);
    }

    fn write_all(&mut self, texts: &[String], out: &mut Writer) {
        out.number(texts.len() as u64);
        for text in texts {
            self.write(text, out);
        }
    }

    /// The table: where each text begins and the last ends, then the texts.
    pub(in super::super) fn to_bytes(&self) -> Vec<u8> {
        let mut starts = (self.texts.len() as u32).to_le_bytes().to_vec();
        let mut texts: Vec<u8> = Vec::new();
        for text in &self.texts {
            starts.extend((texts.len() as u32).to_le_bytes());
            texts.extend(text.as_bytes());
        }
        starts.extend((texts.len() as u32).to_le_bytes());
        starts.extend(texts);
        starts
    }
}

/// The text of a number in a table that [`Texts`] wrote.
fn shared_text(table: &[u8], number: usize) -> Option<&str> {
    let word = |at: usize| {
        let bytes = table.get(at * 4..)?.first_chunk::<4>()?;
        Some(u32::from_le_bytes(*bytes) as usize)
    };
    let count = word(0)?;
    if number >= count {
        return None;
    }
    let texts = table.get((count + 2) * 4..)?;
    std::str::from_utf8(texts.get(word(number + 1)?..word(number + 2)?)?).ok()
}

/// What stands in the columns of bits: flags and kind, then the number in GeoNames, then the parent's number + 1.
#[derive(Clone, Copy)]
pub(in super::super) struct Columns {
    pub geonames: u32,
    pub parent: u32,
}

const FLAGS: u32 = 7;

impl Columns {
    /// The columns for numbers up to these; `None` where a row would be too wide to be read by one look.
    pub(in super::super) fn for_largest(geonames: u32, places: u32) -> Option<Columns> {
        let columns = Columns {
            geonames: width(geonames.into()),
            parent: width(places.into()),
        };
        (columns.width() <= 56).then_some(columns)
    }

    pub(in super::super) fn width(self) -> u32 {
        FLAGS + self.geonames + self.parent
    }

    /// The row of a place that lies in the place of number `parent`.
    pub(in super::super) fn row(self, place: &Entry, parent: Option<u32>) -> u64 {
        let parent = parent.map_or(0, |parent| u64::from(parent) + 1);
        u64::from(flags(place))
            | u64::from(place.geonames) << FLAGS
            | parent << (FLAGS + self.geonames)
    }

    /// What a row says, and its flags.
    pub(super) fn read(self, row: u64) -> Option<(Entry, u8)> {
        let flags = (row & ((1 << FLAGS) - 1)) as u8;
        let entry = Entry {
            kind: *Kind::ALL.get(usize::from(flags & KIND))?,
            geonames: ((row >> FLAGS) & ((1 << self.geonames) - 1)) as u32,
            parent: (row >> (FLAGS + self.geonames)) as u32,
            ..Entry::default()
        };
        Some((entry, flags))
    }
}

fn flags(place: &Entry) -> u8 {
    let more = place.years != Years::default()
        || [&place.now, &place.reference, &place.id, &place.description]
            .iter()
            .any(|text| !text.is_empty())
        || [&place.countries, &place.types, &place.links]
            .iter()
            .any(|texts| !texts.is_empty());
    let named = place.names.iter().any(|name| {
        name.language.is_some() || name.years != Years::default() || !name.reference.is_empty()
    });
    let flag = |is: bool, flag: u8| if is { flag } else { 0 };
    place.kind as u8 | flag(place.at.is_some(), PLACED) | flag(more, MORE) | flag(named, NAMED)
}

/// Writes an entry but for what stands in [`Columns`]: its names by their numbers, the title first.
pub(in super::super) fn write(place: &Entry, names: &[u32], texts: &mut Texts) -> Vec<u8> {
    let mut out = Writer::default();
    let (more, named) = (flags(place) & MORE != 0, flags(place) & NAMED != 0);
    out.number(place.population.into());
    if place.kind == Kind::Country {
        out.text(&place.code);
    }
    if let Some((lat, lon)) = place.at {
        let (north, east) = (lat + 900_000, lon + 1_800_000);
        let both = north.clamp(0, 1_800_000) as u64 * EAST + east.clamp(0, 3_600_000) as u64;
        out.0.extend(&both.to_le_bytes()[..6]);
    }
    if more {
        years(place.years, &mut out);
        out.text(&place.now);
        texts.write(&place.reference, &mut out);
        out.text(&place.id);
        texts.write_all(&place.countries, &mut out);
        texts.write_all(&place.types, &mut out);
        out.texts(&place.links);
        out.text(&place.description);
    }
    // The title leads; the others rise, so that steps are small: names of a place often begin alike.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order[1.min(names.len())..].sort_by_key(|&at| names[at]);
    out.number(names.len() as u64);
    let mut last = 0;
    for (place, &at) in order.iter().enumerate() {
        match place {
            // The second may stand before the title.
            1 => out.signed((i64::from(names[at]) - i64::from(last)) as i32),
            _ => out.number(u64::from(names[at] - last)),
        }
        last = names[at];
    }
    if named {
        for name in order.iter().filter_map(|&at| place.names.get(at)) {
            write_name(name, texts, &mut out);
        }
    }
    out.0
}

fn write_name(name: &Name, texts: &mut Texts, out: &mut Writer) {
    let flag = |is: bool, flag: u64| if is { flag } else { 0 };
    out.number(
        flag(name.language.is_some(), LANGUAGE)
            | flag(name.years != Years::default(), YEARS)
            | flag(!name.reference.is_empty(), REFERENCE),
    );
    if let Some(language) = &name.language {
        texts.write(language, out);
    }
    if name.years != Years::default() {
        years(name.years, out);
    }
    if !name.reference.is_empty() {
        texts.write(&name.reference, out);
    }
}

fn years(years: Years, out: &mut Writer) {
    for year in [years.from, years.to] {
        // No source gives the year `i16::MIN`, so it can stand for none.
        out.signed(year.unwrap_or(i16::MIN).into());
    }
}

/// Writes a list that rises.
pub(in super::super) fn write_list(places: &[u32]) -> Vec<u8> {
    let mut out = Writer::default();
    out.number(places.len() as u64);
    let mut last = 0;
    for &place in places {
        out.number(u64::from(place - last));
        last = place;
    }
    out.0
}

/// A list as [`write_list`] wrote it.
pub(super) fn list(bytes: &[u8], mut each: impl FnMut(u32)) -> Option<()> {
    let mut reader = Reader(bytes);
    let mut last = 0u32;
    for _ in 0..reader.number()? {
        last = last.checked_add(reader.number()? as u32)?;
        each(last);
    }
    Some(())
}

/// Reads what [`write`] wrote behind what the columns say. Its names have no form yet but the numbers that come with it.
pub(super) fn read(
    bytes: &[u8],
    (mut place, flags): (Entry, u8),
    texts: &[u8],
    names: &mut Vec<u32>,
) -> Option<Entry> {
    let reader = &mut Reader(bytes);
    read_facts(reader, &mut place, flags)?;
    if flags & MORE != 0 {
        place.years = read_years(reader)?;
        place.now = reader.text()?.to_owned();
        place.reference = read_text(reader, texts)?;
        place.id = reader.text()?.to_owned();
        place.countries = read_texts(reader, texts)?;
        place.types = read_texts(reader, texts)?;
        place.links = reader.texts()?;
        place.description = reader.text()?.to_owned();
    }
    names.clear();
    let mut last = 0u32;
    for at in 0..reader.number()? {
        last = match at {
            1 => last.wrapping_add_signed(reader.signed()?),
            _ => last.checked_add(u32::try_from(reader.number()?).ok()?)?,
        };
        names.push(last);
    }
    place.names = vec![Name::default(); names.len()];
    if flags & NAMED != 0 {
        for name in &mut place.names {
            read_name(reader, texts, name)?;
        }
    }
    Some(place)
}

/// Reads the part of an entry that orders places, without names and words.
pub(super) fn read_facts(reader: &mut Reader, place: &mut Entry, flags: u8) -> Option<()> {
    place.population = reader.number()? as u32;
    if place.kind == Kind::Country {
        place.code = reader.text()?.to_owned();
    }
    if flags & PLACED != 0 {
        let mut eight = [0; 8];
        eight[..6].copy_from_slice(reader.take(6)?);
        let both = u64::from_le_bytes(eight);
        let (north, east) = (i32::try_from(both / EAST).ok()?, (both % EAST) as i32);
        place.at = Some((north - 900_000, east - 1_800_000));
    }
    Some(())
}

fn read_name(reader: &mut Reader, texts: &[u8], name: &mut Name) -> Option<()> {
    let flags = reader.number()?;
    if flags & LANGUAGE != 0 {
        name.language = Some(read_text(reader, texts)?);
    }
    if flags & YEARS != 0 {
        name.years = read_years(reader)?;
    }
    if flags & REFERENCE != 0 {
        name.reference = read_text(reader, texts)?;
    }
    Some(())
}

fn read_years(reader: &mut Reader) -> Option<Years> {
    let mut year = || {
        let year = i16::try_from(reader.signed()?).ok();
        Some(year.filter(|&year| year != i16::MIN))
    };
    Some(Years {
        from: year()?,
        to: year()?,
    })
}

fn read_text(reader: &mut Reader, texts: &[u8]) -> Option<String> {
    let text = match reader.number()? {
        0 => reader.text()?,
        number => shared_text(texts, usize::try_from(number).ok()? - 1)?,
    };
    Some(text.to_owned())
}

fn read_texts(reader: &mut Reader, texts: &[u8]) -> Option<Vec<String>> {
    (0..reader.number()?)
        .map(|_| read_text(reader, texts))
        .collect()
}
