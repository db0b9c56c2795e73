//! Linked Places TSV 0.5: the register `places.tsv`, and what the World Historical Gazetteer takes.
//!
//! Read leniently and reported strictly: a row is left out only where it has no id, no title, or an id that is another's.

use std::collections::HashSet;
use std::ops::Range;

use super::lp_values::{coordinates, country, kind, link, well_known_text, year};
use super::{Form, Parent, Problem, Read, Record};
use crate::registers::gazetteer::Years;
use crate::registers::tsv::{Column, Row, Table, shown};

/// The columns, as the specification has them (LP-TSV 0.5).
pub const COLUMNS: &[Column] = &[
    Column::needed("id", "what the place is called by, unique in the file"),
    Column::needed("title", "the form of the name that is preferred"),
    Column::optional("title_source", "which work has the title"),
    Column::optional("title_uri", "the address of that work"),
    Column::optional(
        "fclasses",
        "A administrative, H water, L region, P settlement, R road, S site, T land form; parted by `;`",
    ),
    Column::optional(
        "aat_types",
        "numbers of the Art & Architecture Thesaurus, one for each of `types`",
    ),
    Column::optional(
        "attestation_year",
        "the year of the work that has the title",
    ),
    Column::optional("start", "the first year of the place"),
    Column::optional("end", "the last year of the place"),
    Column::optional(
        "ccodes",
        "the countries of today: ISO 3166-1, two letters, parted by `;`",
    ),
    Column::optional(
        "matches",
        "the place elsewhere, parted by `;`: `gn:1529102;wd:Q5684`",
    ),
    Column::optional(
        "variants",
        "other forms of the name, parted by `;`, with their language: `Кульджа@ru`",
    ),
    Column::optional("types", "what it is, in the source's words, parted by `;`"),
    Column::optional("parent_name", "what it lies in"),
    Column::optional("parent_id", "the id of what it lies in"),
    Column::optional("lon", "degrees east"),
    Column::optional("lat", "degrees north"),
    Column::optional(
        "geowkt",
        "where it lies, as well-known text: `POINT(81.28 43.91)`",
    ),
    Column::optional("geo_source", "which work has the coordinates"),
    Column::optional("geo_id", "the id of the coordinates in that work"),
    Column::optional(
        "approximation",
        "how near the coordinates are, in kilometres",
    ),
    Column::optional("description", "a sentence or two"),
];

/// Reads a table of places. Every text is one; what is wrong with it is told, in the order of the file. Linear.
pub fn read(text: &str) -> Read {
    let mut table = Table::read(text, COLUMNS);
    let problems = std::mem::take(&mut table.problems);
    let mut reading = Reading {
        table: &table,
        read: Read {
            problems,
            ..Read::default()
        },
        ids: HashSet::new(),
    };
    if table.is_usable(COLUMNS) {
        table.rows.iter().for_each(|row| reading.row(row));
        reading.ask_for_missing_values();
    }
    let mut read = reading.read;
    read.problems.sort_by_key(|problem| problem.range.start);
    read
}

/// A form with its language behind the last `@`: `Górą Aniołów@pl`. What is no tag of a language belongs to the form.
pub fn variant(written: &str, range: Range<usize>) -> Form {
    let tagged = written
        .rsplit_once('@')
        .filter(|(form, tag)| !form.trim().is_empty() && is_tag(tag));
    let (form, language) = match tagged {
        Some((form, tag)) => (form.trim_end(), Some(tag.to_owned())),
        None => (written, None),
    };
    Form {
        range: range.start..range.start + form.len(),
        form: form.to_owned(),
        language,
        ..Form::default()
    }
}

/// Whether this is shaped like a language tag: `zh-Latn-wadegile` (BCP 47).
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

struct Reading<'t> {
    table: &'t Table<'t>,
    read: Read,
    ids: HashSet<&'t str>,
}

impl<'t> Reading<'t> {
    fn problem(
        &mut self,
        line: usize,
        range: Range<usize>,
        what: String,
        done: &str,
        left_out: bool,
    ) {
        let done = done.to_owned();
        self.read.problems.push(Problem {
            range,
            line,
            what,
            done,
            left_out,
        });
    }

    /// Takes what a cell says through one of the readers of values, and tells what is wrong with it.
    fn value<T>(
        &mut self,
        row: &Row,
        column: &str,
        read: impl Fn(&str) -> Result<T, (String, String)>,
    ) -> Option<T> {
        let (written, range) = self.table.cell(row, column)?;
        match read(written) {
            Ok(value) => Some(value),
            Err((what, done)) => {
                self.problem(row.line, range, what, &done, false);
                None
            }
        }
    }

