//! Compiling places to an index, in memory that does not grow with them.
//!
//! Places come in any order and from any number of sources. They are sorted by what they are, so that the same place from two
//! sources becomes one; then by importance, which gives them their numbers; their names by key, which gives names theirs; and
//! names by place again. Each sorting goes through [`sorter`], so that a machine with little memory needs only a disk.

mod assemble;
mod draft;
mod joining;
mod sorter;

use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::entry::{Entry, Name};
use super::fold::fold;
use super::index::record::Columns;
use assemble::Assembly;
pub use draft::draft;
use joining::{bytes_of, join, keep_each_name_once};
pub use sorter::Room;
use sorter::{Sorter, Spool, read_item, write_item};

/// A place on its way into an index.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// What is known of it; `entry.parent` is not read.
    pub entry: Entry,
    /// What it is called by others that refer to it, beside its number in GeoNames: `2#ili`, `admin:CN.13`.
    pub ids: Vec<String>,
    /// What it lies in: the first of these ids that leads to a place decides.
    pub parents: Vec<String>,
}

/// What was compiled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Places, each once.
    pub places: u32,
    /// Different forms of names.
    pub names: u32,
    /// Different folded names.
    pub keys: u32,
    /// Places that came from several sources and became one.
    pub joined: u64,
    /// Names that were given for a place which no source has.
    pub homeless: u64,
    /// Places whose parent no source has.
    pub orphans: u64,
}

/// Why nothing was compiled.
#[derive(Debug)]
pub enum NotBuilt {
    /// The disk would not.
    Disk(io::Error),
    /// It was asked to stop.
    Stopped,
    /// There is no place in the sources.
    Nothing,
    /// More than the layout can number.
    TooMuch,
}

impl From<io::Error> for NotBuilt {
    fn from(error: io::Error) -> NotBuilt {
        NotBuilt::Disk(error)
    }
}

impl std::fmt::Display for NotBuilt {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            NotBuilt::Disk(error) => write!(out, "it cannot be written: {error}"),
            NotBuilt::Stopped => write!(out, "stopped; nothing was written"),
            NotBuilt::Nothing => {
                write!(out, "there is no place in the sources; nothing was written")
            }
            NotBuilt::TooMuch => write!(
                out,
                "more than a gazetteer can hold (4 GB of names or of places); build several from parts of the sources"
            ),
        }
    }
}

impl std::error::Error for NotBuilt {}

/// How far the compiling is: the step, and how many of its items are done. Says whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(&'static str, u64) -> ControlFlow<()>;

/// What is known of one place or its names, in the order in which it came.
#[derive(PartialEq, Serialize, Deserialize)]
struct Piece {
    identity: String,
    /// A name follows its place, in whichever order their sources were read.
    is_name: bool,
    turn: u64,
    what: What,
}

#[derive(PartialEq, Serialize, Deserialize)]
enum What {
    Place(Box<Draft>),
    Name(Name),
    Link(String),
}

impl Eq for Piece {}

impl Ord for Piece {
    fn cmp(&self, other: &Piece) -> std::cmp::Ordering {
        let order = |piece: &Piece| (piece.is_name, piece.turn);
        (self.identity.cmp(&other.identity)).then_with(|| order(self).cmp(&order(other)))
    }
}

impl PartialOrd for Piece {
    fn partial_cmp(&self, other: &Piece) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A place in the order of importance.
#[derive(PartialEq, Serialize, Deserialize)]
struct Ranked {
    /// What orders it: the least likely last.
    rank: (std::cmp::Reverse<u64>, u32, String, u64),
    draft: Box<Draft>,
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Ranked) -> std::cmp::Ordering {
        self.rank.cmp(&other.rank)
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Ranked) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Gathers places and compiles them.
pub struct Builder {
    room: Room,
    pieces: Sorter<Piece>,
    turn: u64,
    /// The ids that some place lies in, by their hash: as many as there are units, not places.
    wanted: HashMap<u64, Option<u32>>,
    /// The largest number in GeoNames.
    largest: u32,
    summary: Summary,
}

/// How often progress is told.
const TELL: u64 = 1 << 13;

impl Builder {
    /// A builder that has nothing yet.
    pub fn new(room: Room) -> Builder {
        Builder {
            pieces: Sorter::new(&room),
            room,
            turn: 0,
            wanted: HashMap::new(),
            largest: 0,
            summary: Summary::default(),
        }
    }

    /// Takes a place. One that has been given before, by its number in GeoNames, lends it its names and what it lacked.
    pub fn place(&mut self, draft: Draft) -> io::Result<()> {
        self.turn += 1;
        for parent in &draft.parents {
            self.wanted.insert(xxh3_64(parent.as_bytes()), None);
        }
        self.largest = self.largest.max(draft.entry.geonames);
        let identity = match draft.entry.geonames {
            0 => format!("#{}", self.turn),
            number => number.to_string(),
        };
        let bytes = bytes_of(&draft) + identity.len();
        let what = What::Place(Box::new(draft));
        self.pieces.push(
            Piece {
                identity,
                is_name: false,
                turn: self.turn,
                what,
            },
            bytes,
        )
    }

    /// Takes a further name of the place of this number in GeoNames, whichever source has the place.
    pub fn name(&mut self, geonames: u32, name: Name) -> io::Result<()> {
        let bytes = name.form.len() + name.reference.len() + 64;
        self.further(geonames, What::Name(name), bytes)
    }

