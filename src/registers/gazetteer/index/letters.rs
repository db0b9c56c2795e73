//! Letters in as few bits as they need: a frequent one takes fewer, by the letter before it (Huffman's codes, one for each
//! context).
//!
//! A table of [`FAST`] bits gives almost every symbol in one look, so names are read about as fast as if they stood in bytes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::numbers::{Reader, Writer};

/// A byte, or one of the two behind all bytes.
pub(in super::super) type Symbol = u16;

/// Nothing more follows.
pub(super) const END: Symbol = 256;
/// A byte that has no code here follows in eight bits.
const OTHER: Symbol = 257;
const SYMBOLS: usize = 258;
/// How many letters a key shares with the one before.
pub(super) const SHARED: usize = 0;
/// The steps from a key to its form.
pub(super) const STEP: usize = 1;
const CONTEXTS: usize = 3 + 26 + 128;
const LONGEST: usize = 15;
const FAST: usize = 8;

/// The context of what follows a byte of a key.
pub(super) fn after(byte: Option<u8>) -> usize {
    match byte {
        Some(letter @ b'a'..=b'z') => 3 + usize::from(letter - b'a'),
        Some(byte @ 0x80..) => 3 + 26 + usize::from(byte - 0x80),
        _ => 2,
    }
}

/// How often each symbol stands in each context.
pub(in super::super) struct Counts(Vec<[u64; SYMBOLS]>);

impl Counts {
    pub(in super::super) fn new() -> Counts {
        Counts(vec![[0; SYMBOLS]; CONTEXTS])
    }

    pub(super) fn add(&mut self, context: usize, symbol: Symbol) {
        self.0[context][usize::from(symbol)] += 1;
    }

    /// Codes for these frequencies.
    pub(in super::super) fn codes(mut self) -> Codes {
        let mut codes = Codes(vec![[(0, 0); SYMBOLS]; CONTEXTS]);
        for (counts, codes) in self.0.iter_mut().zip(&mut codes.0) {
            // What does not occur in the names counted may occur all the same.
            counts[usize::from(OTHER)] += 1;
            let lengths = lengths(counts);
            let mut order: Vec<usize> =
                (0..SYMBOLS).filter(|&symbol| lengths[symbol] > 0).collect();
            order.sort_by_key(|&symbol| (lengths[symbol], symbol));
            let (mut code, mut last) = (0u32, 0);
            for symbol in order {
                code <<= lengths[symbol] - last;
                last = lengths[symbol];
                codes[symbol] = (code as u16, last);
                code += 1;
            }
        }
        codes
    }
}

/// How long each symbol's code is, by Huffman's method; none is longer than [`LONGEST`].
fn lengths(counts: &mut [u64; SYMBOLS]) -> [u8; SYMBOLS] {
    loop {
        // The trees by weight; of equal ones the older first, so that the same counts give the same codes.
        let mut trees: BinaryHeap<Reverse<(u64, usize, Vec<usize>)>> = counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(|(symbol, &count)| Reverse((count, symbol, vec![symbol])))
            .collect();
        let mut lengths = [0; SYMBOLS];
        if trees.len() == 1 {
            lengths[counts
                .iter()
                .position(|&count| count > 0)
                .expect("there is one")] = 1;
            return lengths;
        }
        let mut age = SYMBOLS;
        while let (Some(Reverse(a)), Some(Reverse(b))) = (trees.pop(), trees.pop()) {
            let both = [a.2, b.2].concat();
            for &symbol in &both {
                lengths[symbol] += 1;
            }
            age += 1;
            if both.len() < counts.iter().filter(|count| **count > 0).count() {
                trees.push(Reverse((a.0 + b.0, age, both)));
            }
        }
        if lengths.iter().all(|&length| usize::from(length) <= LONGEST) {
            return lengths;
        }
        for count in counts.iter_mut().filter(|count| **count > 0) {
            *count = *count / 2 + 1;
        }
    }
}

/// The code and its length of each symbol in each context.
pub(in super::super) struct Codes(Vec<[(u16, u8); SYMBOLS]>);

impl Codes {
    /// The lengths, from which [`Letters::read`] makes the codes again.
    pub(in super::super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        for codes in &self.0 {
            let used = codes.iter().enumerate().filter(|(_, code)| code.1 > 0);
            out.number(used.clone().count() as u64);
            for (symbol, &(_, length)) in used {
                out.number(symbol as u64);
                out.0.push(length);
            }
        }
        out.0
    }

    pub(super) fn write(&self, context: usize, symbol: Symbol, out: &mut Bits) {
        match self.0[context][usize::from(symbol)] {
            (_, 0) => {
                let (code, length) = self.0[context][usize::from(OTHER)];
                out.push(code.into(), length);
                out.push(symbol.into(), 8);
            }
            (code, length) => out.push(code.into(), length),
        }
    }
}

/// Bits that are written, the first in a byte's highest place.
#[derive(Default)]
pub(super) struct Bits {
    pub bytes: Vec<u8>,
    pending: u32,
    count: u8,
}

impl Bits {
    fn push(&mut self, bits: u32, length: u8) {
        self.pending = self.pending << length | bits;
        self.count += length;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.pending >> self.count) as u8);
        }
    }

    /// Fills up the last byte.
    pub fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.push(0, 8 - self.count);
        }
        self.bytes
    }
}

/// The tables for reading.
pub(super) struct Letters(Vec<Table>);

struct Table {
    /// For each beginning the symbol × 16 and its length; 0 where a code is longer.
    fast: [u16; 1 << FAST],
    /// Of each length the first code, how many there are, and where their symbols begin.
    long: [(u32, u32, u32); LONGEST + 1],
    symbols: Vec<Symbol>,
}

