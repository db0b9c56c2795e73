//! A table as registers are kept in: tab-separated, its first line naming the columns, nothing quoted.
//!
//! The format of Linked Places TSV 0.5, which the registers of persons and abbreviations share.

use std::ops::Range;

use super::gazetteer::source::Problem;

/// A column that a register may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in the first line.
    pub name: &'static str,
    /// What stands in it, in a sentence.
    pub about: &'static str,
    /// Whether a row without a value in it is of no use.
    pub needed: bool,
}

impl Column {
    /// A column without which a row is of no use.
    pub const fn needed(name: &'static str, about: &'static str) -> Column {
        Column {
            name,
            about,
            needed: true,
        }
    }

    /// A column that a row can do without.
    pub const fn optional(name: &'static str, about: &'static str) -> Column {
        Column {
            name,
            about,
            needed: false,
        }
    }
}

/// A table that was read: its cells are ranges of the text.
#[derive(Debug)]
pub struct Table<'t> {
    text: &'t str,
    /// The names in the first line, trimmed, with where each stands.
    pub columns: Vec<(&'t str, Range<usize>)>,
    /// The rows that hold anything, in their order.
    pub rows: Vec<Row>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its line, from 1.
    pub line: usize,
    /// Where it stands, without the end of its line.
    pub range: Range<usize>,
    /// Its cells, trimmed.
    pub cells: Vec<Range<usize>>,
}

