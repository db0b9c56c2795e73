//! `docs/registers.md`: its tables are registers without fault, and it tells of every column.

use std::fs;

use sigla::registers::{Registers, Topic};

fn page() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/registers.md");
    fs::read_to_string(path).expect("it is committed")
}

#[test]
fn its_tables_are_registers_without_fault() {
    let page = page();
    let tables = page.split("```tsv\n").skip(1);
    let tables: Vec<_> = tables.filter_map(|it| it.split("```").next()).collect();
    assert_eq!(tables.len(), Topic::ALL.len());
    for (topic, table) in Topic::ALL.into_iter().zip(tables) {
        let registers = Registers::of_text(topic, topic.file().into(), table);
        assert!(registers.count(topic) >= 2, "{table}");
        assert_eq!(registers.files[0].problems, [], "{table}");
    }
}

#[test]
fn it_tells_of_every_column() {
    let page = page();
    for topic in Topic::ALL {
        for column in topic.columns() {
            let needed = if column.needed { " (needed)" } else { "" };
            let row = format!("| `{}`{needed} | {} |", column.name, column.about);
            assert!(page.contains(&row), "docs/registers.md lacks\n{row}");
        }
    }
}
