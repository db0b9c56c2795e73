//! Files that other programs change, under a client that does not tell of them.

use std::fs;

use super::client::{Client, Setup};
use super::collection::Collection;

const LETTER: &str = "---\ntitle: A letter\ndate: 1945-04-29\nsource: GARF, f. 5446, op. 1, d. 2, l. 3\ncreator: unknown\nlanguage: en\n---\n\nA plain line and a bracket].\n";

#[test]
fn a_change_on_the_disk_is_noticed_while_nobody_types() {
    let collection = Collection::new(&[("sigla.toml", ""), ("letters/a.sigla", LETTER)]);
    let folder = collection.uri("");
    let folder = folder.trim_end_matches('/');
    // With the folder worked on, and with a single document that lies in a collection.
    for folder in [folder, ""] {
        collection.write("sigla.toml", "");
        let mut client = Client::new(Setup {
            folder,
            ..Setup::default()
        });
        client.tell("$/setTrace", serde_json::json!({"value": "messages"}));
        let uri = collection.uri("letters/a.sigla");
        client.open(&uri, 1, LETTER);
        client.until(&uri, |found| found[0]["severity"] == 1);
        if folder.is_empty() {
            client.until_told("$/logTrace", "watching 2 folders");
        }
        // The watch over a folder begins in a thread of its own, a moment after the greeting.
        std::thread::sleep(std::time::Duration::from_millis(500));
        collection.write("sigla.toml", "[rules]\nbrackets = \"hint\"\n");
        client.until(&uri, |found| found[0]["severity"] == 4);
        fs::remove_file(collection.0.path().join("sigla.toml")).expect("it is there");
        client.until(&uri, |found| found[0]["severity"] == 1);
    }
}

#[test]
fn nothing_is_watched_under_a_client_that_tells() {
    let collection = Collection::new(&[("sigla.toml", "")]);
    let folder = collection.uri("");
    let mut client = Client::new(Setup {
        folder: folder.trim_end_matches('/'),
        watches: true,
        ..Setup::default()
    });
    client.tell("$/setTrace", serde_json::json!({"value": "messages"}));
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, LETTER);
    client.diagnostics(&uri, 1);
    client.ask_of(&uri, "documentSymbol", serde_json::json!({}));
    client.until_told("$/logTrace", "documentSymbol");
    assert!(
        client
            .told
            .iter()
            .all(|told| !told.to_string().contains("watching"))
    );
}
