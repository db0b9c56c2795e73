//! Keys a few letters away from a name, found by walking the index and the name together.

use fst::Automaton;

use super::walk::Walker;

/// Accepts keys within `distance` insertions, deletions and substitutions of `pattern` (Wu and Manber's bit-parallel
/// automaton, anchored at both ends).
///
/// Of two changes at most one is in the first [`FRONT`] letters: where both are, a name is hardly one that was meant, and a
/// million keys are too many to look for it.
///
/// It counts bytes, which are letters in a folded Latin name; a change of a Cyrillic letter may count twice.
pub(in super::super) struct Near {
    /// For each byte, the positions of the pattern that hold it.
    positions: Box<[u64; 256]>,
    pattern: Box<[u8]>,
    end: u64,
    distance: usize,
}

/// The most letters [`Near`] can tell apart.
pub(in super::super) const LARGEST_DISTANCE: usize = 2;

/// So many letters stand before a second change.
pub(in super::super) const FRONT: u32 = 4;

impl Near {
    /// `None` where there is nothing to be near to: the pattern is too long for the automaton, or not ASCII.
    pub(in super::super) fn to(pattern: &str, distance: usize) -> Option<Near> {
        if pattern.len() > 63 || !pattern.is_ascii() || distance > LARGEST_DISTANCE {
            return None;
        }
        let mut positions = Box::new([0; 256]);
        for (position, byte) in pattern.bytes().enumerate() {
            positions[usize::from(byte)] |= 1 << position;
        }
        Some(Near {
            positions,
            pattern: pattern.as_bytes().into(),
            end: 1 << pattern.len(),
            distance,
        })
    }
}

/// The prefixes of the pattern that are longer than [`FRONT`].
const BEHIND_FRONT: u64 = !0 << (FRONT + 1);

impl Automaton for Near {
    /// By number of changes so far, the set of prefixes of the pattern that have been matched.
    type State = [u64; LARGEST_DISTANCE + 1];

    fn start(&self) -> Self::State {
        // Up to `n` letters of the pattern may have been left out before anything is read.
        [0b1, 0b11, 0b11]
    }

    fn is_match(&self, state: &Self::State) -> bool {
        state[self.distance] & self.end != 0
    }

    fn can_match(&self, state: &Self::State) -> bool {
        state[self.distance] != 0
    }

    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        let here = self.positions[usize::from(byte)];
        let mut next = [(state[0] & here) << 1, 0, 0];
        for n in 1..next.len() {
            let (inserted, substituted, left_out) =
                (state[n - 1], state[n - 1] << 1, next[n - 1] << 1);
            let changed = (state[n] & here) << 1 | substituted | left_out;
            next[n] = match n {
                // A letter put in between front and rest belongs to the rest.
                2 => changed & BEHIND_FRONT | inserted & (BEHIND_FRONT >> 1) | next[1],
                _ => changed | inserted,
            };
        }
        // Prefixes beyond the pattern's end do not exist.
        next.map(|set| set & (self.end << 1).wrapping_sub(1))
    }
}

impl Walker for Near {
    fn leads_on(&self, state: &Self::State, from: u8, to: u8) -> bool {
        // Where a change is left, any letter leads on, be it one that no name holds.
        if self.can_match(&self.accept(state, 0)) {
            return true;
        }
        let mut left = state[self.distance] & (self.end - 1);
        while left != 0 {
            if (from..=to).contains(&self.pattern[left.trailing_zeros() as usize]) {
                return true;
            }
            left &= left - 1;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{FRONT, LARGEST_DISTANCE, Near};
    use fst::Automaton;
    use proptest::prelude::*;

    fn accepts(pattern: &str, key: &str, distance: usize) -> bool {
        let near = Near::to(pattern, distance).expect("a short pattern");
        near.is_match(
            &key.bytes()
                .fold(near.start(), |state, byte| near.accept(&state, byte)),
        )
    }

    /// The definition: somewhere the key is cut so that its front is at most one letter from the pattern's.
    fn is_near(pattern: &str, key: &str, distance: usize) -> bool {
        if distance < 2 {
            return strsim::levenshtein(pattern, key) <= distance;
        }
        let (front, back) = pattern.split_at(pattern.len().min(FRONT as usize));
        (0..=key.len()).any(|cut| {
            let (first, second) = (
                strsim::levenshtein(front, &key[..cut]),
                strsim::levenshtein(back, &key[cut..]),
            );
            first <= 1 && first + second <= 2
        })
    }

    proptest! {
        #[test]
        fn it_accepts_what_is_within_the_edit_distance(a in "[a-d]{0,8}", b in "[a-d]{0,8}") {
            // Two changes are never asked for in names shorter than their front.
            let most = if a.len() < FRONT as usize { 1 } else { LARGEST_DISTANCE };
            for distance in 0..=most {
                prop_assert_eq!(accepts(&a, &b, distance), is_near(&a, &b, distance));
            }
        }
    }
}
