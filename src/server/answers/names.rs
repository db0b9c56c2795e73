//! Answers about names: where they are defined and mentioned, in open documents, in closed ones and in registers; and the one
//! edit that renames them everywhere.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use ropey::Rope;

use crate::collection::files;
use crate::collection::names::{Place, Wanted};
use crate::ide::links::{self, Target};
use crate::ide::names::{self, Definition, Renamed};
use crate::model::document::Document;
use crate::model::mentions::{Mention, mentions};
use crate::registers::{Registers, Row};
use crate::rules::Edit;
use crate::server::convert::{Encoding, Positions};
use crate::server::documents::Snapshot;
use crate::server::lsp::*;
use crate::server::settings::{SettingsByUri, path};

/// Where the name at a byte is defined.
pub fn definitions(snapshot: &Snapshot, offset: usize) -> Vec<Location> {
    let found = names::definitions(&snapshot.document, registers(snapshot), offset);
    let location = |definition| match definition {
        Definition::Gloss(range) => Some(Location {
            uri: snapshot.uri.clone(),
            range: snapshot.positions().range(&range),
        }),
        Definition::Row { file, text, range } => Some(Location {
            uri: Uri::from_file_path(&file)?,
            range: in_text(&text, snapshot.encoding, |positions| {
                positions.range(&range)
            }),
        }),
    };
    found.into_iter().filter_map(location).collect()
}

/// The row of a register with an id.
pub fn row_with_id(snapshot: &Snapshot, id: &str) -> Option<Location> {
    let registers = registers(snapshot);
    let row = registers.with_id(id)?;
    let file = registers.file_of(row)?;
    Some(Location {
        uri: Uri::from_file_path(&file.path)?,
        range: in_text(&file.text, snapshot.encoding, |positions| {
            positions.range(&registers.range(row))
        }),
    })
}

/// The mentions in a document of what the name at a byte means.
pub fn highlights(snapshot: &Snapshot, offset: usize) -> Vec<DocumentHighlight> {
    let same = names::same(&snapshot.document, registers(snapshot), offset).into_iter();
    same.map(|mention| DocumentHighlight {
        range: snapshot.positions().range(&mention.range),
        kind: Some(DocumentHighlightKind::TEXT),
    })
    .collect()
}

/// Every mention of what the name at a byte means, in all documents of the collection; with `declared`, its rows too.
pub fn references(
    snapshot: &Snapshot,
    open: &[Snapshot],
    offset: usize,
    declared: bool,
) -> Vec<Location> {
    let registers = registers(snapshot);
    let same = names::same(&snapshot.document, registers, offset);
    let Some(mention) = same.first().cloned() else {
        return Vec::new();
    };
    let mut locations = Vec::new();
    if declared {
        locations.extend(definitions(snapshot, offset));
    }
    let wanted = Wanted::of(&mention, registers);
    let is_meant = |it: &Mention| it.means_the_same_as(&mention);
    locations.extend(all_of(snapshot, open, wanted, is_meant));
    locations
}

/// Every mention of the row at a byte of a register, in all documents of the collections that use it.
pub fn references_of_row(open: &[Snapshot], register: &Path, offset: usize) -> Vec<Location> {
    let uses = |it: &&Snapshot| registers(it).files.iter().any(|file| file.path == register);
    let Some(snapshot) = open.iter().find(uses) else {
        return Vec::new();
    };
    let registers = registers(snapshot);
    let is_it = |row: &Row| {
        let range = registers.range(*row);
        let is_there = registers
            .file_of(*row)
            .is_some_and(|it| it.path == register);
        is_there && (range.start..=range.end).contains(&offset)
    };
    let Some(row) = registers.rows().find(is_it) else {
        return Vec::new();
    };
    let wanted = Wanted::row(row, registers);
    all_of(snapshot, open, Some(wanted), |it| it.rows == [row])
}

/// The mentions in open documents that `is_meant` tells, and those in closed ones that are wanted.
fn all_of(
    snapshot: &Snapshot,
    open: &[Snapshot],
    wanted: Option<Wanted>,
    is_meant: impl Fn(&Mention) -> bool,
) -> Vec<Location> {
    let mut locations = Vec::new();
    for other in beside(snapshot, open) {
        let all = mentions(&other.document, &other.settings.registers).into_iter();
        locations.extend(all.filter(&is_meant).map(|it| Location {
            uri: other.uri.clone(),
            range: other.positions().range(&it.range),
        }));
    }
    if let (Some(place), Some(wanted)) = (&snapshot.place, wanted) {
        let is_open = |place: &Place| {
            let mut paths = open.iter().filter_map(|it| path(&it.uri));
            paths.any(|path| path == place.path)
        };
        let mut places = place.names().places(&wanted);
        places.retain(|place| !is_open(place));
        locations.extend(located(places, snapshot.encoding));
    }
    locations
}

