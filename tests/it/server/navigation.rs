//! What stands at a place, over the wire: footnotes, ids, cross-references, signs that belong together, selections.

use serde_json::{Value, json};

use super::client::{Client, Setup};
use super::collection::Collection;
use super::{ENCODINGS, URI, at};
use crate::server::features::{bytes, edited};

const NOTES: &str = "𝔸[^a] and [b {-c-}][^a]\n\n[^a]: 伊宁\n";

fn opened(text: &str, encoding: &str) -> Client {
    let mut client = Client::new(Setup {
        encodings: &[encoding],
        ..Setup::default()
    });
    client.open(URI, 1, text);
    client
}

/// What the ranges of a list of answers hold, each with its start in bytes.
fn held(text: &str, list: &Value, encoding: &str) -> Vec<(usize, String)> {
    let list = list.as_array().unwrap_or_else(|| panic!("no list: {list}"));
    let ranges = list.iter().map(|it| {
        let range = match it.get("range") {
            Some(range) => bytes(text, range, encoding),
            None => bytes(text, it, encoding),
        };
        (range.start, text[range].to_owned())
    });
    ranges.collect()
}

#[test]
fn selections_grow_in_every_encoding() {
    for encoding in ENCODINGS {
        let mut client = opened(NOTES, encoding);
        let places = [
            at(NOTES, "c-}", 0, encoding),
            at(NOTES, "伊宁", 3, encoding),
        ];
        let found = client.ask_of(URI, "selectionRange", json!({"positions": places}));
        let chain = |mut selection: &Value| {
            let mut chain = Vec::new();
            while !selection.is_null() {
                chain.push(NOTES[bytes(NOTES, &selection["range"], encoding)].to_owned());
                selection = &selection["parent"];
            }
            chain
        };
        let first = chain(&found[0]);
        assert_eq!(
            first[..4],
            ["c", "{-c-}", "b {-c-}", "[b {-c-}]"],
            "{encoding}"
        );
        assert_eq!(first.last().map(String::as_str), Some(NOTES));
        assert!(chain(&found[1]).contains(&"[^a]: 伊宁".to_owned()));
    }
}

#[test]
fn the_names_of_a_footnote_and_the_marks_of_an_act_are_edited_together() {
    for encoding in ENCODINGS {
        let mut client = opened(NOTES, encoding);
        let ask = |client: &mut Client, needle: &str, behind: usize| {
            let position = at(NOTES, needle, behind, encoding);
            client.ask_of(URI, "linkedEditingRange", json!({"position": position}))
        };
        let names = ask(&mut client, "[^a]", 3);
        let held_by = |linked: &Value| {
            let held = held(NOTES, &linked["ranges"], encoding).into_iter();
            held.map(|(_, text)| text).collect::<Vec<_>>()
        };
        assert_eq!(held_by(&names), ["a", "a", "a"]);
        assert_eq!(names["wordPattern"], r"[^\[\]^\s]+");
        assert_eq!(held_by(&ask(&mut client, "{-c", 2)), ["-", "-"]);
        assert_eq!(ask(&mut client, "and", 1), Value::Null);
    }
}

#[test]
fn a_footnote_is_found_from_each_of_its_signs_and_renamed_with_all() {
    for encoding in ENCODINGS {
        let mut client = opened(NOTES, encoding);
        let position = json!({"position": at(NOTES, "[^a]", 2, encoding)});
        let given = NOTES.rfind("[^a]").expect("it is given");
        let found = client.ask_of(URI, "definition", position.clone());
        assert_eq!(held(NOTES, &found, encoding), [(given, "[^a]".to_owned())]);
        let mut asked = position.clone();
        asked["context"] = json!({"includeDeclaration": false});
        let found = client.ask_of(URI, "references", asked);
        assert_eq!(held(NOTES, &found, encoding).len(), 2);
        let found = client.ask_of(URI, "documentHighlight", position.clone());
        let kinds = found
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| it["kind"].as_u64());
        assert_eq!(kinds.collect::<Vec<_>>(), [Some(2), Some(2), Some(3)]);
        let prepared = client.ask_of(URI, "prepareRename", position.clone());
        assert_eq!(prepared["placeholder"], "a");
        let mut asked = position;
        asked["newName"] = json!("12");
        let edit = client.ask_of(URI, "rename", asked);
        assert_eq!(
            edited(NOTES, &edit["changes"][URI], encoding),
            NOTES.replace("[^a]", "[^12]")
        );
    }
}

#[test]
fn both_signs_of_a_pair_are_highlighted() {
    let mut client = opened(NOTES, "utf-16");
    let position = json!({"position": at(NOTES, "[b", 0, "utf-16")});
    let found = client.ask_of(URI, "documentHighlight", position);
    let signs: Vec<_> = held(NOTES, &found, "utf-16")
        .into_iter()
        .map(|(_, sign)| sign)
        .collect();
    assert_eq!(signs, ["[", "]"]);
}

