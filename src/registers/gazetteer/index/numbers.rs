//! Numbers and texts in bytes: of variable length one after the other, or all of one width to be found by their place.
//!
//! Numbers are LEB128; a signed one is zigzag first; a text is its length and its bytes.

/// Writes one thing after the other.
#[derive(Default)]
pub(in super::super) struct Writer(pub(in super::super) Vec<u8>);

impl Writer {
    pub(in super::super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub(in super::super) fn texts(&mut self, texts: &[String]) {
        self.number(texts.len() as u64);
        for text in texts {
            self.text(text);
        }
    }

    pub(in super::super) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend(bytes);
    }

    pub(in super::super) fn signed(&mut self, number: i32) {
        self.number(u64::from((number << 1 ^ number >> 31) as u32));
    }

    pub(in super::super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }
}

/// Reads what [`Writer`] wrote; `None` where the bytes are no such thing.
#[derive(Clone, Copy)]
pub(in super::super) struct Reader<'a>(pub(in super::super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(in super::super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    pub(in super::super) fn texts(&mut self) -> Option<Vec<String>> {
        (0..self.number()?)
            .map(|_| self.text().map(str::to_owned))
            .collect()
    }

    pub(in super::super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        self.take(length)
    }

    pub(in super::super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    pub(in super::super) fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    pub(in super::super) fn signed(&mut self) -> Option<i32> {
        let number = self.number()? as u32;
        Some((number >> 1) as i32 ^ -((number & 1) as i32))
    }

    pub(in super::super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

/// How many bits hold every number up to this one.
pub(in super::super) fn width(largest: u64) -> u32 {
    (u64::BITS - largest.leading_zeros()).max(1)
}

/// Numbers of one width, bit behind bit. A width of up to 56 bits is read by one look at eight bytes.
#[derive(Default)]
pub(in super::super) struct Packer {
    pub(in super::super) bytes: Vec<u8>,
    pending: u64,
    bits: u32,
}

impl Packer {
    pub(in super::super) fn push(&mut self, number: u64, width: u32) {
        self.pending |= number << self.bits;
        self.bits += width;
        while self.bits >= 8 {
            self.bytes.push(self.pending as u8);
            self.pending >>= 8;
            self.bits -= 8;
        }
    }

    /// Writes what is left, and as many zeros as let the last number be read like the others.
    pub(in super::super) fn finish(mut self) -> Vec<u8> {
        self.bytes.extend(self.pending.to_le_bytes());
        self.bytes
    }
}

/// The number at this place of a [`Packer`]'s bytes.
pub(in super::super) fn packed(bytes: &[u8], width: u32, place: usize) -> Option<u64> {
    let bit = place.checked_mul(width as usize)?;
    let eight = bytes.get(bit / 8..)?.first_chunk::<8>()?;
    let number = u64::from_le_bytes(*eight) >> (bit % 8);
    Some(number & ((1 << width) - 1))
}

#[cfg(test)]
mod tests {
    use super::{Packer, Reader, Writer, packed, width};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packed_numbers_are_read_back(numbers in proptest::collection::vec(0..1u64 << 50, 1..40)) {
            let width = width(numbers.iter().copied().max().unwrap_or_default());
            let mut packer = Packer::default();
            for &number in &numbers {
                packer.push(number, width);
            }
            let bytes = packer.finish();
            for (place, &number) in numbers.iter().enumerate() {
                prop_assert_eq!(packed(&bytes, width, place), Some(number));
            }
        }

        #[test]
        fn numbers_and_texts_are_read_back(number: u64, signed: i32, texts: Vec<String>) {
            let mut writer = Writer::default();
            writer.number(number);
            writer.signed(signed);
            writer.texts(&texts);
            let mut reader = Reader(&writer.0);
            prop_assert_eq!(reader.number(), Some(number));
            prop_assert_eq!(reader.signed(), Some(signed));
            prop_assert_eq!(reader.texts(), Some(texts));
        }
    }
}
