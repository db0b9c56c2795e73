//! Findings for reading: where, what, the words with marks under them, and what to do.

use std::io::{self, Write};

use ropey::Rope;
use unicode_width::UnicodeWidthStr;

use super::visible::{show, shown, visible};
use super::{File, Reporter, Summary};
use crate::cli::place::Place;
use crate::cli::style::Style;
use crate::rules::Finding;

/// So many columns of a line are shown.
const WIDTH: usize = 100;

pub(super) struct Text(pub Style);

impl Reporter for Text {
    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        let name = visible(file.name);
        file.findings
            .iter()
            .try_for_each(|reported| write(out, &name, file.text, &reported.finding, &self.0))
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        match summary.checked {
            0 => Ok(()),
            _ => writeln!(out, "{}", summary.line()),
        }
    }
}

/// Writes a finding in a few lines, an empty one behind it.
fn write(
    out: &mut dyn Write,
    file: &str,
    text: &Rope,
    finding: &Finding,
    style: &Style,
) -> io::Result<()> {
    let Style {
        bold, faint, help, ..
    } = style;
    let severity = style.severity(finding.severity);
    let Place { line, column } = Place::of(text, finding.range.start);
    let (name, rule) = (finding.severity.name(), finding.rule.name);
    let message = visible(&finding.message);
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
        let message = visible(&related.message);
        writeln!(
            out,
            "{faint}{:gutter$} ={faint:#} {bold}see:{bold:#} {line}:{column}: {message}",
            ""
        )?;
    }
    if let Some(fix) = finding.fixes.first() {
        let title = visible(&fix.title);
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
