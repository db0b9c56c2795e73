//! A date: the day it means, its weekday, and the same day in the calendars of those who wrote it.

use super::{At, Hover};
use crate::model::date::calendar::{by_umm_al_qura, from_julian, in_calendar};
use crate::model::date::{Calendar, Date, Day, Slip, Weekday};
use crate::model::document::Document;
use crate::model::header::plain;

/// Explains the date under the cursor.
pub(super) fn find(at: &At) -> Option<Hover> {
    let dates = &at.block.block.facts.dates;
    let dated = dates.iter().find(|dated| at.is_in(&dated.range))?;
    at.hover(
        &dated.range,
        describe(at.document, &dated.date, dated.calendar),
    )
}

/// What a date means, as Markdown.
pub(super) fn describe(
    document: &Document,
    date: &Result<Date, Slip>,
    calendar: Calendar,
) -> String {
    let date = match date {
        Ok(date) => date,
        Err(Slip::Impossible(message)) => return message.clone(),
        Err(Slip::Julian) => return "Only the Julian calendar has this day".to_owned(),
        Err(Slip::Truncated) => return "The year has three figures".to_owned(),
    };
    let mut lines = Vec::new();
    let (from, to) = (date.earliest(), date.latest());
    if from != to {
        lines.push(match (from, to) {
            (Day::MIN, to) => format!("before or on **{}**", shown(to)),
            (from, Day::MAX) => format!("**{}** or later", shown(from)),
            (from, to) => format!("from **{}** to **{}**", shown(from), shown(to)),
        });
        if is_other(calendar) {
            lines.push(format!("- written in the {calendar} calendar"));
        }
        return lines.join("\n");
    }
    let gregorian = match calendar {
        Calendar::Julian => from_julian(from).unwrap_or(from),
        _ => from,
    };
    lines.push(format!("**{}** · {}", shown(gregorian), weekday(gregorian)));
    lines.push(String::new());
    match calendar {
        Calendar::Western if gregorian < FIRST_GREGORIAN => {
            lines[0] = format!("**{}** · {}", shown(from), julian_weekday(from));
            lines.push("- Julian: the calendar of the West at that time".to_owned());
            let new = from_julian(from).map(shown);
            lines.extend(new.map(|new| format!("- Gregorian: {new}, reckoned backwards")));
        }
        Calendar::Western if gregorian.year < LAST_JULIAN => {
            let old = in_calendar(gregorian, Calendar::Julian);
            lines.extend(old.map(|old| format!("- Julian: {old}")));
            let new = from_julian(from).map(|new| format!("{}, {}", shown(new), weekday(new)));
            lines.extend(new.map(|new| format!("- if it is of the old style: {new}")));
        }
        Calendar::Western => {}
        Calendar::Julian | Calendar::Gregorian => {
            let old = in_calendar(gregorian, Calendar::Julian);
            lines.extend(old.map(|old| format!("- Julian (old style): {old}")));
        }
        other => {
            if in_calendar(gregorian, other).is_none() {
                lines.push(format!("- written in the {other} calendar"));
            }
            if other == Calendar::Hijri {
                let published = by_umm_al_qura(gregorian).filter(|day| *day != gregorian);
                lines.extend(
                    published
                        .map(|day| format!("- by Umm al-Qura: {}, {}", shown(day), weekday(day))),
                );
                lines.push(
                    "- a month began when somebody saw the moon, so a day more or less".to_owned(),
                );
            }
            if gregorian.year < LAST_JULIAN {
                let old = in_calendar(gregorian, Calendar::Julian);
                lines.extend(old.map(|old| format!("- Julian: {old}")));
            }
        }
    }
    for other in calendars(document, calendar) {
        let there = in_calendar(gregorian, other);
        lines.extend(there.map(|there| format!("- {}: {there}", other.name())));
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// The day after 4 October 1582, on which the Gregorian calendar begins.
const FIRST_GREGORIAN: Day = Day {
    year: 1582,
    month: 10,
    day: 15,
};
/// Before this year a country may still have counted by the Julian calendar.
const LAST_JULIAN: i32 = 1924;

fn is_other(calendar: Calendar) -> bool {
    !matches!(
        calendar,
        Calendar::Western | Calendar::Gregorian | Calendar::Julian
    )
}

/// The calendar that a date is written in, and those of the languages that the header names.
fn calendars(document: &Document, written: Calendar) -> Vec<Calendar> {
    let mut calendars: Vec<Calendar> = Some(written)
        .filter(|one| is_other(*one))
        .into_iter()
        .collect();
    for language in languages(document) {
        let of_language: &[Calendar] = match language.split('-').next().unwrap_or_default() {
            "zh" | "lzh" => &[Calendar::Minguo, Calendar::Chinese],
            "ja" => &[Calendar::Japanese],
            "fr" => &[Calendar::Republican],
            "he" | "yi" => &[Calendar::Hebrew],
            "ar" | "fa" | "ota" | "tr" | "ug" | "chg" | "ur" | "uz" | "tt" | "ps" | "az" | "ms" => {
                &[Calendar::Hijri]
            }
            _ => &[],
        };
        calendars.extend(of_language);
    }
    let mut seen = Vec::new();
    calendars.retain(|one| {
        !seen.contains(one) && {
            seen.push(*one);
            true
        }
    });
    calendars
}

/// What the header says of the languages of text and original.
fn languages(document: &Document) -> Vec<String> {
    let mut languages = vec![document.language().to_owned()];
    if let Some((header, block)) = document.header() {
        let field = header.field(&block, &["original-language"]);
        let values = field.map_or(&[][..], |field| &field.values);
        languages.extend(values.iter().map(|value| plain(&block[value.clone()])));
    }
    languages
}

fn shown(day: Day) -> String {
    in_calendar(day, Calendar::Gregorian).unwrap_or_default()
}

fn weekday(day: Day) -> String {
    capital(Weekday::of(day).0)
}

fn julian_weekday(day: Day) -> String {
    capital(Weekday::of(day).1)
}

fn capital(weekday: Weekday) -> String {
    let name = weekday.name();
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::super::hover;
    use super::*;
    use crate::registers::Registers;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(marked: &str, expected: Expect) {
        let offset = marked.find("$0").expect("the cursor is marked by $0");
        let document = Document::new(&marked.replace("$0", ""));
        let shown = hover(&document, &Registers::default(), offset).map_or_else(
            || "nothing".to_owned(),
            |hover| format!("`{}`\n{}", document.slice(hover.range), hover.markdown),
        );
        expected.assert_eq(&shown);
    }

    #[test]
    fn a_day_has_its_weekday() {
        check(
            "on 29 Ap$0ril 1945 he",
            expect![[r#"
            `29 April 1945`
            **29 April 1945** · Sunday"#]],
        );
    }

    #[test]
    fn before_1924_either_calendar_may_be_meant() {
        check(
            "15 Aug$0ust 1914",
            expect![[r#"
            `15 August 1914`
            **15 August 1914** · Saturday

            - Julian: 2 August 1914
            - if it is of the old style: 28 August 1914, Friday"#]],
        );
        check(
            "15 Aug$0ust 1914 O.S.",
            expect![[r#"
            `15 August 1914 O.S.`
            **28 August 1914** · Friday

            - Julian (old style): 15 August 1914"#]],
        );
        check(
            "15 ($028) August 1914",
            expect![[r#"
            `15 (28) August 1914`
            **28 August 1914** · Friday

            - Julian (old style): 15 August 1914"#]],
        );
        check(
            "10 Febr$0uary 1400",
            expect![[r#"
            `10 February 1400`
            **10 February 1400** · Tuesday

            - Julian: the calendar of the West at that time
            - Gregorian: 18 February 1400, reckoned backwards"#]],
        );
    }

    #[test]
    fn a_day_of_another_calendar_is_said_in_that_of_the_west() {
        check(
            "7 Muhar$0ram 1365",
            expect![[r#"
                `7 Muharram 1365`
                **12 December 1945** · Wednesday

                - a month began when somebody saw the moon, so a day more or less
                - Hijri: 7 Muharram 1365"#]],
        );
        check(
            "1 Ram$0adan 1364",
            expect![[r#"
            `1 Ramadan 1364`
            **10 August 1945** · Friday

            - by Umm al-Qura: 9 August 1945, Thursday
            - a month began when somebody saw the moon, so a day more or less
            - Hijri: 1 Ramadan 1364 by the tables, 2 Ramadan 1364 by Umm al-Qura"#]],
        );
        check(
            "15 Te$0vet 5706",
            expect![[r#"
                `15 Tevet 5706`
                **19 December 1945** · Wednesday

                - Hebrew: 15 Tevet 5706"#]],
        );
        check(
            "le 12 vendé$0miaire an IV",
            expect![[r#"
                `12 vendémiaire an IV`
                **4 October 1795** · Sunday

                - Julian: 23 September 1795
                - French Republican: 12 vendémiaire an IV"#]],
        );
        check(
            "光緒二十六$0年五月二十一日",
            expect![[r#"
                `光緒二十六年五月二十一日`
                **17 June 1900** · Sunday

                - Julian: 4 June 1900
                - Chinese: day 21 of month 5 of 庚子, Guangxu 26"#]],
        );
        check(
            "昭和20$0年",
            expect![[r#"
            `昭和20年`
            from **1 January 1945** to **31 December 1945**
            - written in the Japanese calendar"#]],
        );
    }

    #[test]
    fn the_language_of_the_original_names_a_calendar() {
        check(
            "---\ntitle: Telegram\noriginal-language: zh\n---\n\nNanking, 29 Ap$0ril 1945",
            expect![[r#"
                `29 April 1945`
                **29 April 1945** · Sunday

                - Minguo (Republic of China): Minguo 34, 29 April
                - Chinese: day 18 of month 3 of 乙酉"#]],
        );
    }

    #[test]
    fn what_is_no_date_says_why() {
        check(
            "on 31 Ap$0ril 1945",
            expect![[r#"
            `31 April 1945`
            `31 April 1945` has a day 31, and that month has 30"#]],
        );
    }
}
