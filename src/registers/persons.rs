//! The register of persons: `persons.tsv`.

use std::collections::HashSet;
use std::ops::Range;

use super::gazetteer::source::{Form, Problem};
use super::tsv::{Column, Table, shown};
use crate::registers::gazetteer::source::lp_tsv::variant;

/// The columns of the register.
pub const COLUMNS: &[Column] = &[
    Column::needed(
        "id",
        "what `{@id}` in a document refers to, unique in the register",
    ),
    Column::needed("name", "the form of the name that is preferred"),
    Column::optional(
        "variants",
        "other forms, parted by `;`, with their language: `Берия@ru`",
    ),
    Column::optional("born", "a date as in a header: ISO 8601 or EDTF"),
    Column::optional("died", "a date as in a header: ISO 8601 or EDTF"),
    Column::optional("role", "office or occupation"),
    Column::optional(
        "matches",
        "the person elsewhere, parted by `;`: `wd:Q180589;viaf:59097542;gnd:118655701`",
    ),
    Column::optional("description", "a sentence or two"),
];

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Unique in the register.
    pub id: String,
    /// Every form of the name, the preferred one first.
    pub names: Vec<Form>,
    /// As the register writes it.
    pub born: String,
    /// As the register writes it.
    pub died: String,
    /// Office or occupation.
    pub role: String,
    /// The person elsewhere: `wd:Q180589`.
    pub links: Vec<String>,
    /// A sentence or two.
    pub description: String,
    /// The row, in bytes of the file.
    pub range: Range<usize>,
}

impl Person {
    /// What the register says in a few words: `consul, 1890–1951`; nothing where it says neither.
    pub fn about(&self) -> String {
        let years = match (&*self.born, &*self.died) {
            ("", "") => String::new(),
            (born, died) => format!("{born}–{died}"),
        };
        let parts = [self.role.clone(), years].into_iter();
        let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// Reads the register. A row without id or name is left out, and the rest is read all the same.
pub fn read(text: &str) -> (Vec<Person>, Vec<Problem>) {
    let mut table = Table::read(text, COLUMNS);
    let mut problems = std::mem::take(&mut table.problems);
    let mut ids = HashSet::new();
    let mut persons = Vec::new();
    let rows = if table.is_usable(COLUMNS) {
        &table.rows[..]
    } else {
        &[]
    };
    for row in rows {
        let cell = |column| table.cell(row, column);
        let words = |column| cell(column).map_or_else(String::new, |(words, _)| words.to_owned());
        let mut problem = |range: Range<usize>, what: String, done: &str, left_out| {
            let done = done.to_owned();
            problems.push(Problem {
                range,
                line: row.line,
                what,
                done,
                left_out,
            });
        };
        let (Some((id, at)), Some((name, name_at))) = (cell("id"), cell("name")) else {
            let what = match cell("id") {
                None => "the row has no `id`",
                Some(_) => "the row has no `name`",
            };
            problem(
                row.range.clone(),
                what.to_owned(),
                "the row is left out",
                true,
            );
            continue;
        };
        if !ids.insert(id) {
            let what = format!("`{}` is the id of another row already", shown(id));
            problem(
                at,
                what,
                "the row is left out; give it an id of its own",
                true,
            );
            continue;
        }
        for column in ["born", "died"] {
            if let Some((date, at)) = cell(column)
                && !is_date(date)
            {
                let what = format!("`{}` is no date", shown(date));
                problem(
                    at,
                    what,
                    "write it as 1945-04-29, 1945-04, 1945 or 1945~",
                    false,
                );
            }
        }
        let preferred = Form {
            form: name.to_owned(),
            range: name_at,
            ..Form::default()
        };
        let variants = table.values(row, "variants").into_iter();
        persons.push(Person {
            id: id.to_owned(),
            names: std::iter::once(preferred)
                .chain(variants.map(|(words, range)| variant(words, range)))
                .collect(),
            born: words("born"),
            died: words("died"),
            role: words("role"),
            links: table
                .values(row, "matches")
                .into_iter()
                .map(|(link, _)| link.to_owned())
                .collect(),
            description: words("description"),
            range: row.range.clone(),
        });
    }
    problems.sort_by_key(|problem| problem.range.start);
    (persons, problems)
}

/// Whether this may be a date; which, the model knows.
fn is_date(text: &str) -> bool {
    let shape = |c: char| c.is_ascii_digit() || "-~?%X/.TZ:".contains(c);
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let (rows, problems) = read(text);
        let rows = rows.iter().map(|row| format!("{}\n", shown_row(row)));
        let problems = problems.iter().map(|it| {
            format!(
                "line {} `{}`: {}: {}\n",
                it.line,
                text[it.range.clone()].replace('\t', "→"),
                it.what,
                it.done
            )
        });
        expected.assert_eq(&rows.chain(problems).collect::<String>());
    }

    fn shown_row(person: &Person) -> String {
        let names: Vec<_> = person.names.iter().map(|name| name.form.as_str()).collect();
        let Person {
            id,
            born,
            died,
            role,
            ..
        } = person;
        format!(
            "{id}: {} ({born}–{died}), {role}, {}",
            names.join(" = "),
            person.links.join(" ")
        )
    }

    #[test]
    fn rows_are_read_and_what_is_wrong_is_told() {
        check(
            "id\tname\tvariants\tborn\tdied\trole\tmatches\nberia\tBeria, L. P.\tБерия@ru;Beriya\t1899-03-29\t1953\tPeople's Commissar\twd:Q180589\nberia\tX\n\tY\nz\nw\tW\t\tin spring\n",
            expect![[r#"
                beria: Beria, L. P. = Берия = Beriya (1899-03-29–1953), People's Commissar, wd:Q180589
                w: W (in spring–), , 
                line 3 `beria`: `beria` is the id of another row already: the row is left out; give it an id of its own
                line 4 `→Y`: the row has no `id`: the row is left out
                line 5 `z`: the row has no `name`: the row is left out
                line 6 `in spring`: `in spring` is no date: write it as 1945-04-29, 1945-04, 1945 or 1945~
            "#]],
        );
        check(
            "nr\tname\n1\tX\n",
            expect![[r#"
            line 1 `nr`: there is no column `nr`: it is left out; did you mean `id`?
            line 1 `nr→name`: there is no column `id`: what `{@id}` in a document refers to, unique in the register: name it in the first line
        "#]],
        );
    }
}
