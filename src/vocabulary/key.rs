//! Header keys: what a document says about itself between the two `---` lines.

use std::collections::HashMap;

use serde::Deserialize;

/// A key of the header.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The key, in lower case with hyphens.
    pub name: String,
    /// Whether a document without it cannot be cited.
    #[serde(default)]
    pub needed: bool,
    /// Whether it takes several values, as `- item` lines.
    #[serde(default)]
    pub list: bool,
    /// What a value is.
    pub kind: Kind,
    /// The element of ISAD(G), second edition, that it answers: `3.1.2`.
    pub isad: String,
    /// Its image in the TEI header, in the notation of an XPath step.
    pub tei: String,
    /// One sentence that tells a historian what belongs there.
    pub about: String,
    /// One line of a header that uses it.
    pub example: String,
    /// Other names of the same key.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The values to offer; anything goes where there is none.
    #[serde(default)]
    pub values: Vec<String>,
    /// Whether other values than `values` are right.
    #[serde(default = "anything_goes")]
    pub open: bool,
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Words.
    Text,
    /// A date in ISO 8601-1 or EDTF level 1.
    Date,
    /// A language tag of BCP 47.
    Language,
    /// A citation of an archive: repository, levels, leaves.
    Citation,
    /// A person or a body.
    Person,
    /// An identifier, one word.
    Id,
    /// An address on the web.
    Url,
    /// A file of the collection, the id of a document in it, or an address on the web.
    Path,
}

impl Key {
    /// The name and every alias.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

fn anything_goes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    key: Vec<Key>,
}

pub(super) fn builtin() -> Vec<Key> {
    toml::from_str::<Table>(include_str!("keys.toml"))
        .expect("keys.toml is tested")
        .key
}

/// Every spelling with its row.
pub(super) fn by_name(keys: &[Key]) -> HashMap<String, usize> {
    let spellings = keys
        .iter()
        .enumerate()
        .flat_map(|(at, key)| key.spellings().map(move |name| (name.to_owned(), at)));
    spellings.collect()
}
