//! The concordance of a document: every place of every name, gloss and acronym that an editor's bracket speaks of.
//!
//! What concerns a whole document (a name glossed only at its second mention, one place in two spellings) is read here
//! rather than in the text. An edit costs the blocks it touched: they take out what they gave and give it anew. Only where
//! a name is glossed that was not glossed anywhere before are the words of all blocks looked through for it.

mod habits;
mod occurrence;
mod shorthand;

use std::collections::HashMap;
use std::ops::{AddAssign, Range};
use std::sync::Arc;

pub use habits::{Habit, is_quoted};
pub use occurrence::{Manner, Occurrence, Subject, Topic};

use super::document::{Block, Change, Document, Label};
use super::facts::within;
use crate::syntax::sequence::{Item, Sequence};
pub(super) use occurrence::occurrences;
use occurrence::{explained_names, mention, name_key};

/// Every occurrence of every subject. A clone is O(1).
#[derive(Clone, Debug, Default)]
pub struct Concordance {
    /// In their [`Order`].
    entries: Sequence<Entry>,
    /// The names that are looked for in running text.
    names: Arc<Names>,
}

/// Names by the key of their first word.
type Names = HashMap<u64, Vec<Box<[u64]>>>;

/// An occurrence in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The block it stands in.
    pub block: Label,
    /// What stands there; its ranges are bytes in that block.
    pub occurrence: Arc<Occurrence>,
}

/// Entries stand by subject, then by the way in which it occurs, then in the order of the text.
type Order = (Option<Subject>, Option<Manner>, u64, Label, usize, usize);

impl Entry {
    fn subject(&self) -> Subject {
        self.occurrence.subject
    }

    fn order(&self) -> Order {
        let Occurrence {
            subject,
            manner,
            form,
            range,
            ..
        } = &*self.occurrence;
        let (subject, manner) = (Some(*subject), Some(*manner));
        (subject, manner, *form, self.block, range.start, range.end)
    }

    /// Of two, the one that comes first in the text.
    pub fn earlier<'a>(&'a self, other: &'a Entry) -> &'a Entry {
        if other.place() < self.place() {
            other
        } else {
            self
        }
    }

    /// Where it stands in the order of the text.
    pub fn place(&self) -> (Label, usize) {
        (self.block, self.occurrence.range.start)
    }
}

/// The last of some entries.
#[derive(Clone, Copy, Debug, Default)]
pub struct Last(Order);

impl AddAssign for Last {
    fn add_assign(&mut self, other: Last) {
        self.0 = self.0.max(other.0);
    }
}

impl Item for Entry {
    type Sum = Last;

    fn sum(&self) -> Last {
        Last(self.order())
    }
}

/// The places where a subject occurs in one manner and form; at least one.
#[derive(Clone, Debug)]
pub struct Way<'a> {
    /// The first of them.
    pub first: &'a Entry,
    indices: Range<usize>,
    entries: &'a Sequence<Entry>,
}

impl<'a> Way<'a> {
    /// What occurs so.
    pub fn subject(&self) -> Subject {
        self.first.occurrence.subject
    }

    /// How it stands there.
    pub fn manner(&self) -> Manner {
        self.first.occurrence.manner
    }

    /// What explains it, by its key; none where nothing does.
    pub fn by(&self) -> Option<u64> {
        match self.manner() {
            Manner::Explained { by } => Some(by),
            _ => None,
        }
    }

    /// In which of its forms.
    pub fn form(&self) -> u64 {
        self.first.occurrence.form
    }

    /// Whether an entry is one of its places.
    fn has(&self, entry: &Entry) -> bool {
        let key = |it: &Entry| (it.subject(), it.occurrence.manner, it.occurrence.form);
        key(self.first) == key(entry)
    }

    /// How many places there are.
    pub fn count(&self) -> usize {
        self.indices.len()
    }

