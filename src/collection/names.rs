//! Where the names of a collection stand: an index from a name to every document that has it, kept by difference.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::document::Document;
use crate::model::facts::hash;
use crate::model::mentions::{Mention, mentions};
use crate::registers::gazetteer::{fold, loosen};
use crate::registers::{Registers, Row};

/// A name in a document that is not kept in memory. Some twenty bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Named {
    key: u64,
    /// The hash of its id; 0 where it has none.
    id: u64,
    /// Its line, from 0; lines end at LF, CRLF or CR.
    line: u32,
    /// Where it starts in the line, in bytes.
    start: u32,
    len: u16,
    /// Whether all characters of the line up to its end are ASCII, so that bytes are columns in every encoding.
    is_ascii: bool,
}

impl Named {
    fn place(&self, path: &Path) -> Place {
        Place {
            path: path.to_path_buf(),
            line: self.line,
            range: self.start..self.start + u32::from(self.len),
            is_ascii: self.is_ascii,
        }
    }
}

/// Where a name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document.
    pub path: PathBuf,
    /// Its line, from 0; lines end at LF, CRLF or CR.
    pub line: u32,
    /// Where it stands in the line, in bytes.
    pub range: Range<u32>,
    /// Whether these are its columns too, since all before is ASCII.
    pub is_ascii: bool,
}

/// What is looked for: everything that means the same as one mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The keys of its names; see [`fold`].
    keys: Vec<u64>,
    /// The row that it means, by the hash of its id; none where no register has it.
    id: Option<u64>,
    /// Those of the keys that several rows bear: only an id tells.
    doubtful: Vec<u64>,
}

impl Wanted {
    /// What means the same as a mention. None where several rows bear its name and nothing tells which.
    pub fn of(mention: &Mention, registers: &Registers) -> Option<Wanted> {
        match mention.rows[..] {
            [] => Some(Wanted {
                keys: vec![key(mention)],
                id: None,
                doubtful: Vec::new(),
            }),
            [row] => Some(Wanted::row(row, registers)),
            _ => None,
        }
    }

    /// Whatever means a row of a register.
    pub fn row(row: Row, registers: &Registers) -> Wanted {
        let forms: Vec<String> = registers
            .names(row)
            .iter()
            .map(|form| fold(&form.form))
            .collect();
        let doubtful = forms
            .iter()
            .filter(|form| registers.with_key(form).len() > 1);
        let doubtful = doubtful.map(|form| hash(form)).collect();
        let mut keys: Vec<u64> = forms.iter().map(|form| hash(form)).collect();
        keys.sort_unstable();
        keys.dedup();
        Wanted {
            keys,
            id: Some(registers.id(row))
                .filter(|id| !id.is_empty())
                .map(hash),
            doubtful,
        }
    }

    fn is(&self, named: &Named) -> bool {
        match named.id {
            0 => !self.doubtful.contains(&named.key),
            id => self.id == Some(id),
        }
    }
}

/// Under which key a name is kept: by its spelling where a register has it, else by what all its spellings share.
fn key(mention: &Mention) -> u64 {
    match mention.rows.is_empty() {
        true => hash(&loosen(&mention.key)),
        false => hash(&mention.key),
    }
}

/// The names of all documents of a collection.
#[derive(Debug, Default)]
pub struct Names {
    paths: Vec<Arc<Path>>,
    numbers: HashMap<Arc<Path>, u32>,
    /// The names of each document, by its number.
    documents: Vec<Found>,
    /// The documents that have a name, by its key.
    by_key: HashMap<u64, Vec<u32>>,
}

/// The names of one document, to be put into the index.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found(Vec<Named>);

impl Found {
    /// Reads a document. Costs what [`mentions`] costs.
    pub fn of(document: &Document, registers: &Registers) -> Found {
        let text = document.text();
        let named = mentions(document, registers)
            .into_iter()
            .filter_map(|mention| {
                let line = text.byte_to_line(mention.range.start);
                let start = text.line_to_byte(line);
                let id = mention.id.as_ref().map_or(0, |id| {
                    let written = document.slice(id.clone());
                    let written = written
                        .trim_start_matches("{@")
                        .trim_end_matches('}')
                        .trim();
                    // One that no register has says nothing.
                    registers
                        .with_id(written)
                        .map_or(0, |row| hash(registers.id(row)))
                });
                let before = text.byte_slice(start..mention.range.end);
                Some(Named {
                    key: key(&mention),
                    id,
                    line: u32::try_from(line).ok()?,
                    start: u32::try_from(mention.range.start - start).ok()?,
                    len: u16::try_from(mention.range.len()).ok()?,
                    is_ascii: before.chunks().all(str::is_ascii),
                })
            });
        Found(named.collect())
    }
}

