//! A long row of items with sums over them: the blocks of a document, or what is known of each.
//!
//! Items stand in leaves of some dozens; each leaf knows the sum of its items. To find an item by a sum (a byte offset,
//! say), to replace a few, or to visit only those that have something costs a look at each leaf at the most, and a
//! clone shares all leaves.

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
    sum: T::Sum,
}

impl<T: Item> Leaf<T> {
    fn new(items: Vec<T>) -> Arc<Leaf<T>> {
        let mut sum = T::Sum::default();
        items.iter().for_each(|item| sum += item.sum());
        Arc::new(Leaf { items, sum })
    }
}

/// See the [module](self). Cloning is O(1).
#[derive(Clone, Debug)]
pub struct Sequence<T: Item> {
    leaves: Arc<Vec<Arc<Leaf<T>>>>,
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
        self.leaves.iter().map(|leaf| leaf.items.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.leaves.is_empty()
    }

    /// The sum of all items.
    pub fn sum(&self) -> T::Sum {
        let mut sum = T::Sum::default();
        self.leaves.iter().for_each(|leaf| sum += leaf.sum);
        sum
    }

    /// All items in order.
    pub fn iter(&self) -> impl Iterator<Item = Place<'_, T>> {
        self.iter_where(|_| true)
    }

    /// The items for which `wanted` holds, in order. `wanted` must hold of the sum of a leaf if it holds of one of its
    /// items; leaves without any are not looked into.
    pub fn iter_where(
        &self,
        wanted: impl Fn(&T::Sum) -> bool,
    ) -> impl Iterator<Item = Place<'_, T>> {
        let (mut index, mut before) = (0, T::Sum::default());
        let mut leaves = self.leaves.iter();
        let mut items: std::slice::Iter<T> = [].iter();
        std::iter::from_fn(move || {
            loop {
                for item in items.by_ref() {
                    let place = Place {
                        index,
                        before,
                        item,
                    };
                    index += 1;
                    let sum = item.sum();
                    before += sum;
                    if wanted(&sum) {
                        return Some(place);
                    }
                }
                let leaf = leaves.next()?;
                if wanted(&leaf.sum) {
                    items = leaf.items.iter();
                } else {
                    index += leaf.items.len();
                    before += leaf.sum;
                }
            }
        })
    }

    /// The first item with which the running sum, the item included, satisfies `reached`; `reached` must stay true once
    /// it is.
    pub fn find(&self, reached: impl Fn(&T::Sum) -> bool) -> Option<Place<'_, T>> {
        let (mut index, mut before) = (0, T::Sum::default());
        for leaf in self.leaves.iter() {
            let mut after = before;
            after += leaf.sum;
            if !reached(&after) {
                index += leaf.items.len();
                before = after;
                continue;
            }
            for item in &leaf.items {
                let mut after = before;
                after += item.sum();
                if reached(&after) {
                    return Some(Place {
                        index,
                        before,
                        item,
                    });
                }
                index += 1;
                before = after;
            }
        }
        None
    }

    /// The item at an index.
    pub fn get(&self, index: usize) -> Option<Place<'_, T>> {
        let (leaf, first, mut before) = self.leaf_of(index)?;
        let items = &self.leaves[leaf].items;
        items[..index - first]
            .iter()
            .for_each(|item| before += item.sum());
        Some(Place {
            index,
            before,
            item: &items[index - first],
        })
    }

    /// The items at `range`, in order.
    pub fn range(&self, range: Range<usize>) -> impl Iterator<Item = &T> {
        let (leaf, first) = match self.leaf_of(range.start) {
            Some((leaf, first, _)) => (leaf, first),
            None => (self.leaves.len(), range.start),
        };
        let items = self.leaves[leaf..].iter().flat_map(|leaf| &leaf.items);
        items.skip(range.start - first).take(range.len())
    }

    /// Replaces the items at `range` by others.
    pub fn splice(&mut self, range: Range<usize>, new: Vec<T>) {
        let leaves = Arc::make_mut(&mut self.leaves);
        let mut first = 0;
        let mut start = 0;
        while start < leaves.len() && first + leaves[start].items.len() < range.start {
            first += leaves[start].items.len();
            start += 1;
        }
        let mut end = start;
        let mut items = Vec::new();
        let mut passed = first;
        while end < leaves.len() && (end == start || passed < range.end) {
            items.extend_from_slice(&leaves[end].items);
            passed += leaves[end].items.len();
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
        leaves.splice(start..end, replaced);
    }

    fn leaf_of(&self, index: usize) -> Option<(usize, usize, T::Sum)> {
        let (mut first, mut before) = (0, T::Sum::default());
        for (number, leaf) in self.leaves.iter().enumerate() {
            if index < first + leaf.items.len() {
                return Some((number, first, before));
            }
            first += leaf.items.len();
            before += leaf.sum;
        }
        None
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
