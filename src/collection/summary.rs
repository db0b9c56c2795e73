//! What the rules across documents need to know of one: small, and apart from its text.

use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::config::absolute;
use crate::model::concordance::{Concordance, Manner, Topic, Way};
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
    /// Its `date` as the header has it.
    pub date: Option<String>,
    /// Its first `source` as the header has it.
    pub source: Option<String>,
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
        let (mut date, mut source) = (None, None);
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
            let first = |key| values(&[key]).into_iter().next().map(|it| it.words);
            (date, source) = (first("date"), first("source"));
            references = values(&["translation-of"]);
            // What is related may be told in words as well; only what looks like a file is a reference.
            let is_file = |mention: &Mention| mention.words.ends_with(".sigla");
            references.extend(values(&["related"]).into_iter().filter(is_file));
        }
        let ways = concordance.ways();
        Summary {
            path: path.to_owned(),
            id,
            title,
            date,
            source,
            glosses: explained(document, &ways, Topic::Name),
            expansions: explained(document, &ways, Topic::Acronym),
            references,
        }
    }

    /// Whether both say the same: everything but where it stands.
    pub fn says_the_same(&self, other: &Summary) -> bool {
        fn words(mention: &Mention) -> &str {
            &mention.words
        }
        fn same(some: &[Explained], others: &[Explained]) -> bool {
            let said = |it: &Explained| (it.key, it.name.words.clone(), it.by.words.clone());
            some.iter().map(said).eq(others.iter().map(said))
        }
        self.path == other.path
            && self.id.as_ref().map(words) == other.id.as_ref().map(words)
            && self.title.as_ref().map(words) == other.title.as_ref().map(words)
            && (&self.date, &self.source) == (&other.date, &other.source)
            && self
                .references
                .iter()
                .map(words)
                .eq(other.references.iter().map(words))
            && same(&self.glosses, &other.glosses)
            && same(&self.expansions, &other.expansions)
    }
}

/// The path of a document from the root of its collection, with `/` between folders.
pub fn below(root: &Path, document: &Path) -> String {
    let whole = absolute(document);
    let below = whole.strip_prefix(root).unwrap_or(&whole);
    let steps: Vec<_> = below.iter().map(|step| step.to_string_lossy()).collect();
    steps.join("/")
}

fn explained(document: &Document, ways: &[Way], topic: Topic) -> Vec<Explained> {
    let mut found: Vec<Explained> = Vec::new();
    for way in ways {
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
