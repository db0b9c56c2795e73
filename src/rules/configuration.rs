//! The settings of every document of any collection: found once, decided once, the same for the command and the server.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::settings::{Decisions, Settings, Wishes, named, unknown};
use crate::collection::config::{self, Config, Finder, Part, Problem};
use crate::registers::Registers;

/// Where settings come from. Asking costs a look-up of the document's folder and a match of its path with the overrides;
/// the disk is looked at once for each folder. May be asked from many threads.
#[derive(Debug, Default)]
pub struct Configuration {
    source: Source,
    wishes: Wishes,
    decided: Mutex<HashMap<Key, Decided>>,
    /// Each file as it last could be relied on: one that is being typed at is broken again and again.
    good: Mutex<HashMap<PathBuf, Arc<Config>>>,
    /// The registers beside each file, by its folder.
    registers: Mutex<HashMap<PathBuf, Arc<Registers>>>,
}

/// What was decided, and by which file, whose address is its key and must not become another's.
type Decided = (Option<Arc<Config>>, Arc<Settings>);

/// Which configuration is asked.
#[derive(Debug)]
enum Source {
    /// The nearest `sigla.toml` upwards from a document.
    Nearest(Finder),
    /// This one, for all documents.
    One(Arc<Config>),
    /// None.
    Nothing,
}

impl Default for Source {
    fn default() -> Source {
        Source::Nearest(Finder::default())
    }
}

/// The file, by the address of what was read of it, and which of its overrides hold.
type Key = (usize, Vec<usize>);

impl Configuration {
    /// The nearest `sigla.toml` of each document, and the wishes of a command line.
    pub fn nearest(wishes: Wishes) -> Configuration {
        Configuration {
            wishes,
            ..Configuration::default()
        }
    }

    /// This file for all documents, whatever it is called.
    pub fn of_file(file: &Path, wishes: Wishes) -> Configuration {
        Configuration {
            source: Source::One(Arc::new(config::read(file))),
            ..Configuration::nearest(wishes)
        }
    }

    /// No file at all.
    pub fn of_nothing(wishes: Wishes) -> Configuration {
        Configuration {
            source: Source::Nothing,
            ..Configuration::nearest(wishes)
        }
    }

    /// The file that holds for a document.
    pub fn config(&self, document: &Path) -> Option<Arc<Config>> {
        match &self.source {
            Source::Nearest(finder) => finder.find(document),
            Source::One(config) => Some(Arc::clone(config)),
            Source::Nothing => None,
        }
    }

    /// The root of a document's collection: the folder of the file that holds for it, if the document lies below that.
    pub fn root(&self, document: &Path) -> Option<PathBuf> {
        let config = self.config(document)?;
        let folder = config::absolute(config.path.parent()?);
        config::absolute(document)
            .starts_with(&folder)
            .then_some(folder)
    }

    /// The settings of a document.
    pub fn settings(&self, document: &Path) -> Arc<Settings> {
        let config = self.config(document).map(|config| self.reliable(config));
        self.decide(config, document)
    }

    /// The settings of a document that lies nowhere yet, written in this folder.
    pub fn settings_in(&self, folder: &Path) -> Arc<Settings> {
        // A name that no pattern is likely to fit.
        self.settings(&folder.join("\u{1a}"))
    }

    /// Each value that holds for a document, and who decided it.
    pub fn decisions(&self, document: &Path) -> Decisions {
        let config = self.config(document);
        let document = config::absolute(document);
        Decisions::of(config.as_deref(), Some(&document), &self.wishes)
    }

    /// Whether its collection leaves a document out.
    pub fn excludes(&self, document: &Path) -> bool {
        let config = self.config(document);
        config.is_some_and(|config| config.exclude.fit(&config::absolute(document)))
    }

    /// Whether a file that was met in a folder is a document: by its name or a pattern of the command line, or because its
    /// collection says so.
    pub fn is_document(&self, file: &Path, by_name: bool) -> bool {
        let Some(config) = self.config(file).filter(|config| !config.broken) else {
            return by_name;
        };
        if config.include.is_empty() && config.exclude.is_empty() {
            return by_name;
        }
        let file = config::absolute(file);
        (by_name || config.include.fit(&file)) && !config.exclude.fit(&file)
    }

