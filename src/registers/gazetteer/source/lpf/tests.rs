//! Linked Places features as they are found: what is read, and what is told.

use std::fmt::Write;

use expect_test::{Expect, expect};

use super::read;

#[track_caller]
fn check(text: &str, expected: Expect) {
    let read = read(text);
    let mut shown = String::new();
    let years = |years: crate::registers::gazetteer::Years| {
        let year = |year: Option<i16>| year.map_or_else(String::new, |year| year.to_string());
        format!("{}–{}", year(years.from), year(years.to))
    };
    for record in &read.records {
        let _ = write!(shown, "{}:", record.id);
        for name in &record.names {
            let language = name
                .language
                .as_ref()
                .map_or_else(String::new, |it| format!("@{it}"));
            let _ = write!(shown, " {}{language} {}", name.form, years(name.years));
            if !name.source.is_empty() {
                let _ = write!(shown, " ({})", name.source);
            }
        }
        let _ = write!(shown, " | {}", record.kind.as_str());
        for it in record
            .types
            .iter()
            .chain(&record.countries)
            .chain(&record.links)
        {
            let _ = write!(shown, " {it}");
        }
        if let Some((lat, lon)) = record.at {
            let _ = write!(shown, " {lat} {lon}");
        }
        if let Some(parent) = &record.parent {
            let _ = write!(shown, " in {}({})", parent.name, parent.id);
        }
        let attested = record
            .attested
            .map_or_else(String::new, |year| format!(" attested {year}"));
        let _ = writeln!(
            shown,
            " {}{attested} {}",
            years(record.years),
            record.description
        );
    }
    for problem in &read.problems {
        let left_out = if problem.left_out { " !" } else { "" };
        let _ = writeln!(
            shown,
            "line {}{left_out}: {}: {}",
            problem.line, problem.what, problem.done
        );
    }
    expected.assert_eq(&shown);
}

