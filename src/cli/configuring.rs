//! The arguments by which a command line has its say in the configuration, and what is told of files that are wrong.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::complain;
use super::reading::Source;
use crate::collection::config::{Config, Level, Problem, Profile};
use crate::registers::Registers;
use crate::registers::gazetteer::source::Problem as Fault;
use crate::rules::settings::{Named, Wishes, named, unknown};
use crate::rules::{Configuration, problems};

/// Which configuration holds, and what the command line says besides.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Configuring {
    /// Follow this file instead of the nearest sigla.toml
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Follow no sigla.toml
    #[arg(long)]
    no_config: bool,
    /// Follow this profile: transcription, translation or publication
    #[arg(long, value_name = "PROFILE", value_parser = profiles(), hide_possible_values = true)]
    profile: Option<String>,
    /// Set a rule, a group of rules or `all` to off, on, hint, information, warning or error; may be given again
    #[arg(long = "rule", value_name = "NAME=LEVEL", value_parser = rule)]
    rules: Vec<(Named, Level)>,
}

impl Configuring {
    /// The configuration that holds.
    pub fn configuration(&self) -> Configuration {
        let wishes = Wishes {
            profile: self.profile.as_deref().and_then(Profile::from_name),
            rules: self.rules.clone(),
        };
        match &self.config {
            Some(file) => Configuration::of_file(file, wishes),
            None if self.no_config => Configuration::of_nothing(wishes),
            None => Configuration::nearest(wishes),
        }
    }
}

fn profiles() -> PossibleValuesParser {
    PossibleValuesParser::new(Profile::ALL.iter().map(|profile| profile.name()))
}

/// `names/two-spellings=off`.
fn rule(argument: &str) -> Result<(Named, Level), String> {
    let (name, level) = argument
        .split_once('=')
        .ok_or("write it with its level, such as `names=off`")?;
    let name = named(name.trim()).ok_or_else(|| {
        let (message, suggestion) = unknown(name.trim());
        format!("{message}; {suggestion}")
    })?;
    let level = Level::from_name(level.trim()).ok_or_else(|| {
        let levels: Vec<_> = Level::ALL.iter().map(|level| level.name()).collect();
        format!(
            "`{}` is no level; write one of {}",
            level.trim(),
            levels.join(", ")
        )
    })?;
    Ok((name, level))
}

/// Complains of everything that is wrong in the files that hold for some documents, and leaves out the documents of those
/// that cannot be relied on. Gives the others, and whether anything was wrong.
pub(super) fn complain_of_all(
    sources: Vec<Source>,
    configuration: &Configuration,
) -> (Vec<Source>, bool) {
    let all = sources.len();
    let relied_on = |source: &Source| {
        let config = configuration.config(source.document());
        config.is_none_or(|config| !config.broken)
    };
    let good: Vec<_> = sources.into_iter().filter(relied_on).collect();
    let mut wrong = false;
    for config in configuration.files() {
        wrong |= complain_of(&config);
    }
    for source in &good {
        // Reads the registers beside its configuration, each once.
        configuration.settings(source.document());
    }
    configuration
        .registers()
        .iter()
        .for_each(|it| complain_of_registers(it));
    match all - good.len() {
        0 => {}
        1 => complain("1 file was not checked, because its sigla.toml cannot be relied on"),
        left_out => complain(&format!(
            "{left_out} files were not checked, because their sigla.toml cannot be relied on"
        )),
    }
    (good, wrong)
}

/// Complains of everything that is wrong in a file; whether anything is.
pub(super) fn complain_of(config: &Config) -> bool {
    let problems = problems(config);
    for problem in &problems {
        let problem = Problem {
            path: shown(&problem.path),
            ..problem.clone()
        };
        complain(&problem.to_string());
    }
    !problems.is_empty()
}

/// Complains of the rows of registers that had to be left out, and of wrong encodings. That stops nothing: what is left out
/// only knows less.
fn complain_of_registers(registers: &Registers) {
    for gazetteer in &registers.unopened {
        complain(&format!("{}: {}", gazetteer.written, gazetteer.why));
    }
    for file in &registers.files {
        let grave = file.problems.iter().filter(|problem| problem.left_out);
        for problem in grave {
            let path = shown(&file.path);
            let Fault {
                line, what, done, ..
            } = problem;
            complain(&format!("{}:{line}: {what}: {done}", path.display()));
        }
    }
}

/// The path as one would type it here.
pub(super) fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}
