//! A long row of items with sums over them: the blocks of a document, or what is known of each.
//!
//! Items stand in leaves of some dozens; each leaf is kept with the sum of its items and that of all before it. To
//! find an item by a sum (a byte offset, say) costs a search, to replace a few or to visit only those that have something a
//! look at each leaf at the most, and a clone shares all leaves.

use std::ops::{AddAssign, Range};
use std::sync::Arc;

/// What can stand in a [`Sequence`].
pub trait Item: Clone {
    /// What is added up over items, such as their length in bytes.
    type Sum: Copy + Default + AddAssign + std::fmt::Debug;

    /// This item's part of the sum.
    fn sum(&self) -> Self::Sum;
}

const LEAF: usize = 64;

#[derive(Clone, Debug)]
struct Leaf<T: Item> {
    items: Vec<T>,
    /// For each of them the sum of those before it in the leaf.
    before: Vec<T::Sum>,
}

impl<T: Item> Leaf<T> {
    /// A leaf, and the sum of its items.
    fn new(items: Vec<T>) -> (Leaf<T>, T::Sum) {
        let mut sum = T::Sum::default();
        let before = items.iter().map(|item| {
            let before = sum;
            sum += item.sum();
            before
        });
        let before = before.collect();
        (Leaf { items, before }, sum)
    }
}

/// A leaf in its place. What is asked of many leaves at once stands here, side by side.
#[derive(Clone, Debug)]
struct Placed<T: Item> {
    leaf: Arc<Leaf<T>>,
    /// How many items it has.
    len: usize,
    /// Their sum.
    sum: T::Sum,
    /// The index of its first item.
    first: usize,
    /// The sum of all items before it.
    before: T::Sum,
}

impl<T: Item> Placed<T> {
    /// The index behind its last item.
    fn end(&self) -> usize {
        self.first + self.len
    }

    /// The item at an index of the leaf.
    fn place(&self, index: usize) -> Place<'_, T> {
        let mut before = self.before;
        before += self.leaf.before[index];
        Place {
            index: self.first + index,
            before,
            item: &self.leaf.items[index],
        }
    }

    /// The sum of all items up to its last.
    fn after(&self) -> T::Sum {
        let mut after = self.before;
        after += self.sum;
        after
    }
}

/// See the [module](self). Cloning is O(1).
#[derive(Clone, Debug)]
pub struct Sequence<T: Item> {
    leaves: Arc<Vec<Placed<T>>>,
}

impl<T: Item> Default for Sequence<T> {
    fn default() -> Self {
        Sequence {
            leaves: Arc::default(),
        }
    }
}

impl<T: Item> FromIterator<T> for Sequence<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut sequence = Sequence::default();
        sequence.splice(0..0, items.into_iter().collect());
        sequence
    }
}

/// An item with its place.
#[derive(Debug)]
pub struct Place<'a, T: Item> {
    /// Its index, from 0.
    pub index: usize,
    /// The sum of all items before it.
    pub before: T::Sum,
    /// The item.
    pub item: &'a T,
}

