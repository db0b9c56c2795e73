//! What is a date, what is none, and what was meant.

use proptest::prelude::*;

use super::*;

#[test]
fn a_well_formed_date_reads_back_and_has_its_bounds() {
    for (text, earliest, latest) in [
        ("1945-04-29", "1945-04-29", "1945-04-29"),
        ("1945-04", "1945-04-01", "1945-04-30"),
        ("1945", "1945-01-01", "1945-12-31"),
        ("1945?", "1945-01-01", "1945-12-31"),
        ("1945~", "1945-01-01", "1945-12-31"),
        ("1945-04-29%", "1945-04-29", "1945-04-29"),
        ("194X", "1940-01-01", "1949-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1945-XX", "1945-01-01", "1945-12-31"),
        ("1945-04-XX", "1945-04-01", "1945-04-30"),
        ("1945-XX-XX", "1945-01-01", "1945-12-31"),
        ("1945/1947", "1945-01-01", "1947-12-31"),
        ("1945-04-29/..", "1945-04-29", "max"),
        ("../1945", "min", "1945-12-31"),
        ("/1945-04~", "min", "1945-04-30"),
        ("1945/", "1945-01-01", "max"),
        ("1945-21", "1945-03-01", "1945-05-31"),
        ("1945-24", "1945-01-01", "1946-02-28"),
        ("1944-02-29", "1944-02-29", "1944-02-29"),
        ("-0044-03-15", "-44-03-15", "-44-03-15"),
        ("-004X", "-49-01-01", "-40-12-31"),
        ("0000", "0-01-01", "0-12-31"),
        ("Y-17000", "-17000-01-01", "-17000-12-31"),
    ] {
        let date = parse(text).unwrap_or_else(|malformed| panic!("{text}: {malformed}"));
        assert_eq!(date.to_string(), text);
        let shown = |day: Day| match day {
            Day::MIN => "min".to_owned(),
            Day::MAX => "max".to_owned(),
            Day { year, month, day } => format!("{year}-{month:02}-{day:02}"),
        };
        assert_eq!(
            (
                shown(date.earliest()).as_str(),
                shown(date.latest()).as_str()
            ),
            (earliest, latest),
            "{text}"
        );
    }
}

