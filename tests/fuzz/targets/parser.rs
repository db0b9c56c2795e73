//! Any bytes, read as UTF-8 as far as they are: the text keeps the laws, and so does an edit that its last bytes make.
#![no_main]

#[path = "../../it/grammar/laws.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    laws::check(&text);
    if let [rest @ .., place, removed, at_start] = bytes {
        let text = String::from_utf8_lossy(rest).into_owned();
        let inserted = text.chars().rev().take(usize::from(removed % 5)).collect();
        let edit = (usize::from(*place), usize::from(removed % 7), inserted);
        laws::check_edits(text, &[edit], at_start % 2 == 0);
    }
});
