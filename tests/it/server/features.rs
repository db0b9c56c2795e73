//! What an editor shows and offers, over the wire.

use serde_json::{Value, json};
use sigla::rules::{Edit, apply};

use super::client::{Client, Setup};
use super::{ENCODINGS, SEED, URI, WIDE, at, encoding};
use crate::positions::byte;

/// The bytes of a range of the protocol.
pub fn bytes(text: &str, range: &Value, encoding_name: &str) -> std::ops::Range<usize> {
    let [start, end] = ["start", "end"].map(|end| {
        let number = |name: &str| range[end][name].as_u64().expect("positions are numbers") as u32;
        byte(
            text,
            (number("line"), number("character")),
            encoding(encoding_name),
        )
    });
    start..end
}

/// The text after edits of the protocol, which must not overlap.
pub fn edited(text: &str, edits: &Value, encoding_name: &str) -> String {
    let edits = edits.as_array().expect("edits are an array").iter();
    let edit = |edit: &Value| {
        Edit::replace(
            bytes(text, &edit["range"], encoding_name),
            edit["newText"].as_str().expect("it is a string"),
        )
    };
    let mut edits: Vec<Edit> = edits.map(edit).collect();
    edits.sort_by_key(|edit| edit.range.start);
    apply(text, &edits)
}

fn opened(text: &str, encoding: &str) -> Client {
    let mut client = Client::new(Setup {
        encodings: &[encoding],
        ..Setup::default()
    });
    client.open(URI, 1, text);
    client
}

#[test]
fn a_hover_explains_the_word_and_says_which() {
    for encoding in ENCODINGS {
        let mut client = opened(WIDE, encoding);
        let hover = client.ask_of(
            URI,
            "hover",
            json!({"position": at(WIDE, "Ghulja", 2, encoding)}),
        );
        let shown = hover["contents"]["value"].as_str().expect("it is Markdown");
        assert!(
            shown.contains("Yining") && shown.contains("China"),
            "{shown}"
        );
        assert_eq!(&WIDE[bytes(WIDE, &hover["range"], encoding)], "Ghulja");
        let bracket = client.ask_of(
            URI,
            "hover",
            json!({"position": at(WIDE, "[Yining", 0, encoding)}),
        );
        assert!(
            bracket["contents"]["value"]
                .as_str()
                .is_some_and(|shown| shown.contains("other name")),
            "{bracket}"
        );
        let nothing = client.ask_of(
            URI,
            "hover",
            json!({"position": at(WIDE, "e\u{301}", 0, encoding)}),
        );
        assert_eq!(nothing, Value::Null);
    }
}

#[test]
fn a_hover_on_a_finding_explains_its_rule() {
    let text = "Nº 1-1 p. 282]";
    let mut client = opened(text, "utf-16");
    let hover = client.ask_of(
        URI,
        "hover",
        json!({"position": at(text, "]", 0, "utf-16")}),
    );
    let shown = hover["contents"]["value"].as_str().expect("it is Markdown");
    assert!(shown.contains("brackets/unopened"), "{shown}");
}

/// The names below an entry, in lines set in by depth; every entry must lie in the one above it.
fn names(symbols: &Value, text: &str, depth: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for symbol in symbols.as_array().into_iter().flatten() {
        let range = bytes(text, &symbol["range"], "utf-16");
        let name = bytes(text, &symbol["selectionRange"], "utf-16");
        assert!(
            range.start <= name.start && name.end <= range.end,
            "{symbol}"
        );
        for child in symbol["children"].as_array().into_iter().flatten() {
            let inner = bytes(text, &child["range"], "utf-16");
            assert!(
                range.start <= inner.start && inner.end <= range.end,
                "{child} leaves its parent"
            );
        }
        let label = symbol["name"]
            .as_str()
            .expect("names are strings")
            .split(' ')
            .next()
            .unwrap_or_default();
        lines.push(format!("{}{label}", "  ".repeat(depth)));
        lines.extend(names(&symbol["children"], text, depth + 1));
    }
    lines
}

#[test]
fn the_outline_of_the_seed_has_its_measures_and_their_points() {
    let mut client = opened(SEED, "utf-16");
    let lines = names(&client.ask_of(URI, "documentSymbol", json!({})), SEED, 0);
    let is_item =
        |line: &&String| line.trim_start().ends_with(['.', ')']) && line.trim_start().len() == 2;
    let items: Vec<&str> = lines.iter().filter(is_item).map(String::as_str).collect();
    assert_eq!(
        items,
        [
            "1.", "2.", "3.", "  a)", "  b)", "4.", "5.", "  a)", "  b)", "  c)", "6.", "7."
        ],
        "{lines:#?}"
    );
}