fn header(lines: &str) -> String {
    format!("---\n{lines}\n---\n\nText\n")
}

/// A client with `a.sigla` open, whose server has read the files beside it.
fn in_collection(collection: &Collection, text: &str) -> (Client, String) {
    let mut client = Client::new(Setup::default());
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, text);
    while client.ask("workspace/symbol", json!({"query": "closed"}))[0].is_null() {}
    (client, uri)
}

fn files(locations: &Value) -> Vec<String> {
    let locations = locations.as_array().expect("a list").iter();
    let name = |it: &Value| {
        it["uri"]
            .as_str()
            .and_then(|uri| uri.rsplit('/').next())
            .map(str::to_owned)
    };
    let mut files: Vec<_> = locations.filter_map(name).collect();
    files.sort();
    files
}

#[test]
fn documents_that_name_each_other_are_found_and_an_id_is_renamed_in_all() {
    let own = header("id: \"R 1\"\ntitle: open\ntranslation-of: deep/b.sigla");
    let closed =
        header("id: B2\ntitle: closed\ntranslation-of: R 1 # by id\nrelated:\n- ../a.sigla");
    let collection = Collection::new(&[
        ("sigla.toml", ""),
        ("a.sigla", &own),
        ("deep/b.sigla", &closed),
    ]);
    let (mut client, uri) = in_collection(&collection, &own);
    let at_id = || json!({"textDocument": {"uri": uri}, "position": at(&own, "R 1", 1, "utf-16")});
    let at_path =
        json!({"textDocument": {"uri": uri}, "position": at(&own, "deep/b", 1, "utf-16")});
    assert_eq!(
        files(&client.ask("textDocument/definition", at_path)),
        ["b.sigla"]
    );
    let mut asked = at_id();
    asked["context"] = json!({"includeDeclaration": true});
    let found = client.ask("textDocument/references", asked);
    assert_eq!(files(&found), ["a.sigla", "b.sigla", "b.sigla"]);
    let mut asked = at_id();
    asked["newName"] = json!("R-2");
    let edit = client.ask("textDocument/rename", asked);
    assert_eq!(
        edited(&own, &edit["changes"][&uri], "utf-16"),
        own.replace("R 1", "R-2")
    );
    assert_eq!(
        edited(
            &closed,
            &edit["changes"][collection.uri("deep/b.sigla")],
            "utf-16"
        ),
        closed.replace("R 1", "R-2")
    );
}

#[test]
fn an_id_leads_to_its_row_and_is_renamed_with_it() {
    let places = "id\ttitle\tparent_id\nili\tIli\t\nghulja\tGhulja\tili\n";
    let own = "---\ntitle: open\n---\n\nIn Ili{@ili}.\n";
    let closed = "---\ntitle: closed\n---\n\nNobody{@ili} was in Ili.\n";
    let collection = Collection::new(&[
        ("sigla.toml", ""),
        ("places.tsv", places),
        ("a.sigla", own),
        ("b.sigla", closed),
    ]);
    let (mut client, uri) = in_collection(&collection, own);
    let at_id = || json!({"textDocument": {"uri": uri}, "position": at(own, "{@ili", 3, "utf-16")});
    let found = client.ask("textDocument/definition", at_id());
    assert_eq!(files(&found), ["places.tsv"]);
    assert_eq!(found[0]["range"]["start"]["line"], 1);
    let mut asked = at_id();
    asked["newName"] = json!("ili-valley");
    let edit = client.ask("textDocument/rename", asked);
    let after =
        |text: &str, file: &str| edited(text, &edit["changes"][collection.uri(file)], "utf-16");
    assert_eq!(after(own, "a.sigla"), own.replace("@ili", "@ili-valley"));
    assert_eq!(
        after(closed, "b.sigla"),
        closed.replace("@ili", "@ili-valley")
    );
    assert_eq!(
        after(places, "places.tsv"),
        places
            .replace("\nili\t", "\nili-valley\t")
            .replace("\tili\n", "\tili-valley\n")
    );
}

#[test]
fn the_links_of_a_header_lead_to_its_documents() {
    let own = header("url: https://example.org/1\ntranslation-of: deep/b.sigla");
    let collection = Collection::new(&[("a.sigla", &own)]);
    let mut client = Client::new(Setup::default());
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, &own);
    let links = client.ask_of(&uri, "documentLink", json!({}));
    let targets = links
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["target"].as_str());
    let expected = [
        "https://example.org/1".to_owned(),
        collection.uri("deep/b.sigla"),
    ];
    assert_eq!(targets.flatten().collect::<Vec<_>>(), expected);
}
