//! A collection step by step: its archives, the fonds of one, the documents of a fonds by their dates.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::collection::summary::{Mention, Summary};
use crate::model::citation::parse_all;
use crate::registers::archives::Archives;
use crate::server::collections::Place;
use crate::server::documents::Snapshot;
use crate::server::lsp::Uri;
use crate::server::settings::{SettingsByUri, path};

/// Documents whose header names no archive.
const NOWHERE: &str = "";

/// So many documents are shown.
const MOST: usize = 5_000;

/// What lies at the end of a way; none while the collection is not read.
pub(super) fn step(
    uri: Option<&Uri>,
    way: &[String],
    open: &[Snapshot],
    settings: &SettingsByUri,
) -> Option<Value> {
    let place = of(uri, open, settings)?;
    let index = place.index();
    let registers = &settings.configuration.settings_in(place.root()).registers;
    let archives = registers.archives();
    let mut groups: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut documents: Vec<&Summary> = Vec::new();
    for summary in index.documents() {
        let source = summary.source.as_deref().unwrap_or_default();
        let lies = lies(source, archives);
        match way {
            [] => {
                let group = groups.entry(lies.archive).or_insert((lies.about, 0));
                group.1 += 1;
            }
            [archive] if *archive == lies.archive => {
                groups.entry(lies.fonds).or_default().1 += 1;
            }
            [archive, fonds, ..] if *archive == lies.archive && *fonds == lies.fonds => {
                documents.push(summary);
            }
            _ => {}
        }
    }
    documents.sort_by_key(|it| (it.date.is_none(), it.date.clone(), it.path.clone()));
    let shown = documents.iter().take(MOST).filter_map(|summary| {
        let title = summary.title.as_ref().map(words);
        Some(json!({
            "uri": Uri::from_file_path(place.file(&summary.path))?, "title": title.unwrap_or(&summary.path),
            "date": summary.date, "citation": summary.source,
        }))
    });
    let groups = groups.into_iter();
    let groups = groups
        .map(|(name, (detail, count))| json!({"name": name, "detail": detail, "count": count}));
    Some(json!({
        "groups": groups.collect::<Vec<_>>(), "documents": shown.collect::<Vec<_>>(),
        "more": documents.len() > MOST,
    }))
}

fn words(mention: &Mention) -> &str {
    &mention.words
}

/// The collection of a document or folder; of none named, the first in which a document is open.
fn of(uri: Option<&Uri>, open: &[Snapshot], settings: &SettingsByUri) -> Option<Place> {
    let asked = uri.and_then(path);
    let root = asked
        .as_deref()
        .map(|path| settings.root(path).unwrap_or_else(|| path.to_owned()));
    let mut places = open.iter().filter_map(|snapshot| snapshot.place.as_ref());
    places
        .find(|place| root.as_deref().is_none_or(|root| root == place.root()))
        .cloned()
}

/// Where a document lies, by its citation.
struct Lies {
    archive: String,
    about: String,
    fonds: String,
}

fn lies(source: &str, archives: &Archives) -> Lies {
    let cited = parse_all(source, archives);
    let start = cited.first().map_or(0, |it| it.range.start);
    let citation = cited.first().map(|it| &it.citation);
    let repository = citation.and_then(|it| it.repository.as_ref());
    let fonds = citation.and_then(|it| it.levels.first());
    let before_comma = || {
        source
            .split(',')
            .next()
            .unwrap_or(NOWHERE)
            .trim()
            .to_owned()
    };
    Lies {
        archive: repository.map_or_else(before_comma, |it| it.repository.abbreviation().to_owned()),
        about: repository.map_or(String::new(), |it| it.repository.name.clone()),
        fonds: fonds.map_or(String::new(), |it| {
            source[start + it.range.start..start + it.range.end].to_owned()
        }),
    }
}