#[test]
fn the_edit_of_a_code_action_removes_its_finding() {
    for encoding in ENCODINGS {
        for (text, rule) in [
            (SEED, "brackets/unopened"),
            (WIDE, "brackets/unopened"),
            ("𝔸 [SIC and on\n", "brackets/unclosed"),
        ] {
            let mut client = opened(text, encoding);
            let found = client.diagnostics(URI, 1);
            let is_it = |diagnostic: &&Value| diagnostic["code"] == rule;
            let finding = found
                .as_array()
                .and_then(|found| found.iter().find(is_it))
                .expect("it is found")
                .clone();
            let context = json!({"diagnostics": [finding]});
            let actions = client.ask_of(
                URI,
                "codeAction",
                json!({"range": finding["range"], "context": context}),
            );
            let fixes = actions
                .as_array()
                .expect("there are actions")
                .iter()
                .filter(|action| action["kind"] == "quickfix");
            let fixes: Vec<&Value> = fixes
                .filter(|action| action["diagnostics"][0] == finding)
                .collect();
            assert!(!fixes.is_empty(), "{rule} has a fix: {actions}");
            for (version, fix) in (2..).step_by(2).zip(fixes) {
                let edits = &fix["edit"]["changes"][URI];
                let fixed = edited(text, edits, encoding);
                let mut changes: Vec<Value> = edits
                    .as_array()
                    .expect("edits")
                    .iter()
                    .map(|edit| json!({"range": edit["range"], "text": edit["newText"]}))
                    .collect();
                changes.reverse();
                client.change(URI, version, Value::Array(changes));
                let left = client.diagnostics(URI, version);
                let count = |found: &Value| {
                    found
                        .as_array()
                        .map_or(0, |found| found.iter().filter(is_it).count())
                };
                assert_eq!(
                    count(&left),
                    count(&found) - 1,
                    "{} leaves {left}",
                    fix["title"]
                );
                let uri = format!("file:///{version}");
                client.open(&uri, 1, &fixed);
                assert_eq!(
                    client.diagnostics(&uri, 1).to_string(),
                    left.to_string().replace(URI, &uri)
                );
                client.change(URI, version + 1, json!([{"text": text}]));
            }
        }
    }
}

#[test]
fn a_fold_is_longer_than_a_line() {
    let text = "---\ntitle: x\ndate: 1945\n---\n\n# One\n\ntext\n\n## Two\n\ntext\n\n1. an item\n\n```tei\n<p/>\n```\n";
    let folds = opened(text, "utf-8").ask_of(URI, "foldingRange", json!({}));
    let lines = folds
        .as_array()
        .expect("folds")
        .iter()
        .map(|fold| (fold["startLine"].as_u64(), fold["endLine"].as_u64()));
    let lines: Vec<_> = lines
        .map(|(start, end)| (start.unwrap_or(0), end.unwrap_or(0)))
        .collect();
    assert!(lines.iter().all(|(start, end)| start < end), "{lines:?}");
    for fold in [(0, 3), (5, 17), (9, 17), (15, 17)] {
        assert!(lines.contains(&fold), "{fold:?} in {lines:?}");
    }
}

