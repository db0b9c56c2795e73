//! Why a gazetteer cannot be opened, and what to do.

use std::fmt;
use std::io;

use super::index::VERSION;

/// Why a file is not a gazetteer that can be asked.
#[derive(Debug)]
pub enum Unreadable {
    /// The file cannot be read.
    File(io::Error),
    /// There is nothing in it.
    Empty,
    /// It is some other file.
    NoGazetteer,
    /// Another version of Sigla compiled it.
    OtherVersion {
        /// The version of its layout.
        version: u32,
    },
    /// Its end is missing, as after a download that broke off.
    CutShort {
        /// The bytes it should have, as far as is known.
        whole: u64,
        /// The bytes it has.
        left: u64,
    },
    /// It is not as it was written.
    Damaged,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Unreadable::File(error) => write!(out, "it cannot be read: {error}"),
            Unreadable::Empty => write!(
                out,
                "the file is empty; make it anew with `sigla gazetteer build`"
            ),
            Unreadable::NoGazetteer => write!(
                out,
                "this is no compiled gazetteer; `sigla gazetteer build` makes one from tables of places"
            ),
            Unreadable::OtherVersion { version } => write!(
                out,
                "it is of version {version}, and this program reads version {VERSION}; make it anew from its sources with `sigla gazetteer build`"
            ),
            Unreadable::CutShort { whole, left } => write!(
                out,
                "the file is cut short: {left} of {whole} bytes are there; copy or make it anew"
            ),
            Unreadable::Damaged => write!(
                out,
                "the file is damaged: it is not as it was written; copy or make it anew"
            ),
        }
    }
}

impl std::error::Error for Unreadable {}
