//! A register as an editor sees it: what a cell is for, what can be typed in it, and its rows.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::completion::{Completion, CompletionKind, Completions};
use super::hover::Hover;
use crate::registers::links::{address, prefixes};
use crate::registers::rows::first_line;
use crate::registers::tsv::{Column, Table};
use crate::registers::{Registers, Topic};
use crate::vocabulary::{Label, Vocabulary};

/// The letters of `fclasses`, as Linked Places has them.
const CLASSES: [(&str, &str); 7] = [
    ("A", "administrative"),
    ("H", "water"),
    ("L", "region"),
    ("P", "settlement"),
    ("R", "road or railway"),
    ("S", "site"),
    ("T", "land form"),
];

/// A row in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The preferred form of the name, or else the id.
    pub name: String,
    /// What it is.
    pub detail: String,
    /// The row, in bytes of the file.
    pub range: Range<usize>,
    /// The cell with the name.
    pub name_range: Range<usize>,
}

/// The rows of a register, those that cannot be used included.
pub fn rows(topic: Topic, text: &str) -> Vec<Shown> {
    let table = Table::read(text, topic.columns());
    let rows = table.rows.iter().map(|row| {
        let named = [topic.name_column(), "id"];
        let named = named.iter().find_map(|column| table.cell(row, column));
        let (name, name_range) = named.unwrap_or(("…", row.range.start..row.range.start));
        let detail = ["types", "role", "expansion", "parent_name", "born"];
        let detail = detail.iter().filter_map(|column| table.cell(row, column));
        let detail: Vec<&str> = detail.map(|(words, _)| words).collect();
        Shown {
            name: name.to_owned(),
            detail: detail.join(", "),
            range: row.range.clone(),
            name_range,
        }
    });
    rows.collect()
}

/// Where the cursor stands in a table.
struct Cell<'t> {
    table: Table<'t>,
    /// Whether it is in the first line, which names the columns.
    is_first: bool,
    /// Its column, where that is known.
    column: Option<&'static Column>,
    /// The cell between its tabs.
    range: Range<usize>,
}

