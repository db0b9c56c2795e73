//! Thousands of edits back to back: the right text, the right findings, and few words about them.

use std::time::{Duration, Instant};

use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};

use super::client::{Client, Setup};
use super::{ENCODINGS, SEED, URI, encoding};
use crate::edits::FRAGMENTS;
use crate::positions::{place_from, position};

const EDITS: i32 = 5_000;
const FRESH: &str = "file:///archive/fresh.sigla";
const PLACE: &str = "the city of Ghulja [Yining]\n\n";

/// What the server says of a document, its address aside.
fn everything(client: &mut Client, uri: &str, version: i32) -> [String; 4] {
    let diagnostics = client
        .diagnostics(uri, version)
        .to_string()
        .replace(uri, "it");
    let symbols = client.ask_of(uri, "documentSymbol", json!({}));
    let tokens = client.ask_of(uri, "semanticTokens/full", json!({}));
    let folds = client.ask_of(uri, "foldingRange", json!({}));
    [
        diagnostics,
        symbols.to_string(),
        // Their id tells one state of one document.
        tokens["data"].to_string(),
        folds.to_string(),
    ]
}

/// A change of the protocol at a random place, made to `text` as well.
fn edit(text: &mut String, random: &mut TestRng, encoding_name: &str) -> Value {
    let near = random.random_range(0..=text.len());
    let start = place_from(text, near);
    let end = place_from(text, (start + random.random_range(0..6)).min(text.len()));
    let place = |byte| {
        let (line, character) = position(text, byte, encoding(encoding_name));
        json!({"line": line, "character": character})
    };
    let new = FRAGMENTS[random.random_range(0..FRAGMENTS.len())];
    let change = json!({"range": {"start": place(start), "end": place(end)}, "text": new});
    text.replace_range(start..end, new);
    change
}

#[test]
fn a_burst_of_edits_ends_in_the_right_text_and_findings() {
    for name in ENCODINGS {
        let mut client = Client::new(Setup {
            encodings: &[name],
            ..Setup::default()
        });
        let mut random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut text = SEED[..4000].to_owned();
        client.open(URI, 1, &text);
        let changes: Vec<Value> = (1..EDITS)
            .map(|_| edit(&mut text, &mut random, name))
            .collect();
        let start = Instant::now();
        for (version, change) in (2..).zip(changes) {
            client.change(URI, version, json!([change]));
        }
        let zero = json!({"line": 0, "character": 0});
        let last = json!({"range": {"start": zero, "end": zero}, "text": PLACE});
        client.change(URI, EDITS + 1, json!([last]));
        text.insert_str(0, PLACE);
        let hover = client.ask_of(
            URI,
            "hover",
            json!({"position": {"line": 0, "character": 13}}),
        );
        assert!(
            hover["contents"]["value"]
                .as_str()
                .is_some_and(|shown| shown.contains("Yining")),
            "{hover}"
        );
        let kept = everything(&mut client, URI, EDITS + 1);
        let publishes = start.elapsed().as_secs() + 9;
        assert!(
            client.published.len() as u64 <= publishes,
            "{} publishes",
            client.published.len()
        );
        let versions: Vec<_> = client
            .published
            .iter()
            .map(|published| published["version"].as_i64())
            .collect();
        assert!(versions.is_sorted(), "{versions:?}");
        client.open(FRESH, 1, &text);
        assert_eq!(kept, everything(&mut client, FRESH, 1), "{name}");
    }
}

#[test]
fn a_document_that_is_typed_without_a_pause_is_published_now_and_then() {
    let mut client = Client::new(Setup::default());
    client.open(URI, 1, SEED);
    client.diagnostics(URI, 1);
    let start = Instant::now();
    let mut version = 1;
    while start.elapsed() < Duration::from_secs(3) {
        version += 1;
        client.change(URI, version, json!([{"text": "a]"}]));
    }
    client.diagnostics(URI, version);
    assert!(
        client.published.len() > 2,
        "{} publishes",
        client.published.len()
    );
}
