//! An archival citation split into repository, levels, leaves and agents.

use std::ops::Range;
use std::sync::Arc;

use crate::registers::archives::{Archives, Designator, Repository};

mod agents;
mod explain;
mod leaves;
mod levels;
mod marks;
mod parse;
mod several;

pub use agents::{Agent, Deed};
pub use explain::Explained;
pub use leaves::{Leaf, LeafSpan, Leaves, Side};
pub use parse::parse;
pub use several::{Cited, found, parse_all};

/// What a citation says; every range is one of bytes in the text that was parsed, at character boundaries, and those of one
/// list stand in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Citation {
    /// The institution, if the register knows it.
    pub repository: Option<Part>,
    /// The tradition it was read in, by name: that of the repository, else the one that explains most of it.
    pub tradition: Option<String>,
    /// The levels, as written: mostly from the outermost inwards.
    pub levels: Vec<Level>,
    /// The leaves, pages or images within the last level.
    pub leaves: Option<Leaves>,
    /// Who obtained it, translated it and so on.
    pub agents: Vec<Agent>,
    /// What was not understood.
    pub rest: Vec<Range<usize>>,
    /// It leaves out what the citation before it says: the repository, and the levels before its first.
    pub continues: bool,
}

/// The repository of a citation.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The institution.
    pub repository: Arc<Repository>,
    /// Its name with the abbreviation and the town beside it; empty if the call number alone tells it.
    pub range: Range<usize>,
    /// It is cited by a predecessor's name.
    pub obsolete: bool,
}

/// One level of a citation, such as `Opis' 2`.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// What the value numbers or names.
    pub designator: Arc<Designator>,
    /// The designator's own words, if it is written.
    pub written: Option<Range<usize>>,
    /// The number or name.
    pub value: Range<usize>,
    /// Letters before the number that mean something: `R-` in `R-9401ss`.
    pub prefix: Option<Affix>,
    /// Letters after the number that mean something: `ss` in `R-9401ss`.
    pub suffix: Option<Affix>,
    /// Another reading of the designator in this tradition, such as pages for `p.`
    pub other: Option<Arc<Designator>>,
    /// The whole of it.
    pub range: Range<usize>,
}

/// Letters at a number and what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affix {
    /// Where they stand.
    pub range: Range<usize>,
    /// What they mean, as a phrase.
    pub about: String,
}

impl Citation {
    /// From the first of repository, levels and leaves to the last; what follows, such as agents, is outside.
    pub fn body(&self) -> Range<usize> {
        let repository = self.repository.iter().map(|part| &part.range);
        let levels = self.levels.iter().map(|level| &level.range);
        let leaves = self.leaves.iter().map(|leaves| &leaves.range);
        let parts = repository
            .chain(levels)
            .chain(leaves)
            .filter(|range| !range.is_empty());
        let (start, end) = parts.fold((usize::MAX, 0), |(start, end), part| {
            (start.min(part.start), end.max(part.end))
        });
        start.min(end)..end
    }

    /// Whether two citations say the same, each of its own text, however they write it.
    pub fn says_the_same(&self, text: &str, other: &Citation, other_text: &str) -> bool {
        let levels = |citation: &Citation, text: &str| -> Vec<_> {
            let levels = citation.levels.iter();
            levels
                .map(|level| {
                    (
                        level.designator.id.clone(),
                        text[level.value.clone()].to_owned(),
                    )
                })
                .collect()
        };
        let leaves = |citation: &Citation| {
            let leaves = citation.leaves.as_ref()?;
            let spans = leaves.spans.iter().map(|span| (span.from, span.to));
            Some((leaves.kind.id.clone(), spans.collect::<Vec<_>>()))
        };
        let repository = |citation: &Citation| {
            citation
                .repository
                .as_ref()
                .map(|part| Arc::clone(&part.repository))
        };
        repository(self) == repository(other)
            && levels(self, text) == levels(other, other_text)
            && leaves(self) == leaves(other)
            && self.rest.is_empty() == other.rest.is_empty()
    }

    /// Whether the repository is known and every word has its place.
    pub fn understood(&self) -> bool {
        self.repository.is_some() && !self.levels.is_empty() && self.rest.is_empty()
    }

    /// Whether its tradition counts leaves within a file, and the file is named: only then is a citation without leaves
    /// less than it could be.
    pub fn expects_leaves(&self, archives: &Archives) -> bool {
        let tradition = archives
            .traditions()
            .iter()
            .find(|tradition| Some(&tradition.name) == self.tradition.as_ref());
        tradition.is_some_and(|tradition| tradition.strict && !tradition.leaves.is_empty())
            && self.levels.len() > 1
    }

    /// The levels that are left out although one within them is given: a file without its inventory. Only where the repository
    /// is known, and its tradition requires them.
    pub fn missing(&self, archives: &Archives) -> Vec<Arc<Designator>> {
        let Some(part) = self.repository.as_ref().filter(|_| !self.continues) else {
            return Vec::new();
        };
        let Some(tradition) = archives.tradition(&part.repository) else {
            return Vec::new();
        };
        let place = |level: &Level| tradition.position(&level.designator);
        let innermost = match (&self.leaves, self.levels.iter().filter_map(place).max()) {
            // A repository and leaves alone are a citation of something else.
            (_, None) => return Vec::new(),
            (Some(leaves), _) if leaves.written.is_some() => tradition.order.len(),
            (_, Some(innermost)) => innermost,
        };
        let is_missing = |one: &&Arc<Designator>| {
            tradition
                .position(one)
                .is_some_and(|place| place < innermost)
                && !part.repository.optional.contains(&one.id)
                && self
                    .levels
                    .iter()
                    .all(|level| level.designator.id != one.id)
        };
        tradition
            .required
            .iter()
            .filter(is_missing)
            .cloned()
            .collect()
    }

