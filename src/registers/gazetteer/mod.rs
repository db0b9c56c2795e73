//! Places: the built-in index, those that a collection compiles for itself, and their look-up.
//!
//! [`Gazetteer::builtin`] works without configuration, [`Gazetteer::map`] opens a file, [`Gazetteers`] asks several together. None
//! chooses between namesakes: [`Gazetteer::lookup_with`] gives all candidates of the best kind of match, the likeliest by the
//! document's evidence first, and says of each why it stands where it stands. `data/README.md` says what is built in.

mod alike;
pub mod build;
mod entry;
mod evidence;
mod fold;
mod gazetteers;
mod index;
mod lookup;
mod place;
mod prefix;
mod renown;
mod romanise;
pub mod source;
pub mod table;
mod unreadable;

pub use entry::{Entry, Kind, Name, Years};
pub use evidence::{Evidence, Reason};
pub use fold::{fold, loosen};
pub use gazetteers::Gazetteers;
pub use lookup::{How, MOST, Matches};
pub use place::{Country, Place};
pub use prefix::Completion;
pub use renown::Renown;
pub use romanise::Romanisation;
pub use table::compile;
pub use unreadable::Unreadable;

use std::fs::File;
use std::path::Path;
use std::sync::OnceLock;

use index::{Bytes, Index};
use memmap2::Mmap;

/// Places by their names. Immutable, and shared between threads.
pub struct Gazetteer {
    index: Index,
}

static BUILTIN: OnceLock<Gazetteer> = OnceLock::new();

impl Gazetteer {
    /// The gazetteer that every copy of the program carries.
    ///
    /// The first call costs microseconds: nothing is parsed, the index is read where it lies.
    pub fn builtin() -> &'static Gazetteer {
        BUILTIN.get_or_init(|| {
            let index = Index::open(Bytes::Program(COMPILED));
            Gazetteer {
                index: index
                    .expect("the committed index is of this version, or another was installed"),
            }
        })
    }

    /// Takes a gazetteer for the built-in one, before anything asks for that; where it is asked for already, nothing happens. For
    /// a program that is compiled without one (feature `places`).
    pub fn install(gazetteer: Gazetteer) {
        let _ = BUILTIN.set(gazetteer);
    }

    /// A gazetteer that [`compile`] made; `None` if the bytes are damaged or of another version. Reads them once.
    pub fn open(compiled: Vec<u8>) -> Option<Gazetteer> {
        let index = Index::open(Bytes::Memory(compiled)).ok()?;
        index.is_whole().then_some(Gazetteer { index })
    }

    /// A gazetteer in a file, which is read where it lies: opening costs the same for any size, and memory holds only what has
    /// been looked at.
    ///
    /// A file that is replaced by renaming another, as `sigla gazetteer build` does, stays what it was for those who have it
    /// open. One that is written over in place may give wrong answers; one that is cut short in place ends the program, as the
    /// system has it for all mapped files: so nobody should.
    pub fn map(path: &Path) -> Result<Gazetteer, Unreadable> {
        let file = File::open(path).map_err(Unreadable::File)?;
        let metadata = file.metadata().map_err(Unreadable::File)?;
        if !metadata.is_file() {
            return Err(Unreadable::NoGazetteer);
        }
        if metadata.len() == 0 {
            return Err(Unreadable::Empty);
        }
        // SAFETY: the bytes are only ever read, through slices whose every access is checked, and text is validated where it is
        // read, so even bytes that change give no more than wrong answers. Gazetteers are replaced by renaming.
        #[expect(unsafe_code, reason = "mapping a file is unsafe wherever it is done")]
        let map = unsafe { Mmap::map(&file) }.map_err(Unreadable::File)?;
        Ok(Gazetteer {
            index: Index::open(Bytes::File(map))?,
        })
    }

    /// Whether a file that begins so is a compiled gazetteer, of whatever version.
    pub fn is_one(beginning: &[u8]) -> bool {
        beginning.starts_with(index::MAGIC)
    }

    /// Whether all its bytes are as they were written. Reads them all.
    pub fn is_whole(&self) -> bool {
        self.index.is_whole()
    }

    /// What its maker says is in it: an object in JSON, with `sources`, `places` and `names`.
    pub fn about(&self) -> &str {
        self.index.about()
    }

    /// What the licence of GeoNames' data asks to be shown where the data is.
    pub fn attribution() -> &'static str {
        "Places: GeoNames (https://www.geonames.org), CC BY 4.0"
    }

    /// How many places and how many different folded names it has.
    pub fn size(&self) -> (usize, usize) {
        (self.index.places as usize, self.index.keys as usize)
    }
}

#[cfg(feature = "places")]
static COMPILED: &[u8] = include_bytes!("data/places.gaz");
#[cfg(not(feature = "places"))]
static COMPILED: &[u8] = &[];

#[cfg(test)]
mod tests;
