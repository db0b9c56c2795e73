//! Findings over the wire: pushed or pulled, in each encoding.

use serde_json::{Value, json};
use sigla::model::document::Document;
use sigla::rules::{Settings, Severity, check};

use super::client::{Client, Setup};
use super::{ENCODINGS, SEED, URI, WIDE, encoding};
use crate::positions::position;

/// What `check` finds, as diagnostics with their positions counted the slow way.
fn expected(text: &str, encoding_name: &str) -> Vec<Value> {
    let place = |byte| {
        let (line, character) = position(text, byte, encoding(encoding_name));
        json!({"line": line, "character": character})
    };
    let findings = check(&Document::new(text), Settings::standard());
    let diagnostics = findings.iter().map(|finding| {
        let severity = match finding.severity {
            Severity::Error => 1,
            Severity::Warning => 2,
            Severity::Information => 3,
            Severity::Hint => 4,
        };
        let range = json!({"start": place(finding.range.start), "end": place(finding.range.end)});
        json!([finding.rule.name, severity, finding.message, range])
    });
    diagnostics.collect()
}

/// The same of what the server says.
fn told(diagnostics: &Value) -> Vec<Value> {
    let diagnostics = diagnostics.as_array().expect("diagnostics are an array");
    diagnostics
        .iter()
        .map(|told| {
            json!([
                told["code"],
                told["severity"],
                told["message"],
                told["range"]
            ])
        })
        .collect()
}

#[test]
fn a_finding_has_its_columns_in_each_encoding() {
    for name in ENCODINGS {
        let mut client = Client::new(Setup {
            encodings: &[name],
            ..Setup::default()
        });
        assert_eq!(client.offered["capabilities"]["positionEncoding"], name);
        client.open(URI, 1, WIDE);
        let expected = expected(WIDE, name);
        assert!(
            expected
                .iter()
                .any(|finding| finding[0] == "brackets/unopened"),
            "{expected:?}"
        );
        assert_eq!(told(&client.diagnostics(URI, 1)), expected, "{name}");
    }
}

#[test]
fn the_encoding_is_the_best_that_both_know() {
    let cases: [(&[&str], &str); 6] = [
        (&[], "utf-16"),
        (&["utf-16"], "utf-16"),
        (&["utf-16", "utf-8"], "utf-8"),
        (&["utf-32"], "utf-32"),
        (&["utf-32", "utf-16"], "utf-16"),
        (&["utf-7"], "utf-16"),
    ];
    for (encodings, chosen) in cases {
        let client = Client::new(Setup {
            encodings,
            ..Setup::default()
        });
        assert_eq!(
            client.offered["capabilities"]["positionEncoding"], chosen,
            "{encodings:?}"
        );
    }
}

#[test]
fn diagnostics_are_pushed_with_their_version_and_taken_back_at_the_end() {
    let mut client = Client::new(Setup::default());
    assert!(
        client.offered["capabilities"]
            .get("diagnosticProvider")
            .is_none()
    );
    client.open(URI, 7, SEED);
    assert_eq!(told(&client.diagnostics(URI, 7)), expected(SEED, "utf-16"));
    client.change(URI, 8, json!([{"text": "plain"}]));
    assert_eq!(
        told(&client.diagnostics(URI, 8)),
        expected("plain", "utf-16")
    );
    client.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": URI}}),
    );
    assert_eq!(client.diagnostics(URI, None), json!([]));
}

#[test]
fn diagnostics_are_pulled_and_then_never_pushed() {
    let mut client = Client::new(Setup {
        pulls: true,
        ..Setup::default()
    });
    let pull = |client: &mut Client, previous: Value| {
        let more = if previous.is_null() {
            json!({})
        } else {
            json!({"previousResultId": previous})
        };
        client.ask_of(URI, "diagnostic", more)
    };
    client.open(URI, 1, SEED);
    let first = pull(&mut client, Value::Null);
    assert_eq!(
        (&first["kind"], told(&first["items"])),
        (&json!("full"), expected(SEED, "utf-16"))
    );
    let again = pull(&mut client, first["resultId"].clone());
    assert_eq!(
        again,
        json!({"kind": "unchanged", "resultId": first["resultId"]})
    );
    client.change(URI, 2, json!([{"text": "plain]"}]));
    let changed = pull(&mut client, first["resultId"].clone());
    assert_eq!(
        (&changed["kind"], told(&changed["items"])),
        (&json!("full"), expected("plain]", "utf-16"))
    );
    client.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": URI}}),
    );
    client.open(URI, 2, "");
    let reopened = pull(&mut client, changed["resultId"].clone());
    assert_eq!(
        reopened["kind"], "full",
        "another text may bear the same version"
    );
    assert_eq!(client.published, Vec::<Value>::new());
}
