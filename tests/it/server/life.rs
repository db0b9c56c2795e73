//! The life of a server: greeting, end, and messages that are none.

use serde_json::{Value, json};

use super::client::{Client, Setup, about};
use super::{SEED, URI, at};

#[test]
fn exit_ends_it_with_standard_input_open() {
    let mut client = Client::new(Setup::default());
    client.open(URI, 1, SEED);
    assert_eq!(client.exit().code(), Some(0));
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    let mut client = Client::new(Setup::default());
    client.tell("exit", Value::Null);
    assert_eq!(client.end().code(), Some(1));
}

#[test]
fn a_client_that_goes_away_ends_it() {
    let mut client = Client::new(Setup::default());
    client.hang_up();
    assert_eq!(client.end().code(), Some(1));
}

#[test]
fn exit_does_not_wait_for_a_request_that_stalls() {
    let mut client = Client::new(Setup {
        fault: "stall:documentSymbol",
        ..Setup::default()
    });
    client.open(URI, 1, SEED);
    client.request("textDocument/documentSymbol", about(URI, json!({})));
    assert_eq!(client.exit().code(), Some(0));
}

#[test]
fn a_request_before_the_greeting_is_an_error() {
    let mut client = Client::silent(Setup::default());
    let id = client.request(
        "textDocument/hover",
        about(URI, json!({"position": {"line": 0, "character": 0}})),
    );
    assert_eq!(
        client.answer(id).expect_err("it is too early")["code"],
        -32002
    );
    let greeted = client.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(greeted["serverInfo"]["name"], "sigla");
}

#[test]
fn a_request_after_shutdown_is_an_error() {
    let mut client = Client::new(Setup::default());
    client.ask("shutdown", Value::Null);
    let id = client.request("textDocument/documentSymbol", about(URI, json!({})));
    assert_eq!(
        client.answer(id).expect_err("it is too late")["code"],
        -32600
    );
}

#[test]
fn an_unknown_method_is_an_error_and_an_unknown_notification_nothing() {
    let mut client = Client::new(Setup::default());
    client.tell("$/whoKnows", json!({}));
    client.tell("textDocument/whoKnows", json!({}));
    let id = client.request("textDocument/whoKnows", json!({}));
    assert_eq!(
        client.answer(id).expect_err("nobody knows it")["code"],
        -32601
    );
}

/// A piece of a message, and how many errors it is worth.
#[test]
fn what_is_no_message_is_an_error_and_passed_over() {
    let change = r#"{"jsonrpc":"2.0","method":"$/nothing","params":{}}"#;
    let framed = |length: usize| format!("Content-Length: {length}\r\n\r\n{change}");
    let cases: [(&str, Vec<u8>, i64); 12] = [
        (
            "no JSON",
            b"Content-Length: 9\r\n\r\n{\"json\": ".to_vec(),
            -32700,
        ),
        (
            "no UTF-8",
            b"Content-Length: 4\r\n\r\n\"\xff\xff\"".to_vec(),
            -32700,
        ),
        ("nothing", b"Content-Length: 0\r\n\r\n".to_vec(), -32700),
        ("a list", b"Content-Length: 2\r\n\r\n[]".to_vec(), -32600),
        ("no header", b"hello?\n".to_vec(), -32700),
        (
            "no length",
            b"Content-Length: many\r\n\r\n".to_vec(),
            -32700,
        ),
        ("cut off", framed(change.len() + 30).into_bytes(), -32700),
        (
            "cut off in the next header",
            framed(change.len() + 5).into_bytes(),
            -32700,
        ),
        (
            "far shorter than it says",
            framed(1 << 29).into_bytes(),
            -32700,
        ),
        (
            "cut off in its length",
            b"Content-Length: 1".to_vec(),
            -32700,
        ),
        ("longer than it says", framed(20).into_bytes(), -32700),
        ("half a header", b"Content-Len".to_vec(), -32700),
    ];
    for (what, bytes, code) in cases {
        let mut client = Client::new(Setup::default());
        client.open(URI, 1, "a");
        client.send_raw(&bytes);
        client.change(URI, 2, json!([{"text": "a]"}]));
        let found = client.diagnostics(URI, 2);
        assert!(
            found.to_string().contains("brackets/unopened"),
            "{what}: {found}"
        );
        assert_eq!(client.error_without_id()["code"], code, "{what}");
        assert_eq!(client.exit().code(), Some(0), "{what}");
    }
}

#[test]
fn headers_are_read_as_others_write_them() {
    let mut client = Client::new(Setup::default());
    let body = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": URI, "languageId": "sigla", "version": 1, "text": "a]",
    }}});
    let body = body.to_string();
    let kind = "Content-Type: application/vscode-jsonrpc";
    client.send_raw(format!("{kind}\r\ncontent-length:{}\r\n\r\n{body}", body.len()).as_bytes());
    client.diagnostics(URI, 1);
}

/// An editor that counts in UTF-16 may type a character by halves; each is as wide there as what stands for it here.
#[test]
fn half_a_character_is_text_too() {
    let mut client = Client::new(Setup::default());
    client.open(URI, 1, "a");
    let change = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"URI","version":2},
        "contentChanges":[{"range":{"start":{"line":0,"character":1},"end":{"line":0,"character":1}},"text":"\\\ud835] \ud835\udd38 "}]}}"#;
    let change = change.replace("URI", URI);
    client.send_raw(format!("Content-Length: {}\r\n\r\n{change}", change.len()).as_bytes());
    let found = client.diagnostics(URI, 2);
    let bracket = found
        .as_array()
        .expect("a list")
        .iter()
        .find(|it| it["code"] == "brackets/unopened");
    assert_eq!(
        bracket.expect("it is found")["range"]["start"]["character"],
        3,
        "{found}"
    );
}

#[test]
fn a_client_that_does_not_read_for_a_while_loses_nothing() {
    let mut client = Client::new(Setup::default());
    client.open(URI, 1, SEED);
    let gate = client.deaf();
    let deaf = gate.lock().expect("nobody panicked");
    let mut asked = Vec::new();
    for version in 2..1002 {
        let range =
            json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
        client.change(URI, version, json!([{"range": range, "text": "x"}]));
        asked.push(client.request(
            "textDocument/hover",
            about(URI, json!({"position": at(SEED, "Ghulja", 1, "utf-16")})),
        ));
    }
    drop(deaf);
    for id in asked {
        let hover = client.answer(id).expect("a hover is an answer");
        assert!(
            hover["contents"]["value"]
                .as_str()
                .is_some_and(|shown| shown.contains("Yining")),
            "{hover}"
        );
    }
    client.diagnostics(URI, 1001);
    assert_eq!(client.exit().code(), Some(0));
}
