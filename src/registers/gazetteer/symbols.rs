//! Short texts kept small, each readable by itself: frequent runs of bytes become one byte.
//!
//! The method is FSST's (Boncz, Neumann, Leis: FSST, Fast Random Access String Compression, VLDB 2020), without its speed.

use std::collections::{BTreeMap, HashMap};

/// Up to 255 runs of one to eight bytes; a run's code is its place here.
#[derive(Default)]
pub(super) struct Symbols {
    runs: Vec<Vec<u8>>,
    codes: HashMap<Vec<u8>, u8>,
}

/// Stands before a byte that no run covers.
const LITERAL: u8 = 255;
const LONGEST: usize = 8;
const ROW: usize = 1 + LONGEST;
/// More rounds make the table no better, in FSST's measurements and ours.
const ROUNDS: usize = 5;

impl Symbols {
    /// The runs that save most in these texts.
    pub(super) fn of(texts: &[&str]) -> Symbols {
        let mut symbols = Symbols::default();
        for _ in 0..ROUNDS {
            let mut saved = BTreeMap::<Vec<u8>, usize>::new();
            for text in texts {
                let mut last: &[u8] = &[];
                for (run, _) in symbols.split(text.as_bytes()) {
                    *saved.entry(run.to_vec()).or_default() += run.len();
                    if !last.is_empty() && last.len() + run.len() <= LONGEST {
                        *saved.entry([last, run].concat()).or_default() += last.len() + run.len();
                    }
                    last = run;
                }
            }
            let mut runs: Vec<_> = saved.into_iter().collect();
            runs.sort_by_key(|&(_, saved)| std::cmp::Reverse(saved));
            runs.truncate(usize::from(LITERAL));
            symbols = Symbols::from_runs(runs.into_iter().map(|(run, _)| run).collect());
        }
        symbols
    }

    /// The table: for each run a row of its length and its bytes, filled up with zeros.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut table = vec![0; self.runs.len() * ROW];
        for (row, run) in table.chunks_mut(ROW).zip(&self.runs) {
            row[0] = run.len() as u8;
            row[1..=run.len()].copy_from_slice(run);
        }
        table
    }

    /// The text in codes.
    pub(super) fn encode(&self, text: &str) -> Vec<u8> {
        self.split(text.as_bytes())
            .flat_map(|(run, code)| code.map_or_else(|| vec![LITERAL, run[0]], |code| vec![code]))
            .collect()
    }

    /// The text cut into the longest runs there are, with their codes; a byte that no run covers stands alone.
    fn split<'a>(&self, mut text: &'a [u8]) -> impl Iterator<Item = (&'a [u8], Option<u8>)> {
        std::iter::from_fn(move || {
            let lengths = (1..=LONGEST.min(text.len())).rev();
            let known = lengths
                .into_iter()
                .find_map(|length| Some((length, *self.codes.get(&text[..length])?)));
            let (run, rest) = text.split_at_checked(known.map_or(1, |(length, _)| length))?;
            text = rest;
            Some((run, known.map(|(_, code)| code)))
        })
    }

    fn from_runs(runs: Vec<Vec<u8>>) -> Symbols {
        let codes = runs.iter().cloned().zip(0..LITERAL).collect();
        Symbols { runs, codes }
    }
}

/// Appends the text that `codes` stand for in a table as [`Symbols::to_bytes`] wrote it; `None` if they stand for none.
pub(super) fn decode(table: &[u8], codes: &[u8], text: &mut Vec<u8>) -> Option<()> {
    let mut codes = codes.iter();
    while let Some(&code) = codes.next() {
        if code == LITERAL {
            text.push(*codes.next()?);
        } else {
            let (&length, run) = table.get(usize::from(code) * ROW..)?.split_first()?;
            text.extend(run.get(..usize::from(length))?);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{Symbols, decode};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decoding_gives_the_text_back(texts in proptest::collection::vec(".{0,12}|[a-c]{0,12}", 0..8), other in ".*") {
            let symbols = Symbols::of(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            for text in texts.iter().chain([&other]) {
                let mut decoded = Vec::new();
                prop_assert!(decode(&symbols.to_bytes(), &symbols.encode(text), &mut decoded).is_some());
                prop_assert_eq!(decoded, text.as_bytes());
            }
        }
    }
}