    /// The first two neighbouring levels that stand in another order than their tradition's, such as opis before fond.
    /// Only traditions with a fixed order have such; a citation that runs wholly from the inside outwards has none.
    pub fn misplaced(&self, archives: &Archives) -> Option<(&Level, &Level)> {
        let tradition = archives
            .traditions()
            .iter()
            .find(|tradition| Some(&tradition.name) == self.tradition.as_ref())?;
        if !tradition.strict {
            return None;
        }
        let place = |level: &Level| tradition.position(&level.designator);
        let placed: Vec<&Level> = self
            .levels
            .iter()
            .filter(|level| level.designator.id != "title")
            .collect();
        let inner_first = placed.len() > 2
            && placed
                .windows(2)
                .all(|pair| place(pair[0]) > place(pair[1]));
        let swapped = placed
            .windows(2)
            .find(|pair| place(pair[0]) > place(pair[1]));
        swapped
            .filter(|_| !inner_first)
            .map(|pair| (pair[0], pair[1]))
    }

    /// The citation in one form: the repository's abbreviation, then each level with its short designator; a call number as
    /// it is written. What was not understood is kept at the end; agents are left out, for they have header keys of their own.
    pub fn canonical(&self, text: &str) -> String {
        let mut form = String::new();
        let named = self.repository.as_ref().filter(|_| !self.continues);
        form.push_str(named.map_or("", |part| part.repository.abbreviation()));
        let mut before: Option<&Level> = None;
        for level in &self.levels {
            let within_a_call_number = before
                .filter(|before| before.written.is_none() && level.written.is_none())
                .and_then(|before| text.get(before.range.end..level.range.start))
                .filter(|between| !between.contains([',', ';', '.', '(']));
            match within_a_call_number {
                Some(between) => form.push_str(between),
                None if form.is_empty() => {}
                None => form.push_str(", "),
            }
            form.push_str(&level.canonical(text));
            before = Some(level);
        }
        let leaves = self.leaves.as_ref().map(|leaves| leaves.canonical(text));
        let rest = self.rest.iter().map(|range| text[range.clone()].to_owned());
        for part in leaves.into_iter().chain(rest) {
            if !form.is_empty() {
                form.push_str(", ");
            }
            form.push_str(&part);
        }
        form
    }

    /// Whether a line of a document is an archival citation that begins with a repository of the register. Costs a scan for a
    /// figure on most lines.
    pub fn names_a_repository(line: &str, archives: &Archives) -> bool {
        line.bytes().any(|byte| byte.is_ascii_digit())
            && archives.find(line).is_some()
            && Citation::looks_like_one(line.trim(), archives)
    }

    /// Whether a line of a document looks like an archival citation; for texts whose header has none. Conservative: a sentence
    /// that mentions an archive or a box is none. Costs a scan for a figure on most lines.
    pub fn looks_like_one(line: &str, archives: &Archives) -> bool {
        const LONGEST_CITATION: usize = 600;
        if line.len() > LONGEST_CITATION || !line.bytes().any(|byte| byte.is_ascii_digit()) {
            return false;
        }
        parse_all(line, archives)
            .iter()
            .all(|cited| cited.citation.is_all_of(&line[cited.range.clone()]))
    }

    /// Whether the text it was read from holds it and nothing else.
    fn is_all_of(&self, line: &str) -> bool {
        let citation = self;
        let titles = |level: &&Level| {
            matches!(
                level.designator.id.as_str(),
                "title" | "papers" | "marking" | "year"
            )
        };
        let numbered = citation
            .levels
            .iter()
            .filter(|level| !titles(level))
            .count();
        let designated = citation
            .levels
            .iter()
            .filter(|level| level.written.is_some())
            .count();
        let wordy = citation
            .levels
            .iter()
            .any(|level| line[level.value.clone()].split_whitespace().count() > 12);
        let enough = match citation.repository {
            Some(_) => numbered >= 1,
            None => {
                designated >= 2
                    && designated == citation.levels.len()
                    && (designated > 2 || citation.leaves.is_some())
            }
        };
        enough && !wordy && citation.rest.is_empty()
    }
}

impl Level {
    fn canonical(&self, text: &str) -> String {
        let value = &text[self.value.clone()];
        match (&self.written, self.designator.short.as_str()) {
            (None, _) | (_, "") => text[self.range.clone()].to_owned(),
            (_, short) if short.ends_with('-') => format!("{short}{value}"),
            (Some(written), short) if written.start > self.value.start => {
                format!("{}. {short}", value.trim_end_matches('.'))
            }
            (_, short) => format!("{short} {value}"),
        }
    }
}

impl Leaves {
    fn canonical(&self, text: &str) -> String {
        let several =
            self.spans.len() > 1 || self.spans.iter().any(|span| span.to != Some(span.from));
        let short = self
            .kind
            .plural
            .as_ref()
            .filter(|_| several)
            .unwrap_or(&self.kind.short);
        let spans: Vec<&str> = self
            .spans
            .iter()
            .map(|span| &text[span.range.clone()])
            .collect();
        format!("{short} {}", spans.join(", "))
    }
}

#[cfg(test)]
mod tests;
