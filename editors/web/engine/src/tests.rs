//! What the page hears, asked as it asks.

use serde_json::{Value, json};
use sigla::registers::gazetteer::Gazetteer;

use super::answers::at;
use super::ask;

const TEXT: &str = "𝔸 Nº 1-1 p. 282]\n\nGhulja [Yining] fell.\n\n1. one\n\na) two\n";

fn asked(question: Value) -> Value {
    // What the page fetches; a test that is built with the whole program has it already.
    let compiled = include_bytes!("../../../../src/registers/gazetteer/data/places.gaz");
    Gazetteer::install(Gazetteer::open(compiled.to_vec()).expect("it is one"));
    ask(question.to_string().as_bytes())
}

fn place(needle: &str) -> usize {
    at(TEXT, TEXT.find(needle).expect("it is in the text"))
}

#[test]
fn a_finding_is_marked_where_it_stands_and_its_fix_answers_it() {
    asked(json!({"ask": "open", "text": TEXT}));
    let found = asked(json!({"ask": "findings"}));
    let is_it = |it: &&Value| it["rule"] == "brackets/unopened";
    let unopened = found.as_array().expect("a list").iter().find(is_it);
    let unopened = unopened.unwrap_or_else(|| panic!("in {found}"));
    let units: Vec<u16> = TEXT.encode_utf16().collect();
    let (from, to) = (unopened["from"].as_u64(), unopened["to"].as_u64());
    let marked = &units[from.expect("a place") as usize..to.expect("a place") as usize];
    assert!(String::from_utf16_lossy(marked).contains(']'), "{unopened}");
    let edits = unopened["fixes"][0]["edits"].clone();
    asked(json!({"ask": "edit", "edits": edits}));
    let found = asked(json!({"ask": "findings"}));
    assert!(!found.to_string().contains("brackets/unopened"), "{found}");
}

#[test]
fn names_the_outline_and_what_could_be_typed_are_told() {
    asked(json!({"ask": "open", "text": TEXT}));
    let hover = asked(json!({"ask": "hover", "at": place("Ghulja") + 2}));
    assert_eq!(hover["from"], place("Ghulja"));
    assert!(
        hover["markdown"]
            .as_str()
            .is_some_and(|it| it.contains("Yining")),
        "{hover}"
    );
    let outline = asked(json!({"ask": "outline"}));
    let item = &outline
        .as_array()
        .expect("a list")
        .last()
        .expect("an entry")["children"][0];
    assert_eq!(item["name"], "a) two");
    assert_eq!(item["from"], place("a) two"));
    asked(json!({"ask": "edit", "edits": [{"from": 0, "to": 0, "new": "[st\n\n"}]}));
    let found = asked(json!({"ask": "complete", "at": 3}));
    assert!(found["items"].to_string().contains("stamp"), "{found}");
    asked(json!({"ask": "edit", "edits": [{"from": 0, "to": 5, "new": ""}]}));
    assert_eq!(asked(json!({"ask": "text"})), TEXT);
    let places = asked(json!({"ask": "places"}));
    assert_eq!(places["places"][0]["name"], "Ghulja", "{places}");
    let preview = asked(json!({"ask": "preview", "around": 0}));
    assert_eq!(
        preview["blocks"].as_array().map(Vec::len),
        Some(4),
        "{preview}"
    );
    let made = asked(json!({"ask": "fromText", "text": "Copy\n\n29 April 1945\n\nText.\n"}));
    assert!(
        made["text"]
            .as_str()
            .is_some_and(|it| it.starts_with("---\n")),
        "{made}"
    );
}

#[test]
fn what_is_no_question_and_no_place_is_answered_too() {
    assert!(ask(b"\xff").to_string().contains("this is no question"));
    assert!(
        asked(json!({"ask": "what?"}))
            .to_string()
            .contains("this is no question")
    );
    asked(json!({"ask": "open", "text": "𝔸"}));
    for question in ["hover", "complete"] {
        for at in [0, 1, 2, 9_000] {
            asked(json!({"ask": question, "at": at}));
        }
    }
    asked(json!({"ask": "edit", "edits": [{"from": 9_000, "to": 1, "new": "[x"}]}));
    assert_eq!(asked(json!({"ask": "text"})), "[x");
}
