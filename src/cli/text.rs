//! Findings for reading: where, what, the words with marks under them, and what to do.

use std::fmt::{self, Write};

use ropey::Rope;
use unicode_width::UnicodeWidthStr;

use super::place::Place;
use super::style::Style;
use crate::rules::Finding;

/// So many columns of a line are shown.
const WIDTH: usize = 100;

/// A tab is shown as so many spaces, so that the marks stand right under it.
const TAB: &str = "    ";

/// A finding in a few lines, an empty one behind it.
pub(super) fn finding(file: &str, text: &Rope, finding: &Finding, style: &Style) -> String {
    let mut out = String::new();
    write(&mut out, file, text, finding, style).expect("a string takes all that is written to it");
    out
}

fn write(
    out: &mut String,
    file: &str,
    text: &Rope,
    finding: &Finding,
    style: &Style,
) -> fmt::Result {
    let Style {
        bold, faint, help, ..
    } = style;
    let severity = style.severity(finding.severity);
    let Place { line, column } = Place::of(text, finding.range.start);
    let (name, rule) = (finding.severity.name(), finding.rule.name);
    let message = shown(finding.message.chars());
    writeln!(
        out,
        "{bold}{file}:{line}:{column}:{bold:#} {severity}{name}{severity:#} {bold}{rule}{bold:#} {message}"
    )?;
    let excerpt = Excerpt::of(text, finding);
    let number = line.to_string();
    let gutter = number.len().max(4);
    writeln!(out, "{faint}{number:>gutter$} |{faint:#} {}", excerpt.line)?;
    let (indent, marks) = (" ".repeat(excerpt.indent), "^".repeat(excerpt.marked));
    writeln!(
        out,
        "{faint}{:gutter$} |{faint:#} {indent}{severity}{marks}{severity:#}",
        ""
    )?;
    for related in &finding.related {
        let Place { line, column } = Place::of(text, related.range.start);
        let message = shown(related.message.chars());
        writeln!(
            out,
            "{faint}{:gutter$} ={faint:#} {bold}see:{bold:#} {line}:{column}: {message}",
            ""
        )?;
    }
    if let Some(fix) = finding.fixes.first() {
        let title = shown(fix.title.chars());
        writeln!(
            out,
            "{faint}{:gutter$} ={faint:#} {help}help:{help:#} {title}",
            ""
        )?;
    }
    writeln!(out)
}

/// The part of a line that a finding begins in, and where its marks stand.
struct Excerpt {
    line: String,
    indent: usize,
    marked: usize,
}

impl Excerpt {
    /// Costs what is shown, however long the line.
    fn of(text: &Rope, finding: &Finding) -> Excerpt {
        let char_at = |offset: usize| text.byte_to_char(offset.min(text.len_bytes()));
        let line = text.char_to_line(char_at(finding.range.start));
        let (line_start, line) = (text.line_to_char(line), text.line(line));
        let line_break = line
            .chars_at(line.len_chars())
            .reversed()
            .take_while(|c| matches!(c, '\n' | '\r'))
            .count();
        let line_end = line_start + line.len_chars() - line_break;
        let start = char_at(finding.range.start).min(line_end);
        let end = char_at(finding.range.end).clamp(start, line_end);
        let ahead = |from: usize, to: usize, room| Cut::of(text.slice(from..to).chars(), room);
        let marked = ahead(start, end, WIDTH);
        let marked_end = start + marked.chars;
        let room = WIDTH - marked.width;
        // The words behind the marks get half of the room, and what those before them leave over.
        let behind = ahead(marked_end, line_end, room);
        let before = text.chars_at(start).reversed().take(start - line_start);
        let before = Cut::of(before, room - behind.width.min(room / 2));
        let behind = ahead(marked_end, line_end, room - before.width);
        let open = if start - before.chars > line_start {
            "…"
        } else {
            ""
        };
        let close = if marked_end + behind.chars < line_end {
            "…"
        } else {
            ""
        };
        let shown_before = shown(text.slice(start - before.chars..start).chars());
        Excerpt {
            indent: open.width() + before.width,
            marked: marked.width.max(1),
            line: format!(
                "{open}{shown_before}{}{}{close}",
                marked.shown, behind.shown
            ),
        }
    }
}

/// As many characters as fit into some columns.
#[derive(Default)]
struct Cut {
    chars: usize,
    width: usize,
    shown: String,
}

impl Cut {
    fn of(chars: impl Iterator<Item = char>, room: usize) -> Cut {
        let mut cut = Cut::default();
        for c in chars {
            let before = cut.shown.len();
            show(c, &mut cut.shown);
            let width = cut.shown[before..].width();
            if cut.width + width > room {
                cut.shown.truncate(before);
                break;
            }
            cut.width += width;
            cut.chars += 1;
        }
        cut
    }
}

fn shown(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    chars.for_each(|c| show(c, &mut out));
    out
}

/// Writes a character as a terminal can show it: one that would move the cursor, hide or turn the text becomes a sign.
fn show(c: char, out: &mut String) {
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