    /// Takes what the place of this number in GeoNames is elsewhere.
    pub fn link(&mut self, geonames: u32, link: String) -> io::Result<()> {
        let bytes = link.len();
        self.further(geonames, What::Link(link), bytes)
    }

    fn further(&mut self, geonames: u32, what: What, bytes: usize) -> io::Result<()> {
        self.turn += 1;
        let piece = Piece {
            identity: geonames.to_string(),
            is_name: true,
            turn: self.turn,
            what,
        };
        self.pieces.push(piece, bytes + 64)
    }

    /// Writes the index; `about` is kept in it, with what was counted put into its object.
    pub fn finish(
        mut self,
        about: serde_json::Value,
        out: &mut dyn Write,
        progress: Progress,
    ) -> Result<Summary, NotBuilt> {
        let ranked = self.join(progress)?;
        let (mut places, names) = self.number(ranked, progress)?;
        if self.summary.places == 0 {
            return Err(NotBuilt::Nothing);
        }
        let mut assembly = Assembly::new(&self.room)?;
        let borne = assembly.names(names, self.summary.places, progress)?;
        let wanted = std::mem::take(&mut self.wanted);
        let columns = Columns::for_largest(self.largest, self.summary.places);
        let columns = columns.ok_or(NotBuilt::TooMuch)?;
        let orphans = assembly.entries(&mut places, borne, &wanted, columns, progress)?;
        self.summary.orphans = orphans;
        (self.summary.names, self.summary.keys) = (assembly.names, assembly.keys);
        assembly.write(about, &self.summary, columns, out)?;
        Ok(self.summary)
    }

    /// Makes one place of all pieces of one, in order of importance.
    fn join(&mut self, progress: Progress) -> Result<Sorter<Ranked>, NotBuilt> {
        let pieces = std::mem::replace(&mut self.pieces, Sorter::new(&self.room));
        let mut ranked = Sorter::new(&self.room);
        let mut current: Option<(String, u64, Box<Draft>)> = None;
        let mut done = 0;
        for piece in pieces.sorted()? {
            let piece = piece?;
            done += 1;
            tell(progress, "joining places", done)?;
            match (&mut current, piece.what) {
                (Some((identity, _, draft)), What::Place(more)) if *identity == piece.identity => {
                    self.summary.joined += 1;
                    join(draft, *more);
                }
                (Some((identity, _, draft)), What::Name(name)) if *identity == piece.identity => {
                    draft.entry.names.push(name);
                }
                (_, What::Place(draft)) => {
                    let last = current.replace((piece.identity, piece.turn, draft));
                    rank(last, &mut ranked)?;
                }
                (Some((identity, _, draft)), What::Link(link)) if *identity == piece.identity => {
                    if !draft.entry.links.contains(&link) {
                        draft.entry.links.push(link);
                    }
                }
                (_, What::Name(_)) => self.summary.homeless += 1,
                (_, What::Link(_)) => {}
            }
        }
        rank(current, &mut ranked)?;
        Ok(ranked)
    }

    /// Gives places their numbers, and remembers those that others lie in.
    fn number(
        &mut self,
        ranked: Sorter<Ranked>,
        progress: Progress,
    ) -> Result<(Spool, Sorter<Borne>), NotBuilt> {
        let mut places = self.room.file()?;
        let mut names = Sorter::new(&self.room);
        for ranked in ranked.sorted()? {
            let Ranked { draft, .. } = ranked?;
            let number = self.summary.places;
            tell(progress, "sorting places", number.into())?;
            let own = Some(geonames_id(draft.entry.geonames)).filter(|_| draft.entry.geonames != 0);
            for id in draft.ids.iter().chain(&own) {
                if let Some(wanted) = self.wanted.get_mut(&xxh3_64(id.as_bytes())) {
                    wanted.get_or_insert(number);
                }
            }
            for (turn, name) in draft.entry.names.iter().enumerate() {
                let borne = Borne {
                    key: fold(&name.form),
                    form: name.form.clone(),
                    place: number,
                    turn: turn as u32,
                };
                let bytes = borne.key.len() + borne.form.len() + 32;
                names.push(borne, bytes)?;
            }
            write_item(&draft, &mut places)?;
            self.summary.places = number.checked_add(1).ok_or(NotBuilt::TooMuch)?;
        }
        Ok((places, names))
    }
}

/// A name that a place bears.
#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Borne {
    key: String,
    form: String,
    place: u32,
    /// Which of the place's names it is.
    turn: u32,
}

/// The id by which a place's number in GeoNames is referred to.
pub fn geonames_id(number: u32) -> String {
    format!("gn:{number}")
}

fn tell(progress: Progress, step: &'static str, done: u64) -> Result<(), NotBuilt> {
    match done.is_multiple_of(TELL) {
        true if progress(step, done).is_break() => Err(NotBuilt::Stopped),
        _ => Ok(()),
    }
}

fn rank(place: Option<(String, u64, Box<Draft>)>, ranked: &mut Sorter<Ranked>) -> io::Result<()> {
    let Some((_, turn, mut draft)) = place else {
        return Ok(());
    };
    keep_each_name_once(&mut draft.entry.names);
    if draft.entry.names.is_empty() {
        return Ok(());
    }
    let entry = &draft.entry;
    let weight = std::cmp::Reverse(entry.weight());
    let rank = (weight, entry.geonames, entry.title().to_owned(), turn);
    let bytes = bytes_of(&draft);
    ranked.push(Ranked { rank, draft }, bytes)
}

fn next_draft(places: &mut impl io::Read, buffer: &mut Vec<u8>) -> io::Result<Option<Draft>> {
    read_item(places, buffer)
}
