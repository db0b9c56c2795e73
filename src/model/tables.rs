//! Tables: their rows, and the bars that divide them.

use std::ops::Range;

use crate::syntax::nodes::{Kind, Step};

/// A table. Ranges are bytes in the block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// All of it.
    pub range: Range<usize>,
    /// Its rows in the order of the text.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// From its first bar to its last bar or word; over a line end only where a backslash keeps that.
    pub range: Range<usize>,
    /// Where its bars stand, the one that begins it and the one that ends it included.
    pub bars: Vec<usize>,
    /// Whether it is the line of hyphens that sets off the head of the table.
    pub delimiter: bool,
}

impl Row {
    /// What stands between the bars, spaces included. A row ends with its last bar or, where it is left out, its last word.
    pub fn cells(&self, block: &str) -> Vec<Range<usize>> {
        let ends = self.bars.iter().skip(1).copied().chain([self.range.end]);
        let between = |(bar, end): (&usize, usize)| bar + 1..end.max(bar + 1);
        let mut cells: Vec<_> = self.bars.iter().zip(ends).map(between).collect();
        let is_blank = |cell: &Range<usize>| block[cell.clone()].trim().is_empty();
        if cells.last().is_some_and(is_blank) {
            cells.pop();
        }
        cells
    }
}

/// Collects tables in one pass over a block.
#[derive(Default)]
pub(super) struct Collector {
    tables: Vec<Table>,
    /// Whether the present step stands in a row but in none of its cells.
    between_cells: bool,
}

impl Collector {
    pub fn step(&mut self, block: &str, step: &Step) {
        match step {
            Step::Enter(Kind::Table, range) => self.tables.push(Table {
                range: range.clone(),
                rows: Vec::new(),
            }),
            Step::Enter(Kind::Row, range) => {
                self.between_cells = true;
                self.row(range, false);
            }
            Step::Leaf(Kind::DelimiterRow, range) => {
                self.row(range, true);
                let bars = memchr::memchr_iter(b'|', &block.as_bytes()[range.clone()]);
                bars.for_each(|bar| self.bar(range.start + bar));
            }
            Step::Leaf(Kind::Sign, range) if self.between_cells => self.bar(range.start),
            Step::Enter(Kind::Cell, _) | Step::Leave(Kind::Row, _) => self.between_cells = false,
            Step::Leave(Kind::Cell, _) => self.between_cells = true,
            _ => {}
        }
    }

    fn row(&mut self, range: &Range<usize>, delimiter: bool) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Row {
                range: range.clone(),
                bars: Vec::new(),
                delimiter,
            });
        }
    }

    fn bar(&mut self, at: usize) {
        let table = self.tables.last_mut();
        if let Some(row) = table.and_then(|table| table.rows.last_mut()) {
            row.bars.push(at);
        }
    }

    pub fn finish(self) -> Vec<Table> {
        self.tables
    }
}
