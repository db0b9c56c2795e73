//! Symbols of the workspace: the rows of registers and the documents of collections, by their names.

use std::path::PathBuf;

use crate::registers::gazetteer::fold;
use crate::registers::{Registers, Row, Topic};
use crate::server::answers::names::in_text;
use crate::server::capabilities::ClientAbilities;
use crate::server::documents::Snapshot;
use crate::server::lsp::*;
use crate::server::settings::SettingsByUri;

/// No answer has more.
const MOST: usize = 500;

/// The rows of all registers and the documents of all collections whose name has these letters. Where the client can ask for
/// it, the place of a row in its file is left for [`resolved`].
pub fn symbols(
    open: &[Snapshot],
    query: &str,
    settings: &SettingsByUri,
    client: ClientAbilities,
) -> Vec<WorkspaceSymbol> {
    let key = fold(query);
    let mut found = Vec::new();
    for registers in settings.configuration.registers() {
        for row in registers.rows() {
            let names = registers.names(row).iter();
            let mut keys = names.map(|name| fold(&name.form));
            if found.len() < MOST && keys.any(|name| name.contains(&key)) {
                found.extend(of_row(&registers, row, client));
            }
        }
    }
    let mut seen: Vec<&Snapshot> = Vec::new();
    for snapshot in open {
        let Some(place) = &snapshot.place else {
            continue;
        };
        let is_known =
            |other: &&Snapshot| other.place.as_ref().is_some_and(|it| it.is_beside(place));
        if seen.iter().any(is_known) {
            continue;
        }
        seen.push(snapshot);
        for summary in place.index().documents() {
            let title = summary
                .title
                .as_ref()
                .map_or(&summary.path, |title| &title.words);
            if fold(title).contains(&key) && found.len() < MOST {
                let uri = Uri::from_file_path(place.file(&summary.path));
                found.extend(uri.map(|uri| WorkspaceSymbol {
                    name: title.clone(),
                    kind: SymbolKind::FILE,
                    container_name: Some(summary.path.clone()),
                    location: OneOf::Right(WorkspaceLocation { uri }),
                    tags: None,
                    data: None,
                }));
            }
        }
    }
    found
}

/// A symbol with its place, for a client that asks about one; as it was, where its row is gone.
pub fn resolved(
    mut symbol: WorkspaceSymbol,
    settings: &SettingsByUri,
    client: ClientAbilities,
) -> WorkspaceSymbol {
    let row = |data: &LSPAny| {
        let file = PathBuf::from(data.get("file")?.as_str()?);
        let index = usize::try_from(data.get("row")?.as_u64()?).ok()?;
        let registers = settings.configuration.registers().into_iter();
        let mut rows = registers.flat_map(|registers| {
            let rows: Vec<_> = registers.rows().filter(|row| row.index == index).collect();
            rows.into_iter().map(move |row| (registers.clone(), row))
        });
        rows.find(|(registers, row)| {
            let is_it = |it: &crate::registers::File| it.path == file;
            registers.file_of(*row).is_some_and(is_it) && registers.title(*row) == symbol.name
        })
    };
    if let Some((registers, row)) = symbol.data.as_ref().and_then(row)
        && let Some(location) = location(&registers, row, client)
    {
        symbol.location = OneOf::Left(location);
    }
    symbol
}

fn of_row(registers: &Registers, row: Row, client: ClientAbilities) -> Option<WorkspaceSymbol> {
    let file = registers.file_of(row)?;
    let resolves = client.resolves_symbols;
    let data = || serde_json::json!({"file": file.path.to_str(), "row": row.index});
    Some(WorkspaceSymbol {
        name: registers.title(row).to_owned(),
        kind: match row.topic {
            Topic::Places => SymbolKind::NAMESPACE,
            Topic::Persons => SymbolKind::CLASS,
            Topic::Glossary => SymbolKind::CONSTANT,
            Topic::Archives => SymbolKind::MODULE,
        },
        container_name: Some(row.topic.file().to_owned()),
        location: match resolves {
            true => OneOf::Right(WorkspaceLocation {
                uri: Uri::from_file_path(&file.path)?,
            }),
            false => OneOf::Left(location(registers, row, client)?),
        },
        tags: None,
        data: resolves.then(data),
    })
}

/// Where a row stands. Linear in its file, whose lines have to be counted.
fn location(registers: &Registers, row: Row, client: ClientAbilities) -> Option<Location> {
    let file = registers.file_of(row)?;
    Some(Location {
        uri: Uri::from_file_path(&file.path)?,
        range: in_text(&file.text, client.encoding, |positions| {
            positions.range(&registers.range(row))
        }),
    })
}
