//! The built-in gazetteer: what it answers, and that the committed index is the one its tables give.

use super::table::POLITIES;
use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// `PLACES=places.tsv` compiles the index from `build.py`'s table, `UPDATE=1` from the committed index and `polities.tsv`.
#[test]
fn the_committed_index_is_what_its_tables_give() {
    let mut places = match std::env::var_os("PLACES") {
        Some(table) => {
            table::places(&std::fs::read_to_string(table).expect("build.py's places.tsv"))
        }
        None => table::from_geonames(&Gazetteer::builtin().index),
    };
    table::add_polities(POLITIES, &mut places);
    let compiled = compile(places, table::about_the_builtin());
    if std::env::var_os("PLACES")
        .or(std::env::var_os("UPDATE"))
        .is_some()
    {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/registers/gazetteer/data/places.gaz"
        );
        std::fs::write(path, &compiled).expect("the source tree can be written");
    } else {
        assert!(
            compiled == COMPILED,
            "polities.tsv or the compiler has changed: run this test with UPDATE=1"
        );
    }
}

#[test]
fn every_row_of_polities_is_read() {
    let rows = POLITIES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .count()
        - 1;
    let mut places = table::from_geonames(&Gazetteer::builtin().index);
    assert_eq!(table::add_polities(POLITIES, &mut places), rows);
}

#[test]
fn the_index_has_as_many_places_and_names_as_the_readme_says() {
    let (places, names) = Gazetteer::builtin().size();
    let readme = include_str!("data/README.md");
    for figure in [
        format!("{places} places"),
        format!("{names} different folded names"),
    ] {
        assert!(
            readme.contains(&figure),
            "data/README.md should say {figure}"
        );
    }
}

/// How the name matched, then a line for each of the first candidates: name, kind, what it lies in.
fn check(name: &str, expected: &str) {
    let matches = Gazetteer::builtin().lookup(name);
    let mut lines = vec![
        matches
            .how
            .map_or("None".to_owned(), |how| format!("{how:?}")),
    ];
    lines.extend(matches.places.iter().map(line));
    let found = lines.join("\n");
    assert!(
        found.starts_with(expected),
        "{name}: expected\n{expected}\nbut found\n{found}"
    );
}

fn line(place: &Place) -> String {
    let country = place.country.as_ref().map(|country| country.name.clone());
    let within = [place.district.clone(), place.province.clone(), country]
        .into_iter()
        .flatten();
    let line = std::iter::once(place.name.clone())
        .chain(within)
        .collect::<Vec<_>>()
        .join(", ");
    format!("{} {line}", place.kind.as_str())
}

#[test]
fn places_of_the_seed_are_found_in_xinjiang() {
    check(
        "Ghulja",
        "Exact\ntown Ghulja, Yili, Xinjiang, China\ntown Yining, Yili, Xinjiang, China",
    );
    check(
        "Yining",
        "Exact\ntown Ghulja, Yili, Xinjiang, China\ntown Yining, Yili, Xinjiang, China",
    );
    check("Kuldja", "Exact\ntown Ghulja, Yili, Xinjiang, China");
    check("Urumqi", "Exact\ntown Ürümqi, Urumqi Shi, Xinjiang, China");
    check("Tihwa", "Exact\ntown Ürümqi, Urumqi Shi, Xinjiang, China");
    check(
        "Kashgar",
        "Exact\ntown Kashgar, Kashi Diqu, Xinjiang, China\ndistrict Kashi Diqu, Xinjiang, China",
    );
    check(
        "Koktokay",
        "Exact\ntown Fuyun, Aletai Diqu, Xinjiang, China\ntown Koktokay, Aletai Diqu, Xinjiang, China",
    );
    check(
        "Keketuohai",
        "Exact\ntown Koktokay, Aletai Diqu, Xinjiang, China",
    );
    check(
        "Qoqek",
        "Exact\ntown Tacheng, Tacheng Diqu, Xinjiang, China",
    );
    check(
        "Tarbaghatai",
        "Exact\ntown Tacheng, Tacheng Diqu, Xinjiang, China\ndistrict Tacheng Diqu, Xinjiang, China",
    );
    check(
        "Shara-Sume",
        "Exact\ntown Jinshanlu, Aletai Diqu, Xinjiang, China",
    );
    check(
        "Altai",
        "Exact\ntown Jinshanlu, Aletai Diqu, Xinjiang, China\ndistrict Aletai Diqu, Xinjiang, China",
    );
    check(
        "Qinggil",
        "Exact\ntown Qinghe, Aletai Diqu, Xinjiang, China",
    );
    check(
        "Akesu",
        "Exact\ntown Aqsu, Aksu, Xinjiang, China\ndistrict Aksu, Xinjiang, China",
    );
    check("Sinkiang", "Exact\nprovince Xinjiang, China");
    check(
        "乌鲁木齐",
        "Exact\ntown Ürümqi, Urumqi Shi, Xinjiang, China",
    );
}

