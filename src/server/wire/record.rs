//! Recording a session: each message of the client with its time, so that what went wrong can be seen again (`sigla replay`).

use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tower_lsp::jsonrpc::Request;

use crate::server::health::log::Lines;

/// What of the texts is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// All, so the record is as confidential as the documents.
    Kept,
    /// Every letter becomes an x of the same length, so that positions stay right; digits and signs stay.
    Blanked,
}

/// A message that is left out spoils the record, so many may wait.
const WAITING: usize = 1 << 20;

/// Where messages are recorded, one a line.
#[derive(Debug)]
pub struct Recorder {
    lines: Lines,
    words: Words,
    start: Instant,
}

impl Recorder {
    /// Records from now on.
    pub fn to(output: Box<dyn Write + Send>, words: Words) -> Recorder {
        Recorder {
            lines: Lines::to(output, WAITING),
            words,
            start: Instant::now(),
        }
    }

    /// Waits until all is written, but no longer than `limit`.
    pub fn finish(&self, limit: Duration) {
        self.lines.finish(limit);
    }

    /// Records a message.
    pub fn record(&self, message: &Request) {
        let mut message = serde_json::to_value(message).unwrap_or_default();
        if self.words == Words::Blanked && message["method"] != "initialize" {
            blank("params", &mut message["params"]);
        }
        let after = self.start.elapsed().as_micros() as f64 / 1e3;
        self.lines
            .write(json!({"ms": after, "message": message}).to_string());
    }
}

/// Keys whose values are of the protocol and no words of a person.
const PLAIN: [&str; 14] = [
    "uri",
    "oldUri",
    "newUri",
    "languageId",
    "kind",
    "only",
    "command",
    "value",
    "source",
    "code",
    "previousResultId",
    "triggerCharacter",
    "ch",
    "resultId",
];

/// Blanks every string that may hold words; what a client adds beyond the protocol is blanked too.
fn blank(key: &str, value: &mut Value) {
    match value {
        Value::String(text) if !PLAIN.contains(&key) => *text = blanked(text),
        Value::Array(values) => values.iter_mut().for_each(|value| blank(key, value)),
        Value::Object(values) => values.iter_mut().for_each(|(key, value)| blank(key, value)),
        _ => {}
    }
}

/// The text with every letter an x of as many bytes and as many UTF-16 units.
fn blanked(text: &str) -> String {
    let letter = |letter: char| match (
        letter.is_alphabetic(),
        letter.len_utf8(),
        letter.is_uppercase(),
    ) {
        (false, ..) => letter,
        (_, 1, false) => 'x',
        (_, 1, true) => 'X',
        (_, 2, false) => 'х',
        (_, 2, true) => 'Х',
        (_, 3, _) => 'ẋ',
        _ => '𝗑',
    };
    text.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_go_and_signs_stay() {
        for (text, expected) in [
            ("Ghulja [Yining], l. 334", "Xxxxxx [Xxxxxx], x. 334"),
            ("ёЖ 伊宁 𝔸", "хХ ẋẋ 𝗑"),
        ] {
            assert_eq!(blanked(text), expected);
        }
        let mut message = json!({"textDocument": {"uri": "file:///a", "text": "one"}, "contentChanges": [{"text": "two"}], "own": ["three"]});
        blank("params", &mut message);
        assert_eq!(
            message,
            json!({"textDocument": {"uri": "file:///a", "text": "xxx"}, "contentChanges": [{"text": "xxx"}], "own": ["xxxxx"]})
        );
    }

    proptest! {
        #[test]
        fn positions_stay_right(text in "\\PC{0,20}") {
            let blank = blanked(&text);
            let lengths = |text: &str| text.chars().map(|it| (it.len_utf8(), it.len_utf16())).collect::<Vec<_>>();
            prop_assert_eq!(lengths(&blank), lengths(&text));
        }
    }
}
