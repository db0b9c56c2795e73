//! Documents that name each other in their headers: the id of one, and its mentions in others.

use std::ops::Range;

use crate::model::document::Document;
use crate::model::header::plain;

/// A value of a header by which documents find each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossReference {
    /// Where the words stand, quotes left out, in bytes of the document.
    pub range: Range<usize>,
    /// The words.
    pub words: String,
    /// What they are.
    pub kind: Kind,
}

/// What a [`CrossReference`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The id of this document.
    Id,
    /// The id or path of another.
    Other,
    /// The path of another file, such as an image.
    File,
}

/// The keys under which they stand. What is related may be told in words as well; only what names a file is a reference.
const KEYS: &[(&str, Kind)] = &[
    ("id", Kind::Id),
    ("record-id", Kind::Id),
    ("translation-of", Kind::Other),
    ("related", Kind::Other),
    ("facsimile", Kind::File),
];

/// All of a document, in the order of its header. Costs the header.
pub fn all(document: &Document) -> Vec<CrossReference> {
    let Some((header, block)) = document.header() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for field in &header.fields {
        let key = &block[field.key.clone()];
        let Some((_, kind)) = KEYS.iter().find(|(name, _)| *name == key) else {
            continue;
        };
        for value in &field.values {
            let words = plain(&block[value.clone()]);
            let is_reference = key != "related" || words.ends_with(".sigla");
            if !words.is_empty() && is_reference {
                found.push(CrossReference {
                    range: unquoted(&block, value),
                    words,
                    kind: *kind,
                });
            }
        }
    }
    found
}

/// The one at a byte.
pub fn at(document: &Document, offset: usize) -> Option<CrossReference> {
    let mut all = all(document).into_iter();
    all.find(|it| (it.range.start..=it.range.end).contains(&offset))
}

/// Why an id cannot be what one is to become.
pub fn complaint(new: &str) -> Option<String> {
    let is_fit = |c: char| c.is_alphanumeric() || "-._/:".contains(c);
    match new.chars().find(|c| !is_fit(*c)) {
        _ if new.is_empty() => Some("an id has at least one character".to_owned()),
        Some(sign) => Some(format!(
            "`{}` cannot stand in an id; use letters, digits and `- . _ / :`",
            sign.escape_debug()
        )),
        // YAML would read it as something else.
        None if new.starts_with(['-', ':']) || new.ends_with(':') => Some(format!(
            "`{new}` is no value of a header; begin and end it with a letter or digit"
        )),
        None => None,
    }
}

fn unquoted(block: &str, value: &Range<usize>) -> Range<usize> {
    let written = &block[value.clone()];
    let quoted = ['"', '\'']
        .iter()
        .any(|quote| written.len() > 1 && written.starts_with(*quote) && written.ends_with(*quote));
    match quoted {
        true => value.start + 1..value.end - 1,
        false => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_paths_and_images_are_read_from_the_header() {
        let text = "---\nid: \"R 1\"\ntranslation-of: ../ru/1.sigla\nrelated:\n- a book\n- 'b.sigla'\nfacsimile: 1.jpg\n---\n";
        let found = all(&Document::new(text));
        let shown: Vec<_> = found
            .iter()
            .map(|it| (&text[it.range.clone()], it.kind))
            .collect();
        assert_eq!(
            shown,
            [
                ("R 1", Kind::Id),
                ("../ru/1.sigla", Kind::Other),
                ("b.sigla", Kind::Other),
                ("1.jpg", Kind::File),
            ]
        );
    }

    #[test]
    fn an_id_is_a_plain_value_of_a_header() {
        for fit in ["R-1", "gko/507.b", "1945:3"] {
            assert_eq!(complaint(fit), None, "{fit}");
        }
        for unfit in ["", "a b", "a#", "-a", "a:", "\"a"] {
            assert!(complaint(unfit).is_some(), "{unfit}");
        }
    }
}
