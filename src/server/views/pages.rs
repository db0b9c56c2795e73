//! The images of the source, and whether they may be shown: those within the workspace, and addresses once a user allows them.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::ide::facsimile::{Image, images, is_manifest};
use crate::server::documents::Snapshot;
use crate::server::lsp::Uri;
use crate::server::settings::{SettingsByUri, path};

pub(super) fn pages(snapshot: &Snapshot, settings: &SettingsByUri) -> Value {
    let document = path(&snapshot.uri);
    let pages = images(&snapshot.document).into_iter().map(|image| {
        let line = snapshot.document.text().byte_to_line(image.start);
        let found = found(&image, document.as_deref(), settings);
        json!({
            "label": image.label, "line": line, "source": image.source, "where": found.place, "uri": found.uri,
            "host": found.host, "manifest": found.is_manifest, "problem": found.problem,
        })
    });
    json!({"pages": pages.collect::<Vec<_>>()})
}

#[derive(Default)]
struct Found {
    place: &'static str,
    uri: Option<String>,
    host: Option<String>,
    is_manifest: bool,
    problem: Option<String>,
}

impl Found {
    fn wrong(place: &'static str, problem: String) -> Found {
        Found {
            place,
            problem: Some(problem),
            ..Found::default()
        }
    }
}

fn found(image: &Image, document: Option<&Path>, settings: &SettingsByUri) -> Found {
    let source = &image.source;
    if let Some((scheme, rest)) = source.split_once("://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // What stands before an `@` is no host but looks like one.
        let is_host = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
        if !scheme.eq_ignore_ascii_case("https") {
            let problem =
                format!("`{source}` is not shown: only addresses that begin with https:// are");
            return Found::wrong("refused", problem);
        }
        if host.is_empty() || !host.chars().all(is_host) {
            let problem =
                format!("`{source}` is not shown: it names no host that could be asked about");
            return Found::wrong("refused", problem);
        }
        return Found {
            place: "remote",
            uri: Some(source.clone()),
            host: Some(host.to_lowercase()),
            is_manifest: is_manifest(source),
            problem: None,
        };
    }
    let Some(document) = document else {
        let problem =
            format!("`{source}` is not looked for: the document is not saved in a folder yet");
        return Found::wrong("missing", problem);
    };
    let root = settings.root(document);
    let folder = document.parent().map(Path::to_owned);
    let folders: Vec<PathBuf> = folder.into_iter().chain(root).collect();
    let mut candidates = folders
        .iter()
        .filter_map(|folder| folder.join(source).canonicalize().ok());
    let Some(file) = candidates.find(|file| file.is_file()) else {
        let problem = format!(
            "`{source}` is not there: it is looked for from the folder of the document and from that of the collection"
        );
        return Found::wrong("missing", problem);
    };
    let allowed = folders.into_iter().chain(settings.folders());
    let mut allowed = allowed.filter_map(|folder| folder.canonicalize().ok());
    if !allowed.any(|folder| file.starts_with(folder)) {
        let problem = format!(
            "`{source}` is not shown: it lies outside of the folder that is open; put the image into it"
        );
        return Found::wrong("outside", problem);
    }
    Found {
        place: "workspace",
        uri: Uri::from_file_path(&file).map(|uri| uri.as_str().to_owned()),
        ..Found::default()
    }
}