impl<T: Item> Sequence<T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.leaves.last().map_or(0, Placed::end)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.leaves.is_empty()
    }

    /// The sum of all items.
    pub fn sum(&self) -> T::Sum {
        self.leaves.last().map(Placed::after).unwrap_or_default()
    }

    /// All items in order.
    pub fn iter(&self) -> impl Iterator<Item = Place<'_, T>> {
        self.iter_where(|_| true)
    }

    /// The items for which `wanted` holds, in order. `wanted` must hold of a sum if it holds of one of its items; leaves
    /// without any are not looked into.
    pub fn iter_where(
        &self,
        wanted: impl Fn(&T::Sum) -> bool,
    ) -> impl Iterator<Item = Place<'_, T>> {
        let has_some = wanted(&self.sum());
        let mut leaves = self.leaves.iter().take_while(move |_| has_some);
        let mut current: Option<(&Placed<T>, Range<usize>)> = None;
        std::iter::from_fn(move || {
            loop {
                if let Some((placed, left)) = &mut current {
                    let items = &placed.leaf.items;
                    if let Some(index) = left.find(|index| wanted(&items[*index].sum())) {
                        return Some(placed.place(index));
                    }
                }
                let placed = leaves.find(|placed| wanted(&placed.sum))?;
                current = Some((placed, 0..placed.len));
            }
        })
    }

    /// The first item with which the running sum, the item included, satisfies `reached`; `reached` must stay true once
    /// it is.
    pub fn find(&self, reached: impl Fn(&T::Sum) -> bool) -> Option<Place<'_, T>> {
        let placed = self.last_where(|placed| !reached(&placed.before))?;
        // Before each item but the first stands what is behind the one before it.
        let index = placed.leaf.before[1..].partition_point(|within| {
            let mut sum = placed.before;
            sum += *within;
            !reached(&sum)
        });
        let is_there = index + 1 < placed.len || reached(&placed.after());
        is_there.then(|| placed.place(index))
    }

    /// The item at an index.
    pub fn get(&self, index: usize) -> Option<Place<'_, T>> {
        let placed = self.last_where(|placed| placed.first <= index)?;
        (index < placed.end()).then(|| placed.place(index - placed.first))
    }

    /// The items at `range`, in order.
    pub fn range(&self, range: Range<usize>) -> impl Iterator<Item = &T> {
        let behind = (self.leaves).partition_point(|placed| placed.first <= range.start);
        let leaves = &self.leaves[behind.saturating_sub(1)..];
        let first = leaves.first().map_or(range.start, |placed| placed.first);
        let items = leaves.iter().flat_map(|placed| &placed.leaf.items);
        items.skip(range.start - first).take(range.len())
    }

    /// Replaces the items at `range` by others.
    pub fn splice(&mut self, range: Range<usize>, new: Vec<T>) {
        let leaves = Arc::make_mut(&mut self.leaves);
        let start = leaves.partition_point(|placed| placed.end() < range.start);
        let (first, before) = match start.checked_sub(1) {
            Some(last) => (leaves[last].end(), leaves[last].after()),
            None => Default::default(),
        };
        let mut end = start;
        let mut items = Vec::new();
        let mut passed = first;
        while end < leaves.len() && (end == start || passed < range.end) {
            items.extend_from_slice(&leaves[end].leaf.items);
            passed = leaves[end].end();
            end += 1;
        }
        items.splice(range.start - first..range.end - first, new);
        let replaced: Vec<_> = match items.len() {
            0 => Vec::new(),
            n if n <= 2 * LEAF => vec![Leaf::new(items)],
            _ => items
                .chunks(LEAF)
                .map(|chunk| Leaf::new(chunk.to_vec()))
                .collect(),
        };
        let placed = replaced.into_iter().map(|(leaf, sum)| Placed {
            len: leaf.items.len(),
            leaf: Arc::new(leaf),
            sum,
            first,
            before,
        });
        leaves.splice(start..end, placed);
        let (mut first, mut before) = (first, before);
        for placed in &mut leaves[start..] {
            (placed.first, placed.before) = (first, before);
            (first, before) = (placed.end(), placed.after());
        }
    }

    /// The last leaf for which something holds that holds for no leaf behind one for which it does not; the first where it holds
    /// for none. Looks into no leaf.
    fn last_where(&self, holds: impl Fn(&Placed<T>) -> bool) -> Option<&Placed<T>> {
        let behind = self.leaves.partition_point(holds);
        self.leaves.get(behind.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Length(usize);

    impl Item for Length {
        type Sum = usize;
        fn sum(&self) -> usize {
            self.0
        }
    }

    proptest! {
        #[test]
        fn it_is_a_vector_with_sums(edits in prop::collection::vec((0usize..400, 0usize..9, prop::collection::vec(0usize..5, 0..200)), 1..30)) {
            let mut plain: Vec<Length> = Vec::new();
            let mut sequence = Sequence::default();
            for (start, removed, lengths) in edits {
                let start = start.min(plain.len());
                let end = (start + removed).min(plain.len());
                let new: Vec<Length> = lengths.into_iter().map(Length).collect();
                plain.splice(start..end, new.clone());
                sequence.splice(start..end, new);
                prop_assert_eq!(sequence.len(), plain.len());
                prop_assert_eq!(sequence.sum(), plain.iter().map(|length| length.0).sum::<usize>());
                let mut before = 0;
                for (index, (place, expected)) in sequence.iter().zip(&plain).enumerate() {
                    prop_assert_eq!((place.index, place.before, place.item), (index, before, expected));
                    before += expected.0;
                }
                let part = sequence.len() / 3..sequence.len();
                prop_assert!(sequence.range(part.clone()).eq(&plain[part]));
                let middle = before / 2;
                let found = sequence.find(|sum| *sum > middle).map(|place| (place.index, place.before));
                let got = found.and_then(|(index, _)| sequence.get(index)).map(|place| (place.index, place.before));
                prop_assert_eq!(found, got);
                prop_assert!(found.is_none_or(|(_, before)| before <= middle));
                let nonzero: Vec<usize> = sequence.iter_where(|sum| *sum > 0).map(|place| place.index).collect();
                prop_assert_eq!(nonzero, (0..plain.len()).filter(|index| plain[*index].0 > 0).collect::<Vec<_>>());
            }
        }
    }
}
