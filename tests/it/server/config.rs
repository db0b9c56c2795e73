//! `sigla.toml` over the wire: obeyed, followed when it changes, and its faults told.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use super::client::{Client, Setup};
use super::collection::Collection;

/// A letter with one finding.
const LETTER: &str = "---\ntitle: A letter\ndate: 1945-04-29\nsource: GARF, f. 5446, op. 1, d. 2, l. 3\ncreator: unknown\nlanguage: en\n---\n\nA plain line and a bracket].\n";

/// The rules of the diagnostics with their severities.
fn told(diagnostics: &Value) -> Vec<String> {
    let diagnostics = diagnostics.as_array().expect("they are a list").iter();
    let rule = |it: &Value| format!("{} {}", it["code"].as_str().unwrap_or("-"), it["severity"]);
    diagnostics.map(rule).collect()
}

fn says(diagnostics: &Value, rules: &[&str]) -> bool {
    told(diagnostics) == rules
}

const ERROR: &[&str] = &["brackets/unopened 1"];
const HINT: &[&str] = &["brackets/unopened 4"];
const SOFT: &str = "[rules]\nbrackets = \"hint\"\n";

#[test]
fn the_nearest_file_and_its_overrides_are_obeyed() {
    let collection = Collection::new(&[
        (
            "sigla.toml",
            "exclude = [\"drafts/\"]\n[rules]\nbrackets = \"hint\"\n[[overrides]]\npaths = [\"letters/**\"]\nrules = { brackets = \"off\" }\n",
        ),
        ("inner/sigla.toml", ""),
    ]);
    let mut client = Client::new(Setup::default());
    for (path, rules) in [
        ("a.sigla", HINT),
        ("letters/b.sigla", &[]),
        ("inner/c.sigla", ERROR),
        ("drafts/d.sigla", &[]),
    ] {
        let uri = collection.uri(path);
        client.open(&uri, 1, LETTER);
        assert_eq!(told(&client.diagnostics(&uri, 1)), rules, "{path}");
    }
}

#[test]
fn the_command_says_the_same() {
    let collection = Collection::new(&[
        (
            "sigla.toml",
            "profile = \"translation\"\n[rules]\n\"brackets/unopened\" = \"information\"\n",
        ),
        ("a.sigla", LETTER),
    ]);
    let output = Command::new(env!("CARGO_BIN_EXE_sigla"))
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .args(["check", "--hints", "--format", "json", "a.sigla"])
        .current_dir(collection.0.path())
        .output()
        .expect("the command runs");
    let found: Value = serde_json::from_slice(&output.stdout).expect("it writes JSON");
    let found: Vec<_> = (found.as_array().expect("a list").iter())
        .map(|it| json!([it["rule"], it["severity"], it["message"]]))
        .collect();
    let mut client = Client::new(Setup::default());
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, LETTER);
    let severities = ["error", "warning", "information", "hint"];
    let diagnostics = client.diagnostics(&uri, 1);
    let shown: Vec<_> = (diagnostics.as_array().expect("a list").iter())
        .map(|it| {
            let severity = it["severity"].as_u64().expect("a number") as usize;
            json!([it["code"], severities[severity - 1], it["message"]])
        })
        .collect();
    assert_eq!(shown, found);
    assert_eq!(found.len(), 3, "the profile wants two keys more: {found:?}");
}

#[test]
fn a_change_that_the_client_tells_of_is_followed() {
    let collection = Collection::new(&[("sigla.toml", "")]);
    let mut client = Client::new(Setup {
        watches: true,
        ..Setup::default()
    });
    let asked = client.until_asked("client/registerCapability", 1);
    let registration = &asked["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(
        registration["registerOptions"]["watchers"][0]["globPattern"],
        "**/sigla.toml"
    );
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, LETTER);
    client.until(&uri, |it| says(it, ERROR));
    let changed = |client: &mut Client| {
        let change = json!({"uri": collection.uri("sigla.toml"), "type": 2});
        client.tell(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [change]}),
        );
    };
    collection.write("sigla.toml", SOFT);
    changed(&mut client);
    client.until(&uri, |it| says(it, HINT));
    fs::remove_file(collection.0.path().join("sigla.toml")).expect("it is there");
    changed(&mut client);
    client.until(&uri, |it| says(it, ERROR));
}

