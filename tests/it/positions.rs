//! Positions counted character by character: what the server's are compared with.

use sigla::server::convert::Encoding;

/// Line and column of a byte that stands on a character boundary. Lines end at LF, CRLF and CR only.
pub fn position(text: &str, byte: usize, encoding: Encoding) -> (u32, u32) {
    let ends = (0..byte).filter(|&at| ends_line(text, at));
    let (line, start) = ends.fold((0, 0), |(line, _), end| (line + 1, end + 1));
    (line, column(&text[start..byte], encoding))
}

/// The byte of a position that [`position`] gave.
pub fn byte(text: &str, (line, wanted): (u32, u32), encoding: Encoding) -> usize {
    let mut starts = std::iter::once(0).chain(
        (0..text.len())
            .filter(|&at| ends_line(text, at))
            .map(|end| end + 1),
    );
    let start = starts.nth(line as usize);
    let places = start
        .into_iter()
        .flat_map(|start| (start..=text.len()).filter(|&at| is_place(text, at)));
    let mut columns = places.map(|at| (at, column(&text[start.unwrap_or(0)..at], encoding)));
    let found = columns.find(|&(_, column)| column == wanted);
    found
        .unwrap_or_else(|| panic!("{line}:{wanted} is no place in {text:?}"))
        .0
}

fn column(before: &str, encoding: Encoding) -> u32 {
    let column = match encoding {
        Encoding::Utf8 => before.len(),
        Encoding::Utf16 => before.encode_utf16().count(),
        Encoding::Utf32 => before.chars().count(),
    };
    u32::try_from(column).expect("texts of tests are short")
}

/// Whether a byte is one that a position can name: not within a character, and not between CR and LF.
pub fn is_place(text: &str, byte: usize) -> bool {
    text.is_char_boundary(byte) && !(text[..byte].ends_with('\r') && text[byte..].starts_with('\n'))
}

/// The next place at or behind a byte.
pub fn place_from(text: &str, byte: usize) -> usize {
    (byte..text.len())
        .find(|&at| is_place(text, at))
        .unwrap_or(text.len())
}

fn ends_line(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
}
