//! `docs/features.md` links to tests that are there, and leaves out nothing that the server advertises.

use std::path::Path;

use crate::server::client::{Client, Setup};

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/features.md");
    std::fs::read_to_string(path).expect("the page is there")
}

/// The pieces of a page between backticks.
fn quoted(page: &str) -> impl Iterator<Item = &str> {
    page.lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn every_test_that_the_page_names_is_there() {
    let page = page();
    let mut count = 0;
    for (file, name) in quoted(&page).filter_map(|it| it.split_once('#')) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/it")
            .join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        let test = format!("#[test]\nfn {name}() {{");
        assert!(text.contains(&test), "{file} has no test `{name}`");
        count += 1;
    }
    assert!(count > 30, "the page names {count} tests");
}

#[test]
fn every_row_says_yes_with_a_test_or_no_with_a_reason() {
    let page = page();
    let rows = page.lines().filter(|line| line.starts_with("| ")).skip(1);
    for row in rows {
        let cells = row.trim_matches('|').split('|').map(str::trim);
        let cells: Vec<_> = cells.collect();
        assert_eq!(cells.len(), 11, "{row}");
        let (ours, shown) = (cells[9], cells[10]);
        assert_eq!(ours == "–", !shown.contains(".rs#"), "{row}");
        let has_reason = shown.contains("(#what-is-not-there)");
        assert_eq!(ours.contains('–'), has_reason, "{row}");
    }
}

/// A client that can do whatever the server asks after.
const RICH: &str = r#"{
    "textDocument": {"synchronization": {"willSaveWaitUntil": true}},
    "workspace": {"fileOperations": {"willRename": true}}
}"#;

#[test]
fn the_page_has_all_that_is_advertised() {
    let client = Client::new(Setup {
        pulls: true,
        more: RICH,
        ..Setup::default()
    });
    let page = page();
    let named: Vec<_> = quoted(&page).collect();
    let advertised = client.offered["capabilities"]
        .as_object()
        .expect("an object");
    for (name, value) in advertised {
        let within = match (name.as_str(), value.as_object()) {
            ("workspace", Some(within)) => within.keys().map(|it| format!("{name}.{it}")).collect(),
            _ => vec![name.clone()],
        };
        for name in within {
            assert!(named.contains(&name.as_str()), "{name} is not on the page");
        }
    }
    let has = |name: &str| advertised.contains_key(name.split('.').next().unwrap_or(name));
    let promised = named.iter().filter(|name| name.ends_with("Provider"));
    for name in promised {
        assert!(has(name), "{name} is not advertised");
    }
}
