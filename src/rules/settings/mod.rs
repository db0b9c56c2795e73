//! What a collection wants of a document: which rules are asked, how much each matters, and what they go by.

mod decisions;
mod names;
mod profile;
pub mod schema;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::{Finding, RULES, Rule, Severity};
use crate::collection::config::{Brackets, Profile};
use crate::model::Knowledge;
use crate::model::concordance::Habit;
use crate::registers::Registers;
use crate::vocabulary::Vocabulary;

pub use decisions::{Decisions, Origin, Traced, Wishes};
pub use names::{Named, named, unknown};

/// The group of rules that obey [`Settings::ignored_names`].
const NAMES: &str = "names";

/// What is asked of a document: the rules that are on, each with its severity, and what they go by.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The rules that are on, in the order of the registry.
    pub rules: Vec<(&'static Rule, Severity)>,
    /// The kind of work, if the collection says so.
    pub profile: Option<Profile>,
    /// How square brackets are read.
    pub brackets: Brackets,
    /// The header keys that every document must have, by their first names.
    pub required: Vec<String>,
    /// Names of which no rule on names says anything more.
    pub ignored_names: Vec<String>,
    /// The collection's choice where spellings drift.
    pub conventions: Conventions,
    /// The labels and header keys of the format and of the collection; none where it has none of its own.
    pub vocabulary: Option<Arc<Vocabulary>>,
    /// The registers of the collection; empty where it has none.
    pub registers: Arc<Registers>,
}

/// The collection's choice where spellings drift; none where it leaves that open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conventions {
    /// The sign for number: `№`.
    pub numero: Option<String>,
    /// How *sic* is written, with its brackets.
    pub sic: Option<String>,
    /// How an omission is marked, with its brackets.
    pub omission: Option<String>,
    /// How an empty place is marked, with its brackets.
    pub blank: Option<String>,
}

impl Conventions {
    /// What is written for it, without brackets.
    pub(super) fn of(&self, habit: Habit) -> Option<&str> {
        let written = match habit {
            Habit::Numero => &self.numero,
            Habit::Sic => &self.sic,
            Habit::Omission => &self.omission,
            Habit::Blank => &self.blank,
            Habit::Illegible | Habit::Redacted | Habit::Label | Habit::Quotes => return None,
        };
        let written = written.as_deref()?;
        let inner = written
            .strip_prefix('[')
            .and_then(|it| it.strip_suffix(']'));
        Some(inner.unwrap_or(written))
    }
}

impl Default for Settings {
    /// Every rule that is on by default, with its own severity.
    fn default() -> Settings {
        Decisions::of(None, None, &Wishes::default()).settings()
    }
}

impl Settings {
    /// The default, made once.
    pub fn standard() -> &'static Arc<Settings> {
        static STANDARD: LazyLock<Arc<Settings>> = LazyLock::new(Arc::default);
        &STANDARD
    }

    /// Every rule there is, those that wait to be asked for as well.
    pub fn all() -> Settings {
        Settings {
            rules: RULES.iter().map(|rule| (*rule, rule.severity)).collect(),
            ..Settings::default()
        }
    }

    /// No rule at all: what is asked of a document that the collection leaves out.
    pub fn none() -> Settings {
        Settings {
            rules: Vec::new(),
            ..Settings::default()
        }
    }

    /// How much a rule matters; none where it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        let found = self.rules.iter().find(|(other, _)| *other == rule);
        found.map(|(_, severity)| *severity)
    }

    /// Gives the findings from `from` on, which are all of one rule, their severity, and takes out those of a rule on names
    /// that mark a name which the collection ignores. `text` is what stands at a range of theirs.
    pub(super) fn settle<'t>(
        &self,
        (rule, severity): (&Rule, Severity),
        findings: &mut Vec<Finding>,
        from: usize,
        text: impl Fn(Range<usize>) -> Cow<'t, str>,
    ) {
        if !self.ignored_names.is_empty() && rule.group() == NAMES && from < findings.len() {
            let found = findings.split_off(from).into_iter();
            findings.extend(found.filter(|it| !self.ignores_name(&text(it.range.clone()))));
        }
        for finding in &mut findings[from..] {
            finding.severity = severity;
        }
    }

    /// What the documents are read by.
    pub fn knowledge(&self) -> Knowledge {
        Knowledge {
            vocabulary: self.vocabulary.clone(),
            registers: Arc::clone(&self.registers),
        }
    }

    /// A finding with the severity that holds here; none where its rule is off.
    pub fn rate(&self, mut finding: Finding) -> Option<Finding> {
        finding.severity = self.severity(finding.rule)?;
        Some(finding)
    }

    /// Whether every document must have this header key.
    pub fn requires(&self, key: &str) -> bool {
        self.required.iter().any(|required| required == key)
    }

    /// Whether the collection has decided that no rule on names says anything of this one. Case counts.
    pub fn ignores_name(&self, name: &str) -> bool {
        self.ignored_names.iter().any(|ignored| ignored == name)
    }

    /// The words that have a meaning in this collection.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.as_deref().unwrap_or(Vocabulary::builtin())
    }
}
