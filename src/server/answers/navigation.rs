//! Answers about what stands at a place: where it is defined, where else it stands, and renaming it. A footnote stays in its
//! document; an id of a register, a document's own id and its mentions go through the collection; all else is a name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use ropey::Rope;

use crate::collection::files;
use crate::collection::index::Index;
use crate::ide::cross_references::{self, CrossReference, Kind};
use crate::ide::{footnotes, ids, linked, pairs, selection};
use crate::model::document::Document;
use crate::rules::Edit;
use crate::server::answers::names::{self, Renaming};
use crate::server::collections::Place;
use crate::server::convert::Positions;
use crate::server::documents::Snapshot;
use crate::server::lsp::*;
use crate::server::settings::path;

/// Where what stands at a byte is defined.
pub fn definitions(snapshot: &Snapshot, offset: usize) -> Vec<Location> {
    let (document, positions) = (&snapshot.document, snapshot.positions());
    if let Some(note) = footnotes::at(document, offset) {
        let given = note.signs.iter().filter(|sign| sign.given);
        let location = |sign: &footnotes::Sign| here(snapshot, positions.range(&sign.range));
        return given.map(location).collect();
    }
    if let Some(reference) = cross_references::at(document, offset) {
        let targets = targets(snapshot, &reference).into_iter();
        let start = Range::default();
        return targets
            .filter_map(|file| Some(Location::new(Uri::from_file_path(file)?, start)))
            .collect();
    }
    if let Some(id) = ids::at(document, offset) {
        return names::row_with_id(snapshot, &id.words)
            .into_iter()
            .collect();
    }
    names::definitions(snapshot, offset)
}

/// What else in the document belongs to what stands at a byte.
pub fn highlights(snapshot: &Snapshot, offset: usize) -> Vec<DocumentHighlight> {
    let positions = snapshot.positions();
    let highlight = |range, kind| DocumentHighlight {
        range: positions.range(&range),
        kind: Some(kind),
    };
    if let Some(note) = footnotes::at(&snapshot.document, offset) {
        let kind = |given| match given {
            true => DocumentHighlightKind::WRITE,
            false => DocumentHighlightKind::READ,
        };
        let signs = note.signs.into_iter();
        return signs
            .map(|it| highlight(it.range, kind(it.given)))
            .collect();
    }
    if let Some(id) = ids::at(&snapshot.document, offset) {
        return names::highlights(snapshot, id.range.start);
    }
    let named = names::highlights(snapshot, offset);
    match pairs::at(&snapshot.document, offset) {
        Some(signs) if named.is_empty() => [signs.opener, signs.closer]
            .map(|sign| highlight(sign, DocumentHighlightKind::TEXT))
            .into(),
        _ => named,
    }
}

/// Every place that means what stands at a byte; with `declared`, where it is defined too.
pub fn references(
    snapshot: &Snapshot,
    open: &[Snapshot],
    offset: usize,
    declared: bool,
) -> Vec<Location> {
    let document = &snapshot.document;
    if let Some(note) = footnotes::at(document, offset) {
        let signs = note.signs.iter().filter(|sign| declared || !sign.given);
        let range = |sign: &footnotes::Sign| snapshot.positions().range(&sign.range);
        return signs.map(|sign| here(snapshot, range(sign))).collect();
    }
    if let Some(reference) = cross_references::at(document, offset) {
        let mut locations = match declared {
            true => definitions(snapshot, offset),
            false => Vec::new(),
        };
        let targets = targets(snapshot, &reference);
        locations.extend(referring(snapshot, open, &targets));
        return locations;
    }
    let offset = ids::at(document, offset).map_or(offset, |id| id.range.start);
    names::references(snapshot, open, offset, declared)
}

