//! The bytes of a compiled index's entries and lists, and their values.
//!
//! Numbers are LEB128; a signed one is zigzag first; a text is its length and its bytes, a form of a
//! name in the index's [`Symbols`]. A parent is a place's number + 1.

use super::entry::{Entry, Kind, Name, Years};
use super::symbols::{Symbols, decode};

const PLACED: u64 = 1;
/// The entry or name carries years, a reference and what only places of the past have.
const OURS: u64 = 2;

#[derive(Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    /// Writes an entry that lies in the place of number `parent`.
    pub(super) fn entry(&mut self, place: &Entry, parent: Option<u32>, symbols: &Symbols) {
        let ours = if place.reference.is_empty() { 0 } else { OURS };
        let placed = if place.at.is_some() { PLACED } else { 0 };
        self.number(((place.kind as u64) << 2) | ours | placed);
        self.number(place.geonames.into());
        self.number(parent.map_or(0, |parent| u64::from(parent) + 1));
        self.number(place.population.into());
        if place.kind == Kind::Country {
            self.text(&place.code);
        }
        if let Some((lat, lon)) = place.at {
            self.signed(lat);
            self.signed(lon);
        }
        if ours != 0 {
            self.years(place.years);
            self.text(&place.now);
            self.text(&place.reference);
        }
        self.number(place.names.len() as u64);
        let mut last = "";
        for name in &place.names {
            self.name(name, last, symbols);
            last = &name.form;
        }
    }

    /// Writes a list that rises and gives its offset.
    pub(super) fn list(&mut self, places: &[u32]) -> usize {
        let start = self.0.len();
        self.number(places.len() as u64);
        let mut last = 0;
        for &place in places {
            self.number(u64::from(place - last));
            last = place;
        }
        start
    }

    /// Writes a name by what it shares with the name before it and what it does not.
    fn name(&mut self, name: &Name, last: &str, symbols: &Symbols) {
        let same = name
            .form
            .bytes()
            .zip(last.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let shared = (0..=same)
            .rev()
            .find(|&at| name.form.is_char_boundary(at))
            .unwrap_or(0);
        let ours = u64::from(!name.reference.is_empty());
        self.number((shared as u64) << 1 | ours);
        self.bytes(&symbols.encode(&name.form[shared..]));
        if ours != 0 {
            self.text(name.language.as_deref().unwrap_or_default());
            self.years(name.years);
            self.text(&name.reference);
        }
    }

    fn years(&mut self, years: Years) {
        for year in [years.from, years.to] {
            // No source gives the year `i16::MIN`, so it can stand for none.
            self.signed(year.unwrap_or(i16::MIN).into());
        }
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend(bytes);
    }

    fn signed(&mut self, number: i32) {
        self.number(u64::from((number << 1 ^ number >> 31) as u32));
    }

    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }
}

/// Reads what [`Writer`] wrote; `None` where the bytes are no such thing.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl Reader<'_> {
    /// An entry whose `parent` is a place's number in the index + 1.
    pub(super) fn entry(&mut self, symbols: &[u8]) -> Option<Entry> {
        let flags = self.number()?;
        let kind = *Kind::ALL.get((flags >> 2) as usize)?;
        let mut place = Entry {
            kind,
            geonames: self.number()? as u32,
            parent: self.number()? as u32,
            population: self.number()? as u32,
            ..Entry::default()
        };
        if kind == Kind::Country {
            place.code = self.text()?.to_owned();
        }
        if flags & PLACED != 0 {
            place.at = Some((self.signed()?, self.signed()?));
        }
        if flags & OURS != 0 {
            place.years = self.years()?;
            place.now = self.text()?.to_owned();
            place.reference = self.text()?.to_owned();
        }
        for _ in 0..self.number()? {
            let name = self.name(place.names.last().map_or("", |name| &name.form), symbols)?;
            place.names.push(name);
        }
        Some(place)
    }

    /// A list of places.
    pub(super) fn postings(&mut self) -> Option<Vec<u32>> {
        let mut last = 0u32;
        (0..self.number()?)
            .map(|_| {
                last = last.checked_add(self.number()? as u32)?;
                Some(last)
            })
            .collect()
    }

    fn name(&mut self, last: &str, symbols: &[u8]) -> Option<Name> {
        let shared = self.number()?;
        let mut form = last.as_bytes().get(..(shared >> 1) as usize)?.to_vec();
        decode(symbols, self.bytes()?, &mut form)?;
        let form = String::from_utf8(form).ok()?;
        if shared & 1 == 0 {
            return Some(Name {
                form,
                ..Name::default()
            });
        }
        let language = Some(self.text()?)
            .filter(|tag| !tag.is_empty())
            .map(str::to_owned);
        Some(Name {
            form,
            language,
            years: self.years()?,
            reference: self.text()?.to_owned(),
        })
    }

    fn years(&mut self) -> Option<Years> {
        let mut year = || {
            Some(
                i16::try_from(self.signed()?)
                    .ok()
                    .filter(|&year| year != i16::MIN),
            )
        };
        Some(Years {
            from: year()?,
            to: year()?,
        })
    }

    fn text(&mut self) -> Option<&str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    fn bytes(&mut self) -> Option<&[u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn signed(&mut self) -> Option<i32> {
        let number = self.number()? as u32;
        Some((number >> 1) as i32 ^ -((number & 1) as i32))
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}
