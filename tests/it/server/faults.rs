//! What clients do wrong, and what we might: the server lives on.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, Setup, about};
use super::{ENCODINGS, SEED, URI, at};

fn range(from: (u32, u32), to: (u32, u32)) -> Value {
    let place = |(line, character)| json!({"line": line, "character": character});
    json!({"start": place(from), "end": place(to)})
}

/// What stands in the document: the label of its only stamp, which the outline does not hide.
fn findings(client: &mut Client, version: i32) -> Vec<String> {
    let diagnostics = client.diagnostics(URI, version);
    let codes = diagnostics
        .as_array()
        .expect("diagnostics")
        .iter()
        .map(|found| found["code"].as_str().unwrap_or_default().to_owned());
    codes
        .filter(|code| !code.starts_with("provenance/"))
        .collect()
}

#[test]
fn a_range_that_is_none_is_put_right() {
    const FAR: u32 = u32::MAX;
    // In `𝔸]é`, columns 1 to 3 lie within `𝔸` for UTF-8, 1 for UTF-16; 6 within `é` for UTF-8.
    let cases = [
        ("reversed", range((0, 9), (0, 1))),
        ("reversed lines", range((3, 0), (0, 0))),
        ("past the end of the line", range((0, 2), (0, FAR))),
        ("past the end of the text", range((FAR, FAR), (FAR, FAR))),
        ("all there is", range((0, 0), (FAR, 0))),
        ("within a character", range((0, 1), (0, 1))),
        ("from within a character", range((0, 1), (0, 3))),
        ("to within a character", range((0, 2), (0, 6))),
        ("between CR and LF", range((1, 4), (1, 5))),
    ];
    for encoding in ENCODINGS {
        let mut client = Client::new(Setup {
            encodings: &[encoding],
            ..Setup::default()
        });
        for (what, range) in &cases {
            client.open(URI, 1, "𝔸]é\nline\r\nend");
            client.change(URI, 2, json!([{"range": range, "text": "x"}]));
            for method in ["hover", "completion"] {
                client.ask_of(URI, method, json!({"position": range["end"]}));
            }
            for method in ["codeAction", "semanticTokens/range"] {
                client.ask_of(
                    URI,
                    method,
                    json!({"range": range, "context": {"diagnostics": []}}),
                );
            }
            client.diagnostics(URI, 2);
            client.change(URI, 3, json!([{"text": "[stamp: x] y]"}]));
            assert_eq!(
                findings(&mut client, 3),
                ["brackets/unopened"],
                "{what}, {encoding}"
            );
        }
    }
}

#[test]
fn a_range_within_a_character_takes_it_whole_or_not_at_all() {
    let mut client = Client::new(Setup::default());
    client.open(URI, 1, "𝔸]");
    client.change(
        URI,
        2,
        json!([{"range": range((0, 1), (0, 2)), "text": "["}]),
    );
    assert_eq!(findings(&mut client, 2), ["brackets/empty"]);
}

#[test]
fn a_document_that_is_not_open_has_nothing_and_cannot_be_changed() {
    let mut client = Client::new(Setup::default());
    client.change(URI, 5, json!([{"text": "a]"}]));
    client.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": URI}}),
    );
    for (method, more) in [
        ("hover", json!({"position": {"line": 0, "character": 0}})),
        ("documentSymbol", json!({})),
        ("foldingRange", json!({})),
    ] {
        assert_eq!(client.ask_of(URI, method, more), Value::Null, "{method}");
    }
    client.open(URI, 1, "a]");
    assert_eq!(findings(&mut client, 1), ["brackets/unopened"]);
}

#[test]
fn a_version_that_goes_backwards_is_believed() {
    let mut client = Client::new(Setup::default());
    client.open(URI, 9, "a");
    client.diagnostics(URI, 9);
    client.change(URI, 3, json!([{"text": "a]"}]));
    assert_eq!(findings(&mut client, 3), ["brackets/unopened"]);
}

#[test]
fn a_planted_panic_is_an_error_to_the_client_and_no_more() {
    let position = json!({"position": {"line": 0, "character": 0}});
    let mut client = Client::new(Setup {
        fault: "panic:hover",
        ..Setup::default()
    });
    client.open(URI, 1, SEED);
    for _ in 0..100 {
        let id = client.request("textDocument/hover", about(URI, position.clone()));
        let error = client.answer(id).expect_err("a test planted a panic");
        assert_eq!(error["code"], -32603, "{error}");
    }
    assert!(client.ask_of(URI, "documentSymbol", json!({})).is_array());
    client.diagnostics(URI, 1);
    assert_eq!(client.exit().code(), Some(0));
}

#[test]
fn a_planted_panic_in_a_pull_of_diagnostics_leaves_the_rest() {
    let mut client = Client::new(Setup {
        fault: "panic:diagnostic",
        pulls: true,
        ..Setup::default()
    });
    client.open(URI, 1, SEED);
    let id = client.request("textDocument/diagnostic", about(URI, json!({})));
    assert_eq!(
        client.answer(id).expect_err("a test planted a panic")["code"],
        -32603
    );
    assert!(client.ask_of(URI, "documentSymbol", json!({})).is_array());
}

#[test]
fn a_planted_panic_in_an_edit_costs_no_letter() {
    let mut client = Client::new(Setup {
        fault: "panic:didChange",
        ..Setup::default()
    });
    client.open(URI, 1, "𝔸");
    for version in 2..202 {
        client.change(
            URI,
            version,
            json!([
                {"range": range((0, 2), (0, 2)), "text": "]"},
                {"range": range((0, 0), (0, 0)), "text": "b"},
                {"range": range((0, 0), (0, 1)), "text": ""},
            ]),
        );
    }
    assert_eq!(findings(&mut client, 201), vec!["brackets/unopened"; 200]);
    let hover = client.request(
        "textDocument/hover",
        about(URI, json!({"position": {"line": 0, "character": 9}})),
    );
    client.answer(hover).expect("requests are answered");
}

#[test]
fn a_planted_panic_in_opening_leaves_the_document_closed() {
    let mut client = Client::new(Setup {
        fault: "panic:didOpen",
        ..Setup::default()
    });
    client.open(URI, 1, SEED);
    client.change(URI, 2, json!([{"text": "a]"}]));
    assert_eq!(client.ask_of(URI, "documentSymbol", json!({})), Value::Null);
    assert_eq!(client.exit().code(), Some(0));
}

#[test]
fn requests_are_cancelled_while_others_are_answered() {
    let mut client = Client::new(Setup {
        fault: "stall:documentSymbol",
        ..Setup::default()
    });
    client.open(URI, 1, SEED);
    let stalled: Vec<i64> = (0..8)
        .map(|_| client.request("textDocument/documentSymbol", about(URI, json!({}))))
        .collect();
    let hover = client.ask_of(
        URI,
        "hover",
        json!({"position": at(SEED, "Ghulja", 1, "utf-16")}),
    );
    assert!(hover["contents"].is_object(), "{hover}");
    let start = Instant::now();
    for id in &stalled {
        client.tell("$/cancelRequest", json!({"id": id}));
    }
    for id in stalled {
        assert_eq!(
            client.answer(id).expect_err("it was cancelled")["code"],
            -32800
        );
    }
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
    client.tell("$/cancelRequest", json!({"id": 4711}));
    client.tell("$/cancelRequest", json!({"id": "never asked"}));
    assert_eq!(client.exit().code(), Some(0));
}
