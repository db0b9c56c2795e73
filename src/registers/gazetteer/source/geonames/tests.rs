//! Dumps of GeoNames as they come: what is read, and what is told.

use std::fmt::Write;
use std::ops::ControlFlow;

use expect_test::{Expect, expect};

use super::super::stream::{self, Item};

#[track_caller]
fn check(bytes: &[u8], expected: Expect) {
    let mut shown = String::new();
    let read = stream::read(bytes, bytes.len() as u64, &mut |item| {
        let _ = match item {
            Item::Place {
                record,
                ids,
                parents,
            } => {
                let names: Vec<&str> = record.names.iter().map(|name| &*name.form).collect();
                writeln!(
                    shown,
                    "{} {} | {} {:?} {:?} {} {:?} | {} < {}",
                    record.id,
                    names.join(", "),
                    record.kind.as_str(),
                    record.types,
                    record.at,
                    record.population,
                    record.countries,
                    ids.join(" "),
                    parents.join(" < ")
                )
            }
            Item::Name(number, name) => writeln!(
                shown,
                "{number} {} {:?} {:?}–{:?} {}",
                name.form, name.language, name.years.from, name.years.to, name.reference
            ),
            Item::Link(number, link) => writeln!(shown, "{number} is {link}"),
            Item::Problem(problem) => writeln!(
                shown,
                "line {}{}: {}: {}",
                problem.line,
                if problem.left_out { " !" } else { "" },
                problem.what,
                problem.done
            ),
        };
        ControlFlow::Continue(())
    });
    if let Err(error) = read {
        let _ = writeln!(shown, "unread: {error}");
    }
    expected.assert_eq(&shown);
}

const URUMQI: &str = "1529102\tÜrümqi\tUrumqi\tTihwa,Urumchi,乌鲁木齐\t43.80096\t87.60046\tP\tPPLA\tCN\t\t13\t6501\t\t\t3029372\t\t858\tAsia/Urumqi\t2024-01-01\n";