#[test]
fn what_is_gone_is_found_with_what_is_there_now() {
    check("East Turkestan", "Exact\nregion East Turkestan, China");
    check(
        "Kazakh SSR",
        "Exact\nrepublic Kazakh Soviet Socialist Republic, Kazakhstan",
    );
    check(
        "U.S.S.R.",
        "Exact\nstate Union of Soviet Socialist Republics",
    );
    check(
        "Leningrad",
        "Exact\ntown Saint Petersburg, Sankt-Peterburg, Russia",
    );
    let leningrad = Gazetteer::builtin().lookup("Leningrad").places.remove(0);
    let years = leningrad
        .names
        .iter()
        .find(|name| name.form == "Leningrad")
        .map(|name| name.years);
    assert_eq!(
        years,
        Some(Years {
            from: Some(1924),
            to: Some(1991)
        })
    );
    let union = Gazetteer::builtin().lookup("Soviet Union").places.remove(0);
    assert_eq!(
        union.now.as_deref(),
        Some("Russia and fourteen other states")
    );
}

#[test]
fn namesakes_are_all_shown_the_likeliest_first() {
    check(
        "Aksu",
        "Exact\ntown Aqsu, Aksu, Xinjiang, China\ntown Wensu, Aksu, Xinjiang, China\ntown Aksu, Pavlodar oblysy, Kazakhstan",
    );
    check(
        "Georgia",
        "Exact\ncountry Georgia, Georgia\nprovince Georgia, United States",
    );
    let washington = Gazetteer::builtin().lookup("Washington");
    assert!(washington.places.len() == MOST && washington.more > 0);
}

#[test]
fn a_name_is_loosened_before_letters_are_changed_and_found_nowhere_else() {
    check("shara sumė", "Folded\ntown Jinshanlu");
    check(
        "Chugutschak",
        "Loosened\ntown Tacheng, Tacheng Diqu, Xinjiang, China",
    );
    check("Konigsburg", "Fuzzy { distance: 1 }\ntown Kaliningrad");
    check("Stalingard", "Fuzzy { distance: 2 }\ntown Volgograd");
    check("Xyzzyqqq", "None");
    check("", "None");
    check("[?]", "None");
}

#[test]
fn a_place_carries_its_forms_and_its_source() {
    let urumqi = Gazetteer::builtin().lookup("Urumqi").places.remove(0);
    assert_eq!((urumqi.lat, urumqi.lon), (Some(43.801), Some(87.6005)));
    assert_eq!(urumqi.source, "GeoNames 1529102");
    assert_eq!(
        urumqi.country.map(|country| country.code).as_deref(),
        Some("CN")
    );
    for form in ["Dihua", "Ti-hua", "乌鲁木齐", "ئۈرۈمچى", "Урумчи"] {
        assert!(urumqi.names.iter().any(|name| name.form == form), "{form}");
    }
}

#[test]
fn knowing_is_exact_or_folded() {
    let known = |name| Gazetteer::builtin().knows(name);
    assert!(known("Ghulja") && known("Shara Sume") && known("Kazakh SSR"));
    assert!(!known("tovarnyye") && !known("kulaki") && !known("") && !known("Konigsburg"));
}

proptest! {
    // Most strings are found nowhere, so each case costs a fuzzy search.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_lookup_never_panics(name in ".{0,80}") {
        let found = Gazetteer::builtin().lookup(&name);
        prop_assert_eq!(found.how.is_none(), found.places.is_empty());
    }
}

#[test]
#[ignore = "prints the figures of data/README.md"]
#[expect(clippy::print_stdout, reason = "printing is what it is for")]
fn what_each_loose_rule_costs() {
    let index = &Gazetteer::builtin().index;
    let names = |rule: &dyn Fn(&str) -> String| {
        let mut keys = BTreeMap::<String, BTreeSet<u32>>::new();
        for n in 0..index.places {
            for name in index.entry(n).map(|entry| entry.names).unwrap_or_default() {
                keys.entry(rule(&name.form)).or_default().insert(n);
            }
        }
        keys
    };
    let folded = names(&fold);
    let several = |keys: &BTreeMap<String, BTreeSet<u32>>| {
        keys.values().filter(|places| places.len() > 1).count()
    };
    println!(
        "folded: {} keys, {} of several places",
        folded.len(),
        several(&folded)
    );
    let report = |what: &str, rule: &dyn Fn(&str) -> String| {
        let loose = names(rule);
        let grown = names_that_meet_strangers(&folded, &loose, rule);
        println!(
            "{what}: {} keys, {} of several places, {grown} names gain a place",
            loose.len(),
            several(&loose)
        );
    };
    for (written, instead) in fold::SPELLINGS {
        report(&format!("{written} as {instead}"), &|name| {
            fold(name).replace(written, instead)
        });
    }
    report("all of loosen", &loosen);
}

/// How many folded names find more places by the rule than without it.
fn names_that_meet_strangers(
    folded: &BTreeMap<String, BTreeSet<u32>>,
    loose: &BTreeMap<String, BTreeSet<u32>>,
    rule: &dyn Fn(&str) -> String,
) -> usize {
    folded
        .iter()
        .filter(|(key, places)| {
            loose
                .get(&rule(key))
                .is_some_and(|more| !more.is_subset(places))
        })
        .count()
}
