//! What is told only when it is asked for, over the wire: completions, code actions, hints, symbols, lenses, differences of
//! tokens.

use serde_json::{Value, json};

use super::client::{Client, Setup};
use super::collection::Collection;
use super::{SEED, URI, at};
use crate::server::features::edited;

const RESOLVES: &str = r#"{
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": true, "documentationFormat": ["markdown"], "resolveSupport": {"properties": ["documentation"]}}},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}, "dataSupport": true, "resolveSupport": {"properties": ["edit"]}},
        "inlayHint": {"resolveSupport": {"properties": ["tooltip"]}}
    },
    "workspace": {"symbol": {"resolveSupport": {"properties": ["location.range"]}}, "codeLens": {"refreshSupport": true}},
    "window": {"showDocument": {"support": true}}
}"#;
const WANTS: &str =
    r#"{"inlayHints": {"names": true}, "codeLens": {"mentions": true, "gaps": true}}"#;

fn client() -> Client {
    Client::new(Setup {
        more: RESOLVES,
        options: WANTS,
        ..Setup::default()
    })
}

fn item(client: &mut Client, text: &str, label: &str) -> Value {
    client.open(URI, 1, text);
    let end = json!({"line": 0, "character": text.encode_utf16().count()});
    let items = client.ask_of(URI, "completion", json!({"position": end}));
    let items = items["items"].as_array().expect("a list of items");
    let found = items.iter().find(|it| it["label"] == label);
    found
        .unwrap_or_else(|| panic!("no {label} in {items:?}"))
        .clone()
}

#[test]
fn a_completion_is_documented_when_it_is_looked_at_and_leaves_the_cursor_in_its_bracket() {
    let mut rich = client();
    let found = item(&mut rich, "𝔸 [st", "stamp");
    assert!(found.get("documentation").is_none(), "{found}");
    assert_eq!(found["insertTextFormat"], 2);
    assert_eq!(found["textEdit"]["newText"], "stamp: $0]");
    let told = rich.ask("completionItem/resolve", found);
    assert_eq!(told["documentation"]["kind"], "markdown");
    let told = told["documentation"]["value"].as_str().expect("Markdown");
    assert!(told.contains("[stamp:") && told.contains("TEI"), "{told}");
    let found = item(&mut Client::new(Setup::default()), "𝔸 [st", "stamp");
    assert!(found["documentation"].is_string() && found.get("insertTextFormat").is_none());
    assert_eq!(found["textEdit"]["newText"], "stamp: ");
}

#[test]
fn a_costly_action_has_its_edit_when_it_is_chosen() {
    let text = "3-2 [SIC]- to the NKVD\n";
    let mut client = client();
    client.open(URI, 1, text);
    let start = json!({"line": 0, "character": 0});
    let asked = json!({"range": {"start": start, "end": start}, "context": {"diagnostics": [], "only": ["source.fixAll"]}});
    let action = client.ask_of(URI, "codeAction", asked)[0].clone();
    assert_eq!(action["kind"], "source.fixAll.sigla");
    assert!(
        action.get("edit").is_none() && action["data"].is_object(),
        "{action}"
    );
    let chosen = client.ask("codeAction/resolve", action.clone());
    let after = edited(text, &chosen["edit"]["changes"][URI], "utf-16");
    assert_eq!(after, "3-2 [SIC] - to the NKVD\n");
    client.change(URI, 2, json!([{"text": "Other [SIC]- x\n"}]));
    let id = client.request("codeAction/resolve", action);
    let error = client.answer(id).expect_err("the text is another");
    assert_eq!(error["code"], -32801);
}

const PLACES: &str = "id\ttitle\tvariants\ntacheng\tTacheng\tTarbagatai@en\n";
const REPORT: &str = "In Tarbagatai [illegible] and Tarbagatai.\n";

fn collection() -> (Collection, Client, String) {
    let collection = Collection::new(&[
        ("sigla.toml", ""),
        ("places.tsv", PLACES),
        ("a.sigla", REPORT),
        ("b.sigla", "Nobody was in Tacheng.\n"),
    ]);
    let mut client = client();
    let uri = collection.uri("a.sigla");
    client.open(&uri, 1, REPORT);
    let references = json!({"textDocument": {"uri": uri}, "position": at(REPORT, "Tarb", 1, "utf-16"), "context": {"includeDeclaration": false}});
    // The files beside it are known once somebody answers from them.
    while client
        .ask("textDocument/references", references.clone())
        .as_array()
        .map_or(0, Vec::len)
        < 3
    {}
    (collection, client, uri)
}