    fn row(&mut self, row: &Row) {
        let table = self.table;
        let (Some((id, id_at)), Some((title, title_at))) =
            (table.cell(row, "id"), table.cell(row, "title"))
        else {
            let missing = if table.cell(row, "id").is_none() {
                "id"
            } else {
                "title"
            };
            let what = format!("the row has no `{missing}`");
            self.problem(
                row.line,
                row.range.clone(),
                what,
                "the row is left out",
                true,
            );
            return;
        };
        if !self.ids.insert(id) {
            let what = format!("`{}` is the id of another row already", shown(id));
            let done = "the row is left out; give it an id of its own";
            self.problem(row.line, id_at, what, done, true);
            return;
        }
        let words = |column| {
            table
                .cell(row, column)
                .map_or_else(String::new, |(words, _)| words.to_owned())
        };
        let title = Form {
            form: title.to_owned(),
            range: title_at,
            ..Form::default()
        };
        let mut record = Record {
            id: id.to_owned(),
            source: words("title_source"),
            description: words("description"),
            attested: self.value(row, "attestation_year", year),
            years: Years {
                from: self.value(row, "start", year),
                to: self.value(row, "end", year),
            },
            parent: self.parent(row),
            at: self.coordinates(row),
            countries: self.each(row, "ccodes", country),
            links: self.each(row, "matches", link),
            types: table
                .values(row, "types")
                .into_iter()
                .map(|(it, _)| it.to_owned())
                .collect(),
            names: std::iter::once(title).chain(self.variants(row)).collect(),
            range: row.range.clone(),
            ..Record::default()
        };
        if let (Some(from), Some(to)) = (record.years.from, record.years.to)
            && from > to
        {
            let at = table
                .cell(row, "end")
                .map_or(row.range.clone(), |(_, range)| range);
            let what = format!("the place ends in {to}, before it begins in {from}");
            self.problem(row.line, at, what, "its years are left out", false);
            record.years = Years::default();
        }
        let title_uri = words("title_uri");
        if title_uri.starts_with("https://") {
            record.links.push(title_uri);
        }
        let classes = self.classes(row);
        record.kind = kind(&classes, &record.types);
        self.read.records.push(record);
    }

    fn each<T>(
        &mut self,
        row: &Row,
        column: &str,
        read: impl Fn(&str) -> Result<T, (String, String)>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for (written, range) in self.table.values(row, column) {
            match read(written) {
                Ok(value) => all.push(value),
                Err((what, done)) => self.problem(row.line, range, what, &done, false),
            }
        }
        all
    }

    fn variants(&mut self, row: &Row) -> Vec<Form> {
        let mut forms = Vec::new();
        for (written, range) in self.table.values(row, "variants") {
            let form = variant(written, range.clone());
            if form.language.is_none() && written.contains('@') {
                let tag = written.rsplit_once('@').map_or("", |(_, tag)| tag);
                let what = format!("`{}` is no language tag", shown(tag));
                let done =
                    "the whole is taken for the name; a tag looks like `ru` or `zh-Latn-pinyin`";
                self.problem(row.line, range, what, done, false);
            }
            forms.push(form);
        }
        forms
    }

    /// The letters of `fclasses`.
    fn classes(&mut self, row: &Row) -> Vec<char> {
        self.each(row, "fclasses", |written| {
            let mut letters = written.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if "AHLPRST".contains(letter.to_ascii_uppercase()) => {
                    Ok(letter.to_ascii_uppercase())
                }
                _ => Err((
                    format!("`{}` is no feature class", shown(written)),
                    "it is left out; the classes are A, H, L, P, R, S and T".to_owned(),
                )),
            }
        })
    }

    fn parent(&mut self, row: &Row) -> Option<Parent> {
        let cells = ["parent_name", "parent_id"].map(|column| self.table.cell(row, column));
        let alone = match &cells {
            [Some((_, at)), None] => Some((at, "`parent_name` and no `parent_id`")),
            [None, Some((_, at))] => Some((at, "`parent_id` and no `parent_name`")),
            _ => None,
        };
        if let Some((at, which)) = alone {
            let done = "what there is counts; Linked Places TSV asks for both or neither";
            self.problem(
                row.line,
                at.clone(),
                format!("the row has a {which}"),
                done,
                false,
            );
        }
        if cells.iter().all(Option::is_none) {
            return None;
        }
        let [name, id] =
            cells.map(|cell| cell.map_or_else(String::new, |(words, _)| words.to_owned()));
        Some(Parent { name, id })
    }

    /// `geowkt` before `lat` and `lon`.
    fn coordinates(&mut self, row: &Row) -> Option<(f64, f64)> {
        let (lat, lon) = (self.table.cell(row, "lat"), self.table.cell(row, "lon"));
        if self.table.cell(row, "geowkt").is_some() {
            return self.value(row, "geowkt", well_known_text);
        }
        let ((lat, lat_at), (lon, lon_at)) = match (lat, lon) {
            (Some(lat), Some(lon)) => (lat, lon),
            (None, None) => return None,
            (Some((_, at)), None) | (None, Some((_, at))) => {
                let what = "the row has only one of `lat` and `lon`".to_owned();
                self.problem(row.line, at, what, "it is left out", false);
                return None;
            }
        };
        let (at, problem) = coordinates(lat, lon);
        if let Some((what, done)) = problem {
            let range = lat_at.start.min(lon_at.start)..lat_at.end.max(lon_at.end);
            self.problem(row.line, range, what, &done, false);
        }
        at
    }

    /// What the specification asks of every row and some have not: said once for each, in the first line.
    fn ask_for_missing_values(&mut self) {
        let Some((_, first)) = self.table.columns.first() else {
            return;
        };
        let wanted: [&[&str]; 3] = [
            &["title_source"],
            &["fclasses", "aat_types"],
            &["attestation_year", "start"],
        ];
        for columns in wanted {
            let lacks = |row: &&Row| {
                columns
                    .iter()
                    .all(|column| self.table.cell(row, column).is_none())
            };
            let count = self.table.rows.iter().filter(lacks).count();
            if count == 0 {
                continue;
            }
            let present = self
                .table
                .columns
                .iter()
                .find(|(name, _)| columns.contains(name));
            let at = present.map_or(first.clone(), |(_, at)| at.clone());
            let columns: Vec<_> = columns.iter().map(|column| format!("`{column}`")).collect();
            let rows = if count == 1 {
                "1 row has".to_owned()
            } else {
                format!("{count} rows have")
            };
            let what = format!("{rows} no {}", columns.join(" and no "));
            self.problem(
                1,
                at,
                what,
                "Linked Places TSV asks for it; Sigla does without",
                false,
            );
        }
    }
}
