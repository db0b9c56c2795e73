//! How what is wrong in `sigla.toml` is put into words.

use toml::de::DeValue;

use super::keys::{KEYS, Kind};

/// What to do with a key that belongs to another table.
///
/// In TOML a key below a `[table]` is the table's, so one added at the end of the file often ends up in the wrong one.
pub fn elsewhere(written: &str, table: &str) -> Option<String> {
    if !table.is_empty() && KEYS.iter().any(|key| key.name == written) {
        return Some(format!(
            "`{written}` belongs above the first `[…]` of the file"
        ));
    }
    KEYS.iter().find_map(|key| match key.kind {
        Kind::Table(keys) if keys.iter().any(|inner| inner.name == written) => {
            Some(format!("`{written}` belongs under `[{}]`", key.name))
        }
        _ => None,
    })
}

/// The name of a key below a table.
pub(super) fn under(table: &str, name: &str) -> String {
    match table {
        "" => name.to_owned(),
        table => format!("{table}.{name}"),
    }
}

/// What a key may hold, in words.
pub(super) fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Path | Kind::Choice(_) | Kind::Class | Kind::Way(_) => "words in quotes",
        Kind::Flag => "`true` or `false`",
        Kind::Words | Kind::Patterns | Kind::HeaderKeys => "a list of words in quotes",
        Kind::Rules | Kind::Table(_) | Kind::Named(_) => "a table",
        Kind::Tables(_) => "a list of tables, each under `[[…]]`",
    }
}

/// What a value is, in words.
pub(super) fn kind_of(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "number",
        DeValue::Boolean(_) => "value",
        DeValue::Datetime(_) => "date",
        DeValue::Array(_) => "list",
        DeValue::Table(_) => "table",
    }
}

/// `a`, `b` or `c`, each in backticks.
pub(super) fn alternatives(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// The first line of what was written, cut where it is long.
pub(super) fn shown(written: &str) -> String {
    let line = written.lines().next().unwrap_or_default();
    match line.char_indices().nth(40) {
        None => line.to_owned(),
        Some((end, _)) => format!("{}…", &line[..end]),
    }
}
