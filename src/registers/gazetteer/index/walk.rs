//! The names that an automaton accepts, without reading those that it cannot.
//!
//! The tree that an automaton would walk is not there. In its place are the halves of the halves of the blocks: of the blocks
//! of a range the first keys are known, so what may stand between them, and a range in which no name can stand that the
//! automaton would accept is left out.

use std::ops::Range;

use fst::Automaton;

use super::letters;
use super::names::{BLOCK, Found, Names, shared};

/// An automaton that can tell which letters lead on.
pub(in super::super) trait Walker: Automaton<State: Clone> {
    /// Whether from this state a byte leads on that is at least `from` and at most `to`.
    fn leads_on(&self, state: &Self::State, from: u8, to: u8) -> bool;
}

/// The names whose key the automaton accepts, in their order.
pub(super) fn accepted<A: Walker>(names: &Names, automaton: &A, found: &mut dyn FnMut(&Found)) {
    let all = 0..names.count.div_ceil(BLOCK);
    if all.is_empty() {
        return;
    }
    let mut walk = Walk {
        names,
        heads: names.heads(),
        automaton,
        key: Vec::with_capacity(64),
        steps: Vec::new(),
        states: Vec::new(),
    };
    walk.descend(all, (0, automaton.start()), found);
}

struct Walk<'a, A: Walker> {
    names: &'a Names<'a>,
    heads: &'a [u64],
    automaton: &'a A,
    /// Of the name that is read its key, the steps to its form, and the states along its key.
    key: Vec<u8>,
    steps: Vec<u8>,
    states: Vec<A::State>,
}

impl<A: Walker> Walk<'_, A> {
    /// All names of the range begin with `depth` bytes, which led to `state`.
    fn descend(
        &mut self,
        range: Range<u32>,
        (mut depth, mut state): (usize, A::State),
        found: &mut dyn FnMut(&Found),
    ) {
        let head = |block: u32| {
            self.heads
                .get(block as usize)
                .map(|head| head.to_be_bytes())
        };
        let Some(first) = head(range.start) else {
            return;
        };
        // Without a block behind, anything may stand in the range.
        if let Some(last) = head(range.end) {
            let same = shared(&first, &last);
            // A key that is shorter ends in zeros.
            let same = first[..same]
                .iter()
                .position(|&byte| byte == 0)
                .unwrap_or(same);
            for &byte in first.get(depth..same).unwrap_or_default() {
                state = self.automaton.accept(&state, byte);
                depth += 1;
            }
            if !self.automaton.can_match(&state)
                || depth == same && !self.may_hold(&state, &first[same..], &last[same..])
            {
                return;
            }
        }
        if range.len() <= 1 {
            self.scan(range.start, (depth, state), found);
            return;
        }
        let middle = range.start + (range.end - range.start) / 2;
        self.descend(range.start..middle, (depth, state.clone()), found);
        self.descend(middle..range.end, (depth, state), found);
    }

    /// Whether from this state something leads on that lies between two beginnings, which differ in their first byte; both
    /// included.
    fn may_hold(&self, state: &A::State, first: &[u8], last: &[u8]) -> bool {
        let automaton = self.automaton;
        let (Some(&low), Some(&high)) = (first.first(), last.first()) else {
            return true;
        };
        let between = (low.saturating_add(1), high.saturating_sub(1));
        if between.0 <= between.1 && automaton.leads_on(state, between.0, between.1) {
            return true;
        }
        self.may_follow(state, first) || self.may_precede(state, last)
    }

    /// Whether something leads on that begins with a beginning, is it, or stands behind it with the same first byte.
    fn may_follow(&self, state: &A::State, beginning: &[u8]) -> bool {
        let mut state = state.clone();
        for (at, &byte) in beginning.iter().enumerate() {
            // The key ends here; what is longer stands behind it.
            if byte == 0 {
                return self.automaton.is_match(&state)
                    || at > 0 && self.automaton.leads_on(&state, 1, u8::MAX);
            }
            if at > 0 && byte < u8::MAX && self.automaton.leads_on(&state, byte + 1, u8::MAX) {
                return true;
            }
            state = self.automaton.accept(&state, byte);
            if !self.automaton.can_match(&state) {
                return false;
            }
        }
        true
    }

    /// Whether something leads on that begins with a beginning, is it, or stands before it with the same first byte.
    fn may_precede(&self, state: &A::State, beginning: &[u8]) -> bool {
        let mut state = state.clone();
        for (at, &byte) in beginning.iter().enumerate() {
            if at > 0 && self.automaton.is_match(&state) {
                return true;
            }
            if byte == 0 {
                return self.automaton.is_match(&state);
            }
            if at > 0 && byte > 1 && self.automaton.leads_on(&state, 1, byte - 1) {
                return true;
            }
            state = self.automaton.accept(&state, byte);
            if !self.automaton.can_match(&state) {
                return false;
            }
        }
        true
    }

    /// Runs the automaton over a block.
    fn scan(&mut self, block: u32, from: (usize, A::State), found: &mut dyn FnMut(&Found)) {
        // What is damaged ends the block; its names are not found.
        let _ = self.try_scan(block, from, found);
    }

    fn try_scan(
        &mut self,
        block: u32,
        (depth, state): (usize, A::State),
        found: &mut dyn FnMut(&Found),
    ) -> Option<()> {
        let (names, automaton) = (self.names, self.automaton);
        let mut bits = names.bits(block)?;
        self.key.clear();
        self.states.clear();
        self.states.push(state);
        let first = block * BLOCK;
        for number in first..names.count.min(first.saturating_add(BLOCK)) {
            let shared = usize::from(bits.symbol(names.letters, letters::SHARED)?);
            self.key.truncate(shared);
            names.rest(&mut bits, &mut self.key)?;
            self.steps.clear();
            while let Ok(step) = u8::try_from(bits.symbol(names.letters, letters::STEP)?) {
                self.steps.push(step);
            }
            // All share the letters that led to the first state, so it stays.
            self.states.truncate(shared.saturating_sub(depth) + 1);
            let key = self.key.as_slice();
            while let Some(&byte) = key.get(depth + self.states.len() - 1) {
                let state = self.states.last().expect("the first state stays");
                if !automaton.can_match(state) {
                    break;
                }
                let next = automaton.accept(state, byte);
                self.states.push(next);
            }
            let at_end = depth + self.states.len() - 1 == key.len();
            let state = self.states.last().expect("the first state stays");
            if at_end && automaton.is_match(state) {
                let key = std::str::from_utf8(key).ok()?;
                let steps = &self.steps;
                found(&Found { number, key, steps });
            }
        }
        Some(())
    }
}