#[test]
fn a_malformed_date_is_told_what_was_meant() {
    for (text, suggestion, message) in [
        (
            "29 April 1945",
            Some("1945-04-29"),
            "`29 April 1945` is not a date",
        ),
        ("April 29, 1945", Some("1945-04-29"), "is not a date"),
        ("Sunday, 29 April 1945", Some("1945-04-29"), "is not a date"),
        ("29 апреля 1945 г.", Some("1945-04-29"), "is not a date"),
        ("April 1945", Some("1945-04"), "is not a date"),
        (
            "28-29 April 1945",
            Some("1945-04-28/1945-04-29"),
            "is not a date",
        ),
        ("29.04.1945", Some("1945-04-29"), "is not a date"),
        ("04/29/1945", Some("1945-04-29"), "is not a date"),
        (
            "03/04/1945",
            None,
            "`03/04/1945` is `1945-04-03` or `1945-03-04`",
        ),
        ("04/04/1945", Some("1945-04-04"), ""),
        ("1945/04/29", Some("1945-04-29"), "is not a date"),
        ("1945.04.29", Some("1945-04-29"), "is not a date"),
        ("19450429", Some("1945-04-29"), "is not a date"),
        ("1945-4-29", Some("1945-04-29"), "is not a date"),
        ("1945-4", Some("1945-04"), "is not a date"),
        ("1945-04-29T10:00", Some("1945-04-29"), "is not a date"),
        (
            "1945-13-01",
            None,
            "`1945-13-01` has a month 13, and there is none",
        ),
        (
            "1945-02-30",
            None,
            "`1945-02-30` has a day 30, and that month has 28",
        ),
        ("1945-00", None, "has a month 0, and there is none"),
        (
            "30 February 1945",
            None,
            "`30 February 1945` has a day 30, and that month has 28",
        ),
        ("1945-21-05", None, "has a day in a season"),
        ("194X-05", None, "has a month in no known year"),
        ("1945-XX-05", None, "has a day in no known month"),
        (
            "1947/1945",
            Some("1945/1947"),
            "`1947/1945` ends before it begins",
        ),
        ("1945–1947", Some("1945/1947"), "is not a date"),
        ("1945-1947", Some("1945/1947"), "is not a date"),
        (
            "2 May 1945 to 5 June 1945",
            Some("1945-05-02/1945-06-05"),
            "is not a date",
        ),
        ("../..", None, "has no date on either side"),
        ("ca. 1945", Some("1945~"), "is not a date"),
        ("circa April 1945", Some("1945-04~"), "is not a date"),
        ("[1945]", Some("1945?"), "is not a date"),
        ("1945 (?)", Some("1945?"), "is not a date"),
        ("1940s", Some("194X"), "is not a date"),
        ("194-", Some("194X"), "is not a date"),
        ("[1945, 1947]", Some("1945/1947"), "is not a date"),
        ("[1945..1947]", Some("1945/1947"), "is not a date"),
        ("1945-33", Some("1945-01/1945-03"), "has a month 33"),
        ("1945-?04-29", Some("1945-04-29?"), "is not a date"),
        ("1945?-04~-29", Some("1945-04-29%"), "is not a date"),
        ("1950S2", Some("1950~"), "is not a date"),
        ("7 Muharram 1365", Some("1945-12-12"), "is not a date"),
        ("昭和20年8月15日", Some("1945-08-15"), "is not a date"),
        ("25 October 1917 O.S.", Some("1917-11-07"), "is not a date"),
        ("undated", None, "give the years between"),
        ("the day after", None, "is not a date"),
        ("-0000", None, "is not a date"),
        ("1945-04-29-01", None, "is not a date"),
        ("ca. ca. 1945", None, "is not a date"),
        ("", None, "the date is empty"),
    ] {
        let Err(malformed) = parse(text) else {
            panic!("{text} is taken for a date")
        };
        assert_eq!(malformed.suggestion.as_deref(), suggestion, "{text}");
        assert!(
            malformed.message.contains(message),
            "{text}: {}",
            malformed.message
        );
    }
}

#[test]
fn a_value_of_any_length_is_answered() {
    for unit in ["ca. ", "(", "1/", "29 April "] {
        assert!(parse(&unit.repeat(100_000)).is_err(), "{unit}");
    }
}

