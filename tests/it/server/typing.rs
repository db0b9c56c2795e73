//! What is done while one types, and when a document is saved, over the wire.

use serde_json::{Value, json};

use super::client::{Client, Setup};
use super::{ENCODINGS, URI, at};
use crate::server::features::edited;

fn opened(text: &str, setup: Setup) -> Client {
    let mut client = Client::new(setup);
    client.open(URI, 1, text);
    client
}

#[test]
fn a_list_goes_on_and_a_bracket_closes_what_is_open_in_it() {
    let options = json!({"tabSize": 4, "insertSpaces": true});
    for encoding in ENCODINGS {
        let encodings = &[encoding];
        let setup = Setup {
            encodings,
            ..Setup::default()
        };
        for (text, before, key, expected) in [
            ("1. 𝔸\n\n\nx", "\n\nx", "\n", "1. 𝔸\n2. \n\nx"),
            ("𝔸 [伊 {-宁] x", " x", "]", "𝔸 [伊 {-宁-}] x"),
            ("𝔸\n\nx", "\nx", "\n", "𝔸\n\nx"),
        ] {
            let mut client = opened(text, setup);
            let provider = &client.offered["capabilities"]["documentOnTypeFormattingProvider"];
            assert_eq!(provider["firstTriggerCharacter"], "\n");
            assert_eq!(provider["moreTriggerCharacter"], json!(["]"]));
            let position = at(text, before, 0, encoding);
            let more = json!({"position": position, "ch": key, "options": options});
            let edits = client.ask_of(URI, "onTypeFormatting", more);
            assert_eq!(edited(text, &edits, encoding), expected, "{encoding}");
        }
    }
}

#[test]
fn safe_fixes_are_made_on_saving_by_hand_where_that_is_wanted() {
    const SAVES: &str = r#"{"textDocument": {"synchronization": {"willSaveWaitUntil": true}}}"#;
    let text = "3-2 [SIC]- to the NKVD\n";
    let fixes = |client: &mut Client, reason: u8| {
        client.ask_of(URI, "willSaveWaitUntil", json!({"reason": reason}))
    };
    let mut client = opened(
        text,
        Setup {
            more: SAVES,
            ..Setup::default()
        },
    );
    assert_eq!(
        client.offered["capabilities"]["textDocumentSync"]["willSaveWaitUntil"],
        true
    );
    assert_eq!(
        fixes(&mut client, 1),
        Value::Null,
        "off until it is asked for"
    );
    let all = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "context": {"diagnostics": [], "only": ["source.fixAll"]}});
    let fix = client.ask_of(URI, "codeAction", all)[0]["edit"]["changes"][URI].clone();
    assert!(fix.is_array(), "the text has something to fix: {fix}");
    client.tell(
        "workspace/didChangeConfiguration",
        json!({"settings": {"sigla": {"fixOnSave": true}}}),
    );
    assert_eq!(fixes(&mut client, 1), fix);
    for reason in [2, 3] {
        assert_eq!(fixes(&mut client, reason), Value::Null, "not by hand");
    }
    let client = opened(text, Setup::default());
    let sync = &client.offered["capabilities"]["textDocumentSync"];
    assert!(sync.get("willSaveWaitUntil").is_none());
}

#[test]
fn several_ranges_are_laid_out_at_once() {
    let table = "| 区 | 3 |\n| 第一区 | 𝔸 |\n";
    let text = format!("{table}\nx  \n\n{table}");
    const REGISTERS: &str = r#"{"textDocument": {"rangeFormatting": {"dynamicRegistration": true, "rangesSupport": true}}}"#;
    let mut client = opened(
        &text,
        Setup {
            more: REGISTERS,
            ..Setup::default()
        },
    );
    let offered = &client.offered["capabilities"];
    assert!(offered.get("documentRangeFormattingProvider").is_none());
    let asked = client.until_asked("client/registerCapability", 1);
    let registration = &asked["params"]["registrations"][0];
    assert_eq!(registration["method"], "textDocument/rangeFormatting");
    assert_eq!(registration["registerOptions"]["rangesSupport"], true);
    let range = |line: u32| json!({"start": {"line": line, "character": 0}, "end": {"line": line, "character": 1}});
    let more = json!({"ranges": [range(0), range(1), range(5)], "options": {"tabSize": 4, "insertSpaces": true}});
    let edits = client.ask_of(URI, "rangesFormatting", more);
    let after = edited(&text, &edits, "utf-16");
    assert_eq!(after.matches("| 区     | 3 |").count(), 2, "{after}");
    assert!(after.contains("x  \n"), "{after}");
}
