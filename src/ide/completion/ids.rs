//! Ids of register rows, behind `{@`: those of rows that bear the name before it first.

use super::gloss::names_before;
use super::{At, Completion, CompletionKind, Completions, names};
use crate::registers::Row;

/// So many are offered; more letters bring the others.
const MOST: usize = 200;

/// The ids that may stand behind `before`, of which `typed` is there.
pub(super) fn ids(at: &At, before: &str, typed: &str) -> Completions {
    let names = names_before(before);
    let named = names.iter().map(|name| at.registers.named(name));
    let named = named.into_iter().find(|rows| !rows.is_empty());
    let named = named.unwrap_or_default();
    let others = at.registers.rows().filter(|row| !named.contains(row));
    let with_id = |row: &Row| !at.registers.id(*row).is_empty();
    let typed_key = typed.to_lowercase();
    let fits = |row: &Row| {
        let (id, title) = (at.registers.id(*row), at.registers.title(*row));
        id.to_lowercase().contains(&typed_key) || title.to_lowercase().contains(&typed_key)
    };
    let mut rows = named
        .iter()
        .copied()
        .chain(others.filter(fits))
        .filter(with_id);
    let items = rows.by_ref().take(MOST).map(|row| {
        let id = at.registers.id(row);
        Completion {
            label: id.to_owned(),
            detail: format!(
                "{} · {}",
                at.registers.title(row),
                names::detail(at.registers, row)
            ),
            about: String::new(),
            range: at.offset - typed.len()..at.offset,
            new: at.closed(id, '}'),
            filter: Some(format!("{id} {}", at.registers.title(row))),
            kind: CompletionKind::Id,
        }
    });
    Completions {
        items: items.collect(),
        is_incomplete: rows.next().is_some(),
    }
}