/// A sound feature but for these members, which take the place of its own.
fn feature(members: &str) -> String {
    let own = [
        ("@id", r#""x:1""#),
        ("type", r#""Feature""#),
        (
            "properties",
            r#"{"title":"Ghulja","ccodes":["CN"],"fclasses":["P"]}"#,
        ),
        (
            "when",
            r#"{"timespans":[{"start":{"in":"1762"},"end":{"in":"1949"}}]}"#,
        ),
    ];
    let mut all: Vec<String> = own
        .iter()
        .filter(|(key, _)| !members.contains(&format!("\"{key}\":")))
        .map(|(key, value)| format!("\"{key}\":{value}"))
        .collect();
    all.extend(Some(members.to_owned()).filter(|it| !it.is_empty()));
    format!("{{{}}}", all.join(","))
}

#[test]
fn a_whole_feature_is_read() {
    check(
        r#"{"type":"FeatureCollection","@context":"https://…","features":[
{"@id":"http://example.org/ghulja","type":"Feature",
 "properties":{"title":"Ghulja","ccodes":["CN"],"fclasses":["P"]},
 "when":{"timespans":[{"start":{"in":"1762"},"end":{"latest":"1949-10-01"}}],"periods":[{"name":"Qing"}]},
 "names":[
  {"toponym":"Кульджа","lang":"ru","citations":[{"label":"Beria to Stalin","year":1945}],"when":{"timespans":[{"start":{"earliest":"1851"},"end":{"latest":"1949"}}]}},
  {"toponym":"Ghulja","lang":"ug-Latn"},
  {"toponym":"I-ning","lang":"zh-Latn-wadegile"}],
 "types":[{"identifier":"aat:300008389","label":"cities","sourceLabels":[{"label":"city","lang":"en"}]}],
 "geometry":{"type":"Point","coordinates":[81.2777,43.908]},
 "links":[{"type":"exactMatch","identifier":"gn:1529013"},{"type":"seeAlso","identifier":"https://example.org/a"}],
 "relations":[{"relationType":"gvp:broaderPartitive","relationTo":"http://example.org/ili","label":"Ili"}],
 "descriptions":[{"value":"Seat of the republic of 1944.","lang":"en"}]}]}"#,
        expect![[r#"
            http://example.org/ghulja: Ghulja@ug-Latn – Кульджа@ru 1851–1949 (Beria to Stalin) I-ning@zh-Latn-wadegile – | town city CN gn:1529013 43.908 81.2777 in Ili(http://example.org/ili) 1762–1949 attested 1945 Seat of the republic of 1944.
        "#]],
    );
}

#[test]
fn years_are_read_in_all_their_ways() {
    let when = |when: &str| feature(&format!("\"when\":{when}"));
    for (written, expected) in [
        (r#"{"timespans":[{"start":{"in":"1635"}}]}"#, "1635–1635"),
        (
            r#"{"timespans":[{"start":{"earliest":"1600","latest":"1650"}}]}"#,
            "1600–1650",
        ),
        (
            r#"{"timespans":[{"start":{"in":"-0320"},"end":{"in":"-31"}}]}"#,
            "-320–-31",
        ),
        (
            r#"{"timespans":[{"start":{"in":-320},"end":{"in":395}}]}"#,
            "-320–395",
        ),
        (
            r#"{"timespans":[{"start":{"in":"1700"},"end":{"in":"1710"}},{"start":{"in":"1720"},"end":{"in":"1730"}}]}"#,
            "1700–1730",
        ),
        (r#"{"timespans":[{"end":{"in":"1710"}}]}"#, "–1710"),
        (r#"{"periods":[{"name":"Qing","uri":"…"}]}"#, "–"),
        (
            r#"{"timespans":[{"start":{"in":"1635-05-30T00:00:00"},"end":{"in":"1640"}}]}"#,
            "1635–1640",
        ),
    ] {
        let read = read(&when(written));
        assert_eq!(read.problems, [], "{written}");
        let years = read.records[0].years;
        let year = |year: Option<i16>| year.map_or_else(String::new, |year| year.to_string());
        assert_eq!(
            format!("{}–{}", year(years.from), year(years.to)),
            expected,
            "{written}"
        );
    }
}

#[test]
fn the_second_geometry_of_the_specification_has_no_type_and_a_bare_year() {
    check(
        &feature(
            r#""geometry":{"type":"GeometryCollection","geometries":[{"coordinates":[81.2777,43.908],"when":{"timespans":[{"start":"1700"}]}}]}"#,
        ),
        expect![[r#"
            x:1: Ghulja – | town CN 43.908 81.2777 – 
            line 1: feature 1 when: no time is given for the place, nor for a name: it is read as of all times
            line 1: feature 1 geometry.geometries[0]: there is no `type`: what it is, its coordinates say
            line 1: feature 1 geometry.geometries[0].when.timespans[0].start: it is a bare year, not `{"in": …}`: it is read as if it were so
        "#]],
    );
}

#[test]
fn a_geometry_may_be_well_known_text_or_nothing() {
    check(
        &feature(r#""geometry":{"geowkt":"POINT(81.2777 43.908)"}"#),
        expect![[r#"
        x:1: Ghulja – | town CN 43.908 81.2777 1762–1949 
        line 1: feature 1 geometry.geometries[0]: there is no `type`: what it is, its coordinates say
    "#]],
    );
    check(
        &feature(r#""geometry":null"#),
        expect![[r#"
        x:1: Ghulja – | town CN 1762–1949 
    "#]],
    );
    check(
        &feature(
            r#""geometry":{"type":"Polygon","coordinates":[[[80,43],[82,43],[82,45],[80,43]]]}"#,
        ),
        expect![[r#"
        x:1: Ghulja – | town CN 44 81 1762–1949 
    "#]],
    );
    check(
        &feature(r#""geometry":{"type":"Point","coordinates":[43.9,181.2]}"#),
        expect![[r#"
        x:1: Ghulja – | town CN 1762–1949 
        line 1: feature 1 geometry.geometries[0].coordinates: 181.2 degrees north and 43.9 east lie on no globe: they are left out
    "#]],
    );
    check(
        &feature(r#""geometry":{"type":"Point","coordinates":[]}"#),
        expect![[r#"
        x:1: Ghulja – | town CN 1762–1949 
        line 1: feature 1 geometry.geometries[0].coordinates: there are no degrees: they are left out
    "#]],
    );
}

#[test]
fn the_sample_of_version_1_2_has_no_classes_names_or_times() {
    check(
        r#"{"type":"FeatureCollection","features":[{"@id":"x:1","type":"Feature","properties":{"title":"Abingdon"},"geometry":{"type":"Point","coordinates":[-1.28,51.67]}}]}"#,
        expect![[r#"
            x:1: Abingdon – | town 51.67 -1.28 – 
            line 1: feature 1 properties.fclasses: it is missing: what the place is, its types say
            line 1: feature 1 when: no time is given for the place, nor for a name: it is read as of all times
        "#]],
    );
}

#[test]
fn older_features_are_read_a_line_each() {
    check(
        concat!(
            r#"{"@id":"x:1","type":"Feature","properties":{"title":"Cali","ccode":"CO","fclasses":["P"]},"timespan":{"start":1727,"end":-1},"names":[{"toponym":"Cali","citation":{"label":"HGIS de las Indias"}}],"links":null,"types":[{"@id":300008372}],"descriptions":"","depictions":""}"#,
            "\n",
            r#"{"uri":"x:2","type":"Feature","properties":{"title":"Buga","ccodes":["CO"],"fclasses":["P"]},"when":{"timespans":[{"start":1650,"end":1808}]},"links":[{"type":"closeMatch","uri":"gn:3688451"}]}"#,
            "\n"
        ),
        expect![[r#"
            x:1: Cali – (HGIS de las Indias) | town aat:300008372 CO 1727– 
            x:2: Buga – | town CO gn:3688451 1650–1808 
            line 1: feature 1 names[0].citation: it is `citations`, a list: it is read as if it were so
            line 1: feature 1 types[0]: its identifier is a bare number: it is read as one of the Art & Architecture Thesaurus
            line 1: feature 1 when: the span stands outside of `timespans`: it is read as if it were so
            line 1: feature 1 when.timespans[0].start: it is a bare year, not `{"in": …}`: it is read as if it were so
            line 1: feature 1 when.timespans[0].end: `-1` stands for a year that is not known: it is read as not known, not as 2 BC
            line 1: feature 1 properties.ccode: it is `ccodes`, a list: it is read as if it were so
            line 1: feature 1 links: it is `null`, not a list: it is read as an empty one
            line 1: feature 1 descriptions: it is an empty text, not a list: it is passed over
            line 1: feature 1 depictions: it is an empty text, not a list: it is passed over
            line 2: feature 2 when.timespans[0].start: it is a bare year, not `{"in": …}`: it is read as if it were so
            line 2: feature 2 when.timespans[0].end: it is a bare year, not `{"in": …}`: it is read as if it were so
            line 2: feature 2 links[0].uri: it is `identifier`: it is read as if it were so
        "#]],
    );
}

#[test]
fn what_is_broken_is_told_and_the_rest_is_read() {
    let sound = feature("");
    check(
        &format!(
            "{sound}\n{{\"@id\":\"x:2\",}}\n{}\n",
            sound.replace("x:1", "x:3")
        ),
        expect![[r#"
        x:1: Ghulja – | town CN 1762–1949 
        x:3: Ghulja – | town CN 1762–1949 
        line 2 !: feature 2: it is no JSON: trailing comma (line 2, column 14): the feature is left out
    "#]],
    );
    check(
        &format!("[{sound},{sound}]"),
        expect![[r#"
        x:1: Ghulja – | town CN 1762–1949 
        line 1 !: feature 2: `x:1` is the `@id` of another feature already: the feature is left out; give it an id of its own
    "#]],
    );
    check(
        &format!("{{\"features\":[{sound},{{\"@id\":\"x:2\""),
        expect![[r#"
        x:1: Ghulja – | town CN 1762–1949 
        line 1 !: feature 2: it is no JSON: EOF while parsing an object (line 1, column 12): the feature is left out
    "#]],
    );
    check(
        &feature(r#""properties":{"fclasses":["P","Q"],"ccodes":["CHN"]}"#),
        expect![[r#"
        line 1 !: feature 1: there is no `properties.title`, and no name: the feature is left out
    "#]],
    );
    check(
        &feature(
            r#""@id":null,"names":[{"lang":"ru"}],"links":[{"type":"exactMatch"},{"identifier":"Q5684"}],"relations":[{"relationType":"gvp:broaderPartitive"}]"#,
        ),
        expect![[r#"
        feature-1: Ghulja – | town CN 1762–1949 
        line 1: feature 1: there is no `@id`: its number in the file stands for it
        line 1: feature 1 names[0]: there is no `toponym`: the name is left out
        line 1: feature 1 relations[0].relationTo: it is missing: the relation is left out
        line 1: feature 1 links[0]: there is no `identifier`: the link is left out
        line 1: feature 1 links[1]: `Q5684` is no reference to another source: it is left out; write `wd:Q5684`, `gn:1529102` or an address
    "#]],
    );
    check(
        &feature(
            r#""when":{"timespans":[{"start":{"in":"long ago"},"end":{"in":"1949"}},{"start":{"in":"1950"},"end":{"in":"1949"}}]}"#,
        ),
        expect![[r#"
        x:1: Ghulja – | town CN –1949 
        line 1: feature 1 when.timespans[0].start.in: `long ago` is no year: it is left out; write `"1945"`, or `"-0320"` for 321 BC
        line 1: feature 1 when.timespans[1]: it ends in 1949, before it begins in 1950: the span is left out
    "#]],
    );
    check(
        "{}",
        expect![[r#"
        line 1: feature 1: there is no `@id`: its number in the file stands for it
        line 1 !: feature 1: there is no `properties.title`, and no name: the feature is left out
    "#]],
    );
    check(
        "[]",
        expect![[r#"
        line 1: there is no feature in the file: a collection has them under `features`
    "#]],
    );
}
