//! Code lenses: what a document lacks, and how often a name is mentioned, counted when its lens is seen.

use serde::{Deserialize, Serialize};

use crate::ide::lens::{self, Lens, LensKind};
use crate::ide::register;
use crate::server::answers::commands::SHOW_REFERENCES;
use crate::server::answers::names;
use crate::server::documents::Snapshot;
use crate::server::lsp::*;
use crate::server::settings::sheets::Sheet;
use crate::server::settings::{Hint, Hints};

/// What a lens that is not counted yet is about.
#[derive(Debug, Deserialize, Serialize)]
struct Counted {
    uri: Uri,
    at: Position,
}

/// The lenses of a document that are wanted.
pub fn of_document(snapshot: &Snapshot, hints: &Hints) -> Vec<CodeLens> {
    let mut lenses = Vec::new();
    if hints.wants(Hint::LensOfGaps) {
        lenses.extend(lens::missing(&snapshot.document));
    }
    if hints.wants(Hint::LensOfMentions) {
        let registers = &snapshot.settings.registers;
        lenses.extend(lens::mentioned(&snapshot.document, registers));
    }
    let lenses = lenses.into_iter();
    lenses.map(|lens| code_lens(snapshot, lens)).collect()
}

fn code_lens(snapshot: &Snapshot, lens: Lens) -> CodeLens {
    let positions = snapshot.positions();
    let range = positions.range(&lens.range);
    match lens.kind {
        LensKind::Mentions => not_counted(&snapshot.uri, range),
        LensKind::Missing(missing) => {
            let places = missing.places.iter();
            let places = places
                .map(|it| Location::new(snapshot.uri.clone(), positions.range(it)))
                .collect();
            CodeLens {
                range,
                command: Some(command(missing.title, &snapshot.uri, range.start, places)),
                data: None,
            }
        }
    }
}

/// A lens above each row of an open register.
pub fn of_register(sheet: &Sheet, uri: &Uri, hints: &Hints) -> Vec<CodeLens> {
    if !hints.wants(Hint::LensOfMentions) {
        return Vec::new();
    }
    let text = String::from(&sheet.text);
    let rows = register::rows(sheet.topic, &text).into_iter();
    let range = |row: &register::Shown| sheet.positions().range(&row.name_range);
    rows.map(|row| not_counted(uri, range(&row))).collect()
}

/// A lens with its count.
pub fn resolved(
    mut lens: CodeLens,
    open: &[Snapshot],
    sheet: impl Fn(&Uri) -> Option<Sheet>,
) -> CodeLens {
    let data = lens.data.clone().map(serde_json::from_value::<Counted>);
    let Some(Ok(Counted { uri, at })) = data else {
        return lens;
    };
    let snapshot = open.iter().find(|it| it.uri == uri);
    let found = match (snapshot, sheet(&uri)) {
        (Some(snapshot), _) => {
            let offset = snapshot.positions().byte(at);
            names::references(snapshot, open, offset, false)
        }
        (None, Some(sheet)) => {
            let offset = sheet.positions().byte(at);
            names::references_of_row(open, &sheet.path, offset)
        }
        (None, None) => Vec::new(),
    };
    let mut files: Vec<_> = found.iter().map(|it| it.uri.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let number = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    };
    let title = match found.len() {
        0 => "no mentions".to_owned(),
        count => format!(
            "{} in {}",
            number(count, "mention"),
            number(files.len(), "document")
        ),
    };
    lens.command = Some(command(title, &uri, at, found));
    lens
}

fn not_counted(uri: &Uri, range: Range) -> CodeLens {
    let counted = Counted {
        uri: uri.clone(),
        at: range.start,
    };
    CodeLens {
        range,
        command: None,
        data: serde_json::to_value(counted).ok(),
    }
}

fn command(title: String, uri: &Uri, at: Position, places: Vec<Location>) -> Command {
    let arguments = serde_json::json!([uri, at, places]);
    Command {
        title,
        command: SHOW_REFERENCES.to_owned(),
        arguments: arguments.as_array().cloned(),
    }
}
