//! What concerns more than one file, over the wire: diagnostics of the workspace, and files that are renamed.

use serde_json::{Value, json};

use super::client::{Client, Setup};
use super::collection::Collection;
use crate::server::features::edited;

const WRONG: &str = "---\ntitle: x\n---\n\nA slip [here\n";
const RIGHT: &str = "A word.\n";

fn collection() -> Collection {
    Collection::new(&[
        (
            "sigla.toml",
            "[rules]\nprovenance = \"off\"\nheader = \"off\"\n",
        ),
        ("open.sigla", WRONG),
        ("closed.sigla", WRONG),
        ("deep/right.sigla", RIGHT),
        ("notes.txt", "no document ["),
    ])
}

const PULLS: &str = r#"{"textDocument": {"publishDiagnostics": {"dataSupport": true, "tagSupport": {"valueSet": [1, 2]}}}}"#;

fn client(collection: &Collection) -> Client {
    let folder = collection.uri("").trim_end_matches('/').to_owned();
    Client::new(Setup {
        pulls: true,
        watches: true,
        folder: &folder,
        more: PULLS,
        ..Setup::default()
    })
}

/// The reports of an answer, each as `name kind codes`.
fn shown(items: &[Value]) -> Vec<String> {
    let shown = items.iter().map(|it| {
        let name = it["uri"].as_str().and_then(|uri| uri.rsplit('/').next());
        let codes = it["items"].as_array().into_iter().flatten();
        let codes: Vec<_> = codes.filter_map(|it| it["code"].as_str()).collect();
        format!(
            "{} {} {}",
            name.unwrap_or_default(),
            it["kind"].as_str().unwrap_or_default(),
            codes.join(" ")
        )
    });
    let mut shown: Vec<_> = shown.map(|it| it.trim_end().to_owned()).collect();
    shown.sort();
    shown
}

fn items(answer: &Value) -> Vec<Value> {
    answer["items"]
        .as_array()
        .expect("a report has items")
        .clone()
}

fn ids(items: &[Value]) -> Value {
    let ids = items
        .iter()
        .map(|it| json!({"uri": it["uri"], "value": it["resultId"]}));
    Value::Array(ids.collect())
}

#[test]
fn the_workspace_is_told_whole_and_then_only_what_has_changed() {
    let collection = collection();
    let mut client = client(&collection);
    let provider = client.offered["capabilities"]["diagnosticProvider"].clone();
    assert_eq!(provider["workspaceDiagnostics"], true);
    assert_eq!(provider["interFileDependencies"], true);
    let uri = collection.uri("open.sigla");
    client.open(&uri, 1, WRONG);
    let ask = |client: &mut Client, ids: Value| {
        items(&client.ask("workspace/diagnostic", json!({"previousResultIds": ids})))
    };
    let first = ask(&mut client, json!([]));
    assert_eq!(
        shown(&first),
        [
            "closed.sigla full brackets/unclosed",
            "open.sigla full brackets/unclosed",
            "right.sigla full",
        ]
    );
    let versions: Vec<_> = first.iter().map(|it| it["version"].as_i64()).collect();
    assert_eq!(
        versions.iter().filter(|it| **it == Some(1)).count(),
        1,
        "that of the open one"
    );
    // A document that is asked about alone bears the same id.
    let open = first
        .iter()
        .find(|it| it["uri"] == uri)
        .expect("it is open");
    let alone = client.ask_of(
        &uri,
        "diagnostic",
        json!({"previousResultId": open["resultId"]}),
    );
    assert_eq!(alone["kind"], "unchanged");
    // The text of an open document counts, not its file; a closed one is read again.
    client.change(&uri, 2, json!([{"text": "Mended\n"}]));
    collection.write("closed.sigla", "[]\n");
    collection.write("new.sigla", "]\n");
    std::fs::remove_file(collection.0.path().join("deep/right.sigla")).expect("it is there");
    let second = ask(&mut client, ids(&first));
    assert_eq!(
        shown(&second),
        [
            "closed.sigla full brackets/empty",
            "new.sigla full brackets/unopened",
            "open.sigla full",
            "right.sigla full",
        ]
    );
    assert_eq!(client.published, Vec::<Value>::new(), "never both");
}

