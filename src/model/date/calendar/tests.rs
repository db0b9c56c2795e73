//! Days that history knows in two calendars.

use super::*;
use crate::model::date::{Found, found, written};

/// `text=date (calendar)` for each date found.
#[track_caller]
fn check(text: &str, expected: &str) {
    let shown: Vec<String> = found(text)
        .iter()
        .map(
            |Found {
                 range,
                 date,
                 calendar,
                 ..
             }| {
                let date = match date {
                    Ok(date) => date.to_string(),
                    Err(slip) => format!("{slip:?}"),
                };
                format!("{}={date} {calendar:?}", &text[range.clone()])
            },
        )
        .collect();
    assert_eq!(shown.join("; "), expected, "{text}");
}

#[test]
fn both_styles_of_the_west_are_read() {
    for (text, expected) in [
        (
            "on 15 August 1914 O.S. he",
            "15 August 1914 O.S.=1914-08-15 Julian",
        ),
        (
            "29 February 1900 O.S.",
            "29 February 1900 O.S.=1900-02-29 Julian",
        ),
        (
            "15 August 1914 (Old Style)",
            "15 August 1914 (Old Style)=1914-08-15 Julian",
        ),
        (
            "25 октября 1917 г. ст. ст.",
            "25 октября 1917 г. ст. ст.=1917-10-25 Julian",
        ),
        (
            "7 ноября 1917 н. ст.",
            "7 ноября 1917 н. ст.=1917-11-07 Gregorian",
        ),
        (
            "15 (28) August 1914",
            "15 (28) August 1914=1914-08-28 Gregorian",
        ),
        (
            "15 [28] августа 1914 г.",
            "15 [28] августа 1914=1914-08-28 Gregorian",
        ),
        (
            "15/28 August 1914",
            "15/28 August 1914=1914-08-28 Gregorian",
        ),
        (
            "August 15 (28), 1914",
            "August 15 (28), 1914=1914-08-28 Gregorian",
        ),
        (
            "19 July/1 August 1914",
            "19 July/1 August 1914=1914-08-01 Gregorian",
        ),
        (
            "19 июля (1 августа) 1914 г.",
            "19 июля (1 августа) 1914=1914-08-01 Gregorian",
        ),
        (
            "20 December (2 January) 1915",
            "20 December (2 January) 1915=1915-01-02 Gregorian",
        ),
        (
            "10 February 1711/12",
            "10 February 1711/12=1712-02-10 Julian",
        ),
        (
            "10 February 1711/2 and",
            "10 February 1711/2=1712-02-10 Julian",
        ),
        (
            "February 10, 1711/12.",
            "February 10, 1711/12=1712-02-10 Julian",
        ),
        ("January 1648/9", "January 1648/9=1649-01 Julian"),
    ] {
        check(text, expected);
    }
    check(
        "15 (27) August 1914",
        "15 (27) August 1914=Impossible(\"`15 (27) August 1914`: the first day is 28 August 1914 by the new style\") Gregorian",
    );
    check(
        "15th (28th) August 1914",
        "15th (28th) August 1914=1914-08-28 Gregorian",
    );
    check(
        "On 14 February 1956 N.S. Khrushchev and on 1 May 1905, N.S. Ivanov",
        "14 February 1956=1956-02-14 Western; 1 May 1905=1905-05-01 Western",
    );
    // Two days, a footnote, a season: no date in two styles.
    for text in [
        "12/13 August 1942",
        "15 (3) August 1914",
        "10 August 1711/12",
        "February 1945/46",
        "15 (28) August 1944",
    ] {
        let dual = found(text)
            .iter()
            .any(|found| found.calendar != Calendar::Western);
        assert!(!dual, "{text}");
    }
}

#[test]
fn the_old_style_is_ten_to_thirteen_days_behind() {
    let day = |year, month, day| Day { year, month, day };
    for (julian, gregorian) in [
        (day(1917, 10, 25), day(1917, 11, 7)),
        (day(1582, 10, 5), day(1582, 10, 15)),
        (day(1752, 9, 3), day(1752, 9, 14)),
        (day(1900, 2, 29), day(1900, 3, 13)),
    ] {
        assert_eq!(from_julian(julian), Some(gregorian));
        assert_eq!(to_julian(gregorian), Some(julian));
    }
    assert_eq!(from_julian(day(1901, 2, 29)), None);
    for (text, expected) in [
        ("25 October 1917 O.S.", "1917-11-07"),
        ("24-25 October 1917 O.S.", "1917-11-06/1917-11-07"),
        ("October 1917 O.S.", "1917-10"),
    ] {
        assert_eq!(written(text)[0].date.to_string(), expected);
    }
}

