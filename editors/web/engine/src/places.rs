//! Between bytes and the UTF-16 code units that JavaScript counts.

use std::ops::Range;

use ropey::Rope;
use serde_json::{Value, json};

/// The byte of a place; one past the end is the end, one within a character its start.
pub fn byte(text: &Rope, at: usize) -> usize {
    let at = at.min(text.len_utf16_cu());
    text.char_to_byte(text.utf16_cu_to_char(at))
}

/// The place of a byte.
pub fn place(text: &Rope, byte: usize) -> usize {
    text.char_to_utf16_cu(text.byte_to_char(byte.min(text.len_bytes())))
}

/// A range of bytes as `{"from": …, "to": …}`.
pub fn range(text: &Rope, range: &Range<usize>) -> Value {
    json!({"from": place(text, range.start), "to": place(text, range.end)})
}
