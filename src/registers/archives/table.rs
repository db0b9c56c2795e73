//! The register of a collection's own repositories: `archives.tsv`.

use std::ops::Range;

use super::{Archives, Repository};
use crate::registers::gazetteer::source::Problem;
use crate::registers::tsv::{Column, Row, Table};

/// The columns of the register.
pub const COLUMNS: &[Column] = &[
    Column::needed(
        "name",
        "the name of the repository in the language of the edition",
    ),
    Column::optional(
        "abbreviations",
        "as citations write it, parted by `;`, the one to write first",
    ),
    Column::optional("original", "the name in the repository's own language"),
    Column::optional("variants", "other names in use, parted by `;`"),
    Column::optional("former", "former names and abbreviations, parted by `;`"),
    Column::optional("place", "the town it stands in"),
    Column::optional("country", "ISO 3166-1: `MN`"),
    Column::optional(
        "isil",
        "its International Standard Identifier for Libraries and Related Organizations",
    ),
    Column::optional(
        "tradition",
        "how it is cited: `Russian`, `German`, `British` …; else as its country does",
    ),
];

/// A row of the register.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// The row, in bytes of the file.
    pub range: Range<usize>,
}

/// Reads the register: its rows, and the archives of the program with them before its own. What is wrong is told.
pub fn read(text: &str) -> (Vec<Listed>, Archives, Vec<Problem>) {
    let builtin = Archives::builtin();
    let mut table = Table::read(text, COLUMNS);
    let mut problems = std::mem::take(&mut table.problems);
    let (mut listed, mut own) = (Vec::new(), Vec::new());
    let rows = if table.is_usable(COLUMNS) {
        &table.rows[..]
    } else {
        &[]
    };
    for row in rows {
        let mut tell = |range: Range<usize>, what: String, done: &str, left_out| {
            problems.push(Problem {
                range,
                line: row.line,
                what,
                done: done.to_owned(),
                left_out,
            });
        };
        let Some((name, _)) = table.cell(row, "name") else {
            tell(
                row.range.clone(),
                "the row has no `name`".to_owned(),
                "the row is left out",
                true,
            );
            continue;
        };
        let word = |column| {
            table
                .cell(row, column)
                .map_or("", |(word, _)| word)
                .to_owned()
        };
        if let Some((country, range)) = table.cell(row, "country")
            && !(country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            let what = format!("`{country}` is no country of ISO 3166-1, such as `MN`");
            tell(range, what, "it is shown as it is", false);
        }
        if let Some((isil, range)) = table.cell(row, "isil")
            && !isil
                .split_once('-')
                .is_some_and(|(before, after)| !before.is_empty() && !after.is_empty())
        {
            let what = format!("`{isil}` is no ISIL, such as `DE-1958`");
            tell(range, what, "it is shown as it is", false);
        }
        let country = word("country");
        let mut tradition = word("tradition");
        if tradition.is_empty() {
            tradition = builtin.tradition_of_country(&country).to_owned();
        } else if let Some((written, range)) = table.cell(row, "tradition") {
            match builtin.tradition_named(written) {
                Ok(name) => tradition = name.to_owned(),
                Err(names) => {
                    tradition = builtin.tradition_of_country(&country).to_owned();
                    let what = format!("`{written}` is no tradition; there are {names}");
                    let done = format!("it is cited as `{tradition}`");
                    tell(range, what, &done, false);
                }
            }
        }
        let isil = Some(word("isil")).filter(|isil| !isil.is_empty());
        let original = Some(word("original")).filter(|original| !original.is_empty());
        own.push(Repository {
            short: several(&table, row, "abbreviations"),
            name: name.to_owned(),
            original: original.unwrap_or_else(|| name.to_owned()),
            also: several(&table, row, "variants"),
            obsolete: several(&table, row, "former"),
            settlement: word("place"),
            country,
            isil,
            implied_by: None,
            optional: Vec::new(),
            tradition,
        });
        listed.push(Listed {
            name: name.to_owned(),
            range: row.range.clone(),
        });
    }
    problems.sort_by_key(|problem| problem.range.start);
    (listed, builtin.with(own), problems)
}

fn several(table: &Table, row: &Row, column: &str) -> Vec<String> {
    let values = table.values(row, column).into_iter();
    values.map(|(value, _)| value.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "name\tabbreviations\tformer\tplace\tcountry\tisil\ttradition\n";

    #[test]
    fn a_collection_has_repositories_of_its_own() {
        let row =
            "Archive of Ili Prefecture\tIPA; ИОА\tIli District Archive\tYining\tCN\t\tRussian\n";
        let (listed, archives, problems) = read(&format!("{HEAD}{row}"));
        assert_eq!((listed.len(), problems.len()), (1, 0), "{problems:?}");
        for text in [
            "IPA, f. 1",
            "ИОА, ф. 1",
            "archive of ili prefecture, f. 1",
            "Ili District Archive, f. 1",
        ] {
            let found = archives.find(text).map(|one| one.abbreviation().to_owned());
            assert_eq!(found.as_deref(), Some("IPA"), "{text}");
        }
        assert!(archives.find("GARF, f. 1").is_some());
        assert!(archives.find("(GARF").is_none());
    }

    #[test]
    fn the_collection_s_own_comes_first() {
        let (_, archives, _) = read(&format!("{HEAD}National Assembly\tNA\t\tSeoul\tKR\t\t\n"));
        let found = archives.find("NA, f. 1").map(|one| one.settlement.clone());
        assert_eq!(found.as_deref(), Some("Seoul"));
    }

    #[test]
    fn what_is_wrong_is_told_in_its_row() {
        let rows = "\tX\t\t\t\t\t\nA\tB\t\tC\tMongolia\tISIL\tMartian\n";
        let (listed, _, problems) = read(&format!("{HEAD}{rows}"));
        assert_eq!(listed.len(), 1);
        let told: Vec<_> = problems
            .iter()
            .map(|one| (one.line, one.what.as_str()))
            .collect();
        assert_eq!(told[0], (2, "the row has no `name`"));
        assert_eq!(
            told[1],
            (3, "`Mongolia` is no country of ISO 3166-1, such as `MN`")
        );
        assert_eq!(told[2], (3, "`ISIL` is no ISIL, such as `DE-1958`"));
        assert!(
            told[3]
                .1
                .starts_with("`Martian` is no tradition; there are `Russian`, "),
            "{told:?}"
        );
    }
}