#[test]
fn the_calendar_of_the_french_republic_is_exact() {
    for (text, expected) in [
        (
            "le 12 vendémiaire an IV",
            "12 vendémiaire an IV=1795-10-04 Republican",
        ),
        (
            "18 brumaire an VIII",
            "18 brumaire an VIII=1799-11-09 Republican",
        ),
        (
            "9 Thermidor, an II",
            "9 Thermidor, an II=1794-07-27 Republican",
        ),
        (
            "1er vendemiaire an 1",
            "1er vendemiaire an 1=1792-09-22 Republican",
        ),
        (
            "11 frimaire an XIII",
            "11 frimaire an XIII=1804-12-02 Republican",
        ),
        ("10 nivôse an XIV", "10 nivôse an XIV=1805-12-31 Republican"),
        (
            "6e jour complémentaire an III",
            "6e jour complémentaire an III=1795-09-22 Republican",
        ),
        (
            "31 ventôse an II",
            "31 ventôse an II=Impossible(\"`31 ventôse an II` has a day 31, and that month has 30\") Republican",
        ),
        ("12 vendémiaire an XV", ""),
        ("12 brumaire", ""),
    ] {
        check(text, expected);
    }
    for (year, month, day, expected) in [
        (1795, 10, 4, "12 vendémiaire an IV"),
        (1795, 9, 22, "6e jour complémentaire an III"),
        (1792, 9, 22, "1 vendémiaire an I"),
        (1805, 12, 31, "10 nivôse an XIV"),
    ] {
        let shown = in_calendar(Day { year, month, day }, Calendar::Republican);
        assert_eq!(shown.as_deref(), Some(expected));
    }
    for (year, month, day) in [(1792, 9, 21), (1806, 1, 1)] {
        assert_eq!(
            in_calendar(Day { year, month, day }, Calendar::Republican),
            None
        );
    }
}

#[test]
fn years_of_the_moon_are_read() {
    for (text, expected) in [
        ("on 7 Muharram 1365 at", "7 Muharram 1365=1945-12-12 Hijri"),
        ("7 Muḥarram 1365 AH", "7 Muḥarram 1365 AH=1945-12-12 Hijri"),
        (
            "7th of Muharram, 1365",
            "7th of Muharram, 1365=1945-12-12 Hijri",
        ),
        ("Muharram 7, 1365", "Muharram 7, 1365=1945-12-12 Hijri"),
        (
            "12 Rabīʿ al-awwal 1364",
            "12 Rabīʿ al-awwal 1364=1945-02-25 Hijri",
        ),
        ("12 Rabi' I 1364", "12 Rabi' I 1364=1945-02-25 Hijri"),
        (
            "in Ramadan 1364 they",
            "Ramadan 1364=1945-08-10/1945-09-08 Hijri",
        ),
        (
            "in Ramadan 1364,",
            "Ramadan 1364=1945-08-10/1945-09-08 Hijri",
        ),
        (
            "10 Dhu al-Hijja 1364",
            "10 Dhu al-Hijja 1364=1945-11-16 Hijri",
        ),
        ("15 Tevet 5706", "15 Tevet 5706=1945-12-19 Hebrew"),
        ("14 Adar II 5706", "14 Adar II 5706=1946-03-17 Hebrew"),
        ("14 Adar 5706", "14 Adar 5706=1946-02-15/1946-03-17 Hebrew"),
        ("14 Adar 5705", "14 Adar 5705=1945-02-27 Hebrew"),
        ("Tishri 5706", "Tishri 5706=1945-09-08/1945-10-07 Hebrew"),
    ] {
        check(text, expected);
    }
    for text in [
        "in Ramadan 1945",
        "7 Muharram 365",
        "Ramadan 5706",
        "15 men 1365",
        "Ali Rajab 1250 men",
        "may 1365",
        "sivan 5706",
    ] {
        let other = found(text)
            .iter()
            .any(|found| found.calendar != Calendar::Western);
        assert!(!other, "{text}");
    }
}

