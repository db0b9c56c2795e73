//! Keys that are the same name by rules of spelling: an automaton of a key in which any run of letters may be another.

use fst::Automaton;

use super::index::walk::Walker;

/// Accepts the keys that a key becomes when runs of its letters are written otherwise, none or any of them.
pub(super) struct Alike {
    /// Of each state the bytes that lead on, with the states they lead to.
    steps: Vec<Vec<(u8, u16)>>,
    /// Of each state those that are reached from it without a letter, itself among them.
    reach: Vec<Set>,
    end: u16,
    /// Where one of the words ends that may stand behind the key.
    behind: Option<u16>,
}

/// A set of states: those that are active are few, and are listed.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Set {
    count: u8,
    states: [u16; ACTIVE],
}

/// More than so many are never active at once in a name.
const ACTIVE: usize = 27;
/// With so many states, a key may be written in more ways than a name is.
const MOST: usize = 1000;

impl Set {
    fn add(&mut self, state: u16) {
        if !self.has(state)
            && let Some(free) = self.states.get_mut(usize::from(self.count))
        {
            *free = state;
            self.count += 1;
        }
    }

    fn has(&self, state: u16) -> bool {
        self.active().contains(&state)
    }

    fn active(&self) -> &[u16] {
        &self.states[..usize::from(self.count)]
    }

    fn join(&mut self, other: &Set) {
        for &state in other.active() {
            self.add(state);
        }
    }
}

impl Alike {
    /// By these pairs: the first is what stands in the key, the second what may stand instead, which may be nothing. A first
    /// that is empty may be put in anywhere but at the beginning.
    ///
    /// `None` where the key is so long, or may be written in so many ways, that it is no name.
    pub(super) fn to<'a>(
        key: &str,
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Option<Alike> {
        Alike::followed(key, pairs, std::iter::empty())
    }

    /// The same, and keys with one of these words behind.
    pub(super) fn followed<'a>(
        key: &str,
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
        words: impl Iterator<Item = &'a str>,
    ) -> Option<Alike> {
        let end = u16::try_from(key.len()).ok()?;
        let mut alike = Alike {
            steps: vec![Vec::new(); key.len() + 1],
            reach: Vec::new(),
            end,
            behind: None,
        };
        let mut skips = Vec::new();
        for (at, &byte) in key.as_bytes().iter().enumerate() {
            alike.steps[at].push((byte, at as u16 + 1));
        }
        for (written, instead) in pairs {
            let from = usize::from(written.is_empty());
            for at in (from..=key.len()).filter(|&at| key.is_char_boundary(at)) {
                if !key[at..].starts_with(written) {
                    continue;
                }
                let to = at + written.len();
                match instead.as_bytes() {
                    [] => skips.push((at, to)),
                    instead => alike.path(at, instead, to),
                }
            }
        }
        let mut words = words.peekable();
        if words.peek().is_some() {
            alike.steps.push(Vec::new());
            let behind = alike.steps.len() - 1;
            words.for_each(|word| alike.path(end.into(), word.as_bytes(), behind));
            alike.behind = u16::try_from(behind).ok();
        }
        if alike.steps.len() > MOST {
            return None;
        }
        // What may be left out leads forward only, so from the end on each knows what is behind it.
        alike.reach = vec![Set::default(); alike.steps.len()];
        for at in (0..alike.steps.len()).rev() {
            let mut reach = Set::default();
            reach.add(at as u16);
            for (_, to) in skips.iter().filter(|(from, _)| *from == at) {
                reach.join(&alike.reach[*to]);
            }
            alike.reach[at] = reach;
        }
        Some(alike)
    }

    fn path(&mut self, from: usize, letters: &[u8], to: usize) {
        let mut at = from;
        for (place, &letter) in letters.iter().enumerate() {
            let next = match place + 1 == letters.len() {
                true => to,
                false => {
                    self.steps.push(Vec::new());
                    self.steps.len() - 1
                }
            };
            self.steps[at].push((letter, next.min(usize::from(u16::MAX)) as u16));
            at = next;
        }
    }
}

impl Automaton for Alike {
    type State = Set;

    fn start(&self) -> Set {
        self.reach.first().copied().unwrap_or_default()
    }

    fn is_match(&self, state: &Set) -> bool {
        state.has(self.end) || self.behind.is_some_and(|behind| state.has(behind))
    }

    fn can_match(&self, state: &Set) -> bool {
        state.count > 0
    }

    fn accept(&self, state: &Set, byte: u8) -> Set {
        let mut next = Set::default();
        for &from in state.active() {
            for &(letter, to) in &self.steps[usize::from(from)] {
                if letter == byte {
                    next.join(&self.reach[usize::from(to)]);
                }
            }
        }
        next
    }
}

impl Walker for Alike {
    fn leads_on(&self, state: &Set, from: u8, to: u8) -> bool {
        let steps = |&at: &u16| self.steps[usize::from(at)].iter();
        let mut letters = state.active().iter().flat_map(steps);
        letters.any(|(letter, _)| (from..=to).contains(letter))
    }
}

#[cfg(test)]
mod tests {
    use super::{Alike, MOST};
    use fst::Automaton;

    fn accepts(key: &str, pairs: &[(&str, &str)], other: &str) -> bool {
        let alike = Alike::to(key, pairs.iter().copied()).expect("a short key");
        let start = alike.start();
        alike.is_match(
            &other
                .bytes()
                .fold(start, |state, byte| alike.accept(&state, byte)),
        )
    }

    #[test]
    fn runs_of_letters_are_written_otherwise_or_left_out() {
        let pairs = [
            ("dzh", "j"),
            ("zh", "ж"),
            ("g", "gh"),
            ("", "ь"),
            ("ue", "u"),
        ];
        for (key, other, expected) in [
            ("kuldzha", "kuldzha", true),
            ("kuldzha", "kulja", true),
            ("kuldzha", "kuldжa", true),
            ("kuldzha", "kulьdzha", true),
            ("kuldzha", "ьkuldzha", false),
            ("kuldzha", "kuldha", false),
            ("tarbagatai", "tarbaghatai", true),
            ("muenchen", "munchen", true),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(accepts(key, &pairs, other), expected, "{key} and {other}");
        }
        assert!(accepts("kulьdzha", &[("ь", "")], "kuldzha"));
    }

    #[test]
    fn what_is_no_name_has_no_automaton() {
        let long = "g".repeat(2 * MOST);
        assert!(Alike::to(&long, std::iter::empty()).is_none());
    }
}
