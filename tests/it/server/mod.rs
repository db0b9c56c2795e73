//! The language server over the real wire.

mod burst;
mod chaos;
pub mod client;
mod collection;
mod collections;
mod command;
mod config;
mod diagnostics;
mod faults;
pub mod features;
mod frames;
mod lately;
mod life;
mod names;
mod navigation;
mod protection;
mod registers;
mod settings;
mod typing;
mod unruly;
mod views;
mod watching;
mod workspace;

use serde_json::{Value, json};
use sigla::server::convert::Encoding;

use crate::positions::position;

const URI: &str = "file:///archive/report.sigla";
const SEED: &str = include_str!("../../../examples/ili-report.txt");

/// Characters of every width, of both directions and combining, with a bracket that nobody opened behind them.
const WIDE: &str = "---\nsource: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338\n---\n\n𝔸e\u{301} 伊宁 غۇلجا ё [𝔹 👩‍👩‍👧] Ghulja [Yining] 282]\n";

/// Every encoding that a client may ask for.
const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

fn encoding(name: &str) -> Encoding {
    match name {
        "utf-8" => Encoding::Utf8,
        "utf-16" => Encoding::Utf16,
        _ => Encoding::Utf32,
    }
}

/// The protocol's position so many bytes behind the start of the first `needle`.
fn at(text: &str, needle: &str, behind: usize, encoding_name: &str) -> Value {
    let byte = text.find(needle).expect("it is in the text") + behind;
    let (line, character) = position(text, byte, encoding(encoding_name));
    json!({"line": line, "character": character})
}
