//! The places of the example, as `docs/seed.md` shows them: `UPDATE=1` renews the table, and a person reads the difference.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use sigla::ide::hover::hover;
use sigla::model::document::Document;
use sigla::model::mentions::{Mention, Surroundings, mentions};
use sigla::registers::Registers;
use sigla::registers::gazetteer::{Matches, Place};

const TEXT: &str = include_str!("../../examples/ili-report.txt");
const BEGIN: &str = "<!-- the places, written by a test -->\n";
const END: &str = "<!-- end of the places -->\n";

/// Each name of a place once, in the order of the text, with what it may mean.
fn places(document: &Document) -> Vec<(String, Mention, Matches)> {
    let registers = Registers::default();
    let all = mentions(document, &registers);
    let surroundings = Surroundings::of(document, &all, &registers);
    let mut seen = BTreeSet::new();
    let first = all
        .iter()
        .filter(|mention| seen.insert(document.slice(mention.range.clone()).into_owned()));
    let first: Vec<&Mention> = first.collect();
    let places = first.into_iter().map(|mention| {
        let name = document.slice(mention.range.clone()).into_owned();
        let matches = surroundings.candidates(document, mention, &registers);
        (name, mention.clone(), matches)
    });
    places.collect()
}

fn whereabouts(place: &Place) -> String {
    let country = place.country.as_ref().map(|country| country.name.clone());
    let parts = [
        Some(place.name.clone()),
        place.district.clone(),
        place.province.clone(),
        country,
    ];
    let mut parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.dedup();
    format!("{} ({})", parts.join(", "), place.kind.as_str())
}

#[test]
fn every_place_of_the_example_is_explained_as_its_page_shows() {
    let document = Document::new(TEXT);
    let mut table = String::from(
        "\n| name | what the hover shows first | others of that name | source |\n|---|---|---:|---|\n",
    );
    for (name, mention, matches) in places(&document) {
        let shown = hover(&document, &Registers::default(), mention.range.start);
        assert!(shown.is_some(), "{name} has a hover");
        let first = matches
            .places
            .first()
            .unwrap_or_else(|| panic!("{name} means something"));
        let others = matches.places.len() + matches.more - 1;
        let _ = writeln!(
            table,
            "| {name} | {} | {others} | {} |",
            whereabouts(first),
            first.source
        );
    }
    table.push('\n');
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/seed.md");
    let page = fs::read_to_string(&path).expect("the page is in the project");
    let (before, rest) = page
        .split_once(BEGIN)
        .expect("the page has a place for the table");
    let (shown, behind) = rest.split_once(END).expect("the table ends");
    if std::env::var_os("UPDATE").is_some() && shown != table {
        let page = [before, BEGIN, &table, END, behind].concat();
        fs::write(&path, page).expect("the source tree can be written");
    } else {
        assert_eq!(
            shown, table,
            "run this test with UPDATE=1, and read what changes"
        );
    }
}

#[test]
fn both_spellings_of_a_place_lead_to_it_and_a_doubtful_name_shows_all() {
    let document = Document::new(TEXT);
    let all = places(&document);
    let of = |name: &str| {
        &all.iter()
            .find(|(other, ..)| other == name)
            .expect("it is in the example")
            .2
    };
    let first = |name: &str| of(name).places.first().and_then(|place| place.geonames);
    assert!(first("Tarbagatai").is_some());
    assert_eq!(first("Tarbagatai"), first("Tarbaghatai"));
    assert!(of("Altai").places.len() > 1);
}
