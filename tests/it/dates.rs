//! The tables of `docs/dates.md` and `docs/citations.md` say what the program does.

use sigla::model::citation;
use sigla::model::date::written;
use sigla::registers::archives::Archives;
use sigla::rules::{Settings, check};

use sigla::model::document::Document;

/// The rows of the tables of a page with so many cells, each without its backticks.
fn rows(page: &str, heading: &str) -> Vec<Vec<String>> {
    let table = page.split(heading).nth(1).expect("the page has the table");
    let lines = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    lines
        .map(|line| {
            let cells = line.trim_matches('|').split(" | ");
            cells.map(|cell| cell.trim().to_owned()).collect()
        })
        .collect()
}

#[test]
fn the_page_on_dates_shows_what_is_read() {
    let page = include_str!("../../docs/dates.md");
    let rows = rows(page, "| in the text | the day, by the Gregorian calendar |");
    assert!(rows.len() > 20);
    for row in rows {
        let text = row[0].trim_matches('`');
        let found: Vec<_> = written(text)
            .iter()
            .map(|one| one.date.to_string())
            .collect();
        assert_eq!(found, [row[1].as_str()], "{text}");
    }
}

#[test]
fn the_page_on_citations_shows_what_is_read() {
    let page = include_str!("../../docs/citations.md");
    for row in rows(page, "| citation | in one form |") {
        let (text, form) = (row[0].trim_matches('`'), row[1].trim_matches('`'));
        let citation = citation::parse(text, Archives::builtin());
        assert!(citation.understood(), "{text}: {citation:#?}");
        assert_eq!(citation.canonical(text), form, "{text}");
        let again = citation::parse(form, Archives::builtin());
        assert!(citation.says_the_same(text, &again, form), "{text}: {form}");
    }
}

#[test]
fn the_page_on_citations_shows_what_is_found() {
    let page = include_str!("../../docs/citations.md");
    let rows = rows(page, "| wrong | rule |");
    assert_eq!(rows.len(), 7);
    for row in rows {
        let text = row[0]
            .split('`')
            .nth(1)
            .expect("the citation is in backticks");
        let rule = row[1].split('`').nth(1).expect("the rule is in backticks");
        let document = Document::new(&format!("---\ntitle: A\nsource: {text}\n---\n"));
        let findings = check(&document, Settings::standard());
        let found: Vec<_> = findings.iter().map(|finding| finding.rule.name).collect();
        assert!(found.contains(&rule), "{text}: {found:?}");
    }
}
