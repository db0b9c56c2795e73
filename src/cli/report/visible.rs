//! Characters that would move a cursor, hide or turn a text, as signs.

/// A tab is shown as so many spaces, so that the marks stand right under it.
const TAB: &str = "    ";

/// A text as a terminal can show it.
pub(in crate::cli) fn visible(text: &str) -> String {
    shown(text.chars())
}

/// Characters as a terminal can show them.
pub(super) fn shown(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    chars.for_each(|c| show(c, &mut out));
    out
}

/// A text in which line breaks are left, for formats that have an escape for these alone.
pub(super) fn escapable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(c),
            c if c.is_control() => show(c, &mut out),
            c => out.push(c),
        }
    }
    out
}

/// Writes a character as a terminal can show it: one that would move the cursor, hide or turn the text becomes a sign.
pub(super) fn show(c: char, out: &mut String) {
    match c {
        '\t' => out.push_str(TAB),
        '\u{feff}' => {}
        '\u{1a}' => out.push('\u{fffd}'),
        '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            out.push('\u{fffd}')
        }
        c if c.is_control() => out.push('\u{fffd}'),
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_the_cursor_or_turns_the_text() {
        assert_eq!(
            visible("a\u{1b}[2J\nb\0\u{9b}c\u{202e}d"),
            "a␛[2J␊b␀\u{fffd}c\u{fffd}d"
        );
    }
}
