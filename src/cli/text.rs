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

fn write(out: &mut String, file: &str, text: &Rope, finding: &Finding, style: &Style) -> fmt::Result {
    let Style { bold, faint, help, .. } = style;
    let severity = style.severity(finding.rule.severity);
    let Place { line, column } = Place::of(text, finding.range.start);
    let (name, rule) = (finding.rule.severity.name(), finding.rule.name);
    let message = shown(finding.message.chars());
    writeln!(out, "{bold}{file}:{line}:{column}:{bold:#} {severity}{name}{severity:#} {bold}{rule}{bold:#} {message}")?;
    let excerpt = Excerpt::of(text, finding);
    let number = line.to_string();
    let gutter = number.len().max(4);
    writeln!(out, "{faint}{number:>gutter$} |{faint:#} {}", excerpt.line)?;
    let (indent, marks) = (" ".repeat(excerpt.indent), "^".repeat(excerpt.marked));
    writeln!(out, "{faint}{:gutter$} |{faint:#} {indent}{severity}{marks}{severity:#}", "")?;
    for related in &finding.related {
        let Place { line, column } = Place::of(text, related.range.start);
        let message = shown(related.message.chars());
        writeln!(out, "{faint}{:gutter$} ={faint:#} {bold}see:{bold:#} {line}:{column}: {message}", "")?;
    }
    if let Some(fix) = finding.fixes.first() {
        let title = shown(fix.title.chars());
        writeln!(out, "{faint}{:gutter$} ={faint:#} {help}help:{help:#} {title}", "")?;
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
        let line_start = text.line_to_char(line);
        let line_break = text.line(line).chars_at(text.line(line).len_chars()).reversed();
        let line_break = line_break.take_while(|c| matches!(c, '\n' | '\r')).count();
        let line_end = line_start + text.line(line).len_chars() - line_break;
        let start = char_at(finding.range.start).min(line_end);
        let end = char_at(finding.range.end).clamp(start, line_end);
        let ahead = |from: usize, to: usize, room| fitting(text.slice(from..to).chars(), room);
        let back = |room| {
            let before = text.slice(line_start..start);
            fitting(before.chars_at(before.len_chars()).reversed(), room)
        };
        let marked = ahead(start, end, WIDTH);
        let room = WIDTH - width(&shown(text.slice(start..start + marked).chars())).min(WIDTH);
        // The words behind the marks get half of the room, and what those before them leave over.
        let behind = ahead(start + marked, line_end, room);
        let behind_width = width(&shown(text.slice(start + marked..start + marked + behind).chars()));
        let before = back(room - behind_width.min(room / 2));
        let before_text = shown(text.slice(start - before..start).chars());
        let behind = ahead(start + marked, line_end, room.saturating_sub(width(&before_text)));
        let shown_of = |from: usize, to: usize| shown(text.slice(from..to).chars());
        let open = if start - before > line_start { "…" } else { "" };
        let close = if start + marked + behind < line_end { "…" } else { "" };
        let marked_text = shown_of(start, start + marked);
        Excerpt {
            indent: width(open) + width(&before_text),
            marked: width(&marked_text).max(1),
            line: format!(
                "{open}{before_text}{marked_text}{}{close}",
                shown_of(start + marked, start + marked + behind)
            ),
        }
    }
}

/// How many of the characters fit into so many columns.
fn fitting(chars: impl Iterator<Item = char>, room: usize) -> usize {
    let mut used = 0;
    chars
        .take_while(|&c| {
            used += width(&shown(std::iter::once(c)));
            used <= room
        })
        .count()
}

fn width(text: &str) -> usize {
    text.width()
}

/// As a terminal can show it: characters that would move the cursor, hide or turn the text become signs for them.
fn shown(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in chars {
        match c {
            '\t' => out.push_str(TAB),
            '\u{feff}' => {}
            '\u{1a}' => out.push('\u{fffd}'),
            '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