#[test]
fn what_the_client_has_is_not_sent_again_even_by_another_server() {
    let collection = collection();
    let first =
        items(&client(&collection).ask("workspace/diagnostic", json!({"previousResultIds": []})));
    assert_eq!(first.len(), 3, "nothing has to be open");
    let mut later = client(&collection);
    let again = items(&later.ask(
        "workspace/diagnostic",
        json!({"previousResultIds": ids(&first)}),
    ));
    assert_eq!(
        shown(&again),
        [
            "closed.sigla unchanged",
            "open.sigla unchanged",
            "right.sigla unchanged"
        ]
    );
}

#[test]
fn parts_come_before_the_answer_and_hold_what_is_new() {
    let collection = collection();
    let mut client = client(&collection);
    let params = json!({"previousResultIds": [], "partialResultToken": "p"});
    let answer = client.ask("workspace/diagnostic", params);
    assert_eq!(items(&answer), Vec::<Value>::new());
    let parts = client.progress.iter();
    let sent: Vec<Value> = parts
        .flat_map(|part| {
            assert_eq!(part["token"], "p");
            items(&part["value"])
        })
        .collect();
    assert_eq!(sent.len(), 3);
}

#[test]
fn an_answer_without_news_waits_and_can_be_cancelled() {
    let collection = collection();
    let mut client = client(&collection);
    let first = items(&client.ask("workspace/diagnostic", json!({"previousResultIds": []})));
    let id = client.request(
        "workspace/diagnostic",
        json!({"previousResultIds": ids(&first)}),
    );
    client.tell("$/cancelRequest", json!({"id": id}));
    let error = client.answer(id).expect_err("it was cancelled");
    assert_eq!(error["code"], -32800);
    let id = client.request(
        "workspace/diagnostic",
        json!({"previousResultIds": ids(&first)}),
    );
    let uri = collection.uri("new.sigla");
    client.open(&uri, 1, "]\n");
    let found = client.answer(id).expect("it is answered");
    let news = items(&found)
        .into_iter()
        .filter(|it| it["kind"] == "full")
        .collect::<Vec<_>>();
    assert_eq!(shown(&news), ["new.sigla full brackets/unopened"]);
    // An end does not wait for one that waits.
    client.request(
        "workspace/diagnostic",
        json!({"previousResultIds": ids(&items(&found))}),
    );
    assert_eq!(client.exit().code(), Some(0));
}

#[test]
fn a_diagnostic_has_as_much_as_the_client_can_show() {
    let collection = Collection::new(&[("sigla.toml", ""), ("a.sigla", "")]);
    let uri = collection.uri("a.sigla");
    let text = "Aksu [Akesu] [edit]\n\n%% sigla: allow brackets/empty — no\n\nA [x\n";
    let find = |found: &Value, code: &str| {
        let mut found = found.as_array().expect("diagnostics").iter();
        found
            .find(|it| it["code"] == code)
            .cloned()
            .unwrap_or_default()
    };
    let mut rich = Client::new(Setup {
        more: PULLS,
        ..Setup::default()
    });
    rich.open(&uri, 1, text);
    let found = rich.diagnostics(&uri, 1);
    assert_eq!(find(&found, "brackets/furniture")["tags"], json!([1]));
    assert_eq!(
        find(&found, "brackets/unclosed")["data"],
        json!({"fix": "suggested"})
    );
    let mut poor = Client::new(Setup::default());
    poor.open(&uri, 1, text);
    let found = poor.diagnostics(&uri, 1);
    assert!(find(&found, "brackets/furniture").get("tags").is_none());
    assert!(find(&found, "brackets/unclosed").get("data").is_none());
}

