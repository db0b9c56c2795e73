//! What a source of places says of each: the same for every format, so that a register, a hover and a compiled gazetteer
//! need not know which it was.

mod features;
mod geonames;
pub mod lp_tsv;
mod lp_values;
pub mod lpf;
pub mod stream;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{Kind, Years};

/// A place as a source gives it. What the source does not say is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// What the source calls it by: unique in the source, often a URI.
    pub id: String,
    /// Every form of its name, the preferred one first; at least one.
    pub names: Vec<Form>,
    /// What it is, as near as our kinds come.
    pub kind: Kind,
    /// What it is in the source's words: `city`, `caravan station`.
    pub types: Vec<String>,
    /// The countries of today it lies in: ISO 3166-1 alpha-2, in capitals.
    pub countries: Vec<String>,
    /// What it lies in.
    pub parent: Option<Parent>,
    /// Degrees north and east, WGS 84.
    pub at: Option<(f64, f64)>,
    /// When it existed.
    pub years: Years,
    /// The same place elsewhere: `wd:Q5684`, `gn:1529102`, or an address with `https`.
    pub links: Vec<String>,
    /// 0 where the source gives none.
    pub population: u32,
    /// A sentence or two.
    pub description: String,
    /// Which work says so.
    pub source: String,
    /// The year of that work, or in which the name is attested.
    pub attested: Option<i16>,
    /// Where it stands in its file, in bytes; for a table, its row.
    pub range: Range<usize>,
}

impl Record {
    /// What the source says in a few words: what it is, what it lies in, the countries of today.
    pub fn about(&self) -> String {
        let mut parts = self.types.clone();
        if parts.is_empty() {
            parts.push(self.kind.as_str().to_owned());
        }
        let parent = self.parent.iter().map(|parent| parent.name.clone());
        parts.extend(parent.filter(|name| !name.is_empty()));
        parts.extend(self.countries.iter().cloned());
        parts.join(", ")
    }

    /// The name that holds today: the first form whose years, if the source gives any, have not ended; the preferred form
    /// comes first.
    pub fn modern(&self) -> Option<&Form> {
        self.names.iter().find(|form| form.years.to.is_none())
    }
}

/// One form of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// As the source spells it.
    pub form: String,
    /// Its language, with script and romanisation where the source says them: BCP 47, such as `zh-Latn-wadegile`.
    pub language: Option<String>,
    /// The years in which the place bore it.
    pub years: Years,
    /// Which work says so; empty where it is the record's.
    pub source: String,
    /// Where it stands in its file, in bytes; empty where the format does not tell.
    pub range: Range<usize>,
}

/// What a place lies in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parent {
    /// Its name.
    pub name: String,
    /// Its id, in this source (with or without `#`) or elsewhere.
    pub id: String,
}

/// Something wrong in a source. The rest of it is read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the file.
    pub range: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, showing the offending text: one line without a full stop.
    pub what: String,
    /// What was done about it, or is to be done.
    pub done: String,
    /// Whether something is lost by it: the row or feature is left out, or names have wrong letters.
    pub left_out: bool,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The places, in the order of the file.
    pub records: Vec<Record>,
    /// What was wrong, in the order of the file.
    pub problems: Vec<Problem>,
}
