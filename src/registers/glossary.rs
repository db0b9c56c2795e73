//! The register of abbreviations and terms: `glossary.tsv`.

use std::ops::Range;

use super::gazetteer::source::{Form, Problem};
use super::tsv::{Column, Table};

/// The columns of the register.
pub const COLUMNS: &[Column] = &[
    Column::needed("term", "the abbreviation or term as documents write it"),
    Column::needed("expansion", "what it stands for"),
    Column::optional("variants", "other ways to write the term, parted by `;`"),
    Column::optional("language", "the language of the term: `ru`"),
    Column::optional("note", "a sentence or two"),
    Column::optional("source", "which work says so"),
];

/// An abbreviation or term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Every way to write it, the preferred one first.
    pub names: Vec<Form>,
    /// What it stands for.
    pub expansion: String,
    /// A sentence or two.
    pub note: String,
    /// Which work says so.
    pub source: String,
    /// The row, in bytes of the file.
    pub range: Range<usize>,
}

/// Reads the register. One term may have several rows, each with another meaning.
pub fn read(text: &str) -> (Vec<Term>, Vec<Problem>) {
    let mut table = Table::read(text, COLUMNS);
    let mut problems = std::mem::take(&mut table.problems);
    let mut terms = Vec::new();
    let rows = if table.is_usable(COLUMNS) {
        &table.rows[..]
    } else {
        &[]
    };
    for row in rows {
        let cell = |column| table.cell(row, column);
        let words = |column| cell(column).map_or_else(String::new, |(words, _)| words.to_owned());
        let (Some((term, at)), Some((expansion, _))) = (cell("term"), cell("expansion")) else {
            let missing = match cell("term") {
                None => "term",
                Some(_) => "expansion",
            };
            problems.push(Problem {
                range: row.range.clone(),
                line: row.line,
                what: format!("the row has no `{missing}`"),
                done: "the row is left out".to_owned(),
                left_out: true,
            });
            continue;
        };
        let language = Some(words("language")).filter(|language| !language.is_empty());
        let form = |(form, range): (&str, Range<usize>)| Form {
            form: form.to_owned(),
            language: language.clone(),
            range,
            ..Form::default()
        };
        let variants = table.values(row, "variants").into_iter();
        terms.push(Term {
            names: std::iter::once((term, at))
                .chain(variants)
                .map(form)
                .collect(),
            expansion: expansion.to_owned(),
            note: words("note"),
            source: words("source"),
            range: row.range.clone(),
        });
    }
    problems.sort_by_key(|problem| problem.range.start);
    (terms, problems)
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

    fn shown_row(term: &Term) -> String {
        let names: Vec<_> = term.names.iter().map(|name| name.form.as_str()).collect();
        format!("{}: {}", names.join(" = "), term.expansion)
    }

    #[test]
    fn one_term_may_mean_several_things() {
        check(
            "term\texpansion\tvariants\nNKO\tPeople's Commissariat of Defence\tНКО\nNKO\tNational Committee\nCC\n\tx\n",
            expect![[r#"
                NKO = НКО: People's Commissariat of Defence
                NKO: National Committee
                line 4 `CC`: the row has no `expansion`: the row is left out
                line 5 `→x`: the row has no `term`: the row is left out
            "#]],
        );
    }
}