#[test]
fn a_change_is_noticed_without_a_client_that_watches() {
    let collection = Collection::new(&[]);
    let mut client = Client::new(Setup::default());
    let uri = collection.uri("letters/a.sigla");
    client.open(&uri, 1, LETTER);
    client.until(&uri, |it| says(it, ERROR));
    // A file that was not there before, farther up than the document.
    collection.write("sigla.toml", SOFT);
    let start = json!({"line": 0, "character": 0});
    let nothing = json!([{"range": {"start": start, "end": start}, "text": ""}]);
    client.change(&uri, 2, nothing);
    client.until(&uri, |it| says(it, HINT));
    collection.write("sigla.toml", "[rules]\nbrackets = \"off\"\n");
    client.tell(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    client.until(&uri, |it| says(it, &[]));
    assert_eq!(client.requested, Vec::<Value>::new());
}

#[test]
fn what_is_wrong_in_the_file_is_told_there_and_the_last_good_one_holds() {
    let collection = Collection::new(&[("sigla.toml", SOFT)]);
    let mut client = Client::new(Setup::default());
    let (uri, file) = (collection.uri("a.sigla"), collection.uri("sigla.toml"));
    client.open(&uri, 1, LETTER);
    client.until(&uri, |it| says(it, HINT));
    let save = |client: &mut Client| {
        client.tell(
            "textDocument/didSave",
            json!({"textDocument": {"uri": uri}}),
        );
    };
    collection.write("sigla.toml", "[rules]\nnaems = \"off\"\n");
    save(&mut client);
    let wrong = client.until(&file, |it| it != &json!([]));
    assert_eq!(
        wrong[0]["message"],
        "there is no rule or group of rules `naems`; did you mean `names`?"
    );
    assert_eq!(
        wrong[0]["range"],
        json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 5}})
    );
    client.until(&uri, |it| says(it, ERROR));
    collection.write("sigla.toml", SOFT);
    save(&mut client);
    client.until(&file, |it| it == &json!([]));
    client.until(&uri, |it| says(it, HINT));
    collection.write("sigla.toml", "[rules\nbrackets = \"off\"\n");
    save(&mut client);
    let wrong = client.until(&file, |it| it != &json!([]));
    assert_eq!(
        wrong[0]["message"],
        "`[rules` is no TOML: unclosed table, expected `]`"
    );
    client.change(&uri, 2, json!([{"text": LETTER}]));
    assert_eq!(told(&client.diagnostics(&uri, 2)), HINT);
    fs::remove_file(collection.0.path().join("sigla.toml")).expect("it is there");
    save(&mut client);
    client.until(&file, |it| it == &json!([]));
    client.until(&uri, |it| says(it, ERROR));
}

#[test]
fn a_client_that_pulls_is_told_to_ask_again() {
    let collection = Collection::new(&[("sigla.toml", "")]);
    let mut client = Client::new(Setup {
        pulls: true,
        watches: true,
        ..Setup::default()
    });
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, LETTER);
    let first = client.ask_of(&uri, "diagnostic", json!({}));
    assert_eq!(told(&first["items"]), ERROR);
    collection.write("sigla.toml", SOFT);
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": []}));
    client.until_asked("workspace/diagnostic/refresh", 1);
    let previous = json!({"previousResultId": first["resultId"]});
    let again = client.ask_of(&uri, "diagnostic", previous);
    assert_eq!(told(&again["items"]), HINT);
}

#[test]
fn a_document_that_lies_nowhere_follows_the_folder_that_is_worked_on() {
    let collection = Collection::new(&[("sigla.toml", SOFT)]);
    let folder = collection.uri("");
    let mut client = Client::new(Setup {
        folder: folder.trim_end_matches('/'),
        ..Setup::default()
    });
    client.open("untitled:Untitled-1", 1, LETTER);
    assert_eq!(told(&client.diagnostics("untitled:Untitled-1", 1)), HINT);
    let removed = json!({"uri": folder.trim_end_matches('/'), "name": "collection"});
    client.tell(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": {"added": [], "removed": [removed]}}),
    );
    client.until("untitled:Untitled-1", |it| says(it, ERROR));
}

#[test]
fn words_of_its_own_are_hovered_completed_and_classified() {
    let collection = Collection::new(&[(
        "sigla.toml",
        "[vocabulary.labels.crownmark]\nclass = \"mark\"\nabout = \"A crown in the paper.\"\n",
    )]);
    let mut client = Client::new(Setup::default());
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, "A [crownmark: three lions] in the paper");
    let at = json!({"position": {"line": 0, "character": 5}});
    let hover = client.ask_of(&uri, "hover", at.clone());
    let text = hover["contents"]["value"].as_str().expect("a hover");
    assert!(text.contains("A crown in the paper."), "{text}");
    let offered = client.ask_of(&uri, "completion", at);
    let offered = offered["items"].as_array().expect("a list");
    assert!(offered.iter().any(|it| it["label"] == "crownmark"));
    collection.write("sigla.toml", "");
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let mut still = true;
    for _ in 0..100 {
        let at = json!({"position": {"line": 0, "character": 5}});
        let hover = client.ask_of(&uri, "hover", at);
        still = hover.to_string().contains("A crown in the paper.");
        if !still {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(!still, "the label is forgotten with the file");
}