impl<'t> Cell<'t> {
    fn at(topic: Topic, text: &'t str, offset: usize) -> Cell<'t> {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let table = Table::read(text, topic.columns());
        let line_start = text[..offset].rfind(['\n', '\r']).map_or(0, |it| it + 1);
        let line_start = match text[line_start..].starts_with('\u{feff}') {
            true => (line_start + '\u{feff}'.len_utf8()).min(offset),
            false => line_start,
        };
        let before = &text[line_start..offset];
        let start = before
            .rfind('\t')
            .map_or(line_start, |tab| line_start + tab + 1);
        let end = text[offset..].find(['\t', '\n', '\r']);
        let range = start..end.map_or(text.len(), |end| offset + end);
        let is_first = match table.columns.first() {
            Some((_, first)) => {
                first.start >= line_start && !text[line_start..first.start].contains('\n')
            }
            None => true,
        };
        let name = match is_first {
            true => Some(text[range.clone()].trim()),
            false => {
                let index = before.matches('\t').count();
                table.columns.get(index).map(|(name, _)| *name)
            }
        };
        let column = name.and_then(|name| topic.columns().iter().find(|it| it.name == name));
        Cell {
            is_first,
            column,
            range,
            table,
        }
    }

    /// The value that the cursor stands in, of a cell that holds several.
    fn value(&self, text: &str, offset: usize) -> Range<usize> {
        let cell = &text[self.range.clone()];
        let at = offset.clamp(self.range.start, self.range.end) - self.range.start;
        let start = cell[..at].rfind(';').map_or(0, |sign| sign + 1);
        let end = cell[at..].find(';').map_or(cell.len(), |sign| at + sign);
        let value = &cell[start..end];
        let start = self.range.start + start + (value.len() - value.trim_start().len());
        start..(start + value.trim().len()).max(start)
    }
}

/// What the column under the cursor is for, and where a value in it leads.
pub fn hover(topic: Topic, text: &str, offset: usize) -> Option<Hover> {
    let cell = Cell::at(topic, text, offset);
    let column = cell.column?;
    let needed = if column.needed { " · needed" } else { "" };
    let mut markdown = format!("**{}**{needed}\n\n{}", column.name, column.about);
    let value = cell.value(text, offset);
    let written = &text[value.clone()];
    let leads = match column.name {
        _ if cell.is_first || written.is_empty() => None,
        "matches" | "title_uri" => Some(match address(written) {
            Some((shown, address)) => format!("[{shown}]({address})"),
            None => format!("`{written}` leads nowhere that is known"),
        }),
        "id" => Some(format!(
            "`{{@{written}}}` behind a name says that this row is meant"
        )),
        "parent_id" => Some(parent(topic, text, written)),
        "variants" | "language" => language(written, column.name),
        _ => None,
    };
    let range = match leads {
        Some(_) => value,
        None => cell.range.clone(),
    };
    if let Some(leads) = leads {
        markdown = format!("{leads}\n\n{markdown}");
    }
    Some(Hover { range, markdown })
}

fn parent(topic: Topic, text: &str, id: &str) -> String {
    let registers = Registers::of_text(topic, topic.file().into(), text);
    match registers.with_id(id) {
        Some(row) => {
            let line = text[..registers.range(row).start].matches('\n').count() + 1;
            let (title, about) = (registers.title(row), registers.about(row));
            format!("**{title}** — {about}, line {line}")
        }
        None => format!("no row of this table has the id `{id}`"),
    }
}

/// What the language tag of a form says.
fn language(written: &str, column: &str) -> Option<String> {
    let tag = match column {
        "variants" => written.rsplit_once('@')?.1,
        _ => written,
    };
    let primary = tag.split('-').next().unwrap_or_default();
    let languages = Vocabulary::builtin().languages();
    let label = languages.iter().find(|label| label.name == primary)?;
    Some(format!("`{tag}`: {}", english(label)))
}

/// The English name of a language, which is the first of its other spellings.
fn english(language: &Label) -> &str {
    let names = language.aliases.get("en").and_then(|names| names.first());
    names.map_or(&language.name, String::as_str)
}

/// What could be typed in the cell under the cursor: names of columns, letters, prefixes, language tags, ids.
pub fn completions(topic: Topic, text: &str, offset: usize) -> Completions {
    let cell = Cell::at(topic, text, offset);
    let value = cell.value(text, offset);
    let offer = |start: usize, new: &str, detail: &str, about: &str, kind| Completion {
        label: new.to_owned(),
        detail: detail.to_owned(),
        about: about.to_owned(),
        range: start.min(offset)..offset,
        new: new.to_owned(),
        filter: None,
        kind,
    };
    let value_of =
        |new: &str, detail: &str| offer(value.start, new, detail, "", CompletionKind::Value);
    let items = match cell.column.map(|column| column.name) {
        _ if cell.is_first => {
            let is_named = |name: &str| {
                (cell.table.columns.iter())
                    .any(|(other, at)| *other == name && !cell.range.contains(&at.start))
            };
            let columns = topic
                .columns()
                .iter()
                .filter(|column| !is_named(column.name));
            let columns = columns.map(|it| {
                let needed = if it.needed { "needed" } else { "" };
                offer(
                    cell.range.start,
                    it.name,
                    needed,
                    it.about,
                    CompletionKind::Key,
                )
            });
            let all = cell.table.columns.len() < 2;
            let all = all.then(|| Completion {
                label: "all columns".to_owned(),
                filter: Some(text[cell.range.start..offset].to_owned()),
                ..offer(
                    cell.range.start,
                    first_line(topic).trim_end(),
                    topic.file(),
                    "",
                    CompletionKind::Key,
                )
            });
            all.into_iter().chain(columns).collect()
        }
        Some("fclasses") => CLASSES
            .iter()
            .map(|(letter, what)| value_of(letter, what))
            .collect(),
        Some("matches") if !text[value.start.min(offset)..offset].contains(':') => prefixes()
            .map(|(prefix, authority)| value_of(&format!("{prefix}:"), authority))
            .collect(),
        Some(column @ ("variants" | "language")) => {
            let typed = &text[value.start.min(offset)..offset];
            let start = match (column, typed.rfind('@')) {
                ("variants", None) => return Completions::default(),
                (_, sign) => value.start + sign.map_or(0, |sign| sign + 1),
            };
            let languages = Vocabulary::builtin().languages().iter();
            let tags =
                languages.map(|it| offer(start, &it.name, english(it), "", CompletionKind::Value));
            tags.collect()
        }
        Some("parent_id") => {
            let registers = Registers::of_text(topic, topic.file().into(), text);
            let rows = registers.rows();
            let others = rows.filter(|row| !registers.range(*row).contains(&offset));
            let ids = others.map(|row| {
                let detail = format!("{} · {}", registers.title(row), registers.about(row));
                value_of(registers.id(row), &detail)
            });
            ids.collect()
        }
        _ => Vec::new(),
    };
    Completions {
        items,
        is_incomplete: false,
    }
}
