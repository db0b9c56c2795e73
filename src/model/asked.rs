//! What was found out of a block when somebody asked, and is kept with it.

use super::description::Description;
use super::glosses::Gloss;
use super::memo::Memo;
use super::mentions::{Candidate, Glossed};

/// What is found out of a block only for whoever asks.
#[derive(Debug, Default)]
pub struct Asked {
    /// What it says of its document, read with certain registers.
    pub(super) describes: Memo<Description>,
    /// What its brackets say of names.
    pub(super) glosses: Memo<Vec<Gloss>>,
    /// Those of these names that go by a place, for certain registers.
    pub(super) glossed: Memo<Glossed>,
    /// The names in it, for certain registers and glosses.
    pub(super) names: Memo<Vec<Candidate>>,
}