impl Names {
    /// Puts the names of a document in the place of those that were known; none takes it out.
    pub fn replace(&mut self, path: &Path, found: Option<Found>) {
        let number = match self.numbers.get(path) {
            Some(number) => *number,
            None => {
                let Ok(number) = u32::try_from(self.paths.len()) else {
                    return;
                };
                let path: Arc<Path> = Arc::from(path);
                self.paths.push(Arc::clone(&path));
                self.numbers.insert(path, number);
                self.documents.push(Found::default());
                number
            }
        };
        let mut new = found.unwrap_or_default();
        new.0.shrink_to_fit();
        let old = std::mem::replace(&mut self.documents[number as usize], new);
        for named in old.0 {
            if let Some(documents) = self.by_key.get_mut(&named.key) {
                documents.retain(|other| *other != number);
            }
        }
        for named in &self.documents[number as usize].0 {
            let documents = self.by_key.entry(named.key).or_default();
            if documents.last() != Some(&number) {
                documents.push(number);
            }
        }
    }

    /// The names of a document.
    pub fn of(&self, path: &Path) -> Option<&Found> {
        let number = self.numbers.get(path)?;
        self.documents.get(*number as usize)
    }

    /// Every place that means what is wanted, document by document. Costs the names of the documents that have it.
    pub fn places(&self, wanted: &Wanted) -> Vec<Place> {
        let mut places = Vec::new();
        for number in self.numbers_of(wanted) {
            let named = self.documents[number as usize].0.iter();
            let meant = named.filter(|it| wanted.keys.contains(&it.key) && wanted.is(it));
            places.extend(meant.map(|it| it.place(&self.paths[number as usize])));
        }
        places
    }

    /// The documents that may have what is wanted, by path.
    pub fn documents(&self, wanted: &Wanted) -> Vec<&Path> {
        let numbers = self.numbers_of(wanted).into_iter();
        let mut paths: Vec<&Path> = numbers
            .map(|number| &*self.paths[number as usize])
            .collect();
        paths.sort();
        paths
    }

    /// The names that are borne most often, each with so many of its places; and whether there are others.
    pub fn most_common(&self, most: usize, most_places: usize) -> (Vec<Vec<Place>>, bool) {
        let mut keys: Vec<(usize, u64)> = (self.by_key.iter())
            .filter(|(_, documents)| !documents.is_empty())
            .map(|(key, documents)| (documents.len(), *key))
            .collect();
        keys.sort_unstable_by(|one, other| other.cmp(one));
        let is_more = keys.len() > most;
        keys.truncate(most);
        let places = keys.into_iter().map(|(_, key)| {
            let numbers = self.by_key.get(&key).into_iter().flatten();
            let places = numbers.flat_map(|number| {
                let path = &self.paths[*number as usize];
                let named = self.documents[*number as usize].0.iter();
                named
                    .filter(move |it| it.key == key)
                    .map(|it| it.place(path))
            });
            places.take(most_places).collect()
        });
        (places.collect(), is_more)
    }

    fn numbers_of(&self, wanted: &Wanted) -> Vec<u32> {
        let of_keys = wanted.keys.iter().filter_map(|key| self.by_key.get(key));
        let mut numbers: Vec<u32> = of_keys.flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::mentions::mention_at;
    use crate::registers::Topic;

    fn index(documents: &[(&str, &str)], registers: &Registers) -> Names {
        let mut names = Names::default();
        for (path, text) in documents {
            names.replace(
                Path::new(path),
                Some(Found::of(&Document::new(text), registers)),
            );
        }
        names
    }

    fn shown(names: &Names, wanted: &Wanted) -> Vec<String> {
        let places = names.places(wanted);
        places
            .iter()
            .map(|it| format!("{}:{}:{:?}", it.path.display(), it.line, it.range))
            .collect()
    }

    #[test]
    fn a_name_is_found_by_what_it_means() {
        let persons = "id\tname\tvariants\na\tIvanov\tIwanow\nb\tIvanov\tIvanoff\n";
        let registers = Registers::of_text(Topic::Persons, "persons.tsv".into(), persons);
        let text = "Ivanov{@a}, Ivanov{@b} and Ivanov, Iwanow{@none}";
        let documents = [("1", text), ("2", "Élan\nIwanow"), ("3", "nobody")];
        let mut names = index(&documents, &registers);
        let document = Document::new(text);
        let mention = |at| mention_at(&document, &registers, at).expect("a name stands there");
        let wanted = Wanted::of(&mention(0), &registers).expect("its id tells");
        assert_eq!(
            shown(&names, &wanted),
            ["1:0:0..6", "1:0:35..41", "2:1:0..6"]
        );
        assert_eq!(Wanted::of(&mention(28), &registers), None);
        names.replace(Path::new("2"), None);
        assert_eq!(shown(&names, &wanted), ["1:0:0..6", "1:0:35..41"]);
        names.replace(
            Path::new("1"),
            Some(Found::of(&Document::new("Iwanow"), &registers)),
        );
        assert_eq!(shown(&names, &wanted), ["1:0:0..6"]);
    }
}
