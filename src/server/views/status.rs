//! What is in use for a document: configuration, registers, gazetteers, and its collection.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::registers::Topic;
use crate::rules::Settings;
use crate::server::documents::Snapshot;
use crate::server::lsp::Uri;
use crate::server::settings::{SettingsByUri, path};

pub(super) fn status(
    uri: Option<&Uri>,
    snapshot: Option<&Snapshot>,
    settings: &SettingsByUri,
) -> Value {
    let of_document = match (snapshot, uri) {
        (Some(snapshot), _) => Arc::clone(&snapshot.settings),
        (None, Some(uri)) => settings.of(uri),
        (None, None) => Arc::clone(Settings::standard()),
    };
    let registers = &of_document.registers;
    let gazetteers = registers.gazetteers.all().map(|gazetteer| {
        let about: Value = serde_json::from_str(gazetteer.about()).unwrap_or_default();
        let sources = about["sources"].as_array().into_iter().flatten();
        let names = sources.filter_map(|it| it["name"].as_str().or(it.as_str()));
        let name = names.collect::<Vec<_>>().join(", ");
        json!({"name": name, "names": gazetteer.size().1})
    });
    let tables = Topic::ALL.into_iter().filter_map(|topic| {
        let rows = registers.count(topic);
        (rows > 0).then(|| json!({"name": topic.file(), "rows": rows}))
    });
    let root = uri.and_then(path).and_then(|path| settings.root(&path));
    let config = root.map(|root| root.join(crate::collection::config::NAME));
    let config = config.filter(|file| settings.configuration.config(file).is_some());
    let place = snapshot.and_then(|it| it.place.as_ref());
    let lies_somewhere = uri.is_some_and(|uri| path(uri).is_some());
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "configuration": config.map(|it| it.display().to_string()),
        "gazetteers": gazetteers.collect::<Vec<_>>(),
        "registers": tables.collect::<Vec<_>>(),
        "documents": place.map(|place| place.index().documents().count()),
        "reading": lies_somewhere && snapshot.is_some() && place.is_none(),
    })
}
