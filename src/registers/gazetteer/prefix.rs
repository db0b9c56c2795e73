//! Names that begin as the typed letters do, for completion.

use std::collections::BinaryHeap;

use super::Gazetteer;
use super::fold::fold;

/// A name that goes on from what was typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Completion {
    /// How important its place is among all: the lower, the likelier. Only to be compared within one gazetteer.
    pub rank: u32,
    /// The name.
    pub name: String,
}

/// So many names are looked through; a shorter beginning means too many to be of use.
const LOOKED_THROUGH: usize = 100_000;

impl Gazetteer {
    /// All names in the order of their folded keys, each once. Reads them all: for measurements and tests.
    pub fn all_names(&self) -> Vec<String> {
        let mut names = Vec::with_capacity(self.index.names as usize);
        self.index.with_prefix("", |name, _| {
            names.extend(name.form());
            true
        });
        names
    }

    /// At most `limit` names that begin so, folded, those of the most important places first; of one place and one folded name
    /// one form. Costs microseconds for three letters and more, milliseconds for one.
    pub fn prefix(&self, text: &str, limit: usize) -> Vec<Completion> {
        let prefix = fold(text);
        if prefix.is_empty() || limit == 0 {
            return Vec::new();
        }
        let mut best: BinaryHeap<Completion> = BinaryHeap::new();
        let mut left = LOOKED_THROUGH;
        let mut last: (String, u32) = Default::default();
        self.index.with_prefix(&prefix, |name, rank| {
            left -= 1;
            let full = best.len() >= limit;
            let is_worse = full && best.peek().is_some_and(|worst| worst.rank <= rank);
            if !is_worse && (last.1 != rank || last.0 != name.key) {
                last = (name.key.to_owned(), rank);
                if let Some(name) = name.form() {
                    best.push(Completion { rank, name });
                }
                if best.len() > limit {
                    best.pop();
                }
            }
            left > 0
        });
        best.into_sorted_vec()
    }
}
