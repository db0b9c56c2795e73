//! What an editor's views ask for, over the wire; `docs/views.md` promises it.

use serde_json::{Value, json};

use super::client::{Client, Setup};
use super::collection::Collection;

const REPORT: &str = "---\ntitle: A report\ndate: 1945-04-29\nsource: GARF, f. R-9401, op. 2, d. 95, ll. 334-335\n\
    facsimile:\n- scans/l334.png\n- scans/none.png\n- ../outside.png\n- http://host/a.png\n- https://Images.Example.org/iiif/1/manifest\n---\n\n\
    [l. 334]\n\nGhulja [Yining] and <b onclick=\"x\">Stalin</b>.\n";
const LETTER: &str = "---\ntitle: A letter\ndate: 1944\nsource: GARF, f. R-9401, op. 2, d. 64\n---\n\nTo Tashkent.\n";
const NOTE: &str = "---\ntitle: A note\nsource: RGASPI, f. 17, op. 3, d. 1\n---\n\nNothing.\n";

fn collection() -> Collection {
    Collection::new(&[
        ("outside.png", "png"),
        ("c/sigla.toml", ""),
        ("c/report.sigla", REPORT),
        ("c/letter.sigla", LETTER),
        ("c/note.sigla", NOTE),
        ("c/scans/l334.png", "png"),
    ])
}

/// A client that has opened a document of the collection once that was read.
fn opened(collection: &Collection, path: &str, text: &str) -> Client {
    let folder = collection.uri("c");
    let mut client = Client::new(Setup {
        folder: &folder,
        ..Setup::default()
    });
    client.open(&collection.uri(path), 1, text);
    client
}

fn of(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}

/// Asks until the collection is read.
fn step(client: &mut Client, uri: &str, path: &[&str]) -> Value {
    loop {
        let found = client.ask("sigla/collection", json!({"uri": uri, "path": path}));
        if !found.is_null() && found.to_string().contains("RGASPI") || !path.is_empty() {
            return found;
        }
    }
}

#[test]
fn every_request_is_announced_and_of_an_unknown_document_there_is_nothing() {
    let mut client = Client::new(Setup::default());
    let announced = client.offered["capabilities"]["experimental"]["sigla"]["requests"].clone();
    let named = announced.as_array().expect("a list");
    assert_eq!(named.len(), 7, "{announced}");
    for request in ["preview", "places", "pages", "brackets"] {
        let request = format!("sigla/{request}");
        assert!(named.contains(&json!(request)), "{announced}");
        let found = client.ask(&request, of("file:///nowhere.sigla"));
        assert_eq!(found, Value::Null, "{request}");
    }
    assert_eq!(
        client.ask("sigla/collection", json!({"path": []})),
        Value::Null
    );
}

#[test]
fn a_preview_tells_voices_apart_and_takes_all_else_for_text() {
    let collection = collection();
    let uri = collection.uri("c/report.sigla");
    let mut client = opened(&collection, "c/report.sigla", REPORT);
    let found = client.ask("sigla/preview", of(&uri));
    assert_eq!(found["title"], "A report");
    assert_eq!(found["version"], 1);
    let blocks = found["blocks"].as_array().expect("a list");
    assert_eq!(blocks[0]["kind"], "page");
    assert_eq!(blocks[0]["page"], "l. 334");
    let runs = &blocks[1]["runs"];
    assert_eq!(runs[0], json!({"text": "Ghulja ", "voice": "source"}));
    assert_eq!(runs[1]["class"], "other-name");
    assert_eq!(runs[1]["voice"], "editor");
    assert_eq!(runs[2]["text"], " and <b onclick=\"x\">Stalin</b>.");
    let line = REPORT[..REPORT.find("Ghulja").expect("it is there")]
        .matches('\n')
        .count();
    assert_eq!(blocks[1]["line"], line);
    let classes = found["key"].as_array().expect("a list").iter();
    let classes: Vec<_> = classes.map(|it| it["class"].clone()).collect();
    assert_eq!(classes, ["other-name", "page-break"]);
}

#[test]
fn images_are_shown_from_the_workspace_only() {
    let collection = collection();
    let uri = collection.uri("c/report.sigla");
    let mut client = opened(&collection, "c/report.sigla", REPORT);
    let found = client.ask("sigla/pages", of(&uri));
    let pages = found["pages"].as_array().expect("a list");
    let places: Vec<_> = pages.iter().map(|it| it["where"].clone()).collect();
    assert_eq!(
        places,
        ["workspace", "missing", "outside", "refused", "remote"]
    );
    assert_eq!(pages[0]["label"], "l. 334");
    assert_eq!(pages[0]["uri"], collection.uri("c/scans/l334.png"));
    assert_eq!(pages[4]["host"], "images.example.org");
    assert_eq!(pages[4]["manifest"], true);
    for (page, words) in [
        (1, "is not there"),
        (2, "outside of the folder"),
        (3, "https://"),
    ] {
        let problem = pages[page]["problem"].as_str().expect("a sentence");
        assert!(problem.contains(words), "{problem}");
        assert_eq!(pages[page]["uri"], Value::Null);
    }
}