#[test]
fn eras_of_the_east_are_read() {
    for (text, expected) in [
        (
            "民國三十四年四月二十九日",
            "民國三十四年四月二十九日=1945-04-29 Minguo",
        ),
        (
            "中華民國卅四年四月廿九日",
            "中華民國卅四年四月廿九日=1945-04-29 Minguo",
        ),
        ("民国34年4月29日", "民国34年4月29日=1945-04-29 Minguo"),
        ("民國元年", "民國元年=1912-01-01/1912-12-31 Minguo"),
        ("in Minguo 34", "Minguo 34=1945-01-01/1945-12-31 Minguo"),
        ("昭和20年8月15日", "昭和20年8月15日=1945-08-15 Japanese"),
        (
            "昭和二十年八月",
            "昭和二十年八月=1945-08-01/1945-08-31 Japanese",
        ),
        ("Shōwa 20", "Shōwa 20=1945-01-01/1945-12-31 Japanese"),
        (
            "the 20th year of Shōwa",
            "20th year of Shōwa=1945-01-01/1945-12-31 Japanese",
        ),
        ("光緒二十六年", "光緒二十六年=1900-01-31/1901-02-18 Chinese"),
        (
            "光緒二十六年五月二十一日",
            "光緒二十六年五月二十一日=1900-06-17 Chinese",
        ),
        (
            "光緒二十六年閏八月初一",
            "光緒二十六年閏八月初一=1900-09-24 Chinese",
        ),
        (
            "宣統三年八月十九日",
            "宣統三年八月十九日=1911-10-10 Chinese",
        ),
        ("Guangxu 26.5.21", "Guangxu 26.5.21=1900-06-17 Chinese"),
        ("Kuang-hsü 26", "Kuang-hsü 26=1900-01-31/1901-02-18 Chinese"),
        // Before 1900 the months are not known for sure.
        (
            "乾隆四十年三月初五日",
            "乾隆四十年三月初五日=1775-01-21/1776-02-20 Chinese",
        ),
        ("1945年4月29日", "1945年4月29日=1945-04-29 Western"),
        ("一九四五年四月", "一九四五年四月=1945-04 Western"),
        ("三十年", ""),
        ("1945年", ""),
        ("昭和90年", ""),
        ("昭和二十年代", ""),
        ("Meiji 4000", ""),
        ("tempo 20", ""),
    ] {
        check(text, expected);
    }
}

#[test]
fn a_day_is_shown_in_each_calendar() {
    let day = Day {
        year: 1945,
        month: 4,
        day: 29,
    };
    for (calendar, expected) in [
        (Calendar::Gregorian, "29 April 1945"),
        (Calendar::Julian, "16 April 1945"),
        (Calendar::Hijri, "16 Jumada al-Ula 1364"),
        (Calendar::Hebrew, "16 Iyar 5705"),
        (Calendar::Minguo, "Minguo 34, 29 April"),
        (Calendar::Japanese, "Shōwa 20, 29 April"),
        (Calendar::Chinese, "day 18 of month 3 of 乙酉"),
    ] {
        assert_eq!(in_calendar(day, calendar).as_deref(), Some(expected));
    }
    let day = Day {
        year: 1900,
        month: 6,
        day: 17,
    };
    let shown = in_calendar(day, Calendar::Chinese);
    assert_eq!(
        shown.as_deref(),
        Some("day 21 of month 5 of 庚子, Guangxu 26")
    );
    assert_eq!(
        in_calendar(
            Day {
                year: 1926,
                month: 12,
                day: 24
            },
            Calendar::Japanese
        )
        .as_deref(),
        Some("Taishō 15, 24 December")
    );
    assert_eq!(
        in_calendar(
            Day {
                year: 1850,
                month: 1,
                day: 1
            },
            Calendar::Chinese
        ),
        None
    );
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_day_of_the_french_republic_reads_back(day in 0i64..4848) {
            let first = Day { year: 1792, month: 9, day: 22 };
            let day = plus(first, day).expect("the day is in range");
            let shown = in_calendar(day, Calendar::Republican).expect("the calendar was in use");
            prop_assert_eq!(written(&shown).first().map(|one| one.date), Some(Date::day(day)), "{}", shown);
        }

        #[test]
        fn a_day_reads_back_from_what_is_shown(day in 0i64..20_000) {
            let day = plus(Day { year: 1900, month: 2, day: 1 }, day).expect("the day is in range");
            let hebrew = in_calendar(day, Calendar::Hebrew).expect("the calendar has the day");
            let read = written(&hebrew).first().map(|one| (one.date.earliest(), one.date.latest()));
            prop_assert_eq!(read, Some((day, day)), "{}", hebrew);
            let hijri = in_calendar(day, Calendar::Hijri).expect("the calendar has the day");
            let read = written(&hijri).first().map(|one| one.date.earliest());
            prop_assert_eq!(read, Some(day), "{}", hijri);
        }

        #[test]
        fn any_signs_beside_names_are_read(
            text in "(15 |7|\\()?(vendémiaire|Muharram|Adar II|昭和|民國|August|Rabi' )[ ,.0-9年月日(/\\[\\])三十元閏初an IVX]{0,12}"
        ) {
            for one in found(&text) {
                prop_assert!(text.get(one.range.clone()).is_some() && !one.range.is_empty(), "{text}");
            }
        }
    }
}