#[test]
fn a_hint_is_explained_when_it_is_looked_at() {
    let (_collection, mut client, uri) = collection();
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let hint = client.ask_of(&uri, "inlayHint", json!({"range": range}))[0].clone();
    assert!(
        hint["label"].is_string() && hint.get("tooltip").is_none(),
        "{hint}"
    );
    let told = client.ask("inlayHint/resolve", hint);
    assert!(
        told["tooltip"]
            .as_str()
            .is_some_and(|it| it.contains("places.tsv")),
        "{told}"
    );
}

#[test]
fn a_symbol_has_its_line_when_it_is_chosen() {
    let (collection, mut client, _) = collection();
    let symbol = client.ask("workspace/symbol", json!({"query": "tarbag"}))[0].clone();
    assert!(symbol["location"].get("range").is_none(), "{symbol}");
    let chosen = client.ask("workspaceSymbol/resolve", symbol);
    assert_eq!(chosen["location"]["uri"], collection.uri("places.tsv"));
    assert_eq!(chosen["location"]["range"]["start"]["line"], 1);
}

#[test]
fn lenses_count_mentions_and_gaps_and_lead_to_them() {
    let (collection, mut client, uri) = collection();
    let lenses = client.ask_of(&uri, "codeLens", json!({}));
    assert_eq!(lenses[0]["command"]["title"], "1 gap", "{lenses}");
    assert_eq!(lenses[0]["command"]["command"], "sigla.showReferences");
    assert!(
        lenses[1].get("command").is_none(),
        "not counted yet: {lenses}"
    );
    let counted = client.ask("codeLens/resolve", lenses[1].clone());
    assert_eq!(counted["command"]["title"], "3 mentions in 2 documents");
    let places = counted["command"]["arguments"][2]
        .as_array()
        .expect("locations");
    assert_eq!(places.len(), 3);
    // A client that does not map the command gets the first place opened.
    let command =
        json!({"command": "sigla.showReferences", "arguments": counted["command"]["arguments"]});
    client.ask("workspace/executeCommand", command);
    let shown = client.until_asked("window/showDocument", 1);
    assert_eq!(shown["params"]["uri"], uri);
    let register = collection.uri("places.tsv");
    client.open(&register, 1, PLACES);
    let lens = client.ask_of(&register, "codeLens", json!({}))[0].clone();
    let counted = client.ask("codeLens/resolve", lens);
    assert_eq!(counted["command"]["title"], "3 mentions in 2 documents");
    client.tell(
        "workspace/didChangeConfiguration",
        json!({"settings": {"codeLens": {"gaps": false, "mentions": false}}}),
    );
    client.until_asked("workspace/codeLens/refresh", 1);
    assert_eq!(client.ask_of(&uri, "codeLens", json!({})), json!([]));
}

#[test]
fn an_unknown_command_is_refused_with_those_that_there_are() {
    let mut client = client();
    let commands = client.offered["capabilities"]["executeCommandProvider"]["commands"].clone();
    assert!(
        commands
            .as_array()
            .is_some_and(|it| it.contains(&json!("sigla.showReferences")))
    );
    let id = client.request("workspace/executeCommand", json!({"command": "rm"}));
    let error = client.answer(id).expect_err("there is none");
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|it| it.contains("sigla.showReferences"))
    );
}

