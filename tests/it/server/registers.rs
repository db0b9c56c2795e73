//! Registers over the wire: as open files of their own, and added to from a document.

use serde_json::{Value, json};

use super::at;
use super::client::{Client, Setup};
use super::collection::Collection;

const PLACES: &str =
    "id\ttitle\ttitle_source\tfclasses\tstart\tvariants\nyining\tYining\tReport\tP\t1762\tGhulja\n";
const REPORT: &str = "---\ntitle: A report\ndate: 1945-04-29\nlanguage: en\n---\n\n𝔸 Ghulja and the city of Guma [Pishan].\n";

fn collection(registers: &[(&str, &str)]) -> (Collection, Client) {
    let collection = Collection::new(&[("sigla.toml", ""), ("a.sigla", REPORT)]);
    for (path, text) in registers {
        collection.write(path, text);
    }
    (collection, Client::new(Setup::default()))
}

fn messages(diagnostics: &Value) -> Vec<&str> {
    let diagnostics = diagnostics.as_array().expect("they are a list").iter();
    diagnostics
        .filter_map(|it| it["message"].as_str())
        .collect()
}

/// A position as the client counts it.
fn position(text: &str, needle: &str) -> Value {
    json!({"position": at(text, needle, 0, "utf-16")})
}

fn save(client: &mut Client, uri: &str) {
    client.tell(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
}

#[test]
fn an_open_register_tells_what_is_wrong_in_it_as_it_is_typed() {
    let (collection, mut client) = collection(&[("places.tsv", PLACES)]);
    let uri = collection.uri("places.tsv");
    client.open(&uri, 1, PLACES);
    assert_eq!(client.diagnostics(&uri, 1), json!([]));
    let end = json!({"line": 2, "character": 0});
    let row = json!([{"range": {"start": end, "end": end}, "text": "yining\t𝔸 Kuldja\tReport\tX\t1762\t\n"}]);
    client.change(&uri, 2, row);
    let wrong = client.diagnostics(&uri, 2);
    assert_eq!(
        messages(&wrong),
        [
            "`yining` is the id of another row already: the row is left out; give it an id of its own"
        ]
    );
    assert_eq!(wrong[0]["severity"], 1);
    assert_eq!(
        wrong[0]["range"],
        json!({"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 6}})
    );
    let id = json!({"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 6}});
    client.change(&uri, 3, json!([{"range": id, "text": "kuldja"}]));
    let wrong = client.diagnostics(&uri, 3);
    let class = json!({"start": {"line": 2, "character": 24}, "end": {"line": 2, "character": 25}});
    assert_eq!(
        (&wrong[0]["severity"], &wrong[0]["range"]),
        (&json!(2), &class)
    );
    // Closed without being saved, it says what its file says.
    client.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri}}),
    );
    assert_eq!(client.diagnostics(&uri, None), json!([]));
}

#[test]
fn what_brackets_mean_follows_the_registers() {
    let (collection, mut client) = collection(&[]);
    let (uri, text) = (
        collection.uri("b.sigla"),
        "They left Sunget [Sungitt] early [SIC].\n\nThey left Sunget for Sungitt.\n",
    );
    client.open(&uri, 1, text);
    let classes = |client: &mut Client| {
        let found = client.ask("sigla/brackets", json!({"textDocument": {"uri": &uri}}));
        let brackets = found["brackets"].as_array().expect("a list").iter();
        let of = |it: &Value| format!("{} of {}", it["class"], it["of"]).replace('"', "");
        brackets.map(of).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(classes(&mut client), "correction of Sunget, sic of early");
    let table = "id\ttitle\tvariants\nsunget\tSungitt\tSunget\n";
    collection.write("places.tsv", table);
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": []}));
    // A finding that only other names get.
    client.until(&uri, |it| {
        messages(it).iter().any(|it| it.contains("Sungitt"))
    });
    assert_eq!(classes(&mut client), "other-name of Sunget, sic of early");
}

#[test]
fn a_register_has_hovers_completions_and_rows_and_is_no_document() {
    let (collection, mut client) = collection(&[]);
    let uri = collection.uri("places.tsv");
    let text = "id\ttitle\tmatches\tvariants\nyining\t𝔸\tgn:1529013\tX@\n\t[\t\t\n";
    client.open(&uri, 1, text);
    let hover = client.ask_of(&uri, "hover", position(text, "1529013"));
    let shown = hover["contents"]["value"].as_str().expect("it is Markdown");
    assert!(
        shown.contains("[GeoNames 1529013](https://www.geonames.org/1529013)"),
        "{shown}"
    );
    assert_eq!(hover["range"]["start"], json!({"line": 1, "character": 10}));
    let at_sign = json!({"position": {"line": 1, "character": 23}});
    let offered = client.ask_of(&uri, "completion", at_sign);
    let offered = offered["items"].as_array().expect("a list");
    assert!(offered.iter().any(|it| it["label"] == "ru"), "{offered:?}");
    let rows = client.ask_of(&uri, "documentSymbol", json!({}));
    let names: Vec<_> = (rows.as_array().expect("a list").iter())
        .map(|row| row["name"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(names, ["𝔸", "["]);
    let found = client.diagnostics(&uri, 1);
    assert!(
        messages(&found).contains(&"the row has no `id`: the row is left out"),
        "{found}"
    );
    assert!(!found.to_string().contains("brackets/"), "{found}");
    let other = collection.uri("counts.tsv");
    client.open(&other, 1, "a\tb]\n");
    let nothing = client.ask_of(&other, "documentSymbol", json!({}));
    assert_eq!(nothing, Value::Null);
}

#[test]
fn a_saved_register_is_read_by_the_documents_beside_it() {
    let (collection, mut client) = collection(&[("places.tsv", PLACES)]);
    let [report, places] = ["a.sigla", "places.tsv"].map(|file| collection.uri(file));
    client.open(&report, 1, REPORT);
    client.open(&places, 1, PLACES);
    let hover = |client: &mut Client| {
        let hover = client.ask_of(&report, "hover", position(REPORT, "Ghulja"));
        hover.to_string()
    };
    while !hover(&mut client).contains("places.tsv") {}
    let text = PLACES.replace("Yining", "Ining");
    client.change(&places, 2, json!([{"text": text}]));
    collection.write("places.tsv", &text);
    save(&mut client, &places);
    while !hover(&mut client).contains("Ining") {}
}

/// The action whose title begins so, at a place of the report.
fn action(client: &mut Client, uri: &str, needle: &str, title: &str) -> Value {
    let start = at(REPORT, needle, 1, "utf-16");
    let asked = json!({"range": {"start": start, "end": start}, "context": {"diagnostics": []}});
    let actions = client.ask_of(uri, "codeAction", asked);
    let mut all = actions.as_array().expect("a list").iter();
    let found = all.find(|it| it["title"].as_str().is_some_and(|it| it.starts_with(title)));
    found
        .unwrap_or_else(|| panic!("no `{title}` in {actions}"))
        .clone()
}

#[test]
fn a_row_is_added_to_the_file_or_to_its_open_text() {
    let (collection, mut client) = collection(&[("places.tsv", PLACES)]);
    let [report, places] = ["a.sigla", "places.tsv"].map(|file| collection.uri(file));
    client.open(&report, 1, REPORT);
    let add = "Add `Guma` to places.tsv";
    let edit = &action(&mut client, &report, "Guma", add)["edit"]["changes"][&places][0];
    let row = "guma\tGuma\tA report\tP\t\tPishan@en\n";
    assert_eq!(edit["newText"], row);
    assert_eq!(edit["range"]["start"], json!({"line": 2, "character": 0}));
    client.open(&places, 1, &format!("{PLACES}guma\tGuma"));
    let edit = &action(&mut client, &report, "Guma", add)["edit"]["changes"][&places][0];
    assert_eq!(
        edit["newText"],
        format!("\n{}", row.replacen("guma", "guma-2", 1))
    );
    assert_eq!(edit["range"]["start"], json!({"line": 2, "character": 9}));
}

#[test]
fn a_register_that_is_not_there_is_made() {
    let collection = Collection::new(&[("sigla.toml", ""), ("a.sigla", REPORT)]);
    let mut client = Client::new(Setup {
        creates: true,
        ..Setup::default()
    });
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, REPORT);
    let action = action(&mut client, &uri, "Guma", "Add `Guma` to places.tsv");
    let changes = &action["edit"]["documentChanges"];
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], json!(collection.uri("places.tsv")));
    let text = changes[1]["edits"][0]["newText"].as_str().expect("a text");
    assert!(text.starts_with("id\ttitle\ttitle_source\t"), "{text}");
    assert!(
        text.contains("\nguma\tGuma\tA report\t\tP\t\t1945\t"),
        "{text}"
    );
}

#[test]
fn hints_are_shown_where_the_client_wants_them() {
    let (collection, mut client) = collection(&[("places.tsv", PLACES)]);
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, REPORT);
    let whole = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}});
    assert_eq!(client.ask_of(&uri, "inlayHint", whole.clone()), Value::Null);
    let settings = json!({"sigla": {"inlayHints": {"names": true}}});
    client.tell(
        "workspace/didChangeConfiguration",
        json!({"settings": settings}),
    );
    let mut hints = Value::Null;
    while hints.as_array().is_none_or(Vec::is_empty) {
        hints = client.ask_of(&uri, "inlayHint", whole.clone());
    }
    assert_eq!(hints.as_array().map(Vec::len), Some(1));
    assert_eq!(hints[0]["label"], "= Yining");
    assert_eq!(hints[0]["position"], json!({"line": 6, "character": 9}));
}