/// Places in closed files. Only where a line is not ASCII before a name, its file has to be read.
pub fn located(places: Vec<Place>, encoding: Encoding) -> Vec<Location> {
    let mut texts: HashMap<PathBuf, Option<Rope>> = HashMap::new();
    let locate = |place: Place| {
        let uri = Uri::from_file_path(&place.path)?;
        let range = if place.is_ascii {
            let at = |column| Position::new(place.line, column);
            Range::new(at(place.range.start), at(place.range.end))
        } else {
            let read = || {
                files::read(&place.path)
                    .ok()
                    .map(|text| Rope::from_str(&text.text))
            };
            let text = texts
                .entry(place.path.clone())
                .or_insert_with(read)
                .as_ref()?;
            let line = place.line as usize;
            let start = text.get_line(line).map(|_| text.line_to_byte(line))?;
            let positions = Positions { text, encoding };
            let at = |column: u32| start + column as usize;
            positions.range(&(at(place.range.start)..at(place.range.end)))
        };
        Some(Location { uri, range })
    };
    places.into_iter().filter_map(locate).collect()
}

/// What can be renamed at a byte, or why nothing can.
pub fn prepare_rename(snapshot: &Snapshot, offset: usize) -> Result<PrepareRenameResponse, String> {
    let renamed = names::renamed(&snapshot.document, registers(snapshot), offset)?;
    Ok(PrepareRenameResponse::RangeWithPlaceholder {
        range: snapshot.positions().range(&renamed.range),
        placeholder: renamed.written,
    })
}

/// What a renaming needs to know besides the document.
pub struct Renaming {
    /// What the name becomes.
    pub new: String,
    /// All open documents.
    pub open: Vec<Snapshot>,
    /// The settings of those that are not open.
    pub settings: Arc<SettingsByUri>,
    /// Whether the client shows edits before it makes them, if it is asked to.
    pub annotates: bool,
}

/// One edit that renames what the name at a byte means, in every document of the collection and in its register.
pub fn rename(
    snapshot: &Snapshot,
    offset: usize,
    renaming: &Renaming,
) -> Result<WorkspaceEdit, String> {
    let registers = registers(snapshot);
    let renamed = names::renamed(&snapshot.document, registers, offset)?;
    let new = renaming.new.trim();
    if let Some(complaint) = names::complaint(new) {
        return Err(complaint);
    }
    let mut edits: BTreeMap<Uri, (Option<i32>, Vec<TextEdit>)> = BTreeMap::new();
    for other in beside(snapshot, &renaming.open) {
        let own = renamed.edits(&other.document, &other.settings.registers, new);
        let own = other.positions().edits(&own);
        edits.insert(other.uri.clone(), (Some(other.version), own));
    }
    for (uri, own) in in_closed(snapshot, &renamed, renaming, new) {
        edits.entry(uri).or_insert((None, own));
    }
    if let Some((row, own)) = renamed.edits_in_register(registers, new)
        && let Some(file) = registers.file_of(row)
        && let Some(uri) = Uri::from_file_path(&file.path)
    {
        let own = in_text(&file.text, snapshot.encoding, |positions| {
            positions.edits(&own)
        });
        edits.insert(uri, (None, own));
    }
    edits.retain(|_, (_, edits)| !edits.is_empty());
    Ok(workspace_edit(edits, &renamed, new, renaming.annotates))
}

/// The edits in files that are not open. They are read anew: the index only says which.
fn in_closed(
    snapshot: &Snapshot,
    renamed: &Renamed,
    renaming: &Renaming,
    new: &str,
) -> Vec<(Uri, Vec<TextEdit>)> {
    let wanted = Wanted::of(&renamed.mention, registers(snapshot));
    let (Some(place), Some(wanted)) = (&snapshot.place, wanted) else {
        return Vec::new();
    };
    let paths: Vec<_> = place
        .names()
        .documents(&wanted)
        .into_iter()
        .map(Path::to_owned)
        .collect();
    let edits = paths.into_par_iter().filter_map(|path| {
        let registers = &renaming.settings.configuration.settings(&path).registers;
        let edits = |document: &Document| renamed.edits(document, registers, new);
        let own = in_file(&path, &renaming.settings, snapshot.encoding, &edits)?;
        Some((Uri::from_file_path(&path)?, own))
    });
    edits.collect()
}