#[test]
fn semantic_tokens_lie_on_the_words_that_they_name() {
    let text = "---\nlanguage: en\n---\n\n@classification 𝔸\n\n1. 𝔸 [stamp: 伊宁\r\nmore] Ghulja [Yining] %% no\n\n%% a comment\n";
    for encoding_name in ENCODINGS {
        let mut client = opened(text, encoding_name);
        let types =
            client.offered["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
                .clone();
        let tokens = client.ask_of(URI, "semanticTokens/full", json!({}));
        let data: Vec<u32> = serde_json::from_value(tokens["data"].clone()).expect("numbers");
        let (mut line, mut column) = (0, 0);
        let decode = |token: &[u32]| {
            column = if token[0] == 0 {
                column + token[1]
            } else {
                token[1]
            };
            line += token[0];
            let [start, end] = [column, column + token[2]]
                .map(|column| byte(text, (line, column), encoding(encoding_name)));
            format!(
                "{} {:?}",
                types[token[3] as usize].as_str().unwrap_or("none"),
                &text[start..end]
            )
        };
        let decoded: Vec<String> = data.chunks_exact(5).map(decode).collect();
        let expected = [
            "property \"language\"",
            "operator \"@classification\"",
            "operator \"1.\"",
            "mark \"[\"",
            "keyword \"stamp\"",
            "mark \": 伊宁\"",
            "mark \"more]\"",
            "other-name \"[Yining]\"",
            "comment \"%% a comment\"",
        ];
        assert_eq!(decoded, expected, "{encoding_name}");
    }
}

#[test]
fn completion_offers_labels_roles_keys_and_values() {
    let cases = [
        ("[st|", "stamp", "[stamp: "),
        ("𝔸 {uncl|", "unclear", "𝔸 {unclear: "),
        ("@cl|", "classification", "@classification "),
        (
            "---\ntitle: x\nlan|\n---\n",
            "language",
            "---\ntitle: x\nlanguage: \n---\n",
        ),
        ("---\nlanguage: r|\n---\n", "ru", "---\nlanguage: ru\n---\n"),
    ];
    for encoding in ENCODINGS {
        for (marked, label, expected) in cases {
            let text = marked.replace('|', "");
            let position = at(marked, "|", 0, encoding);
            let items =
                opened(&text, encoding).ask_of(URI, "completion", json!({"position": position}));
            let item = items["items"]
                .as_array()
                .and_then(|items| items.iter().find(|item| item["label"] == label));
            let item = item.unwrap_or_else(|| panic!("{marked}: no {label} in {items}"));
            assert_eq!(
                edited(&text, &json!([item["textEdit"]]), encoding),
                expected
            );
            assert_eq!(item["filterText"], label, "what Neovim filters by");
        }
    }
}

#[test]
fn formatting_lays_out_the_document_and_a_part_only_its_blocks() {
    let text = "---\r\nlanguage: zh\r\ntitle: 𝔸\r\n---\r\n伊宁 𝔸  \r\n\r\n\r\n| 区 | 3 |\r\n| 第一区 | 𝔸 |";
    let whole = "---\r\ntitle: 𝔸\r\nlanguage: zh\r\n---\r\n\r\n伊宁 𝔸\r\n\r\n| 区     | 3 |\r\n| 第一区 | 𝔸 |\r\n";
    let table = "---\r\nlanguage: zh\r\ntitle: 𝔸\r\n---\r\n伊宁 𝔸  \r\n\r\n\r\n| 区     | 3 |\r\n| 第一区 | 𝔸 |\r\n";
    let options = json!({"tabSize": 4, "insertSpaces": true});
    for encoding in ENCODINGS {
        let mut client = opened(text, encoding);
        let edits = client.ask_of(URI, "formatting", json!({"options": options}));
        assert_eq!(edited(text, &edits, encoding), whole, "{encoding}");
        let [start, end] = ["第一", "区 | 𝔸"].map(|place| at(text, place, 0, encoding));
        let range = json!({"start": start, "end": end});
        let edits = client.ask_of(
            URI,
            "rangeFormatting",
            json!({"options": options, "range": range}),
        );
        assert_eq!(edited(text, &edits, encoding), table, "{encoding}");
        client.open(URI, 2, whole);
        let none = client.ask_of(URI, "formatting", json!({"options": options}));
        assert_eq!(none, json!([]));
    }
}

#[test]
fn rewritings_are_offered_as_refactorings_and_lose_no_word() {
    let text = "𝔸 left [note: in fact 伊宁] then.\r\n\r\n[stamp: Received]\r\n";
    let offered = |client: &mut Client, needle: &str, length: usize, encoding: &str| {
        let [start, end] = [0, length].map(|behind| at(text, needle, behind, encoding));
        let context = json!({"diagnostics": [], "only": ["refactor"]});
        let asked = json!({"range": {"start": start, "end": end}, "context": context});
        let actions = client.ask_of(URI, "codeAction", asked);
        let actions = actions.as_array().expect("a list").iter();
        let after = actions.map(|action| {
            assert_eq!(action["kind"], "refactor.rewrite");
            let title = action["title"].as_str().expect("it has one").to_owned();
            (
                title,
                edited(text, &action["edit"]["changes"][URI], encoding),
            )
        });
        after.collect::<std::collections::BTreeMap<_, _>>()
    };
    for encoding in ENCODINGS {
        let mut client = opened(text, encoding);
        let note = offered(&mut client, "fact", 0, encoding);
        assert_eq!(
            note["Make the note a footnote: [^1]"],
            "𝔸 left[^1] then.\r\n\r\n[^1]: in fact 伊宁\r\n\r\n[stamp: Received]\r\n"
        );
        let stamp = offered(&mut client, "Received", 0, encoding);
        assert!(
            stamp["Make it a container: ::: stamp"].ends_with("::: stamp\r\nReceived\r\n:::\r\n")
        );
        let words = offered(&mut client, "fact 伊宁", "fact 伊宁".len(), encoding);
        assert_eq!(
            words["Mark as hard to read: {unclear: …}"],
            text.replace("fact 伊宁", "{unclear: fact 伊宁}")
        );
    }
}
