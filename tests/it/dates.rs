//! The tables of `docs/dates.md` and `docs/citations.md` say what the program does.

use sigla::model::citation;
use sigla::model::date::written;
use sigla::registers::archives::Archives;
use sigla::registers::archives::table::COLUMNS;
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

#[test]
fn the_page_on_citations_shows_the_columns() {
    let page = include_str!("../../docs/citations.md");
    let rows = rows(page, "| column | what stands in it |");
    let shown: Vec<_> = rows
        .iter()
        .map(|row| (row[0].trim_matches('`'), row[1].as_str()))
        .collect();
    let columns = COLUMNS.iter().map(|column| (column.name, column.about));
    assert_eq!(shown, columns.collect::<Vec<_>>());
}

/// The findings of the rules on dates, as rule and marked text.
#[track_caller]
fn check_dates(text: &str, expected: &[(&str, &str)]) {
    let findings = check(&Document::new(text), Settings::standard());
    let found: Vec<_> = findings
        .iter()
        .filter(|finding| finding.rule.name.starts_with("dates/"))
        .map(|finding| (finding.rule.name, &text[finding.range.clone()]))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_weekday_is_checked_in_the_calendar_of_its_date() {
    for (text, expected) in [
        (
            "on Sunday, 15 August 1914 O.S. he",
            &[("dates/wrong-weekday", "Sunday")][..],
        ),
        ("on Friday, 15 August 1914 O.S. he", &[]),
        // Without a word on the style either is right.
        ("on Saturday, 15 August 1914 he", &[]),
        ("on Friday, 15 (28) August 1914 he", &[]),
        (
            "on Monday, 15 (28) August 1914 he",
            &[("dates/wrong-weekday", "Monday")],
        ),
        ("on Wednesday, 7 Muharram 1365 he", &[]),
        ("on Thursday, 7 Muharram 1365 he", &[]),
        (
            "on Saturday, 7 Muharram 1365 he",
            &[("dates/wrong-weekday", "Saturday")],
        ),
        ("on Wednesday, 15 Tevet 5706 he", &[]),
        (
            "on Thursday, 15 Tevet 5706 he",
            &[("dates/wrong-weekday", "Thursday")],
        ),
        ("昭和20年8月15日水曜日", &[]),
        (
            "昭和20年8月15日木曜日",
            &[("dates/wrong-weekday", "木曜日")],
        ),
    ] {
        check_dates(text, expected);
    }
}

#[test]
fn a_date_in_two_calendars_is_the_same_day_in_both() {
    for (text, expected) in [
        ("7 Muharram 1365 (12 December 1945)", &[][..]),
        ("7 Muharram 1365 (13 December 1945)", &[]),
        (
            "7 Muharram 1365 [14 December 1945]",
            &[("dates/calendars-disagree", "14 December 1945")],
        ),
        (
            "12 December 1946 (7 Muharram 1365)",
            &[("dates/calendars-disagree", "12 December 1946")],
        ),
        ("昭和20年（1945年）", &[]),
        (
            "昭和20年（1946年）",
            &[("dates/calendars-disagree", "1946")],
        ),
        (
            "1944年（民國三十四年）",
            &[("dates/calendars-disagree", "1944")],
        ),
        ("Guangxu 26 (1900)", &[]),
        ("Guangxu 26 (1901)", &[]),
        ("Guangxu 26 (1902)", &[("dates/calendars-disagree", "1902")]),
        (
            "7 Muharram 1365 (14 December 1945) [sic]",
            &[("dates/calendars-disagree", "14 December 1945")],
        ),
        ("7 Muharram 1365 (see 1947)", &[]),
        (
            "15 (27) August 1914",
            &[("dates/impossible", "15 (27) August 1914")],
        ),
        ("12 vendémiaire an IV (4 octobre 1795)", &[]),
    ] {
        check_dates(text, expected);
    }
}

#[test]
fn a_document_in_two_styles_agrees_with_its_header() {
    for (header, line, expected) in [
        ("1914-08-15", "15 (28) August 1914", &[][..]),
        ("1914-08-28", "15 (28) August 1914", &[]),
        ("1914-08-28", "15 August 1914 O.S.", &[]),
        ("1712-02-10", "10 February 1711/12", &[]),
        ("1945-12-12", "7 Muharram 1365", &[]),
        ("1945-12-11", "7 Muharram 1365", &[]),
        (
            "1945-12-01",
            "7 Muharram 1365",
            &["dates/header-against-dateline"],
        ),
        ("1945-04-29", "民國三十四年四月二十九日", &[]),
        (
            "1945-04-28",
            "民國三十四年四月二十九日",
            &["dates/header-against-dateline"],
        ),
    ] {
        let text = format!("---\ntitle: A\ndate: {header}\n---\n\n{line}\n\nHe came.\n");
        let findings = check(&Document::new(&text), Settings::standard());
        let mut found: Vec<_> = findings
            .iter()
            .map(|finding| finding.rule.name)
            .filter(|name| name.starts_with("dates/"))
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }
}