    /// Every file that was asked until now.
    pub fn files(&self) -> Vec<Arc<Config>> {
        match &self.source {
            Source::Nearest(finder) => finder.found(),
            Source::One(config) => vec![Arc::clone(config)],
            Source::Nothing => Vec::new(),
        }
    }

    /// The registers that were read until now.
    pub fn registers(&self) -> Vec<Arc<Registers>> {
        lock(&self.registers).values().cloned().collect()
    }

    /// Has everything found and decided anew from now on.
    pub fn forget(&self) {
        if let Source::Nearest(finder) = &self.source {
            finder.forget();
        }
        lock(&self.registers).clear();
        lock(&self.decided).clear();
    }

    /// Looks whether a file or register has changed, come or gone; if so, everything is found and decided anew from now on. A file that
    /// cannot be relied on any more counts as it last was.
    pub fn look_again(&self) -> bool {
        let others = match &self.source {
            Source::Nearest(finder) => finder.look_again(),
            Source::One(_) | Source::Nothing => false,
        };
        let mut registers = lock(&self.registers);
        let before = registers.len();
        registers.retain(|_, registers| !registers.are_old());
        let changed = others || registers.len() < before;
        drop(registers);
        if changed {
            lock(&self.decided).clear();
        }
        changed
    }

    /// The file, or as it last could be relied on.
    fn reliable(&self, config: Arc<Config>) -> Arc<Config> {
        let mut good = lock(&self.good);
        if config.broken {
            return good.get(&config.path).cloned().unwrap_or(config);
        }
        good.insert(config.path.clone(), Arc::clone(&config));
        config
    }

    fn decide(&self, config: Option<Arc<Config>>, document: &Path) -> Arc<Settings> {
        let document = config::absolute(document);
        let overrides = config
            .iter()
            .flat_map(|config| &config.overrides)
            .enumerate();
        let holding = overrides.filter(|(_, it)| it.paths.fit(&document));
        let key = (
            config
                .as_ref()
                .map_or(0, |config| Arc::as_ptr(config).addr()),
            holding.map(|(at, _)| at).collect(),
        );
        let mut decided = lock(&self.decided);
        let (_, settings) = decided.entry(key).or_insert_with(|| {
            let decisions = Decisions::of(config.as_deref(), Some(&document), &self.wishes);
            let registers = self.registers_beside(config.as_deref());
            (config, Arc::new(decisions.with(registers).settings()))
        });
        Arc::clone(settings)
    }

    /// The registers in the folder of a file, read at the first call.
    fn registers_beside(&self, config: Option<&Config>) -> Arc<Registers> {
        // What a broken file names is not known.
        let config = config.filter(|config| !config.broken);
        let Some(folder) = config.and_then(|config| config.path.parent()) else {
            return Arc::default();
        };
        let mut registers = lock(&self.registers);
        let named = config.iter().flat_map(|config| &config.gazetteers);
        let named = named.map(|gazetteer| gazetteer.value.as_str());
        let read = || Arc::new(Registers::read(folder, named));
        Arc::clone(registers.entry(folder.to_owned()).or_insert_with(read))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All that is wrong in a file, in its order: what reading it met, and rules that do not exist.
pub fn problems(config: &Config) -> Vec<Problem> {
    let parts = std::iter::once(&config.base).chain(config.overrides.iter().map(|it| &it.part));
    let unknown = parts
        .flat_map(|part: &Part| &part.rules)
        .filter_map(|rule| {
            if named(&rule.name.value).is_some() {
                return None;
            }
            let (message, suggestion) = unknown(&rule.name.value);
            Some(Problem {
                path: config.path.clone(),
                place: rule.name.place.clone(),
                message,
                suggestion: Some(suggestion),
            })
        });
    let mut problems: Vec<_> = config.problems.iter().cloned().chain(unknown).collect();
    problems.sort_by_key(|problem| problem.place.range.start);
    problems
}