#[test]
fn dates_are_found_as_documents_write_them() {
    for (text, expected) in [
        (
            "Moscow, 29 April 1945, Nº 507/b",
            "29 April 1945=1945-04-29",
        ),
        (
            "on April 29, 1945 and on 2 June 1945.",
            "April 29, 1945=1945-04-29; 2 June 1945=1945-06-02",
        ),
        ("the 29th of April, 1945", "29th of April, 1945=1945-04-29"),
        ("den 29. April 1945", "29. April 1945=1945-04-29"),
        ("le 1er mai 1945", "1er mai 1945=1945-05-01"),
        ("29 апреля 1945 г.", "29 апреля 1945=1945-04-29"),
        ("29 апреля 1945г.", "29 апреля 1945=1945-04-29"),
        ("29 de abril de 1945", "29 de abril de 1945=1945-04-29"),
        ("1º maggio 1945", "1º maggio 1945=1945-05-01"),
        ("29 kwietnia 1945 r.", "29 kwietnia 1945=1945-04-29"),
        ("dnia 2 października 1945", "2 października 1945=1945-10-02"),
        ("29.04.1945", "29.04.1945=1945-04-29"),
        ("29. 4. 1945", "29. 4. 1945=1945-04-29"),
        ("29.IV.1945", "29.IV.1945=1945-04-29"),
        ("29/IV/1945", "29/IV/1945=1945-04-29"),
        ("29/4/1945", "29/4/1945=1945-04-29"),
        ("4/29/1945", "4/29/1945=1945-04-29"),
        ("3/4/1945", ""),
        ("1945-04-29", "1945-04-29=1945-04-29"),
        (
            "In April 1945 and in abril de 1945",
            "April 1945=1945-04; abril de 1945=1945-04",
        ),
        ("28-29 April 1945", "28-29 April 1945=1945-04-28/1945-04-29"),
        (
            "April 28-29, 1945",
            "April 28-29, 1945=1945-04-28/1945-04-29",
        ),
        ("29 April\n1945", "29 April\n1945=1945-04-29"),
        ("Sept. 5, 1945", "Sept. 5, 1945=1945-09-05"),
        ("5 Sept. 1945", "5 Sept. 1945=1945-09-05"),
        ("29 April [1945] he", "29 April [1945]=1945-04-29"),
        ("April 29, 194[5]", "April 29, 194[5]=1945-04-29"),
        ("29 April [1945?]", "29 April [1945?]=1945-04-29"),
        ("29 April [sic] 1945", ""),
        ("they may 1945 times march 1945 miles", ""),
        ("31 April 1945", ""),
        ("29.13.1945", ""),
        ("1.29.04.1945.5", ""),
        ("Nº 507/29 April", ""),
        ("29 April 19456", ""),
        ("29 April 3000", ""),
        ("1945", ""),
        ("fascicle 5 mai", ""),
        ("ll. 334-338", ""),
        ("", ""),
    ] {
        let found = written(text);
        let shown: Vec<String> = found
            .iter()
            .map(|one| format!("{}={}", &text[one.range.clone()], one.date))
            .collect();
        assert_eq!(shown.join("; "), expected, "{text}");
    }
}

#[test]
fn a_date_that_no_calendar_has_is_found() {
    for (text, expected) in [
        (
            "on 31 April 1945",
            vec!["`31 April 1945` has a day 31, and that month has 30"],
        ),
        (
            "29.02.1945",
            vec!["`29.02.1945` has a day 29, and that month has 28"],
        ),
        ("29 February 1944", vec![]),
        // By the Julian calendar there was one.
        ("29 February 1900", vec![]),
    ] {
        let message = |one: Found| match one.date {
            Err(Slip::Impossible(message)) => Some(message),
            _ => None,
        };
        let found: Vec<String> = found(text).into_iter().filter_map(message).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_year_of_three_figures_is_cut_short_where_nothing_can_be_counted() {
    for (text, expected) in [
        ("Okuneva 2 June 194", "2 June 194"),
        ("2 June 194\nCopy", "2 June 194"),
        ("on June 2, 194.", "June 2, 194"),
        ("on 2 June 194 men came", ""),
        ("on 2 June 120", ""),
        ("2 June 194[5]", ""),
        ("2 June 194...", ""),
        ("2 June 1945", ""),
    ] {
        let cut = |one: &Found| one.date == Err(Slip::Truncated);
        let found = found(text).into_iter().find(cut);
        let shown = found.map_or("", |one| &text[one.range]);
        assert_eq!(shown, expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,40}") {
        check(&text);
    }

    #[test]
    fn any_text_with_the_look_of_a_date_is_read(text in "[0-9X./–-]{0,4}( ?(april|May|IV|de|апреля|,|ca\\.|\\?|Y|т) ?|[-./][0-9]{1,2}[-./ ])?[0-9X~%?/.]{0,10}") {
        check(&text);
    }
}

/// Whatever the text: a suggestion is well-formed, a date reads back, and the ranges are in order and at boundaries.
fn check(text: &str) {
    match parse(text) {
        Ok(date) => {
            assert!(date.earliest() <= date.latest(), "{text}");
            assert_eq!(parse(&date.to_string()), Ok(date), "{text}");
        }
        Err(malformed) => assert!(
            malformed.suggestion.iter().all(|s| parse(s).is_ok()),
            "{text}: {malformed:?}"
        ),
    }
    let mut end = 0;
    for one in written(text) {
        assert!(
            end <= one.range.start && text.get(one.range.clone()).is_some(),
            "{text}"
        );
        end = one.range.end;
    }
}