#[test]
fn a_line_is_a_place() {
    check(
        URUMQI.as_bytes(),
        expect![[r#"
        1529102 Ürümqi, Tihwa, Urumchi, 乌鲁木齐, Urumqi | town ["seat of an administration"] Some((43.80096, 87.60046)) 3029372 ["CN"] |  < admin:CN.13.6501 < admin:CN.13 < admin:CN
    "#]],
    );
    check(
        "1529047\tXinjiang\tXinjiang\tSinkiang\t42\t86\tA\tADM1\tCN\t\t13\t\t\t\t25852345\t\t\t\t\n1814991\tChina\tChina\t\t35\t105\tA\tPCLI\tCN\t\t00\t\t\t\t1411778724\t\t\t\t\n".as_bytes(),
        expect![[r#"
            1529047 Xinjiang, Sinkiang | province ["administrative unit"] Some((42.0, 86.0)) 25852345 ["CN"] | admin:CN.13 < admin:CN
            1814991 China | country ["country"] Some((35.0, 105.0)) 1411778724 ["CN"] | admin:CN < 
        "#]],
    );
}

#[test]
fn broken_lines_are_told_and_the_rest_is_read() {
    let mut file = URUMQI.replace("43.80096", "93.80096").into_bytes();
    file.extend(
        URUMQI
            .replace("3029372", "many")
            .replace("\tCN\t", "\tCHN\t")
            .as_bytes(),
    );
    file.extend(b"1\ttoo short\n\n");
    file.extend(URUMQI.replace("1529102", "x").as_bytes());
    file.extend(
        URUMQI
            .replace("\u{dc}r\u{fc}mqi\tUrumqi", "\tUrumqi")
            .as_bytes(),
    );
    file.extend(b"1529103\t\xffr\tx\n");
    file.extend(
        URUMQI
            .replace("1529102", "1529104")
            .replace('\n', "\tmore\r\n")
            .as_bytes(),
    );
    check(
        &file,
        expect![[r#"
        line 1: 93.80096 degrees north and 87.60046 east lie on no globe: they are left out; were `lat` and `lon` swapped?
        1529102 Ürümqi, Tihwa, Urumchi, 乌鲁木齐, Urumqi | town ["seat of an administration"] None 3029372 ["CN"] |  < admin:CN.13.6501 < admin:CN.13 < admin:CN
        line 2: place 1529102 is there already: its names are added to the first
        line 2: `CHN` is no code of a country: it is left out; a code has two letters, such as `CN` (ISO 3166-1)
        line 2: `many` is no number of people: it is left out
        1529102 Ürümqi, Tihwa, Urumchi, 乌鲁木齐, Urumqi | town ["seat of an administration"] Some((43.80096, 87.60046)) 0 [] |  < admin:CHN.13.6501 < admin:CHN.13 < admin:CHN
        line 3 !: the line has 2 columns, not 19: `1	too short`: the line is left out
        line 5 !: `x` is no number of a place: the line is left out
        line 6 !: place 1529102 has no name: the line is left out
        line 7 !: a byte that is not UTF-8 behind `1529103	`: the line is left out
        line 8: the line has 20 columns, not 19: those behind are passed over
        1529104 Ürümqi, Tihwa, Urumchi, 乌鲁木齐, Urumqi | town ["seat of an administration"] Some((43.80096, 87.60046)) 3029372 ["CN"] |  < admin:CN.13.6501 < admin:CN.13 < admin:CN
    "#]],
    );
}

#[test]
fn further_names_have_their_languages_and_years() {
    check(
        concat!(
            "1\t1529102\tug\tئۈرۈمچى\t1\t\t\t\t\t\n",
            "2\t1529102\tpiny\tDihua\t\t\t\t1\t1763\t1954-02-01\n",
            "3\t1529102\twkdt\tQ47092\t\t\t\t\t\t\n",
            "4\t1529102\tlink\thttps://en.wikipedia.org/wiki/Urumqi\t\t\t\t\t\t\n",
            "5\t1529102\tpost\t830000\t\t\t\t\t\t\n",
            "6\t1529102\t\tTihwa\t\t\t\t1\tlong ago\t\n",
            "7\tx\ten\tNowhere\t\t\t\t\t\t\n",
            "8\t1529102\ten\t\t\t\t\t\t\t\n",
            "9\t1529102\n",
            "10\t1529102\tfr_1793\tOld\n",
        )
        .as_bytes(),
        expect![[r#"
            1529102 ئۈرۈمچى Some("ug") None–None 
            1529102 Dihua Some("zh-Latn-pinyin") Some(1763)–Some(1954) GeoNames, as historic
            1529102 is wd:Q47092
            1529102 is https://en.wikipedia.org/wiki/Urumqi
            line 6: `long ago` is no year of the name Tihwa: it is left out
            1529102 Tihwa None None–None GeoNames, as historic
            line 7 !: `x` is no number of a place: the line is left out
            line 8 !: a name of place 1529102 is empty: the line is left out
            line 9 !: the line has 2 columns, not 10: `9	1529102`: the line is left out
            1529102 Old Some("fr") None–None 
        "#]],
    );
}

#[test]
fn what_is_no_source_is_told() {
    check(
        b"",
        expect![[r#"
        unread: the file is empty
    "#]],
    );
    check(
        b"\xff\xfe1\x005\x00",
        expect![[r#"
        unread: the file is in UTF-16; save it as UTF-8
    "#]],
    );
    check(
        b"A letter of 1945\n\nDear Comrade",
        expect![[r#"
        unread: this is no source of places that is known: not Linked Places (TSV with `id` and `title`, or JSON), nor a dump of GeoNames (19 columns, or 10 in alternateNamesV2)
    "#]],
    );
    check(
        b"\x7fELF\x00\x00",
        expect![[r#"
        unread: this is no source of places that is known: not Linked Places (TSV with `id` and `title`, or JSON), nor a dump of GeoNames (19 columns, or 10 in alternateNamesV2)
    "#]],
    );
    check(
        b"id\ttitle\nx\t\xcf\xf0\n",
        expect![[r#"
        line 2 !: a byte that is not UTF-8: the whole file is left out: it is in another encoding; save it as UTF-8
    "#]],
    );
}
