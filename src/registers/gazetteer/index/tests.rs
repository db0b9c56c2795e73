//! An index answers as a scan of the same places would, and bytes that are none never end the program.

use std::collections::BTreeSet;

use fst::Automaton;
use proptest::prelude::*;

use super::super::alike::Alike;
use super::super::entry::{Entry, Kind, Name, Years};
use super::super::{Evidence, Gazetteer, How, compile, fold, loosen};
use super::fuzzy::{FRONT, Near};
use super::{Bytes, HEADER, Index, MAGIC, VERSION};
use crate::registers::gazetteer::Unreadable;

fn open(file: Vec<u8>) -> Result<Index, Unreadable> {
    Index::open(Bytes::Memory(file))
}

fn name() -> impl Strategy<Value = Name> {
    let forms = prop_oneof![
        "[A-C][a-c]{0,5}",
        "[A-C]h?[a-c]{1,3}[ -][A-Ca-c][a-cé]{1,3}",
        "[А-В][а-вй]{1,4}",
        "[伊宁]{1,2}",
        "\\PC{1,12}",
    ];
    let years = prop_oneof![
        Just(Years::default()),
        (any::<i16>(), any::<i16>()).prop_map(|(from, to)| Years {
            from: Some(from.max(-9999)),
            to: Some(to.max(-9999))
        }),
    ];
    let language = prop_oneof![Just(None), Just(Some("zh-Latn-wadegile".to_owned()))];
    (
        forms,
        language,
        years,
        prop_oneof![Just(String::new()), "[a-z ]{1,12}"],
    )
        .prop_map(|(form, language, years, reference)| Name {
            form,
            language,
            years,
            reference,
        })
}

fn entry() -> impl Strategy<Value = Entry> {
    let names = proptest::collection::vec(name(), 1..6);
    let at = prop_oneof![
        Just(None),
        (-900_000..=900_000, -1_800_000..=1_800_000).prop_map(Some)
    ];
    let texts = || proptest::collection::vec("[a-z:/]{1,9}", 0..3);
    (
        names,
        0..Kind::ALL.len(),
        at,
        any::<u32>(),
        1..60u32,
        texts(),
        texts(),
        "[a-zй ]{0,9}",
    )
        .prop_map(
            |(names, kind, at, population, parent, links, types, description)| Entry {
                kind: Kind::ALL[kind],
                code: if kind == 0 {
                    "CN".to_owned()
                } else {
                    String::new()
                },
                names,
                at,
                population,
                parent,
                links,
                types,
                description,
                ..Entry::default()
            },
        )
}

/// Places of which each has a number of its own.
fn places() -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec(entry(), 1..60).prop_map(|mut places| {
        for (number, place) in (1..).zip(&mut places) {
            place.geonames = number;
        }
        places
    })
}

/// The numbers in GeoNames of places with a name for which this holds.
fn scan(places: &[Entry], holds: impl Fn(&str) -> bool) -> BTreeSet<u32> {
    let bears = |place: &&Entry| {
        place
            .names
            .iter()
            .any(|name| !name.form.trim().is_empty() && holds(&name.form))
    };
    places
        .iter()
        .filter(bears)
        .map(|place| place.geonames)
        .collect()
}

/// What is called for each place.
type Each<'a> = &'a mut dyn FnMut(u32);

