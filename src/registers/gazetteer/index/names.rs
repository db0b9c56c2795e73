//! All names of an index, each once, in the order of their folded keys: found by halving, by prefix, or by [an automaton](super::walk).
//!
//! Names stand in blocks of sixteen. In a block a name is how many bytes its key shares with the key before it, the rest of the
//! key, and the [steps](super::form) from the key to the form, all as [symbols of few bits](super::letters).
//!
//! An fst of the same keys takes twice the room, and the forms would have to be written beside it.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::form;
use super::letters::{self, BitReader, Bits, Codes, Counts, END, Letters};

/// So many names stand in a block.
pub(super) const BLOCK: u32 = 16;
/// The most that a symbol says of what is shared.
const MOST_SHARED: usize = 255;

/// The names of an opened index.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    /// How many there are.
    pub count: u32,
    /// Where each block begins in `blocks`: `u32`.
    pub starts: &'a [u8],
    pub blocks: &'a [u8],
    pub letters: &'a Letters,
    pub heads: &'a Heads,
}

/// The first eight bytes of the first key of each block, as a number that orders as they do: with them, a block is found in
/// one small table. Made when a name is first asked for, in a millisecond or some; kept by whoever holds the bytes.
#[derive(Default)]
pub(super) struct Heads(OnceLock<Vec<u64>>);

fn eight(key: &[u8]) -> u64 {
    let mut eight = [0; 8];
    let length = key.len().min(8);
    eight[..length].copy_from_slice(&key[..length]);
    u64::from_be_bytes(eight)
}

/// A name as it is found on the way through a block.
pub(in super::super) struct Found<'a> {
    /// Its number: names are numbered in order.
    pub number: u32,
    /// Its key.
    pub key: &'a str,
    pub(super) steps: &'a [u8],
}

impl Found<'_> {
    pub fn form(&self) -> Option<String> {
        form::decode(self.key, self.steps)
    }
}

impl<'a> Names<'a> {
    /// The names with this key: their numbers follow each other.
    pub fn with_key(&self, key: &str, mut found: impl FnMut(&Found)) {
        self.from(key, |name| match name.key.cmp(key) {
            Ordering::Less => true,
            Ordering::Equal => {
                found(name);
                true
            }
            Ordering::Greater => false,
        });
    }

    /// The names whose key begins so, until `found` says that it is enough.
    pub fn with_prefix(&self, prefix: &str, mut found: impl FnMut(&Found) -> bool) {
        self.from(prefix, |name| {
            if name.key.starts_with(prefix) {
                found(name)
            } else {
                name.key < prefix
            }
        });
    }

    /// The form of a number.
    pub fn form(&self, number: u32) -> Option<String> {
        let mut form = None;
        self.block(number / BLOCK, |name| {
            if name.number == number {
                form = name.form();
            }
            name.number < number
        });
        form
    }

    /// The lengths of the beginnings of a key that are keys, the shortest first.
    ///
    /// Whatever stands between a beginning and the key begins so too. A name before the key therefore shares with it all
    /// beginnings that stand before that name: what the first name of a block shares is all that is to be looked for before the
    /// block, and a few blocks are read, however long the key is.
    pub fn beginnings(&self, key: &str) -> Vec<usize> {
        let key = key.as_bytes();
        let mut lengths = Vec::new();
        let (mut end, mut read) = (key.len(), u32::MAX);
        while end > 0 {
            let sought = &key[..end];
            let behind = self.first_block(|block| self.compare(block, sought).map(Ordering::is_gt));
            let Some(block) = behind.and_then(|behind| behind.min(read).checked_sub(1)) else {
                break;
            };
            let (mut shared, known) = (None, lengths.len());
            self.block(block, |name| {
                let name = name.key.as_bytes();
                shared.get_or_insert_with(|| {
                    let same = name.iter().zip(sought);
                    same.take_while(|(one, other)| one == other).count()
                });
                if !name.is_empty() && sought.starts_with(name) {
                    lengths.push(name.len());
                }
                name <= sought
            });
            lengths[known..].reverse();
            (end, read) = (shared.unwrap_or(0), block);
        }
        lengths.reverse();
        lengths.dedup();
        lengths
    }

    /// Goes through the names from the first that may have the key on, until `next` says that it is enough.
    fn from(&self, key: &str, mut next: impl FnMut(&Found) -> bool) {
        let first =
            self.first_block(|block| self.compare(block, key.as_bytes()).map(Ordering::is_ge));
        let Some(first) = first else { return };
        let mut more = true;
        for block in first.saturating_sub(1)..self.count.div_ceil(BLOCK) {
            let whole = self.block(block, |name| {
                more = next(name);
                more
            });
            if !more || whole.is_none() {
                return;
            }
        }
    }