#[test]
fn places_are_those_of_the_document_or_of_all() {
    let collection = collection();
    let uri = collection.uri("c/report.sigla");
    let mut client = opened(&collection, "c/report.sigla", REPORT);
    let names = |found: &Value| -> Vec<String> {
        let places = found["places"].as_array().expect("a list").iter();
        places
            .map(|it| it["name"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let found = client.ask("sigla/places", of(&uri));
    assert!(names(&found).contains(&"Ghulja".to_owned()), "{found}");
    assert!(!names(&found).contains(&"Tashkent".to_owned()), "{found}");
    let ghulja = &found["places"][0];
    assert_eq!(
        ghulja["lat"].as_f64().map(f64::round),
        Some(44.0),
        "{ghulja}"
    );
    step(&mut client, &uri, &[]);
    let params = json!({"textDocument": {"uri": uri}, "scope": "collection"});
    let found = client.ask("sigla/places", params);
    let places = found["places"].as_array().expect("a list");
    let tashkent = places
        .iter()
        .find(|it| it["name"] == "Tashkent")
        .expect("it is named");
    assert_eq!(
        tashkent["mentions"][0]["uri"],
        collection.uri("c/letter.sigla")
    );
    assert_eq!(
        tashkent["mentions"][0]["range"]["start"],
        json!({"line": 6, "character": 3})
    );
}

#[test]
fn a_collection_is_walked_by_archive_fonds_and_date() {
    let collection = collection();
    let uri = collection.uri("c/report.sigla");
    let mut client = opened(&collection, "c/report.sigla", REPORT);
    let counts = |found: &Value| -> Vec<(String, u64)> {
        let groups = found["groups"].as_array().expect("a list").iter();
        let count = |it: &Value| {
            let name = it["name"].as_str().unwrap_or_default().to_owned();
            (name, it["count"].as_u64().unwrap_or_default())
        };
        groups.map(count).collect()
    };
    let found = step(&mut client, &uri, &[]);
    assert_eq!(
        counts(&found),
        [("GARF".to_owned(), 2), ("RGASPI".to_owned(), 1)]
    );
    let found = step(&mut client, &uri, &["GARF"]);
    assert_eq!(counts(&found), [("f. R-9401".to_owned(), 2)]);
    let found = step(&mut client, &uri, &["GARF", "f. R-9401"]);
    let documents = found["documents"].as_array().expect("a list").iter();
    let titles: Vec<_> = documents.map(|it| it["title"].clone()).collect();
    assert_eq!(titles, ["A letter", "A report"]);
    let status = client.ask("sigla/status", of(&uri));
    assert_eq!(status["documents"], 3);
    assert_eq!(status["reading"], false);
    assert!(
        status["configuration"]
            .as_str()
            .is_some_and(|it| it.ends_with("c/sigla.toml"))
    );
    assert!(
        status["gazetteers"][0]["names"].as_u64() > Some(100_000),
        "{status}"
    );
}

#[test]
fn a_typescript_becomes_a_document_and_brackets_tell_their_class() {
    let mut client = Client::new(Setup::default());
    let text = "Copy\n\n29 April 1945\n\nGhulja [Yining] fell.\n";
    let found = client.ask("sigla/fromText", json!({"text": text}));
    let document = found["text"].as_str().expect("a text");
    assert!(document.starts_with("---\n"), "{document}");
    for word in text.split_whitespace() {
        assert!(document.contains(word), "{word} in {document}");
    }
    let said = found["said"].as_array().expect("a list");
    assert!(
        said.iter()
            .any(|it| it.to_string().contains("stand in the text")),
        "{found}"
    );
    client.open("untitled:new.sigla", 1, document);
    let found = client.ask("sigla/brackets", of("untitled:new.sigla"));
    let bracket = &found["brackets"][0];
    assert_eq!(bracket["text"], "[Yining]");
    assert_eq!(bracket["class"], "other-name");
    assert_eq!(bracket["of"], "Ghulja");
    assert!(
        bracket["rule"]
            .as_str()
            .is_some_and(|it| it.contains("name")),
        "{bracket}"
    );
}