const RENAMES: &str = r#"{"workspace": {"fileOperations": {"willRename": true, "didRename": true, "didCreate": true, "didDelete": true}}}"#;

#[test]
fn paths_follow_a_file_and_a_folder_that_are_renamed() {
    let own = "---\ntitle: open\ntranslation-of: ru/1.sigla\nfacsimile:\n- img/1.jpg\n---\n";
    let closed = "---\ntitle: closed\nrelated:\n- ../a.sigla\n- 'ru/1.sigla'\n---\n";
    let collection = Collection::new(&[
        ("sigla.toml", ""),
        ("a.sigla", own),
        ("deep/b.sigla", closed),
        ("ru/1.sigla", "---\ntitle: russian\n---\n"),
        ("img/1.jpg", "no image"),
    ]);
    let mut client = Client::new(Setup {
        more: RENAMES,
        ..Setup::default()
    });
    let operations = &client.offered["capabilities"]["workspace"]["fileOperations"];
    for operation in ["willRename", "didRename", "didCreate", "didDelete"] {
        assert_eq!(
            operations[operation]["filters"][0]["pattern"]["glob"],
            "**/*"
        );
    }
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, own);
    let rename = |client: &mut Client, from: &str, to: &str| {
        let files = json!([{"oldUri": collection.uri(from), "newUri": collection.uri(to)}]);
        client.ask("workspace/willRenameFiles", json!({"files": files}))
    };
    let edit = rename(&mut client, "ru/1.sigla", "ru/one.sigla");
    let after = |edit: &Value, text: &str, file: &str| {
        edited(text, &edit["changes"][collection.uri(file)], "utf-16")
    };
    assert_eq!(after(&edit, own, "a.sigla"), own.replace("ru/1", "ru/one"));
    assert_eq!(
        after(&edit, closed, "deep/b.sigla"),
        closed.replace("ru/1", "ru/one")
    );
    let edit = rename(&mut client, "img", "images");
    assert_eq!(after(&edit, own, "a.sigla"), own.replace("img/", "images/"));
    let edit = rename(&mut client, "a.sigla", "deep/a.sigla");
    assert_eq!(
        after(&edit, own, "a.sigla"),
        own.replace("- img/1.jpg", "- ../img/1.jpg")
    );
    assert_eq!(
        after(&edit, closed, "deep/b.sigla"),
        closed.replace("../a.sigla", "a.sigla")
    );
    assert_eq!(
        rename(&mut client, "nothing.sigla", "something.sigla"),
        Value::Null
    );
}

#[test]
fn what_was_renamed_made_or_deleted_is_looked_at() {
    let text = "---\ntitle: open\nid: R-1\n---\n\nText\n";
    let collection = Collection::new(&[("sigla.toml", ""), ("a.sigla", text), ("b.txt", text)]);
    let mut client = Client::new(Setup {
        more: RENAMES,
        ..Setup::default()
    });
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, text);
    let doubled = |found: &Value| found.to_string().contains("collection/doubled-id");
    client.until(&uri, |found| !doubled(found));
    let rename = |from: &str, to: &str| {
        let path = |name: &str| collection.0.path().join(name);
        std::fs::rename(path(from), path(to)).expect("it is there");
        json!({"files": [{"oldUri": collection.uri(from), "newUri": collection.uri(to)}]})
    };
    client.tell("workspace/didRenameFiles", rename("b.txt", "b.sigla"));
    client.until(&uri, doubled);
    std::fs::remove_file(collection.0.path().join("b.sigla")).expect("it is there");
    let gone = json!({"files": [{"uri": collection.uri("b.sigla")}]});
    client.tell("workspace/didDeleteFiles", gone.clone());
    client.until(&uri, |found| !doubled(found));
    collection.write("b.sigla", text);
    client.tell("workspace/didCreateFiles", gone);
    client.until(&uri, doubled);
}