#[test]
fn the_difference_of_tokens_makes_the_old_ones_the_new() {
    for more in [
        "",
        r#"{"textDocument": {"semanticTokens": {"requests": {}, "tokenTypes": [], "tokenModifiers": [], "formats": [], "multilineTokenSupport": true, "overlappingTokenSupport": true}}}"#,
    ] {
        let mut client = Client::new(Setup {
            more,
            ..Setup::default()
        });
        let provider = &client.offered["capabilities"]["semanticTokensProvider"];
        assert_eq!(provider["full"], json!({"delta": true}));
        client.open(URI, 1, SEED);
        let first = client.ask_of(URI, "semanticTokens/full", json!({}));
        let mut tokens: Vec<u64> = serde_json::from_value(first["data"].clone()).expect("numbers");
        let (mut id, whole) = (first["resultId"].clone(), tokens.len());
        for (version, text) in [(2, "[sic] "), (3, "[a\nb] ")] {
            let start = json!({"line": 20, "character": 0});
            client.change(
                URI,
                version,
                json!([{"range": {"start": start, "end": start}, "text": text}]),
            );
            let delta = client.ask_of(
                URI,
                "semanticTokens/full/delta",
                json!({"previousResultId": id}),
            );
            id = delta["resultId"].clone();
            for edit in delta["edits"].as_array().expect("edits") {
                let number = |name: &str| edit[name].as_u64().expect("a number") as usize;
                let new = edit.get("data").cloned().unwrap_or(json!([]));
                let new: Vec<u64> = serde_json::from_value(new).expect("numbers");
                assert!(new.len() < whole / 2, "no more than what has changed");
                let (start, count) = (number("start"), number("deleteCount"));
                tokens.splice(start..start + count, new);
            }
            let full = client.ask_of(URI, "semanticTokens/full", json!({}));
            assert_eq!(full["data"], json!(tokens));
        }
        let unknown = client.ask_of(
            URI,
            "semanticTokens/full/delta",
            json!({"previousResultId": "x"}),
        );
        assert_eq!(unknown["data"], json!(tokens));
    }
}

#[test]
fn tokens_run_over_lines_and_overlap_only_where_the_client_takes_that() {
    let text = "x [stamp: a\nb [sic]]\n";
    let ask = |more: &str| {
        let mut client = Client::new(Setup {
            more,
            ..Setup::default()
        });
        client.open(URI, 1, text);
        let tokens = client.ask_of(URI, "semanticTokens/full", json!({}));
        let data: Vec<u64> = serde_json::from_value(tokens["data"].clone()).expect("numbers");
        let tokens = data.chunks_exact(5).map(|it| (it[0], it[1], it[2]));
        tokens.collect::<Vec<_>>()
    };
    let rich = r#"{"textDocument": {"semanticTokens": {"requests": {}, "tokenTypes": [], "tokenModifiers": [], "formats": [], "multilineTokenSupport": true, "overlappingTokenSupport": true}}}"#;
    assert_eq!(ask(rich), [(0, 2, 18), (0, 1, 5), (1, 2, 5)]);
    assert_eq!(
        ask(""),
        [
            (0, 2, 1),
            (0, 1, 5),
            (0, 5, 3),
            (1, 0, 2),
            (0, 2, 5),
            (0, 5, 1)
        ]
    );
}

#[test]
fn a_row_for_a_register_is_written_when_its_action_is_chosen() {
    let (collection, mut client, _) = collection();
    let (uri, text) = (collection.uri("c.sigla"), "In Guma [Pishan].\n");
    client.open(&uri, 1, text);
    client.diagnostics(&uri, 1);
    let start = at(text, "uma", 0, "utf-16");
    let asked = json!({"range": {"start": start, "end": start}, "context": {"diagnostics": []}});
    let actions = client.ask_of(&uri, "codeAction", asked);
    let is_it = |it: &&Value| it["title"] == "Add `Guma` to places.tsv";
    let action = actions
        .as_array()
        .and_then(|all| all.iter().find(is_it))
        .cloned();
    let action = action.unwrap_or_else(|| panic!("it is offered: {actions}"));
    assert!(action.get("edit").is_none(), "{action}");
    // What the register says when it is chosen counts.
    collection.write("places.tsv", &format!("{PLACES}guma\tElsewhere\t\n"));
    let chosen = client.ask("codeAction/resolve", action);
    let edit = &chosen["edit"]["changes"][collection.uri("places.tsv")][0];
    assert_eq!(edit["range"]["start"]["line"], 3, "{chosen}");
    assert!(
        edit["newText"]
            .as_str()
            .is_some_and(|it| it.starts_with("guma-2\tGuma")),
        "{chosen}"
    );
}
