//! What the person has set in the editor, and the folders that are worked on.

use serde_json::{Value, json};

use super::client::{Client, Setup};
use super::collection::Collection;

const LETTER: &str = "---\ntitle: A letter\ndate: 1945-04-29\nsource: GARF, f. 5446, op. 1, d. 2, l. 3\ncreator: unknown\nlanguage: en\n---\n\nA plain line of Ghulja and a bracket].\n";

/// Whether the client's hints are shown: asked until they are as wanted.
fn until_hints(client: &mut Client, uri: &str, wanted: bool) {
    let range = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 20, "character": 0}}});
    for _ in 0..500 {
        let hints = client.ask_of(uri, "inlayHint", range.clone());
        if hints.as_array().is_some() == wanted {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("hints never became {wanted}");
}

#[test]
fn settings_are_asked_for_at_the_start_and_when_they_change() {
    let mut client = Client::new(Setup {
        settings: "{\"inlayHints\": {\"names\": true}}",
        ..Setup::default()
    });
    let asked = client.until_asked("workspace/configuration", 1);
    assert_eq!(asked["params"]["items"], json!([{"section": "sigla"}]));
    let registered = client.until_asked("client/registerCapability", 1);
    assert_eq!(
        registered["params"]["registrations"][0]["method"],
        "workspace/didChangeConfiguration"
    );
    let uri = "file:///archive/report.sigla";
    client.open(uri, 1, LETTER);
    until_hints(&mut client, uri, true);
    client.tell(
        "workspace/didChangeConfiguration",
        json!({"settings": {"sigla": {"inlayHints": {"names": false}}}}),
    );
    until_hints(&mut client, uri, false);
    client.tell(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    client.until_asked("workspace/configuration", 2);
    until_hints(&mut client, uri, true);
}

#[test]
fn a_client_that_cannot_be_asked_is_not_asked() {
    let mut client = Client::new(Setup::default());
    client.tell(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    client.ask(
        "workspace/executeCommand",
        json!({"command": "sigla.doctor", "arguments": []}),
    );
    assert_eq!(client.requested, Vec::<Value>::new());
}

#[test]
fn roots_come_and_go_and_each_document_follows_its_own() {
    let soft = Collection::new(&[
        ("sigla.toml", "[rules]\nbrackets = \"hint\"\n"),
        ("a.sigla", LETTER),
    ]);
    let off = Collection::new(&[
        ("sigla.toml", "[rules]\nbrackets = \"off\"\n"),
        ("b.sigla", LETTER),
    ]);
    let plain = Collection::new(&[]);
    let folder = |it: &Collection| it.uri("").trim_end_matches('/').to_owned();
    let first = folder(&soft);
    let mut client = Client::new(Setup {
        folder: &first,
        ..Setup::default()
    });
    let severities = |found: &Value| -> Vec<Value> {
        found
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| it["severity"].clone())
            .collect()
    };
    let (a, b, c) = (
        soft.uri("a.sigla"),
        off.uri("b.sigla"),
        plain.uri("c.sigla"),
    );
    for uri in [&a, &b, &c, &"untitled:Untitled-1".to_owned()] {
        client.open(uri, 1, LETTER);
    }
    client.until(&a, |found| severities(found) == [4]);
    client.until(&c, |found| severities(found) == [1]);
    client.until("untitled:Untitled-1", |found| severities(found) == [4]);
    let event = |added: &[&Collection], removed: &[&Collection]| {
        let list = |them: &[&Collection]| -> Vec<Value> {
            them.iter()
                .map(|it| json!({"uri": folder(it), "name": "x"}))
                .collect()
        };
        json!({"event": {"added": list(added), "removed": list(removed)}})
    };
    client.tell(
        "workspace/didChangeWorkspaceFolders",
        event(&[&off], &[&soft]),
    );
    client.until("untitled:Untitled-1", |found| severities(found).is_empty());
    client.tell(
        "workspace/didChangeWorkspaceFolders",
        event(&[&soft], &[&off]),
    );
    client.until("untitled:Untitled-1", |found| severities(found) == [4]);
    // The same folder twice, and one that was never there.
    client.tell(
        "workspace/didChangeWorkspaceFolders",
        event(&[&soft, &soft], &[&plain]),
    );
    client.tell("workspace/didChangeWorkspaceFolders", event(&[], &[&soft]));
    client.until("untitled:Untitled-1", |found| severities(found) == [1]);
    let told = client.ask(
        "workspace/executeCommand",
        json!({"command": "sigla.doctor", "arguments": []}),
    );
    assert!(
        told["text"]
            .as_str()
            .is_some_and(|it| it.contains("opened no folder")),
        "{told}"
    );
}