/// Edits of a document that is not open, as its file is now; none where it cannot be read whole.
pub fn in_file(
    path: &Path,
    settings: &SettingsByUri,
    encoding: Encoding,
    edits: &dyn Fn(&Document) -> Vec<Edit>,
) -> Option<Vec<TextEdit>> {
    let text = files::read(path).ok()?;
    // Bytes that are no UTF-8 would be lost.
    if !text.not_utf8.is_empty() {
        return None;
    }
    let settings = settings.configuration.settings(path);
    let document = Document::with(&text.text, settings.knowledge());
    let positions = Positions {
        text: document.text(),
        encoding,
    };
    Some(positions.edits(&edits(&document)))
}

/// An edit of several files, which every client takes.
pub fn plain_edit(edits: BTreeMap<Uri, Vec<TextEdit>>) -> WorkspaceEdit {
    WorkspaceEdit {
        changes: Some(edits.into_iter().collect()),
        ..Default::default()
    }
}

/// One undoable edit of all; where the client can, it shows it first.
fn workspace_edit(
    edits: BTreeMap<Uri, (Option<i32>, Vec<TextEdit>)>,
    renamed: &Renamed,
    new: &str,
    annotates: bool,
) -> WorkspaceEdit {
    const ID: &str = "rename";
    let count: usize = edits.values().map(|(_, edits)| edits.len()).sum();
    if !annotates {
        let changes = edits.into_iter().map(|(uri, (_, edits))| (uri, edits));
        return plain_edit(changes.collect());
    }
    let annotated = |text_edit| {
        OneOf::Right(AnnotatedTextEdit {
            text_edit,
            annotation_id: ID.to_owned(),
        })
    };
    let documents = edits
        .into_iter()
        .map(|(uri, (version, edits))| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(annotated).collect(),
        });
    let annotation = ChangeAnnotation {
        label: format!("Write {} as {new}", renamed.written),
        needs_confirmation: Some(true),
        description: Some(format!(
            "{count} places; the words of the source may change with it"
        )),
    };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(documents.collect())),
        change_annotations: Some([(ID.to_owned(), annotation)].into()),
        ..Default::default()
    }
}

/// The links of a document.
pub fn document_links(snapshot: &Snapshot) -> Vec<DocumentLink> {
    let folder = path(&snapshot.uri).and_then(|path| Some(path.parent()?.to_owned()));
    let found = links::links(&snapshot.document, registers(snapshot)).into_iter();
    let link = |link: links::Link| {
        let target = match &link.target {
            Target::Address(address) => address.parse().ok()?,
            Target::Document(path) => Uri::from_file_path(folder.as_ref()?.join(path))?,
            Target::Line(path, line) => format!("{}#L{line}", Uri::from_file_path(path)?.as_str())
                .parse()
                .ok()?,
        };
        Some(DocumentLink {
            range: snapshot.positions().range(&link.range),
            target: Some(target),
            tooltip: Some(link.tooltip),
            data: None,
        })
    };
    found.filter_map(link).collect()
}

/// This document and the open ones of its collection.
pub fn beside<'a>(
    snapshot: &'a Snapshot,
    open: &'a [Snapshot],
) -> impl Iterator<Item = &'a Snapshot> {
    let others = open.iter().filter(|other| {
        let place = snapshot.place.as_ref();
        let is_beside = place.is_some_and(|place| match &other.place {
            Some(other) => place.is_beside(other),
            // It was opened just now, and nobody has looked yet where it lies.
            None => path(&other.uri).is_some_and(|path| path.starts_with(place.root())),
        });
        other.uri != snapshot.uri && is_beside
    });
    std::iter::once(snapshot).chain(others)
}

fn registers(snapshot: &Snapshot) -> &Registers {
    &snapshot.settings.registers
}

/// What positions in another text are.
pub fn in_text<T>(text: &str, encoding: Encoding, ask: impl FnOnce(Positions) -> T) -> T {
    let text = Rope::from_str(text);
    ask(Positions {
        text: &text,
        encoding,
    })
}