    /// All of them, in the order of the text.
    pub fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.entries.range(self.indices.clone())
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
        entries.sort_by_cached_key(Entry::order);
        Concordance {
            entries: entries.into_iter().collect(),
            names: Arc::new(names),
        }
    }

    /// Follows an edit; `document` is as it is after it. Gives the subjects that stand, or stood, in what the edit touched,
    /// each once: of all others every place is as it was, with the words around it.
    pub fn update(&mut self, document: &Document, change: &Change) -> Vec<Subject> {
        let come = change.start..change.start + change.inserted;
        let come: Vec<_> = come.filter_map(|index| document.block(index)).collect();
        let gone = self.all_of(change.removed.iter().map(|block| &**block));
        let new = self.all_of(come.iter().map(|at| &**at.block));
        let mut touched: Vec<Subject> = gone.iter().chain(&new).map(Entry::subject).collect();
        if gone == new {
            touched.sort_unstable();
            touched.dedup();
            return touched;
        }
        for entry in &gone {
            let at = self.position(&entry.order());
            self.entries.splice(at..at + 1, Vec::new());
        }
        let mut names = looked_for(&new);
        names.retain(|first, phrases| {
            phrases.retain(|words| !self.looks_for(*first, words));
            !phrases.is_empty()
        });
        self.insert(new);
        if !names.is_empty() {
            // A name that nobody looked for yet may stand anywhere.
            let mut found = Vec::new();
            for at in document.blocks() {
                mentioned(at.block, &names, &mut found);
            }
            touched.extend(found.iter().map(Entry::subject));
            self.insert(found);
            let all = Arc::make_mut(&mut self.names);
            for (first, phrases) in names {
                all.entry(first).or_default().extend(phrases);
            }
        }
        for entry in &gone {
            if let Some(&first) = entry.occurrence.words.first() {
                self.forget(entry.occurrence.subject, first);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    /// Every way of every subject, in the order of the subjects. Costs a look at each entry.
    pub fn ways(&self) -> Vec<Way<'_>> {
        let mut ways: Vec<Way> = Vec::new();
        for (index, entry) in self.entries.range(0..self.entries.len()).enumerate() {
            match ways.last_mut() {
                Some(way) if way.has(entry) => way.indices.end = index + 1,
                _ => ways.push(Way {
                    first: entry,
                    indices: index..index + 1,
                    entries: &self.entries,
                }),
            }
        }
        ways
    }

    /// Every way of a subject; none where it is not there. Costs a search for each.
    pub fn ways_of(&self, subject: Subject) -> Vec<Way<'_>> {
        let mut ways = Vec::new();
        let mut start = self.position(&(Some(subject), None, 0, 0, 0, 0));
        while let Some(place) = self.entries.get(start)
            && place.item.subject() == subject
        {
            let (subject, manner, form, ..) = place.item.order();
            let last = (subject, manner, form, Label::MAX, usize::MAX, usize::MAX);
            let end = self.position(&last);
            ways.push(Way {
                first: place.item,
                indices: start..end,
                entries: &self.entries,
            });
            start = end;
        }
        ways
    }

    /// Where the first entry stands that does not come before this place.
    fn position(&self, order: &Order) -> usize {
        let place = self.entries.find(|sum| sum.0 >= *order);
        place.map_or_else(|| self.entries.len(), |place| place.index)
    }

    /// What blocks give, in its order: by themselves, and as mentions of the names that are looked for.
    fn all_of<'a>(&self, blocks: impl Iterator<Item = &'a Block>) -> Vec<Entry> {
        let mut entries = Vec::new();
        for block in blocks {
            entries.extend(given(block));
            mentioned(block, &self.names, &mut entries);
        }
        entries.sort_by_cached_key(Entry::order);
        entries
    }

    fn insert(&mut self, new: Vec<Entry>) {
        /// More are cheaper to sort in all at once.
        const FEW: usize = 100;
        if new.len() <= FEW {
            for entry in new {
                let at = self.position(&entry.order());
                self.entries.splice(at..at, vec![entry]);
            }
            return;
        }
        let mut all: Vec<Entry> = self.entries.range(0..self.entries.len()).cloned().collect();
        all.extend(new);
        all.sort_by_cached_key(Entry::order);
        self.entries = all.into_iter().collect();
    }

    fn looks_for(&self, first: u64, words: &[u64]) -> bool {
        self.names
            .get(&first)
            .is_some_and(|phrases| phrases.iter().any(|known| **known == *words))
    }

    /// Looks for a name no longer, and takes out its mentions, unless something still glosses it.
    fn forget(&mut self, name: Subject, first: u64) {
        let start = self.position(&(Some(name), None, 0, 0, 0, 0));
        let is_mention = |entry: &Entry| {
            let occurrence = &entry.occurrence;
            occurrence.subject == name && occurrence.manner == Manner::Mentioned
        };
        let here = |entry: &Entry| entry.occurrence.subject == name;
        let next = self.entries.get(start).map(|place| place.item);
        if next.is_some_and(|entry| here(entry) && !is_mention(entry)) {
            return;
        }
        let mentions = self.entries.range(start..self.entries.len());
        let count = mentions.take_while(|entry| is_mention(entry)).count();
        if count > 0 {
            self.entries.splice(start..start + count, Vec::new());
        }
        let names = Arc::make_mut(&mut self.names);
        if let Some(phrases) = names.get_mut(&first) {
            phrases.retain(|words| name_key(words) != Some(name.key));
            if phrases.is_empty() {
                names.remove(&first);
            }
        }
    }
}

/// What a block gives by itself.
fn given(block: &Block) -> impl Iterator<Item = Entry> {
    let occurrences = block.facts.occurrences.iter();
    occurrences.map(|occurrence| Entry {
        block: block.label,
        occurrence: Arc::clone(occurrence),
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

/// The mentions of these names in a block, where it does not explain them.
fn mentioned(block: &Block, names: &Names, entries: &mut Vec<Entry>) {
    let words = &block.facts.words;
    let explained = explained_names(&block.facts);
    let mut is_explained = within(&explained);
    for (at, first) in words.iter().enumerate() {
        let Some(phrases) = names.get(&first.key) else {
            continue;
        };
        if is_explained(first.range().start) {
            continue;
        }
        let found = phrases
            .iter()
            .filter_map(|name| mention(&words[at..], name));
        entries.extend(found.map(|occurrence| Entry {
            block: block.label,
            occurrence: Arc::new(occurrence),
        }));
    }
}
