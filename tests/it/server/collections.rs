//! What the documents of a collection say of each other, open and closed, as a client is told.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, Setup};
use super::collection::Collection;

/// The rules of what is told of a document.
fn rules(diagnostics: &Value) -> Vec<&str> {
    let all = diagnostics.as_array().expect("a list");
    let codes = all.iter().filter_map(|it| it["code"].as_str());
    codes
        .filter(|code| code.starts_with("collection/"))
        .collect()
}

fn letter(id: &str) -> String {
    format!("---\nid: {id}\ntitle: A letter\n---\n\nAll is quiet.\n")
}

/// Replaces the id of a document opened as [`letter`] with one of a letter.
fn change_id(client: &mut Client, uri: &str, version: i32, id: &str) {
    let range = json!({"start": {"line": 1, "character": 4}, "end": {"line": 1, "character": 5}});
    client.change(uri, version, json!([{"range": range, "text": id}]));
}

#[test]
fn what_an_edit_makes_wrong_in_a_closed_document_is_told_and_taken_back() {
    let collection = Collection::new(&[
        ("sigla.toml", ""),
        ("a.sigla", &letter("a")),
        ("b.sigla", &letter("b")),
        (
            "c.sigla",
            "---\nid: c\nrelated: b.sigla\n---\n\nAll is quiet.\n",
        ),
        (
            "d.sigla",
            "---\nid: d\nrelated: none.sigla\n---\n\nAll is quiet.\n",
        ),
    ]);
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| collection.uri(&format!("{name}.sigla")));
    let folder = collection.uri("");
    let mut client = Client::new(Setup {
        folder: &folder,
        ..Setup::default()
    });
    let has = |rule: &'static str| move |told: &Value| rules(told) == [rule];
    let has_none = |told: &Value| rules(told).is_empty();
    client.open(&a, 1, &letter("a"));
    client.until(&d, has("collection/broken-reference"));
    change_id(&mut client, &a, 2, "b");
    client.until(&b, has("collection/doubled-id"));
    change_id(&mut client, &a, 3, "a");
    client.until(&b, has_none);
    fs::remove_file(collection.0.path().join("b.sigla")).expect("it is there");
    let changes = json!({"changes": [{"uri": b, "type": 3}]});
    client.tell("workspace/didChangeWatchedFiles", changes);
    client.until(&c, has("collection/broken-reference"));
    // In a document that is opened, its text counts, and it tells itself.
    client.open(&c, 1, &letter("c"));
    client.until(&c, has_none);
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": c}}));
    client.until(&c, has("collection/broken-reference"));
    // A folder comes and goes with all that is in it.
    collection.write("more/e.sigla", &letter("c"));
    let folder = collection.uri("more");
    let created = json!({"changes": [{"uri": folder, "type": 1}]});
    client.tell("workspace/didChangeWatchedFiles", created);
    let more = collection.uri("more/e.sigla");
    client.until(&more, has("collection/doubled-id"));
    fs::remove_dir_all(collection.0.path().join("more")).expect("it is there");
    let deleted = json!({"changes": [{"uri": folder, "type": 3}]});
    client.tell("workspace/didChangeWatchedFiles", deleted);
    client.until(&more, has_none);
    assert!(client.exit().success());
}

#[test]
fn a_start_remembers_what_it_read_and_reads_what_has_changed() {
    let kept = TempDir::new().expect("a folder");
    let texts: Vec<_> = (0..600)
        .map(|number| (format!("{number}.sigla"), letter(&number.to_string())))
        .collect();
    let texts: Vec<_> = texts
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    let collection = Collection::new(&texts);
    collection.write("sigla.toml", "");
    let (folder, one) = (collection.uri(""), collection.uri("x.sigla"));
    let text = letter("x");
    collection.write("x.sigla", &text);
    let setup = Setup {
        folder: &folder,
        kept: kept.path().to_str().expect("it has a plain name"),
        ..Setup::default()
    };
    // The second file is as it was; the third start finds another, and of a broken memory nothing is left.
    for (start, other) in ["700", "700", "x"].into_iter().enumerate() {
        collection.write("599.sigla", &letter(other));
        let mut client = Client::new(setup);
        client.open(&one, 1, &text);
        if other == "x" {
            client.until(&one, |told| rules(told) == ["collection/doubled-id"]);
        }
        change_id(&mut client, &one, 2, "7");
        client.until(&one, |told| rules(told) == ["collection/doubled-id"]);
        assert!(client.exit().success());
        let memory = fs::read_dir(kept.path().join("sigla")).expect("it is kept");
        let memory: Vec<_> = memory.filter_map(Result::ok).collect();
        assert_eq!(memory.len(), 1, "one collection is remembered");
        if start == 1 {
            fs::write(memory[0].path(), "broken").expect("it can be written");
        }
    }
}

#[test]
fn a_reading_is_shown_and_can_be_stopped() {
    let texts: Vec<_> = (0..400)
        .map(|number| (format!("{number}.sigla"), letter("a")))
        .collect();
    let texts: Vec<_> = texts
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    let collection = Collection::new(&texts);
    collection.write("sigla.toml", "");
    let (folder, one) = (collection.uri(""), collection.uri("0.sigla"));
    let mut client = Client::new(Setup {
        folder: &folder,
        shows_progress: true,
        fault: "stall:collection",
        ..Setup::default()
    });
    client.open(&one, 1, &letter("a"));
    let asked = client.until_asked("window/workDoneProgress/create", 1);
    let token = asked["params"]["token"].clone();
    client.until_progress(&token, "begin");
    client.tell("window/workDoneProgress/cancel", json!({"token": token}));
    let end = client.until_progress(&token, "end");
    assert_eq!(end["message"], "stopped; documents are not compared");
    // The rest of the server goes on.
    let symbols = client.ask_of(&one, "documentSymbol", json!({}));
    assert!(symbols.is_array());
    assert!(client.exit().success());
}