impl<'t> Table<'t> {
    /// Reads a table with these columns, in any order. Every text is a table; what is wrong is told. Linear.
    pub fn read(text: &'t str, known: &[Column]) -> Table<'t> {
        let mut lines = lines(text).filter(|(_, line)| !text[line.clone()].trim().is_empty());
        let mut table = Table {
            text,
            columns: Vec::new(),
            rows: Vec::new(),
            problems: Vec::new(),
        };
        let Some((line, first)) = lines.next() else {
            return table;
        };
        let cells = cells(text, &first);
        table.columns = cells
            .into_iter()
            .map(|cell| (&text[cell.clone()], cell))
            .collect();
        table.look_for_missing_tabs(line, known);
        table.name_columns(line, &first, known);
        for (line, range) in lines {
            let mut cells = cells_of_row(text, &range, line, &mut table.problems);
            let surplus = cells.split_off(cells.len().min(table.columns.len()));
            if let Some(from) = surplus.iter().find(|cell| !cell.is_empty()) {
                table.problems.push(Problem {
                    range: from.start..range.end,
                    line,
                    what: format!(
                        "`{}` stands behind the last column",
                        shown(&text[from.clone()])
                    ),
                    done: "it is left out; is there a tab too many before it?".to_owned(),
                    left_out: false,
                });
            }
            table.rows.push(Row { line, range, cells });
        }
        table
    }

    /// The cell of a row in a column, where it holds something.
    pub fn cell(&self, row: &Row, column: &str) -> Option<(&'t str, Range<usize>)> {
        let at = self.columns.iter().position(|(name, _)| *name == column)?;
        let range = row.cells.get(at).filter(|range| !range.is_empty())?;
        Some((&self.text[range.clone()], range.clone()))
    }

    /// The values of a cell that holds several, parted by `;`, each where it stands; empty ones are left out.
    pub fn values(&self, row: &Row, column: &str) -> Vec<(&'t str, Range<usize>)> {
        let Some((cell, range)) = self.cell(row, column) else {
            return Vec::new();
        };
        let mut at = range.start;
        let pieces = cell.split(';').map(|piece| {
            let start = at;
            at += piece.len() + 1;
            trimmed(self.text, start..start + piece.len())
        });
        let full = pieces.filter(|piece| !piece.is_empty());
        full.map(|piece| (&self.text[piece.clone()], piece))
            .collect()
    }

    /// Whether it has the columns without which no row is of use; that one is missing is told among the problems.
    pub fn is_usable(&self, known: &[Column]) -> bool {
        let has = |column: &Column| self.columns.iter().any(|(name, _)| *name == column.name);
        known.iter().filter(|column| column.needed).all(has)
    }

    /// Two names in one cell of the first line, where a space stands for a tab, become two columns.
    fn look_for_missing_tabs(&mut self, line: usize, known: &[Column]) {
        let is_known = |name: &str| known.iter().any(|column| column.name == name);
        let columns = std::mem::take(&mut self.columns);
        for (name, range) in columns {
            let words: Vec<&str> = name.split_whitespace().collect();
            if words.len() < 2 || !words.iter().all(|word| is_known(word)) {
                self.columns.push((name, range));
                continue;
            }
            self.problems.push(Problem {
                range: range.clone(),
                line,
                what: format!("a space stands for a tab in `{name}`"),
                done: "they are taken for columns of their own".to_owned(),
                left_out: false,
            });
            for word in words {
                let start = range.start + (word.as_ptr().addr() - name.as_ptr().addr());
                self.columns.push((word, start..start + word.len()));
            }
        }
    }

    fn name_columns(&mut self, line: usize, first: &Range<usize>, known: &[Column]) {
        let mut problem = |range: Range<usize>, what: String, done: String| {
            self.problems.push(Problem {
                range,
                line,
                what,
                done,
                left_out: false,
            });
        };
        if self.columns.len() == 1 && self.columns[0].0.contains([',', ';']) {
            let what = "the columns are parted by commas, not by tabs".to_owned();
            problem(
                first.clone(),
                what,
                "save the table as text with tabs".to_owned(),
            );
            return;
        }
        for (at, (name, range)) in self.columns.iter().enumerate() {
            if self.columns[..at].iter().any(|(other, _)| other == name) && !name.is_empty() {
                let what = format!("the column `{name}` is there twice");
                problem(range.clone(), what, "the first one counts".to_owned());
            }
            if name.is_empty() || known.iter().any(|column| column.name == *name) {
                continue;
            }
            let nearest = known
                .iter()
                .map(|column| {
                    (
                        strsim::osa_distance(column.name, &name.to_lowercase()),
                        column.name,
                    )
                })
                .min()
                .filter(|(slips, _)| *slips <= 2);
            let what = format!("there is no column `{}`", shown(name));
            let done = match nearest {
                Some((_, nearest)) => format!("it is left out; did you mean `{nearest}`?"),
                None => "it is left out".to_owned(),
            };
            problem(range.clone(), what, done);
        }
        for column in known.iter().filter(|column| column.needed) {
            if !self.columns.iter().any(|(name, _)| *name == column.name) {
                let what = format!("there is no column `{}`: {}", column.name, column.about);
                problem(first.clone(), what, "name it in the first line".to_owned());
            }
        }
    }
}

/// Words of a file for a message: not more than fit on a line.
pub(super) fn shown(words: &str) -> String {
    const MOST: usize = 40;
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// A range without the white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start.max(range.start + piece.trim_end().len())
}

/// The lines of a text with their numbers from 1, without a byte order mark and without their ends.
fn lines(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let lines = crate::syntax::blocks::lines(&text[start..]);
    lines
        .enumerate()
        .map(move |(at, (line, _))| (at + 1, start + line.start..start + line.end))
}

fn cells(text: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = line.start;
    let cells = text[line.clone()].split('\t').map(|cell| {
        let range = start..start + cell.len();
        start = range.end + 1;
        trimmed(text, range)
    });
    cells.collect()
}

/// The cells of a row; quotation marks around a whole cell, as spreadsheets write them, are taken off.
fn cells_of_row(
    text: &str,
    line: &Range<usize>,
    number: usize,
    problems: &mut Vec<Problem>,
) -> Vec<Range<usize>> {
    let mut cells = cells(text, line);
    for cell in &mut cells {
        let written = &text[cell.clone()];
        let inner = written
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        if inner.is_none_or(|inner| inner.contains('"')) {
            continue;
        }
        problems.push(Problem {
            range: cell.clone(),
            line: number,
            what: format!(
                "`{}` is quoted, and a table with tabs has no quoting",
                shown(written)
            ),
            done: "the quotation marks are left out".to_owned(),
            left_out: false,
        });
        *cell = trimmed(text, cell.start + 1..cell.end - 1);
    }
    cells
}
