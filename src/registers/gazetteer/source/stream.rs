//! Sources of any size and format, read piece by piece: what they say comes one thing after the other, and memory does not grow.

use std::fmt;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use super::{Problem, Record, geonames, lp_tsv, lpf};
use crate::registers::gazetteer::Name;

/// A format of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Linked Places TSV.
    LinkedPlacesTable,
    /// Linked Places Format: a collection of features, or a feature a line.
    LinkedPlaces,
    /// A dump of GeoNames: `allCountries.txt`, `cities500.txt`, `CN.txt`.
    GeoNames,
    /// GeoNames' further names: `alternateNamesV2.txt`.
    AlternateNames,
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(match self {
            Format::LinkedPlacesTable => "Linked Places TSV",
            Format::LinkedPlaces => "Linked Places Format",
            Format::GeoNames => "GeoNames",
            Format::AlternateNames => "GeoNames, alternate names",
        })
    }
}

/// Something that a source says.
#[derive(Debug)]
pub enum Item {
    /// A place, with the ids by which others may refer to it and those of what it lies in, the nearest first.
    Place {
        /// What is said of it.
        record: Box<Record>,
        /// Ids beside the record's own and its links.
        ids: Vec<String>,
        /// Ids of units, beside the record's own parent.
        parents: Vec<String>,
    },
    /// A further name of a place of GeoNames.
    Name(u32, Name),
    /// The same place elsewhere.
    Link(u32, String),
    /// Something that is wrong.
    Problem(Problem),
}

/// Takes items; says whether to go on.
pub type Take<'a> = &'a mut dyn FnMut(Item) -> ControlFlow<()>;

/// Why a source cannot be read at all.
#[derive(Debug)]
pub enum Unread {
    /// The disk would not.
    Disk(io::Error),
    /// There is nothing in it.
    Empty,
    /// It is in another encoding than UTF-8.
    Encoding(&'static str),
    /// It is none of the formats.
    Unknown,
    /// It is a table that is read whole, and too large for that.
    TooLarge,
    /// Whoever took the items wants no more.
    Stopped,
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Unread {
        Unread::Disk(error)
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Unread::Disk(error) => write!(out, "it cannot be read: {error}"),
            Unread::Empty => write!(out, "the file is empty"),
            Unread::Encoding(found) => {
                write!(out, "the file is in {found}; save it as UTF-8")
            }
            Unread::Unknown => write!(
                out,
                "this is no source of places that is known: not Linked Places (TSV with `id` and `title`, or JSON), nor a dump of GeoNames (19 columns, or 10 in alternateNamesV2)"
            ),
            Unread::TooLarge => write!(
                out,
                "a Linked Places table is read whole, and this one is larger than 512 MB; cut it into several files"
            ),
            Unread::Stopped => write!(out, "stopped"),
        }
    }
}

impl std::error::Error for Unread {}

/// So much of a file is looked at to tell what it is.
const LOOKED_AT: usize = 1 << 16;
/// The largest table that is read whole.
const LARGEST_TABLE: u64 = 512 << 20;

/// What a source is, by the beginning of its content.
pub fn format_of(beginning: &[u8]) -> Result<Format, Unread> {
    let beginning = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    if beginning.starts_with(b"\xff\xfe") || beginning.starts_with(b"\xfe\xff") {
        return Err(Unread::Encoding("UTF-16"));
    }
    let lines = beginning.split(|&byte| byte == b'\n' || byte == b'\r');
    let mut lines = lines.filter(|line| !line.trim_ascii().is_empty() && !line.starts_with(b"#"));
    let Some(first) = lines.next() else {
        return Err(Unread::Empty);
    };
    if first.contains(&0) {
        return Err(Unread::Unknown);
    }
    if matches!(first.trim_ascii_start().first(), Some(b'{' | b'[')) {
        return Ok(Format::LinkedPlaces);
    }
    let cells: Vec<&[u8]> = first
        .split(|&byte| byte == b'\t')
        .map(<[u8]>::trim_ascii)
        .collect();
    let is_number = |at: usize| {
        let cell = cells.get(at);
        cell.is_some_and(|cell| !cell.is_empty() && cell.iter().all(u8::is_ascii_digit))
    };
    let has = |name: &[u8]| cells.iter().any(|cell| cell.eq_ignore_ascii_case(name));
    match cells.len() {
        _ if has(b"id") || has(b"title") => Ok(Format::LinkedPlacesTable),
        4..=10 if is_number(0) && is_number(1) => Ok(Format::AlternateNames),
        15.. if is_number(0) => Ok(Format::GeoNames),
        _ => Err(Unread::Unknown),
    }
}

/// Reads a source to its end. `name` decides nothing but what ends `.jsonl`.
pub fn read(from: impl Read, length: u64, take: Take) -> Result<Format, Unread> {
    let mut from = io::BufReader::with_capacity(LOOKED_AT, from);
    let format = format_of(from.fill_buf()?)?;
    match format {
        Format::LinkedPlacesTable if length > LARGEST_TABLE => return Err(Unread::TooLarge),
        Format::LinkedPlacesTable => table(&mut from, take)?,
        Format::LinkedPlaces => lpf::stream(&mut from, take)?,
        Format::GeoNames => geonames::places(&mut from, take)?,
        Format::AlternateNames => geonames::names(&mut from, take)?,
    }
    Ok(format)
}

/// A Linked Places table, which is small enough to be read whole.
fn table(from: &mut impl BufRead, take: Take) -> Result<(), Unread> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let before = &error.as_bytes()[..at];
            let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
            let problem = Problem {
                range: at..at + 1,
                line,
                what: "a byte that is not UTF-8".to_owned(),
                done: "the whole file is left out: it is in another encoding; save it as UTF-8"
                    .to_owned(),
                left_out: true,
            };
            return give(take, Item::Problem(problem));
        }
    };
    let read = lp_tsv::read(text.strip_prefix('\u{feff}').unwrap_or(&text));
    for problem in read.problems {
        give(take, Item::Problem(problem))?;
    }
    for record in read.records {
        give(take, place(record))?;
    }
    Ok(())
}

/// A place of which nothing but its record is known.
pub(super) fn place(record: Record) -> Item {
    Item::Place {
        record: Box::new(record),
        ids: Vec::new(),
        parents: Vec::new(),
    }
}

pub(super) fn give(take: Take, item: Item) -> Result<(), Unread> {
    match take(item) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Unread::Stopped),
    }
}
