//! The concordance of a document: every place of every name, gloss and acronym that an editor's bracket speaks of.
//!
//! What concerns a whole document (a name glossed only at its second mention, one place in two spellings) is read here
//! rather than in the text. An edit costs the blocks it touched: they take out what they gave and give it anew. Only where
//! a name is glossed that was not glossed anywhere before are the words of all blocks looked through for it.

mod habits;
mod occurrence;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub use habits::Habit;
pub use occurrence::{Manner, Occurrence, Subject, Topic};

use super::document::{Block, Change, Document, Label};
pub(super) use occurrence::occurrences;
use occurrence::{mentions, name_key};

/// Every occurrence of every subject. A clone is O(1).
#[derive(Clone, Debug, Default)]
pub struct Concordance {
    /// Sorted by subject, then by the order of the text.
    entries: Arc<Vec<Entry>>,
    /// The names that are looked for in running text.
    names: Arc<Names>,
}

/// An occurrence in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The block it stands in.
    pub block: Label,
    /// What stands there; its ranges are bytes in that block.
    pub occurrence: Occurrence,
}

impl Entry {
    fn order(&self) -> (Subject, Label, usize, usize) {
        let Occurrence { subject, range, .. } = &self.occurrence;
        (*subject, self.block, range.start, range.end)
    }
}

impl Concordance {
    /// Reads a document. Linear in its blocks.
    pub fn new(document: &Document) -> Concordance {
        let mut entries: Vec<Entry> = document
            .blocks_where(|sum| sum.occurrences > 0)
            .flat_map(|at| given(at.block))
            .collect();
        let names = looked_for(&entries);
        if !names.is_empty() {
            for at in document.blocks() {
                mentioned(at.block, &names, &mut entries);
            }
        }
        entries.sort_by_key(Entry::order);
        Concordance {
            entries: Arc::new(entries),
            names: Arc::new(names),
        }
    }

    /// Follows an edit; `document` is as it is after it.
    pub fn update(&mut self, document: &Document, change: &Change) {
        let come = change.start..change.start + change.inserted;
        let come: Vec<&Block> = come
            .filter_map(|index| document.block(index))
            .map(|at| &**at.block)
            .collect();
        let mut new: Vec<Entry> = come.iter().flat_map(|block| given(block)).collect();
        let mut names = looked_for(&new);
        names.retain(|first, phrases| {
            phrases.retain(|words| !self.looks_for(*first, words));
            !phrases.is_empty()
        });
        for block in &come {
            mentioned(block, &self.names, &mut new);
        }
        if !names.is_empty() {
            // A name that nobody looked for yet may stand anywhere.
            for at in document.blocks() {
                mentioned(at.block, &names, &mut new);
            }
            let all = Arc::make_mut(&mut self.names);
            for (first, phrases) in names {
                all.entry(first).or_default().extend(phrases);
            }
        }
        let gone: HashSet<Label> = change.removed.iter().map(|block| block.label).collect();
        let goes = |entry: &&Entry| gone.contains(&entry.block);
        new.sort_by_key(Entry::order);
        if self.entries.iter().filter(goes).eq(&new) {
            return;
        }
        let loses_a_name = self.entries.iter().filter(goes).any(is_name);
        let entries = Arc::make_mut(&mut self.entries);
        entries.retain(|entry| !goes(&entry));
        entries.append(&mut new);
        // Two sorted runs sort in the time of a merge.
        entries.sort_by_key(Entry::order);
        if loses_a_name {
            self.forget();
        }
    }

    /// All occurrences of the subjects of a topic, subject by subject, each in the order of the text.
    pub fn subjects(&self, topic: Topic) -> impl Iterator<Item = &[Entry]> {
        let start = self
            .entries
            .partition_point(|entry| entry.occurrence.subject.topic < topic);
        let end = self
            .entries
            .partition_point(|entry| entry.occurrence.subject.topic <= topic);
        self.entries[start..end]
            .chunk_by(|one, other| one.occurrence.subject == other.occurrence.subject)
    }

    fn looks_for(&self, first: u64, words: &[u64]) -> bool {
        self.names
            .get(&first)
            .is_some_and(|phrases| phrases.iter().any(|known| **known == *words))
    }

    /// Takes out the mentions of names that nothing glosses any more.
    fn forget(&mut self) {
        let glossed: HashSet<Subject> = self
            .entries
            .iter()
            .filter(|entry| is_name(entry))
            .map(|entry| entry.occurrence.subject)
            .collect();
        let is_glossed = |subject: &Subject| glossed.contains(subject);
        Arc::make_mut(&mut self.entries).retain(|entry| {
            entry.occurrence.manner != Manner::Mentioned
                || entry.occurrence.subject.topic != Topic::Name
                || is_glossed(&entry.occurrence.subject)
        });
        Arc::make_mut(&mut self.names).retain(|_, phrases| {
            phrases.retain(|words| {
                name_key(words).is_some_and(|key| {
                    is_glossed(&Subject {
                        topic: Topic::Name,
                        key,
                    })
                })
            });
            !phrases.is_empty()
        });
    }
}

/// Names by the key of their first word.
type Names = HashMap<u64, Vec<Box<[u64]>>>;

/// Whether an entry is why a name is looked for.
fn is_name(entry: &Entry) -> bool {
    !entry.occurrence.words.is_empty()
}

/// What a block gives by itself.
fn given(block: &Block) -> impl Iterator<Item = Entry> {
    let occurrences = block.facts.occurrences.iter().cloned();
    occurrences.map(|occurrence| Entry {
        block: block.label,
        occurrence,
    })
}

/// The names that are to be looked for because of these entries.
fn looked_for(entries: &[Entry]) -> Names {
    let mut names = Names::new();
    for words in entries.iter().map(|entry| &entry.occurrence.words) {
        if let Some(&first) = words.first() {
            let phrases = names.entry(first).or_default();
            if !phrases.contains(words) {
                phrases.push(words.clone());
            }
        }
    }
    names
}

/// The mentions of these names in a block.
fn mentioned(block: &Block, names: &Names, entries: &mut Vec<Entry>) {
    for (at, first) in block.facts.words.iter().enumerate() {
        let phrases = names.get(&first.key).into_iter().flatten();
        let found = phrases.filter_map(|words| mentions(&block.facts, at, words));
        entries.extend(found.map(|occurrence| Entry {
            block: block.label,
            occurrence,
        }));
    }
}