/// What can be renamed at a byte, or why nothing can.
pub fn prepare_rename(snapshot: &Snapshot, offset: usize) -> Result<PrepareRenameResponse, String> {
    let document = &snapshot.document;
    let prepared = |range, placeholder| PrepareRenameResponse::RangeWithPlaceholder {
        range: snapshot.positions().range(&range),
        placeholder,
    };
    if let Some(note) = footnotes::at(document, offset) {
        return Ok(prepared(note.signs[note.asked].name.clone(), note.name));
    }
    match cross_references::at(document, offset) {
        Some(own) if own.kind == Kind::Id => return Ok(prepared(own.range, own.words)),
        Some(other) => {
            return Err(format!(
                "`{}` is another file; rename that, or its id where it is given",
                other.words
            ));
        }
        None => {}
    }
    if let Some(id) = ids::at(document, offset) {
        ids::renamed(&snapshot.settings.registers, &id, &id.words)?;
        return Ok(prepared(id.written, id.words));
    }
    names::prepare_rename(snapshot, offset)
}

/// One edit that renames what stands at a byte wherever it is meant.
pub fn rename(
    snapshot: &Snapshot,
    offset: usize,
    renaming: &Renaming,
) -> Result<WorkspaceEdit, String> {
    let (document, new) = (&snapshot.document, renaming.new.trim());
    if let Some(note) = footnotes::at(document, offset) {
        let edits = note.renamed(document, new)?;
        let edits = snapshot.positions().edits(&edits);
        return Ok(names::plain_edit([(snapshot.uri.clone(), edits)].into()));
    }
    let registers = &snapshot.settings.registers;
    if let Some(own) = cross_references::at(document, offset) {
        if own.kind != Kind::Id {
            return Err("another file is renamed in the file manager".to_owned());
        }
        if let Some(complaint) = cross_references::complaint(new) {
            return Err(complaint);
        }
        let taken = |place: &Place| place.index().with_id(new).next().is_some();
        if new != own.words && snapshot.place.as_ref().is_some_and(taken) {
            return Err(format!("another document has the id `{new}` already"));
        }
        let edits = everywhere(snapshot, renaming, &|document| {
            let all = cross_references::all(document).into_iter();
            let same = all.filter(|it| it.kind != Kind::File && it.words == own.words);
            same.map(|it| Edit::replace(it.range, new)).collect()
        });
        return Ok(names::plain_edit(edits));
    }
    if let Some(id) = ids::at(document, offset) {
        let row = ids::renamed(registers, &id, new)?;
        let Some(own) = ids::edits_in_register(registers, row, new) else {
            return Err(format!(
                "the register of `{}` is no table; rename it there",
                id.words
            ));
        };
        let mut edits = everywhere(snapshot, renaming, &|document| {
            ids::edits(document, &id.words, new)
        });
        if let Some(file) = registers.file_of(row)
            && let Some(uri) = Uri::from_file_path(&file.path)
        {
            let text = Rope::from_str(&file.text);
            let positions = Positions {
                text: &text,
                encoding: snapshot.encoding,
            };
            edits.insert(uri, positions.edits(&own));
        }
        return Ok(names::plain_edit(edits));
    }
    names::rename(snapshot, offset, renaming)
}

/// The selections around each place.
pub fn selections(snapshot: &Snapshot, places: &[Position]) -> Vec<SelectionRange> {
    let positions = snapshot.positions();
    let places: Vec<_> = places.iter().map(|at| positions.byte(*at)).collect();
    let chains = selection::selections(&snapshot.document, &places).into_iter();
    let nested = |chain: Vec<std::ops::Range<usize>>| {
        let outermost_first = chain.iter().rev();
        let nested = outermost_first.fold(None, |parent, range| {
            Some(Box::new(SelectionRange {
                range: positions.range(range),
                parent,
            }))
        });
        nested.map(|innermost| *innermost).unwrap_or_default()
    };
    chains.map(nested).collect()
}

/// What is typed along with what is typed at a place.
pub fn linked(snapshot: &Snapshot, at: Position) -> Option<LinkedEditingRanges> {
    let positions = snapshot.positions();
    let linked = linked::linked(&snapshot.document, positions.byte(at))?;
    Some(LinkedEditingRanges {
        ranges: linked.ranges.iter().map(|it| positions.range(it)).collect(),
        word_pattern: Some(linked.pattern.to_owned()),
    })
}

