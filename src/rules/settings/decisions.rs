//! What holds for a document, and who decided it: the program, a profile, `sigla.toml`, an override, the command line.

use std::path::Path;
use std::sync::Arc;

use super::names::{Named, named};
use super::{Conventions, Settings, profile};
use crate::collection::config::{Brackets, Config, Level, Part, Placed, Profile};
use crate::registers::Registers;
use crate::rules::{RULES, Rule, Severity};
use crate::vocabulary::Vocabulary;

/// Who decided a value; each counts before those above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The program.
    Default,
    /// The profile.
    Profile(Profile),
    /// `sigla.toml`, at this line.
    File {
        /// From 1.
        line: usize,
    },
    /// An override in it.
    Override {
        /// Its patterns, as they were typed.
        paths: String,
        /// From 1.
        line: usize,
    },
    /// The command line, with this argument.
    CommandLine(String),
}

/// A value, and who decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced<T> {
    /// The value.
    pub value: T,
    /// Who decided it.
    pub origin: Origin,
}

/// What the command line asks for.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The kind of work.
    pub profile: Option<Profile>,
    /// What rules and groups are set to, the later before the earlier.
    pub rules: Vec<(Named, Level)>,
}

/// Every value that holds for a document, and who decided it.
#[derive(Clone, Debug)]
pub struct Decisions {
    /// The kind of work.
    pub profile: Traced<Option<Profile>>,
    /// How square brackets are read.
    pub brackets: Traced<Brackets>,
    /// The header keys that every document must have.
    pub required: Traced<Vec<String>>,
    /// Each rule; none where it is off.
    pub rules: Vec<(&'static Rule, Traced<Option<Severity>>)>,
    /// Names of which nothing more is said; those of an override are added to those of the file.
    pub ignored_names: Vec<Traced<String>>,
    /// The sign for number.
    pub numero: Traced<Option<String>>,
    /// How *sic* is written.
    pub sic: Traced<Option<String>>,
    /// How an omission is marked.
    pub omission: Traced<Option<String>>,
    /// How an empty place is marked.
    pub blank: Traced<Option<String>>,
    vocabulary: Option<Arc<Vocabulary>>,
    registers: Arc<Registers>,
}

impl<T> Traced<T> {
    fn by_default(value: T) -> Traced<T> {
        Traced {
            value,
            origin: Origin::Default,
        }
    }
}

impl Decisions {
    /// Decides for a document, whose path is as absolute as that of `config`. Without a path no override holds.
    pub fn of(config: Option<&Config>, document: Option<&Path>, wishes: &Wishes) -> Decisions {
        // A broken file decides nothing.
        let config = config.filter(|config| !config.broken);
        let mut decisions = Decisions::by_default();
        let overrides: Vec<_> = config
            .zip(document)
            .map(|(config, document)| config.overrides_for(document).collect())
            .unwrap_or_default();
        let parts = config.map(|config| (&config.base, None));
        let parts = parts.into_iter().chain(
            overrides
                .iter()
                .map(|it| (&it.part, Some(it.paths.shown()))),
        );
        let parts: Vec<(&Part, Option<String>)> = parts.collect();
        // The profile first: what it changes counts less than anything that is said, wherever it was chosen.
        for (part, paths) in &parts {
            if let Some(profile) = &part.profile {
                decisions.profile = Traced {
                    value: Some(profile.value),
                    origin: origin(paths.as_deref(), profile),
                };
            }
        }
        if let Some(profile) = wishes.profile {
            decisions.profile = Traced {
                value: Some(profile),
                origin: Origin::CommandLine(format!("--profile {}", profile.name())),
            };
        }
        if let Some(profile) = decisions.profile.value {
            decisions.follow(profile);
        }
        for (part, paths) in &parts {
            decisions.take(part, paths.as_deref());
        }
        let wished = wishes.rules.iter().map(|(name, level)| {
            let argument = format!("--rule {}={}", shown(*name), level.name());
            (*name, *level, Origin::CommandLine(argument))
        });
        decisions.set(wished.collect());
        decisions.vocabulary = config
            .and_then(|config| config.own.as_ref())
            .map(|own| Arc::clone(&own.vocabulary));
        decisions
    }

    /// The same with the registers of the collection.
    pub fn with(mut self, registers: Arc<Registers>) -> Decisions {
        self.registers = registers;
        self
    }

