//! The features of a JSON file of any size, cut out one by one: of a collection, of a list, or a feature a line.
//!
//! Cutting looks at brackets and quotes alone, so that a feature that is no JSON is one that is told of, and the others are read.

use std::io::{self, BufRead};

/// A feature as it stands in its file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub bytes: Vec<u8>,
    /// Where it begins in the file.
    pub start: usize,
    /// The line it begins on.
    pub line: usize,
    /// Whether it is closed.
    pub whole: bool,
}

/// A feature that is longer is none.
const LONGEST: usize = 64 << 20;

/// Cuts a file into pieces.
pub(super) struct Features<R> {
    from: R,
    offset: usize,
    line: usize,
    depth: usize,
    /// How deep the elements of the list of features lie, while in it.
    list: Option<usize>,
    in_string: bool,
    escaped: bool,
    /// The text of the last string at the depth of a collection's keys.
    key: Vec<u8>,
    piece: Option<Piece>,
    /// How deep the piece lies.
    within: usize,
    /// Whether each feature stands on a line of its own.
    by_line: bool,
    /// Whether the object that is open had its list of features.
    had_list: bool,
}

impl<R: BufRead> Features<R> {
    pub fn new(from: R) -> Features<R> {
        Features {
            from,
            offset: 0,
            line: 1,
            depth: 0,
            list: None,
            in_string: false,
            escaped: false,
            key: Vec::new(),
            piece: None,
            within: 0,
            by_line: false,
            had_list: false,
        }
    }

    /// The next feature; none at the end. One that the file's end cuts off is given as it is.
    pub fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let buffer = self.from.fill_buf()?;
            if buffer.is_empty() {
                let rest = self.piece.take().filter(|_| !self.had_list);
                return Ok(rest);
            }
            let bytes = buffer.to_vec();
            for (at, &byte) in bytes.iter().enumerate() {
                if let Some(piece) = self.byte(byte) {
                    self.from.consume(at + 1);
                    return Ok(Some(piece));
                }
            }
            self.from.consume(bytes.len());
        }
    }

    fn byte(&mut self, byte: u8) -> Option<Piece> {
        let (at, line) = (self.offset, self.line);
        self.offset += 1;
        self.line += usize::from(byte == b'\n');
        if byte == b'\n' && self.by_line {
            // What is not closed by now is broken, and the next line begins anew.
            (self.depth, self.in_string, self.escaped) = (0, false, false);
            return self.piece.take();
        }
        if self.piece.is_none() && byte == b'{' && !self.in_string && self.begins_a_feature() {
            self.within = self.depth;
            self.had_list = false;
            let bytes = Vec::new();
            self.piece = Some(Piece {
                bytes,
                start: at,
                line,
                whole: false,
            });
        }
        if let Some(piece) = self.piece.as_mut().filter(|_| !self.had_list) {
            piece.bytes.push(byte);
            if piece.bytes.len() >= LONGEST {
                (self.depth, self.in_string) = (self.within, false);
                return self.piece.take();
            }
        }
        if self.in_string {
            self.in_string_byte(byte);
            return None;
        }
        match byte {
            b'"' => {
                self.in_string = true;
                self.key.clear();
            }
            b'[' => {
                let of_collection = self.depth == 1 && self.key == b"features";
                if self.list.is_none() && (self.depth == 0 || of_collection) {
                    self.list = Some(self.depth + 1);
                    // The collection itself is no feature.
                    self.had_list = self.depth == 1;
                    self.piece = None;
                }
                self.depth += 1;
            }
            b'{' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if self.list.is_some_and(|list| self.depth < list) {
                    self.list = None;
                }
                if byte == b'}' && self.depth == self.within && self.piece.is_some() {
                    let mut piece = self.piece.take()?;
                    piece.whole = true;
                    if self.depth == 0 {
                        self.by_line |= !piece.bytes.contains(&b'\n');
                    }
                    return Some(piece);
                }
            }
            _ => {}
        }
        None
    }

    fn begins_a_feature(&self) -> bool {
        match self.list {
            Some(list) => self.depth == list,
            None => self.depth == 0,
        }
    }

    fn in_string_byte(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'"' => self.in_string = false,
            _ if self.key.len() < 16 => self.key.push(byte),
            _ => self.key.push(b'.'),
        }
        self.key.truncate(16);
    }
}

#[cfg(test)]
mod tests {
    use super::Features;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, usize, bool)]) {
        let mut features = Features::new(std::io::BufReader::with_capacity(3, text.as_bytes()));
        let mut found = Vec::new();
        while let Some(piece) = features.next().expect("memory can be read") {
            let bytes = String::from_utf8(piece.bytes).expect("it is cut from a text");
            assert_eq!(
                text.get(piece.start..piece.start + bytes.len()),
                Some(&*bytes)
            );
            found.push((bytes, piece.line, piece.whole));
        }
        let found: Vec<_> = found
            .iter()
            .map(|(it, line, whole)| (&**it, *line, *whole))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn features_are_cut_out_of_whatever_holds_them() {
        let two = [(r#"{"a":"}]"}"#, 1, true), (r#"{"b":[{}]}"#, 1, true)];
        check(
            r#"{"type":"FeatureCollection","features":[{"a":"}]"},{"b":[{}]}],"x":{"features":[]}}"#,
            &two,
        );
        check(r#"[{"a":"}]"},{"b":[{}]}]"#, &two);
        check(
            "{\"a\":1}\n{\"b\":\"\\\"\"}\n",
            &[("{\"a\":1}", 1, true), ("{\"b\":\"\\\"\"}", 2, true)],
        );
        check("{\n\"a\":1\n}\n", &[("{\n\"a\":1\n}", 1, true)]);
        check(r#"{"@context":{"features":"x"},"features":[]}"#, &[]);
        check("", &[]);
        check("[", &[]);
    }

    #[test]
    fn a_broken_line_costs_no_other() {
        check(
            "{\"a\":1}\n{\"b\":[\n{\"c\":2}",
            &[
                ("{\"a\":1}", 1, true),
                ("{\"b\":[", 2, false),
                ("{\"c\":2}", 3, true),
            ],
        );
        check(
            r#"{"features":[{"a":1},{"b":"#,
            &[(r#"{"a":1}"#, 1, true), (r#"{"b":"#, 1, false)],
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_cut_to_their_end(bytes in proptest::collection::vec(prop_oneof![Just(b'{'), Just(b'}'), Just(b'['), Just(b']'), Just(b'"'), Just(b'\n'), Just(b'\\'), any::<u8>()], 0..60)) {
            let mut features = Features::new(&bytes[..]);
            while features.next().expect("memory can be read").is_some() {}
        }
    }
}
