//! What the rules across documents need to know of one: small, and apart from its text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::concordance::{Concordance, Manner, Topic};
use crate::model::document::Document;
use crate::model::header::plain;

/// What one document gives to the index of its collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Its path from the root of the collection, with `/` between folders.
    pub path: String,
    /// Its `id`, if the header has one.
    pub id: Option<Mention>,
    /// Its `title`, if the header has one.
    pub title: Option<Mention>,
    /// Each name that a bracket glosses, with that gloss: once for each pair, in the order of the text.
    pub glosses: Vec<Explained>,
    /// Each abbreviation that is explained, with its explanation: once for each pair, in the order of the text.
    pub expansions: Vec<Explained>,
    /// The documents that its header refers to by path or id.
    pub references: Vec<Mention>,
}

/// Words at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The words, without quotes.
    pub words: String,
    /// Where they stand, in bytes of the document.
    pub range: Range<usize>,
}

/// A name or abbreviation, and how it is explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// Which one it is: equal for all spellings of one name.
    pub key: u64,
    /// How it is spelled.
    pub name: Mention,
    /// What the bracket says.
    pub by: Mention,
}

impl Summary {
    /// Reads a document that lies at `path`. Costs the concordance of the document.
    pub fn of(path: &str, document: &Document) -> Summary {
        Summary::with(path, document, &Concordance::new(document))
    }

    /// The same, where its concordance is there already.
    pub fn with(path: &str, document: &Document, concordance: &Concordance) -> Summary {
        let (mut id, mut title, mut references) = (None, None, Vec::new());
        if let Some((header, block)) = document.header() {
            let values = |keys: &[&str]| -> Vec<Mention> {
                let values = header.field(&block, keys).map(|field| &field.values[..]);
                let mentions = values.unwrap_or_default().iter().map(|range| Mention {
                    words: plain(&block[range.clone()]),
                    range: range.clone(),
                });
                mentions
                    .filter(|mention| !mention.words.is_empty())
                    .collect()
            };
            id = values(&["id", "record-id"]).into_iter().next();
            title = values(&["title"]).into_iter().next();
            references = values(&["translation-of"]);
            // What is related may be told in words as well; only what looks like a file is a reference.
            let is_file = |mention: &Mention| mention.words.ends_with(".sigla");
            references.extend(values(&["related"]).into_iter().filter(is_file));
        }
        Summary {
            path: path.to_owned(),
            id,
            title,
            glosses: explained(document, concordance, Topic::Name),
            expansions: explained(document, concordance, Topic::Acronym),
            references,
        }
    }
}

fn explained(document: &Document, concordance: &Concordance, topic: Topic) -> Vec<Explained> {
    let mut found: Vec<Explained> = Vec::new();
    for way in concordance.ways() {
        let (entry, occurrence) = (way.first, &way.first.occurrence);
        let is_explained = matches!(way.manner(), Manner::Explained { .. });
        let Some(block) = document.labelled(entry.block) else {
            continue;
        };
        if way.subject().topic != topic || !is_explained {
            continue;
        }
        let mention = |range: &Range<usize>| {
            let range = block.lift(range);
            Mention {
                words: document.slice(range.clone()).into_owned(),
                range,
            }
        };
        found.push(Explained {
            key: occurrence.subject.key,
            name: mention(&occurrence.range),
            by: mention(&occurrence.partner),
        });
    }
    found.sort_by_key(|explained| explained.name.range.start);
    found
}
