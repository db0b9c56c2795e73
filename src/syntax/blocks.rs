//! Where blocks begin and end: at blank lines, and a header's own end.

use std::ops::Range;

/// The blocks of `text` as byte ranges that follow each other without a gap and cover all of it.
///
/// A block is a run of lines with the blank lines behind it; blank lines at the very start belong to the first block.
/// A line is blank if it holds nothing but Unicode white space; lines end at LF, CRLF or CR. With `at_start` the text
/// is the beginning of a document, whose header is one block although it may hold blank lines. Linear in the text.
pub fn split(text: &str, at_start: bool) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let header = if start == 0 && at_start {
            header_length(text)
        } else {
            0
        };
        let behind_header = if header > 0 {
            line_at(text, header).map_or(header, |(_, next)| next)
        } else {
            start
        };
        let end = block_end(text, behind_header);
        blocks.push(start..end);
        start = end;
    }
    blocks
}

/// How long the header at the start of a document is, in bytes, without its last line end; 0 where there is none.
///
/// It runs to the closing `---`, or to a blank line behind which neither that nor a key stands. The scanner of the
/// grammar says the same; a property test compares them.
pub fn header_length(text: &str) -> usize {
    let text_start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = Lines {
        text,
        at: text_start,
    };
    if lines.next().map(|line| text[line].trim_end()) != Some("---") {
        return 0;
    }
    let Some(second) = lines.next() else { return 0 };
    if !(text[second.clone()].starts_with('#')
        || is_closing(&text[second.clone()])
        || is_key(&text[second.clone()]))
    {
        return 0;
    }
    let mut end = second.end;
    let mut line = second;
    loop {
        if is_closing(&text[line.clone()]) {
            return line.end;
        }
        if !is_blank(&text[line.clone()]) {
            end = line.end;
        }
        let behind_blank = is_blank(&text[line]);
        match lines.next() {
            Some(next) if behind_blank && !may_follow_blank(&text[next.clone()]) => return end,
            Some(next) => line = next,
            None => return end,
        }
    }
}

fn may_follow_blank(line: &str) -> bool {
    is_blank(line) || is_closing(line) || is_key(line)
}

fn is_closing(line: &str) -> bool {
    line.trim_end() == "---"
}

/// A word with a colon behind it, at the start of the line.
fn is_key(line: &str) -> bool {
    let is_letter = |c: char| {
        c.is_ascii_alphabetic()
            || (c >= '\u{c0}' && !c.is_whitespace() && !('\u{2010}'..='\u{206f}').contains(&c))
    };
    let word = line
        .trim_start_matches(|c: char| is_letter(c) || c.is_ascii_digit() || c == '-' || c == '_');
    line.starts_with(is_letter) && word.starts_with(':')
}

/// Whether a block, not the first of its document, is surely one paragraph of nothing but text: it has no character that
/// is a sign anywhere, nor does it begin as an item may. Most blocks of most documents are such, and need no parse.
pub fn is_plain(block: &str) -> bool {
    const SIGNS: [bool; 256] = {
        let mut signs = [false; 256];
        let mut at = 0;
        let all = b"[]{}\\_*^~|@%`#\0";
        while at < all.len() {
            signs[all[at] as usize] = true;
            at += 1;
        }
        signs
    };
    let text = block.trim();
    let first = text.split(char::is_whitespace).next().unwrap_or_default();
    !text.is_empty()
        && first.starts_with(char::is_alphabetic)
        && !first.ends_with([')', '.'])
        && !block.bytes().any(|byte| SIGNS[byte as usize])
        && memchr::memmem::find(block.as_bytes(), b":::").is_none()
}

/// Whether a line (without its end) holds nothing but white space.
pub fn is_blank(line: &str) -> bool {
    line.chars().all(char::is_whitespace)
}

/// The lines of a text: each without its end, and where the next one starts. What stands behind the last line end is a
/// line only if it holds something.
pub fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    let mut lines = Lines { text, at: 0 };
    std::iter::from_fn(move || Some((lines.next()?, lines.at)))
}

/// The lines of a text from an offset on, without their ends.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let (line, next) = line_at(self.text, self.at)?;
        self.at = next;
        Some(line)
    }
}

/// The line that starts at `start`, without its end, and where the next one starts.
fn line_at(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    if start >= text.len() {
        return None;
    }
    let bytes = text.as_bytes();
    Some(match memchr::memchr2(b'\n', b'\r', &bytes[start..]) {
        None => (start..text.len(), text.len()),
        Some(length) => {
            let end = start + length;
            let crlf = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
            (start..end, end + if crlf { 2 } else { 1 })
        }
    })
}

/// The end of the block whose lines start at `start`: behind the blank lines that follow them.
fn block_end(text: &str, start: usize) -> usize {
    let mut lines = Lines { text, at: start };
    let mut seen_text = start > 0;
    let mut behind_blank = false;
    let mut line_start = start;
    while let Some(line) = lines.next() {
        if is_blank(&text[line]) {
            behind_blank = true;
        } else if behind_blank && seen_text {
            return line_start;
        } else {
            seen_text = true;
            behind_blank = false;
        }
        line_start = lines.at;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let blocks: Vec<&str> = split(text, true)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn a_block_holds_its_lines_and_the_blank_ones_behind_them() {
        check("", &[]);
        check("a\nb", &["a\nb"]);
        check("a\n\nb\n", &["a\n\n", "b\n"]);
        check(
            "\n \na\r\n\r\n\tb\r\rc",
            &["\n \na\r\n\r\n", "\tb\r\r", "c"],
        );
        check("a\n\u{a0}\u{2028}\nb", &["a\n\u{a0}\u{2028}\n", "b"]);
    }

    #[test]
    fn a_header_may_hold_blank_lines_before_a_key() {
        check(
            "---\ntitle: x\n\ndate: y\n---\na\n\nb",
            &["---\ntitle: x\n\ndate: y\n---\na\n\n", "b"],
        );
        check(
            "---\ntitle: x\n\nText\n\nb",
            &["---\ntitle: x\n\n", "Text\n\n", "b"],
        );
        check(
            "---\nText: no key, but the shape of one\n\nb",
            &["---\nText: no key, but the shape of one\n\n", "b"],
        );
        check("---\n\na: b\n", &["---\n\n", "a: b\n"]);
    }
}