fn here(snapshot: &Snapshot, range: Range) -> Location {
    Location::new(snapshot.uri.clone(), range)
}

/// The files of the documents that a cross-reference means; its own, where it is the document's id.
fn targets(snapshot: &Snapshot, reference: &CrossReference) -> Vec<PathBuf> {
    match (&snapshot.place, reference.kind) {
        (_, Kind::Id) => path(&snapshot.uri).into_iter().collect(),
        (None, _) => Vec::new(),
        (Some(place), Kind::File) => {
            let folder = path(&snapshot.uri);
            let folder = folder.as_deref().and_then(Path::parent);
            let beside = folder.map(|folder| folder.join(&reference.words));
            let files = beside
                .into_iter()
                .chain([place.root().join(&reference.words)]);
            let mut there = files.filter(|file| files::stamp(file).is_some());
            there.next().into_iter().collect()
        }
        (Some(place), Kind::Other) => {
            let index = place.index();
            let found = index.referred(place.path(), &reference.words);
            found.iter().map(|path| place.file(path)).collect()
        }
    }
}

/// Where documents of the collection refer to one of these.
fn referring(snapshot: &Snapshot, open: &[Snapshot], targets: &[PathBuf]) -> Vec<Location> {
    let Some(place) = &snapshot.place else {
        return Vec::new();
    };
    let refers = |index: &Index, from: &str, words: &str| {
        let found = index.referred(from, words);
        found.iter().any(|it| targets.contains(&place.file(it)))
    };
    let mut locations = Vec::new();
    let beside: Vec<&Snapshot> = names::beside(snapshot, open).collect();
    for other in &beside {
        let from = other.place.as_ref().map_or("", Place::path);
        for reference in cross_references::all(&other.document) {
            if reference.kind == Kind::Other && refers(&place.index(), from, &reference.words) {
                let range = other.positions().range(&reference.range);
                locations.push(Location::new(other.uri.clone(), range));
            }
        }
    }
    let is_open = |file: &PathBuf| beside.iter().any(|it| path(&it.uri).as_ref() == Some(file));
    let index = place.index();
    let mut found = Vec::new();
    for summary in index.documents() {
        let refers = |it: &&_| {
            let it: &crate::collection::summary::Mention = it;
            refers(&index, &summary.path, &it.words)
        };
        let file = place.file(&summary.path);
        for mention in summary.references.iter().filter(refers) {
            if !is_open(&file) {
                found.push((file.clone(), mention.range.clone()));
            }
        }
    }
    drop(index);
    let located = found.into_par_iter().filter_map(|(file, range)| {
        let text = Rope::from_str(&files::read(&file).ok()?.text);
        let positions = Positions {
            text: &text,
            encoding: snapshot.encoding,
        };
        Some(Location::new(
            Uri::from_file_path(&file)?,
            positions.range(&range),
        ))
    });
    locations.extend(located.collect::<Vec<_>>());
    locations
}

/// The same edits in every document of the collection, open or closed; only those that have any.
pub fn everywhere(
    snapshot: &Snapshot,
    renaming: &Renaming,
    edits: &(dyn Fn(&Document) -> Vec<Edit> + Sync),
) -> BTreeMap<Uri, Vec<TextEdit>> {
    let mut all = BTreeMap::new();
    for other in names::beside(snapshot, &renaming.open) {
        let own = other.positions().edits(&edits(&other.document));
        all.insert(other.uri.clone(), own);
    }
    let closed: Vec<PathBuf> = snapshot.place.iter().flat_map(Place::files).collect();
    let closed = closed.into_par_iter().filter_map(|file| {
        let uri = Uri::from_file_path(&file)?;
        Some((
            uri,
            names::in_file(&file, &renaming.settings, snapshot.encoding, edits)?,
        ))
    });
    for (uri, own) in closed.collect::<Vec<_>>() {
        // Of an open document its text counts, not its file.
        all.entry(uri).or_insert(own);
    }
    all.retain(|_, edits| !edits.is_empty());
    all
}
