//! Tables: cells padded so that the bars stand under each other.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::{SPACES, line_end, line_start, put};
use crate::model::tables::{Row, Table};
use crate::rules::Edit;

/// A wider cell sticks out of its column: else one long remark would set in every row, and many rows with many such
/// cells would be more than linear in the text.
const WIDEST: usize = 80;

/// Whether a table has rows and columns to bring into line. A line or a column alone may be one that a scan made of a
/// stroke in the margin, and is left as it is typed.
pub(super) fn is_meant(text: &str, table: &Table) -> bool {
    table.rows.len() > 1 && table.rows.iter().any(|row| row.cells(text).len() > 1)
}

/// The edits for the rows of a table; none where it holds something strange.
pub(super) fn edits(text: &str, table: &Table) -> Vec<Edit> {
    if !is_meant(text, table) {
        return Vec::new();
    }
    let rows: Option<Vec<Layout>> = table.rows.iter().map(|row| Layout::of(text, row)).collect();
    let Some(rows) = rows else {
        return Vec::new();
    };
    let columns = columns(text, &rows);
    let mut edits = Vec::new();
    for row in &rows {
        row.edits(text, &columns, &mut edits);
    }
    edits
}

/// A row, read for laying out.
struct Layout {
    bars: Vec<usize>,
    /// What stands in the cells, without the spaces around it.
    cells: Vec<Range<usize>>,
    /// Of a line of hyphens, how each column is aligned.
    alignments: Option<Vec<Alignment>>,
    /// The whole line.
    line: Range<usize>,
}

/// Where a column's cells stand in it, as the colons in the line of hyphens say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Alignment {
    #[default]
    None,
    Left,
    Middle,
    Right,
}

#[derive(Clone, Copy, Debug, Default)]
struct Column {
    width: usize,
    alignment: Alignment,
}

impl Layout {
    fn of(text: &str, row: &Row) -> Option<Layout> {
        let line = line_start(text, row.range.start)..line_end(text, row.range.start);
        let begins_line = text[line.start..row.range.start].trim().is_empty();
        // A backslash at the end of a row takes the next line into it.
        if !begins_line || row.range.end > line.end {
            return None;
        }
        let trimmed = |cell: Range<usize>| {
            let (inner, start) = (&text[cell.clone()], cell.start);
            let start = start + (inner.len() - inner.trim_start_matches(SPACES).len());
            start..(cell.start + inner.trim_end_matches(SPACES).len()).max(start)
        };
        let cells: Vec<_> = row.cells(text).into_iter().map(trimmed).collect();
        let alignments = match row.delimiter {
            true => {
                let read = cells
                    .iter()
                    .map(|cell| Alignment::read(&text[cell.clone()]));
                Some(read.collect::<Option<_>>()?)
            }
            false if looks_like_delimiter(&text[row.range.clone()]) => return None,
            false => None,
        };
        Some(Layout {
            bars: row.bars.clone(),
            cells,
            alignments,
            line,
        })
    }

    fn edits(&self, text: &str, columns: &[Column], edits: &mut Vec<Edit>) {
        let Some(first) = self.bars.first() else {
            return;
        };
        put(text, self.line.start..*first, "", edits);
        let mut at = first + 1;
        for (index, cell) in self.cells.iter().enumerate() {
            let column = columns[index];
            let end = self.bars.get(index + 1).copied();
            let next = end.unwrap_or(self.line.end);
            let bar = if end.is_none() { "|" } else { "" };
            if self.alignments.is_some() {
                put(text, at..next, &(column.hyphens() + bar), edits);
            } else if cell.is_empty() {
                put(text, at..next, &" ".repeat(column.width + 2), edits);
            } else {
                let [before, behind] = column.spaces(text[cell.clone()].width());
                put(text, at..cell.start, &" ".repeat(before), edits);
                put(text, cell.end..next, &(" ".repeat(behind) + bar), edits);
            }
            at = next + 1;
        }
        // Behind the bar that ends the row.
        if at <= self.line.end {
            let rest = &text[at..self.line.end];
            put(
                text,
                at + rest.trim_end_matches(SPACES).len()..self.line.end,
                "",
                edits,
            );
        }
    }
}

/// Whether a row that the grammar takes for words would be a line of hyphens with other spaces in it.
fn looks_like_delimiter(row: &str) -> bool {
    row.contains('-') && row.chars().all(|c| "|-:".contains(c) || c.is_whitespace())
}

fn columns(text: &str, rows: &[Layout]) -> Vec<Column> {
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut columns = vec![
        Column {
            width: 1,
            alignment: Alignment::None
        };
        count
    ];
    for row in rows {
        match &row.alignments {
            Some(alignments) => columns
                .iter_mut()
                .zip(alignments)
                .for_each(|(column, alignment)| column.alignment = *alignment),
            None => columns
                .iter_mut()
                .zip(&row.cells)
                .for_each(|(column, cell)| {
                    let width = text[cell.clone()].width();
                    if width <= WIDEST {
                        column.width = column.width.max(width);
                    }
                }),
        }
    }
    columns
}

impl Alignment {
    /// `---`, `:--`, `:-:` or `--:`; none for anything else.
    fn read(cell: &str) -> Option<Alignment> {
        let hyphens = cell.trim_start_matches(':').trim_end_matches(':');
        if hyphens.is_empty() || hyphens.contains(|c| c != '-') {
            return None;
        }
        let colons = [cell.starts_with(':'), cell.ends_with(':')];
        let only_one_each =
            cell.len() - hyphens.len() == usize::from(colons[0]) + usize::from(colons[1]);
        only_one_each.then_some(match colons {
            [false, false] => Alignment::None,
            [true, false] => Alignment::Left,
            [true, true] => Alignment::Middle,
            [false, true] => Alignment::Right,
        })
    }
}

impl Column {
    /// How many spaces stand before and behind a cell of that width, one of each to set it off from the bars.
    fn spaces(self, width: usize) -> [usize; 2] {
        let room = self.width.saturating_sub(width);
        let before = match self.alignment {
            Alignment::None | Alignment::Left => 0,
            Alignment::Middle => room / 2,
            Alignment::Right => room,
        };
        [before + 1, room - before + 1]
    }

    /// Its piece of the line of hyphens.
    fn hyphens(self) -> String {
        let [left, right] = match self.alignment {
            Alignment::None => ["-", "-"],
            Alignment::Left => [":", "-"],
            Alignment::Middle => [":", ":"],
            Alignment::Right => ["-", ":"],
        };
        format!("{left}{}{right}", "-".repeat(self.width))
    }
}
