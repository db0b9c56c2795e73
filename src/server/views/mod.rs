//! What an editor's views ask for, beyond the protocol: requests named `sigla/…`, described in `docs/views.md`.

mod brackets;
mod collection;
mod map;
mod pages;
mod status;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;

use super::Server;
use super::lsp::*;
use crate::formats::typescript;
use crate::ide::preview::preview;

/// The names of all of them, as `initialize` announces them.
pub(super) const ALL: &[&str] = &[
    "sigla/preview",
    "sigla/places",
    "sigla/pages",
    "sigla/collection",
    "sigla/status",
    "sigla/fromText",
    "sigla/brackets",
];

/// So many blocks on each side of the place that is looked at.
const MOST_BLOCKS: usize = 1_500;

/// A document.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OfDocument {
    text_document: TextDocumentIdentifier,
}

/// A document, and the line around which it is shown.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PreviewParams {
    text_document: TextDocumentIdentifier,
    #[serde(default)]
    around: u32,
}

/// A document, and whether its whole collection is meant.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlacesParams {
    text_document: TextDocumentIdentifier,
    #[serde(default)]
    scope: Scope,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Scope {
    #[default]
    Document,
    Collection,
}

/// A document or folder of a collection, and a way into it: an archive, a fonds.
#[derive(Debug, Deserialize)]
pub(super) struct CollectionParams {
    #[serde(default)]
    uri: Option<Uri>,
    #[serde(default)]
    path: Vec<String>,
}

/// A document, or none.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatusParams {
    #[serde(default)]
    text_document: Option<TextDocumentIdentifier>,
}

/// A bare typescript or the source of a web page.
#[derive(Debug, Deserialize)]
pub(super) struct FromTextParams {
    text: String,
}

impl Server {
    /// A document as one reads it.
    pub(super) async fn view_preview(&self, params: PreviewParams) -> Result<Option<Value>> {
        let view = self.answer("preview", &params.text_document.uri, move |snapshot| {
            let document = &snapshot.document;
            let around = snapshot.positions().byte(Position::new(params.around, 0));
            let preview = preview(document, around, MOST_BLOCKS);
            let mut written = preview.written(document.text(), document.vocabulary());
            written["version"] = json!(snapshot.version);
            written
        });
        view.await
    }

    /// The places of a document or collection.
    pub(super) async fn view_places(&self, params: PlacesParams) -> Result<Option<Value>> {
        let (documents, settings) = (self.documents.clone(), self.settings.clone());
        let view = self.answer(
            "places",
            &params.text_document.uri,
            move |snapshot| match params.scope {
                Scope::Document => map::of_document(snapshot),
                Scope::Collection => map::of_collection(snapshot, &documents.all(), &settings),
            },
        );
        view.await
    }

    /// The images of the source.
    pub(super) async fn view_pages(&self, params: OfDocument) -> Result<Option<Value>> {
        let settings = self.settings.clone();
        let view = self.answer("pages", &params.text_document.uri, move |snapshot| {
            pages::pages(snapshot, &settings)
        });
        view.await
    }

    /// What lies in a collection, step by step.
    pub(super) async fn view_collection(&self, params: CollectionParams) -> Result<Option<Value>> {
        let (documents, settings) = (self.documents.clone(), self.settings.clone());
        let view = self.work("collection", move || {
            collection::step(
                params.uri.as_ref(),
                &params.path,
                &documents.all(),
                &settings,
            )
        });
        Ok(view.await?.flatten())
    }

    /// What is in use.
    pub(super) async fn view_status(&self, params: StatusParams) -> Result<Option<Value>> {
        let (documents, settings) = (self.documents.clone(), self.settings.clone());
        let uri = params.text_document.map(|it| it.uri);
        let view = self.work("status", move || {
            let snapshot = uri.as_ref().and_then(|uri| documents.snapshot(uri));
            status::status(uri.as_ref(), snapshot.as_ref(), &settings)
        });
        view.await
    }

    /// A document made of a bare typescript.
    pub(super) async fn view_from_text(&self, params: FromTextParams) -> Result<Option<Value>> {
        let view = self.work("fromText", move || {
            let imported = match typescript::is_page(&params.text) {
                true => typescript::import_page(&params.text),
                false => typescript::import(&params.text),
            };
            json!({"text": imported.document, "said": imported.summary()})
        });
        view.await
    }

    /// Every bracket of a document.
    pub(super) async fn view_brackets(&self, params: OfDocument) -> Result<Option<Value>> {
        let uri = &params.text_document.uri;
        self.answer("brackets", uri, brackets::brackets).await
    }
}