impl Letters {
    /// The tables of the lengths that [`Codes::to_bytes`] wrote; `None` if they are none.
    pub fn read(bytes: &[u8]) -> Option<Letters> {
        let mut reader = Reader(bytes);
        let tables = (0..CONTEXTS).map(|_| Table::read(&mut reader));
        tables.collect::<Option<Vec<_>>>().map(Letters)
    }
}

impl Table {
    fn read(reader: &mut Reader) -> Option<Table> {
        let count = usize::try_from(reader.number()?).ok()?;
        if count > SYMBOLS {
            return None;
        }
        let mut lengths = Vec::with_capacity(count);
        for _ in 0..count {
            let symbol = Symbol::try_from(reader.number()?).ok()?;
            let length = usize::from(reader.byte()?);
            if usize::from(symbol) >= SYMBOLS || !(1..=LONGEST).contains(&length) {
                return None;
            }
            lengths.push((length, symbol));
        }
        lengths.sort_unstable();
        let mut table = Table {
            fast: [0; 1 << FAST],
            long: [(0, 0, 0); LONGEST + 1],
            symbols: lengths.iter().map(|(_, symbol)| *symbol).collect(),
        };
        let (mut code, mut last) = (0u32, 0);
        for (at, &(length, symbol)) in lengths.iter().enumerate() {
            code <<= length - last;
            if length != last {
                table.long[length] = (code, 0, at as u32);
            }
            last = length;
            table.long[length].1 += 1;
            if code >= 1 << length {
                return None;
            }
            if length <= FAST {
                let first = (code as usize) << (FAST - length);
                table.fast[first..first + (1 << (FAST - length))].fill(symbol << 4 | length as u16);
            }
            code += 1;
        }
        Some(table)
    }
}

/// Reads symbols from bits.
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    /// The bits that come next, from the highest on.
    window: u64,
    have: u32,
}

impl<'a> BitReader<'a> {
    pub fn new(bytes: &'a [u8]) -> BitReader<'a> {
        BitReader {
            bytes,
            window: 0,
            have: 0,
        }
    }

    /// The next symbol in a context; `None` where the bits are none.
    #[inline]
    pub fn symbol(&mut self, letters: &Letters, context: usize) -> Option<Symbol> {
        self.fill();
        let table = &letters.0[context];
        let fast = table.fast[(self.window >> (64 - FAST)) as usize];
        let symbol = match fast & 15 {
            0 => self.long(table)?,
            length => {
                self.skip(length.into())?;
                fast >> 4
            }
        };
        if symbol != OTHER {
            return Some(symbol);
        }
        self.fill();
        let byte = (self.window >> 56) as Symbol;
        self.skip(8)?;
        Some(byte)
    }

    #[cold]
    fn long(&mut self, table: &Table) -> Option<Symbol> {
        for length in FAST + 1..=LONGEST {
            let code = (self.window >> (64 - length)) as u32;
            let (first, count, at) = table.long[length];
            if count > 0 && code >= first && code - first < count {
                self.skip(length as u32)?;
                return table.symbols.get((at + code - first) as usize).copied();
            }
        }
        None
    }

    #[inline]
    fn fill(&mut self) {
        if self.have < 16 {
            if let Some(four) = self.bytes.first_chunk::<4>() {
                self.window |= u64::from(u32::from_be_bytes(*four)) << (32 - self.have);
                self.have += 32;
                self.bytes = &self.bytes[4..];
            } else {
                for &byte in std::mem::take(&mut self.bytes) {
                    self.window |= u64::from(byte) << (56 - self.have);
                    self.have += 8;
                }
            }
        }
    }

    #[inline]
    fn skip(&mut self, bits: u32) -> Option<()> {
        self.have = self.have.checked_sub(bits)?;
        self.window <<= bits;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn symbols_are_read_back_even_those_that_were_not_counted(
            counted in proptest::collection::vec((0..CONTEXTS, 0..257u16), 0..200),
            written in proptest::collection::vec((0..CONTEXTS, 0..256u16), 0..60),
        ) {
            let mut counts = Counts::new();
            for &(context, symbol) in &counted {
                counts.add(context, symbol);
            }
            let codes = counts.codes();
            let mut bits = Bits::default();
            for &(context, symbol) in counted.iter().chain(&written) {
                codes.write(context, symbol, &mut bits);
            }
            let letters = Letters::read(&codes.to_bytes()).expect("they were written so");
            let bytes = bits.finish();
            let mut reader = BitReader::new(&bytes);
            for &(context, symbol) in counted.iter().chain(&written) {
                prop_assert_eq!(reader.symbol(&letters, context), Some(symbol));
            }
        }

        #[test]
        fn broken_tables_and_bits_never_panic(table: Vec<u8>, bits: Vec<u8>) {
            let _ = Letters::read(&table);
            let letters = Letters::read(&Counts::new().codes().to_bytes()).expect("they were written so");
            let mut reader = BitReader::new(&bits);
            while reader.symbol(&letters, STEP).is_some() {}
        }
    }

    #[test]
    fn codes_stay_short_however_rare_a_symbol_is() {
        let mut counts = Counts::new();
        let (mut a, mut b) = (1u64, 1u64);
        for symbol in 0..40 {
            counts.0[STEP][symbol] = a;
            (a, b) = (b, a + b);
        }
        let codes = counts.codes();
        assert!(
            codes.0[STEP]
                .iter()
                .all(|code| usize::from(code.1) <= LONGEST)
        );
        assert!(Letters::read(&codes.to_bytes()).is_some());
    }
}
