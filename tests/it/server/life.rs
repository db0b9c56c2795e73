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

/// The transport stops to read behind such a message, since nothing tells where the next one begins if its length was
/// wrong. No editor sends one.
#[test]
fn a_message_that_is_no_json_is_an_error_and_the_end() {
    let mut client = Client::new(Setup::default());
    client.send_raw(b"Content-Length: 9\r\n\r\n{\"json\": ");
    assert_eq!(client.error_without_id()["code"], -32700);
    assert_eq!(client.end().code(), Some(1));
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