    /// The settings, without their origins.
    pub fn settings(&self) -> Settings {
        let rules = self.rules.iter();
        Settings {
            rules: rules
                .filter_map(|(rule, level)| Some((*rule, level.value?)))
                .collect(),
            profile: self.profile.value,
            brackets: self.brackets.value,
            required: self.required.value.clone(),
            ignored_names: self
                .ignored_names
                .iter()
                .map(|it| it.value.clone())
                .collect(),
            conventions: Conventions {
                numero: self.numero.value.clone(),
                sic: self.sic.value.clone(),
                omission: self.omission.value.clone(),
                blank: self.blank.value.clone(),
            },
            vocabulary: self.vocabulary.clone(),
            registers: Arc::clone(&self.registers),
        }
    }

    fn by_default() -> Decisions {
        let needed = Vocabulary::builtin().keys().iter().filter(|key| key.needed);
        let rules = RULES.iter().map(|rule| {
            let level = rule.default.then_some(rule.severity);
            (*rule, Traced::by_default(level))
        });
        Decisions {
            profile: Traced::by_default(None),
            brackets: Traced::by_default(Brackets::Typescript),
            required: Traced::by_default(needed.map(|key| key.name.clone()).collect()),
            rules: rules.collect(),
            ignored_names: Vec::new(),
            numero: Traced::by_default(None),
            sic: Traced::by_default(None),
            omission: Traced::by_default(None),
            blank: Traced::by_default(None),
            vocabulary: None,
            registers: Arc::default(),
        }
    }

    fn follow(&mut self, profile: Profile) {
        let changes = profile::changes(profile);
        if !changes.required.is_empty() {
            self.required.value.extend(changes.required.iter().cloned());
            self.required.origin = Origin::Profile(profile);
        }
        let rules = changes.rules.iter();
        self.set(
            rules
                .map(|(name, level)| (*name, *level, Origin::Profile(profile)))
                .collect(),
        );
    }

    fn take(&mut self, part: &Part, paths: Option<&str>) {
        if let Some(brackets) = &part.brackets {
            self.brackets = Traced {
                value: brackets.value,
                origin: origin(paths, brackets),
            };
        }
        if let Some(required) = &part.required {
            self.required = Traced {
                value: required.value.clone(),
                origin: origin(paths, required),
            };
        }
        let rules = part.rules.iter().filter_map(|rule| {
            let name = named(&rule.name.value)?;
            Some((name, rule.level, origin(paths, &rule.name)))
        });
        self.set(rules.collect());
        let names = part.ignored_names.iter().map(|name| Traced {
            value: name.value.clone(),
            origin: origin(paths, name),
        });
        self.ignored_names.extend(names);
        for (decided, stated) in [
            (&mut self.numero, &part.conventions.numero),
            (&mut self.sic, &part.conventions.sic),
            (&mut self.omission, &part.conventions.omission),
            (&mut self.blank, &part.conventions.blank),
        ] {
            if let Some(stated) = stated {
                *decided = Traced {
                    value: Some(stated.value.clone()),
                    origin: origin(paths, stated),
                };
            }
        }
    }

    /// Sets rules as one table says: one that is named counts before its group, a group before `all`.
    ///
    /// A severity for several rules is for those of them that are on; only `on`, or its own name, switches a rule on.
    fn set(&mut self, mut levels: Vec<(Named, Level, Origin)>) {
        levels.sort_by_key(|(name, _, _)| name.weight());
        for (name, level, origin) in levels {
            for (rule, decided) in &mut self.rules {
                let alone = matches!(name, Named::Rule(_));
                if !name.includes(rule)
                    || severity(level).is_some() && !alone && decided.value.is_none()
                {
                    continue;
                }
                *decided = Traced {
                    value: match level {
                        Level::Off => None,
                        // On already, and perhaps with a severity that something else has chosen.
                        Level::On if decided.value.is_some() => continue,
                        Level::On => Some(rule.severity),
                        level => severity(level),
                    },
                    origin: origin.clone(),
                };
            }
        }
    }
}

/// The severity that a level states.
fn severity(level: Level) -> Option<Severity> {
    match level {
        Level::Off | Level::On => None,
        Level::Hint => Some(Severity::Hint),
        Level::Information => Some(Severity::Information),
        Level::Warning => Some(Severity::Warning),
        Level::Error => Some(Severity::Error),
    }
}

fn origin<T>(paths: Option<&str>, value: &Placed<T>) -> Origin {
    let line = value.place.line;
    match paths {
        None => Origin::File { line },
        Some(paths) => Origin::Override {
            paths: paths.to_owned(),
            line,
        },
    }
}

fn shown(name: Named) -> &'static str {
    match name {
        Named::All => super::names::ALL,
        Named::Group(group) => group,
        Named::Rule(rule) => rule.name,
    }
}