    /// The first block of which this holds, where it holds of all behind it; their number if of none.
    fn first_block(&self, mut holds: impl FnMut(u32) -> Option<bool>) -> Option<u32> {
        let (mut low, mut high) = (0, self.count.div_ceil(BLOCK));
        while low < high {
            let middle = low + (high - low) / 2;
            match holds(middle)? {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        Some(low)
    }

    /// How the first key of a block stands to a key.
    fn compare(&self, block: u32, key: &[u8]) -> Option<Ordering> {
        let head = self.heads().get(block as usize)?;
        match head.cmp(&eight(key)) {
            Ordering::Equal => Some(self.head(block)?.as_slice().cmp(key)),
            order => Some(order),
        }
    }

    pub(super) fn heads(&self) -> &'a [u64] {
        self.heads.0.get_or_init(|| {
            let blocks = 0..self.count.div_ceil(BLOCK);
            blocks
                .map(|block| eight(&self.head(block).unwrap_or_default()))
                .collect()
        })
    }

    /// The first key of a block.
    fn head(&self, block: u32) -> Option<Vec<u8>> {
        let mut bits = self.bits(block)?;
        let mut key = Vec::with_capacity(32);
        bits.symbol(self.letters, letters::SHARED)?;
        self.rest(&mut bits, &mut key)?;
        Some(key)
    }

    pub(super) fn bits(&self, block: u32) -> Option<BitReader<'a>> {
        let start = self.starts.get(block as usize * 4..)?.first_chunk::<4>()?;
        let start = u32::from_le_bytes(*start) as usize;
        Some(BitReader::new(self.blocks.get(start..)?))
    }

    /// Goes through the names of a block; `None` where it is damaged.
    fn block(&self, block: u32, mut next: impl FnMut(&Found) -> bool) -> Option<()> {
        let mut bits = self.bits(block)?;
        let (mut key, mut steps) = (Vec::with_capacity(64), Vec::new());
        let first = block * BLOCK;
        for number in first..self.count.min(first.saturating_add(BLOCK)) {
            key.truncate(usize::from(bits.symbol(self.letters, letters::SHARED)?));
            self.rest(&mut bits, &mut key)?;
            steps.clear();
            while let Ok(step) = u8::try_from(bits.symbol(self.letters, letters::STEP)?) {
                steps.push(step);
            }
            let key = std::str::from_utf8(&key).ok()?;
            if !next(&Found {
                number,
                key,
                steps: &steps,
            }) {
                break;
            }
        }
        Some(())
    }

    /// Appends the rest of a key.
    #[inline]
    pub(super) fn rest(&self, bits: &mut BitReader, key: &mut Vec<u8>) -> Option<()> {
        let mut last = key.last().copied();
        while let Ok(byte) = u8::try_from(bits.symbol(self.letters, letters::after(last))?) {
            key.push(byte);
            last = Some(byte);
        }
        Some(())
    }
}

/// Says names that come in the order of their keys by symbols: once to count these, and once to write them.
#[derive(Default)]
pub(in super::super) struct NamesWriter {
    pub count: u32,
    last: String,
    bits: Bits,
}

impl NamesWriter {
    /// Counts the symbols of the next name.
    pub fn count(&mut self, key: &str, form: &str, counts: &mut Counts) {
        self.say(key, form, |context, symbol| counts.add(context, symbol));
    }

    /// Writes the next name; gives the block that is whole by it.
    pub fn write(&mut self, key: &str, form: &str, codes: &Codes) -> Option<Vec<u8>> {
        let mut bits = std::mem::take(&mut self.bits);
        self.say(key, form, |context, symbol| {
            codes.write(context, symbol, &mut bits)
        });
        if self.count.is_multiple_of(BLOCK) {
            return Some(bits.finish());
        }
        self.bits = bits;
        None
    }

    /// The last block, if it is not whole.
    pub fn finish(self) -> Option<Vec<u8>> {
        (!self.count.is_multiple_of(BLOCK)).then(|| self.bits.finish())
    }

    fn say(&mut self, key: &str, form: &str, mut each: impl FnMut(usize, letters::Symbol)) {
        let shared = match self.count.is_multiple_of(BLOCK) {
            true => 0,
            false => shared(key.as_bytes(), self.last.as_bytes()).min(MOST_SHARED),
        };
        each(letters::SHARED, shared as letters::Symbol);
        let mut last = shared.checked_sub(1).map(|at| key.as_bytes()[at]);
        for &byte in &key.as_bytes()[shared..] {
            each(letters::after(last), byte.into());
            last = Some(byte);
        }
        each(letters::after(last), END);
        for step in form::encode(key, form) {
            each(letters::STEP, step.into());
        }
        each(letters::STEP, END);
        self.count += 1;
        self.last.clear();
        self.last.push_str(key);
    }
}

pub(super) fn shared(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}