fn accepts<A: Automaton>(automaton: &A, key: &str) -> bool {
    let step = |state: A::State, byte| automaton.accept(&state, byte);
    automaton.is_match(&key.bytes().fold(automaton.start(), step))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn places_are_read_back_whole(places in places()) {
        let index = open(compile(places.clone(), serde_json::json!({}))).expect("it was just made");
        let kept: Vec<&Entry> = places.iter().filter(|place| place.names.iter().any(|name| !name.form.trim().is_empty())).collect();
        prop_assert_eq!(index.places as usize, kept.len());
        for number in 0..index.places {
            let entry = index.entry(number).expect("it is there");
            let source = &places[entry.geonames as usize - 1];
            prop_assert_eq!((entry.kind, entry.at, entry.population), (source.kind, source.at, source.population));
            prop_assert_eq!((&entry.links, &entry.types, &entry.description), (&source.links, &source.types, &source.description));
            let parent = entry.parent.checked_sub(1).and_then(|parent| index.facts(parent)).map(|parent| parent.geonames);
            let is_there = kept.iter().any(|place| place.geonames == source.parent) && source.parent != source.geonames;
            prop_assert_eq!(parent, Some(source.parent).filter(|_| is_there));
            for name in &entry.names {
                prop_assert!(source.names.contains(name), "{:?} is none of {:?}", name, source.names);
            }
            for name in source.names.iter().filter(|name| !name.form.trim().is_empty()) {
                prop_assert!(entry.names.iter().any(|kept| kept.form == name.form), "{:?} is lost", name);
            }
        }
    }

    #[test]
    fn a_look_up_finds_what_a_scan_finds(places in places(), other in name()) {
        let file = compile(places.clone(), serde_json::json!({}));
        let gazetteer = Gazetteer::open(file).expect("it was just made");
        let index = &gazetteer.index;
        let numbers = |found: Vec<u32>| -> BTreeSet<u32> {
            found.into_iter().filter_map(|place| Some(index.facts(place)?.geonames)).collect()
        };
        let asked = places.iter().flat_map(|place| &place.names).take(12).chain([&other]);
        for name in asked {
            let key = fold(&name.form);
            prop_assert_eq!(gazetteer.knows(&name.form), !key.is_empty() && !scan(&places, |form| fold(form) == key).is_empty());
            let matches = gazetteer.lookup(&name.form);
            match matches.how {
                Some(How::Exact | How::Folded) => {
                    let found = numbers(index.folded(&key));
                    prop_assert_eq!(&found, &scan(&places, |form| fold(form) == key));
                    prop_assert_eq!(matches.places.len() + matches.more, found.len());
                }
                Some(How::Loosened) => {
                    let loose = loosen(&name.form);
                    let found: BTreeSet<u32> = matches.places.iter().filter_map(|place| place.geonames).collect();
                    let scanned = scan(&places, |form| loosen(form) == loose);
                    prop_assert!(found.is_subset(&scanned) && matches.places.len() + matches.more == scanned.len());
                }
                _ => prop_assert!(scan(&places, |form| !key.is_empty() && fold(form) == key).is_empty()),
            }
            let beginnings: BTreeSet<usize> = index.beginnings(&key).into_iter().collect();
            let scanned: BTreeSet<usize> = (1..=key.len()).filter(|&end| key.is_char_boundary(end) && index.has(&key[..end])).collect();
            prop_assert_eq!(beginnings, scanned);
            if key.len() >= FRONT as usize && let Some(near) = Near::to(&key, 1) {
                let mut found = BTreeSet::new();
                index.accepted(&near, &mut |_, place| {
                    found.extend(index.facts(place).map(|facts| facts.geonames));
                });
                prop_assert_eq!(found, scan(&places, |form| {
                    let other = fold(form);
                    other.is_ascii() && strsim::levenshtein(&other, &key) <= 1
                        || !other.is_ascii() && strsim::generic_levenshtein(&other.as_bytes().to_vec(), &key.as_bytes().to_vec()) <= 1
                }));
            }
        }
    }

    /// Names of few letters, so that heads of blocks share much and end early, and one name stands in several blocks.
    #[test]
    fn the_halves_of_the_blocks_hide_no_name(
        forms in proptest::collection::vec(prop_oneof!["[abyz]{1,12}", "[ab]{1,4}", "aaaa[ab]{4,7}", "[ab]{2}é[аб]{0,3}"], 1..600),
        asked in proptest::collection::vec(prop_oneof!["[abxz]{4,12}", "aaaa[abx]{4,7}"], 1..8),
    ) {
        let places: Vec<Entry> = (1..).zip(&forms).map(|(geonames, form)| Entry {
            geonames,
            names: vec![Name { form: form.clone(), ..Name::default() }],
            ..Entry::default()
        }).collect();
        let index = open(compile(places.clone(), serde_json::json!({}))).expect("it was just made");
        let all = |automaton: &dyn Fn(&str) -> bool| scan(&places, |form| automaton(&fold(form)));
        let walked = |automaton: &dyn Fn(Each)| {
            let mut found = BTreeSet::new();
            automaton(&mut |place| found.extend(index.facts(place).map(|facts| facts.geonames)));
            found
        };
        for key in &asked {
            for distance in 1..=2 {
                let near = Near::to(key, distance).expect("it is short");
                prop_assert_eq!(
                    walked(&|found| index.accepted(&near, &mut |_, place| found(place))),
                    all(&|other| accepts(&near, other)),
                    "{} off {}", distance, key
                );
            }
            let pairs = [("a", "ab"), ("bb", ""), ("", "z"), ("x", "é"), ("ab", "yz")];
            let alike = Alike::to(key, pairs.into_iter()).expect("it is short");
            prop_assert_eq!(
                walked(&|found| index.accepted(&alike, &mut |_, place| found(place))),
                all(&|other| accepts(&alike, other)),
                "like {}", key
            );
        }
    }

    #[test]
    fn names_that_begin_so_are_those_of_a_scan(places in places(), prefix in "[a-c]{1,2}|[а-в]") {
        let gazetteer = Gazetteer::open(compile(places.clone(), serde_json::json!({}))).expect("it was just made");
        let found: BTreeSet<String> = gazetteer.prefix(&prefix, 1000).into_iter().map(|name| fold(&name.name)).collect();
        let all = places.iter().flat_map(|place| &place.names).map(|name| fold(&name.form));
        prop_assert_eq!(found, all.filter(|key| key.starts_with(&prefix)).collect::<BTreeSet<_>>());
    }

    #[test]
    fn damaged_bytes_never_end_the_program(
        places in places(),
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>(), any::<bool>()), 1..6),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let mut file = compile(places.clone(), serde_json::json!({}));
        for (at, byte, in_header) in damage {
            let length = if in_header { HEADER } else { file.len() };
            let at = at.index(length);
            file[at] = byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        prop_assert!(Gazetteer::open(file.clone()).is_none_or(|gazetteer| gazetteer.size().0 == places.len() || gazetteer.is_whole()));
        let Ok(index) = open(file) else { return Ok(()) };
        let gazetteer = Gazetteer { index };
        let evidence = Evidence { year: Some(1945), countries: &["CN".to_owned()], near: &[(43.9, 81.3)], kind_word: Some("District"), also: &["Aa"] };
        for name in places.iter().flat_map(|place| &place.names).take(8) {
            let _ = gazetteer.lookup_with(&name.form, &evidence);
            let _ = gazetteer.beginnings(&fold(&name.form));
        }
        let _ = (gazetteer.lookup("Abcabcabca"), gazetteer.prefix("a", 10), gazetteer.all_names(), gazetteer.about());
        let _ = gazetteer.renown("Aa");
    }
}

#[test]
fn what_is_no_gazetteer_is_told_apart() {
    let place = Entry {
        names: vec![Name {
            form: "Ghulja".to_owned(),
            ..Name::default()
        }],
        ..Entry::default()
    };
    let file = compile(vec![place], serde_json::json!({}));
    let check = |file: &[u8], expected: &str| {
        let error = open(file.to_vec())
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(error.starts_with(expected), "{error}");
    };
    check(&file, "");
    check(b"", "the file is empty");
    check(b"id\ttitle\n", "this is no compiled gazetteer");
    check(&MAGIC[..3], "the file is cut short");
    check(&file[..HEADER + 7], "the file is cut short");
    check(&file[..file.len() - 1], "the file is cut short");
    let mut other = file.clone();
    other[8..12].copy_from_slice(&(VERSION + 1).to_le_bytes());
    check(
        &other,
        "it is of version 3, and this program reads version 2; make it anew",
    );
    let mut other = file.clone();
    other[30] = 200;
    check(&other, "the file is damaged");
    let mut other = file.clone();
    let last = other.len() - 1;
    other[last] ^= 1;
    assert!(open(other.clone()).is_ok_and(|index| !index.is_whole()));
    assert!(Gazetteer::open(other).is_none());
}
