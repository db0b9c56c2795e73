//! Names over the wire: in an open document, in closed ones beside it, and in the registers.

use serde_json::{Value, json};

use super::at;
use super::client::{Client, Setup};
use super::collection::Collection;

const PLACES: &str = "id\ttitle\ttitle_source\tfclasses\tstart\tvariants\ntarbagatai\tTarbagatai\tReport\tA\t1945\tTacheng;Tarbaghatai\nnovy\tNowhere\tReport\tP\t1945\t\n";
const REPORT: &str =
    "The rebels of Tarbagatai [Tacheng] are many.\n\nIn Tarbagatai's north there is quiet.\n";

fn collection() -> Collection {
    Collection::new(&[
        ("sigla.toml", ""),
        ("places.tsv", PLACES),
        ("a.sigla", REPORT),
        ("b.sigla", "An Élan: near Tarbaghatai, but not Tarbagata.\n"),
        ("deep/c.sigla", "Nobody was in Tacheng.\n"),
        ("d.sigla", "Nothing of the kind.\n"),
    ])
}

/// Where each range of an answer stands: `b.sigla 0:14-25`.
fn shown(locations: &Value) -> Vec<String> {
    let locations = locations.as_array().expect("they are a list").iter();
    let mut shown: Vec<_> = locations
        .map(|it| {
            let uri = it["uri"].as_str().expect("a location has one");
            let (start, end) = (&it["range"]["start"], &it["range"]["end"]);
            let file = uri.rsplit('/').next().expect("it has a name");
            format!(
                "{file} {}:{}-{}",
                start["line"], start["character"], end["character"]
            )
        })
        .collect();
    shown.sort();
    shown
}

/// A client with `a.sigla` open, whose server has read the files beside it.
fn opened(collection: &Collection) -> (Client, String) {
    let mut client = Client::new(Setup::default());
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, REPORT);
    let query = || json!({"query": "nowhere"});
    // The registers are known once the settings are; the files once somebody answers from them.
    while client.ask("workspace/symbol", query())[0].is_null() {}
    let asked = |client: &mut Client| references(client, &uri, "Tarbagatai", false);
    while asked(&mut client).len() < 5 {}
    (client, uri)
}

fn references(client: &mut Client, uri: &str, name: &str, declared: bool) -> Vec<String> {
    let found = client.ask(
        "textDocument/references",
        json!({"textDocument": {"uri": uri}, "position": at(REPORT, name, 2, "utf-16"), "context": {"includeDeclaration": declared}}),
    );
    shown(&found)
}

#[test]
fn a_name_is_found_in_the_whole_collection_by_what_it_means() {
    let collection = collection();
    let (mut client, uri) = opened(&collection);
    let all = [
        "a.sigla 0:14-24",
        "a.sigla 0:26-33",
        "a.sigla 2:3-13",
        "b.sigla 0:14-25",
        "c.sigla 0:14-21",
    ];
    assert_eq!(references(&mut client, &uri, "Tarbagatai", false), all);
    assert_eq!(references(&mut client, &uri, "Tacheng", false), all);
    let declared = references(&mut client, &uri, "Tarbagatai", true);
    assert!(declared.contains(&format!(
        "places.tsv 1:0-{}",
        PLACES.lines().nth(1).expect("a row").len()
    )));
}

#[test]
fn a_name_is_renamed_where_it_is_meant_and_nowhere_else() {
    let collection = collection();
    let (mut client, uri) = opened(&collection);
    // What is open counts, not its file.
    let other = collection.uri("deep/c.sigla");
    client.open(&other, 1, "Nobody was in Tarbagatai, nor in Tacheng.\n");
    client.diagnostics(&other, 1);
    let edit = client.ask(
        "textDocument/rename",
        json!({"textDocument": {"uri": uri}, "position": at(REPORT, "Tarbagatai", 2, "utf-16"), "newName": "Chuguchak"}),
    );
    let changes = edit["changes"]
        .as_object()
        .expect("the client knows nothing else");
    let mut places: Vec<String> = changes
        .iter()
        .flat_map(|(uri, edits)| {
            let edits = edits.as_array().expect("they are a list").iter();
            let located = edits.map(|edit| {
                assert_eq!(edit["newText"], "Chuguchak");
                json!([{"uri": uri, "range": edit["range"]}])
            });
            located.flat_map(|it| shown(&it)).collect::<Vec<_>>()
        })
        .collect();
    places.sort();
    assert_eq!(
        places,
        [
            "a.sigla 0:14-24",
            "a.sigla 2:3-13",
            "b.sigla 0:14-25",
            "c.sigla 0:14-24",
            "places.tsv 1:11-21",
            "places.tsv 1:44-55",
        ]
    );
    let id = client.request(
        "textDocument/rename",
        json!({"textDocument": {"uri": uri}, "position": at(REPORT, "Tarbagatai", 2, "utf-16"), "newName": "A [B]"}),
    );
    let refused = client
        .answer(id)
        .expect_err("no name has brackets")
        .to_string();
    assert!(refused.contains("is a sign of the format"), "{refused}");
}

#[test]
fn definition_links_and_symbols_lead_to_the_register() {
    let collection = collection();
    let (mut client, uri) = opened(&collection);
    let position =
        json!({"textDocument": {"uri": uri}, "position": at(REPORT, "Tacheng", 2, "utf-16")});
    let row = PLACES.lines().nth(1).expect("a row").len();
    let found = client.ask("textDocument/definition", position.clone());
    assert_eq!(shown(&found), [format!("places.tsv 1:0-{row}")]);
    let found = client.ask("textDocument/documentHighlight", position);
    assert_eq!(found.as_array().map(Vec::len), Some(3));
    let found = client.ask("workspace/symbol", json!({"query": "tarbag"}));
    assert_eq!(found[0]["name"], "Tarbagatai");
}
