//! `sigla config`: what holds for a document, and who decided it.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value, json};
use toml::Value as Toml;

use super::configuring::{Configuring, complain_of, shown};
use super::{Format, Outcome};
use crate::collection::config;
use crate::rules::Severity;
use crate::rules::settings::{Decisions, Origin, Traced, schema::schema};

/// Show what holds for a file or a folder: the nearest sigla.toml, its overrides, the profile and the defaults
///
/// What is written is a sigla.toml itself. `sigla config --show-origin letters/1.sigla` tells of each value who decided it.
#[derive(Args)]
pub(super) struct Config {
    /// A file, which need not exist, or a folder
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// Tell of each value who decided it
    #[arg(long)]
    show_origin: bool,
    /// Write the JSON schema of sigla.toml, for editors of TOML, and nothing else
    #[arg(long)]
    schema: bool,
    #[command(flatten)]
    configuring: Configuring,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// A value with its origin, under a heading of the file; none stands at its top.
struct Line {
    table: &'static str,
    key: String,
    /// None is a key that holds no value.
    value: Option<Toml>,
    origin: Origin,
}

impl Config {
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        if self.schema {
            writeln!(out, "{:#}", schema())?;
            return Ok(Outcome::Done);
        }
        let configuration = self.configuring.configuration();
        let document = match self.path.is_dir() {
            true => self.path.join(IN_FOLDER),
            false => self.path.clone(),
        };
        let decisions = configuration.decisions(&document);
        let file = configuration.config(&document);
        let mut lines = lines(&decisions);
        if let Some(file) = &file {
            lines.splice(3..3, of_file(file));
        }
        let excluded = !self.path.is_dir() && configuration.excludes(&document);
        let file_name = file
            .as_ref()
            .map(|file| shown(&file.path).display().to_string());
        match self.format {
            Format::Text => self.write(&lines, file_name.as_deref(), excluded, out)?,
            Format::Json => {
                let answer = json!({
                    "path": self.path.display().to_string(),
                    "file": file_name,
                    "excluded": excluded,
                    "settings": as_json(&lines, file_name.as_deref()),
                });
                writeln!(out, "{answer:#}")?;
            }
        }
        let wrong = file.is_some_and(|file| complain_of(&file));
        Ok(if wrong {
            Outcome::Failed
        } else {
            Outcome::Done
        })
    }

    fn write(
        &self,
        lines: &[Line],
        file: Option<&str>,
        excluded: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let path = self.path.display();
        match file {
            Some(file) => writeln!(out, "# {path} follows {file}")?,
            None => writeln!(out, "# {path} follows no sigla.toml")?,
        }
        if excluded {
            writeln!(out, "# The collection leaves it out.")?;
        }
        let written: Vec<_> = lines.iter().map(written).collect();
        let width = written.iter().map(|line| line.chars().count());
        let width = width
            .filter(|width| *width <= WIDEST)
            .max()
            .unwrap_or_default();
        let mut table = "";
        for (line, written) in lines.iter().zip(written) {
            if line.table != table {
                table = line.table;
                writeln!(out, "\n[{table}]")?;
            }
            match self.show_origin {
                true => writeln!(out, "{written:width$}  # {}", told(&line.origin, file))?,
                false => writeln!(out, "{written}")?,
            }
        }
        Ok(())
    }
}

/// The name of a document in a folder, where a folder is asked for: no pattern is likely to fit it.
const IN_FOLDER: &str = "\u{1a}";

/// Longer lines do not push the origins of all others to the right.
const WIDEST: usize = 60;

fn written(line: &Line) -> String {
    let key = match line
        .key
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-')
    {
        true => line.key.clone(),
        false => Toml::String(line.key.clone()).to_string(),
    };
    match &line.value {
        Some(value) => format!("{key} = {value}"),
        None => format!("# {key} is left open"),
    }
}

fn lines(decisions: &Decisions) -> Vec<Line> {
    let word = |value: &str| Some(Toml::String(value.to_owned()));
    let mut lines = vec![
        Line {
            table: "",
            key: "profile".to_owned(),
            value: decisions
                .profile
                .value
                .and_then(|profile| word(profile.name())),
            origin: decisions.profile.origin.clone(),
        },
        Line {
            table: "",
            key: "brackets".to_owned(),
            value: word(decisions.brackets.value.name()),
            origin: decisions.brackets.origin.clone(),
        },
        Line {
            table: "",
            key: "required".to_owned(),
            value: Some(list(&decisions.required.value)),
            origin: decisions.required.origin.clone(),
        },
    ];
    if let Some(last) = decisions.ignored_names.last() {
        let names: Vec<_> = decisions
            .ignored_names
            .iter()
            .map(|it| it.value.clone())
            .collect();
        lines.push(Line {
            table: "names",
            key: "ignore".to_owned(),
            value: Some(list(&names)),
            origin: last.origin.clone(),
        });
    }
    let convention = |key: &str, choice: &Traced<Option<String>>| Line {
        table: "conventions",
        key: key.to_owned(),
        value: choice.value.as_deref().and_then(word),
        origin: choice.origin.clone(),
    };
    lines.extend([
        convention("numero", &decisions.numero),
        convention("sic", &decisions.sic),
        convention("omission", &decisions.omission),
        convention("blank", &decisions.blank),
    ]);
    lines.extend(decisions.rules.iter().map(|(rule, level)| Line {
        table: "rules",
        key: rule.name.to_owned(),
        value: word(level.value.map_or("off", Severity::name)),
        origin: level.origin.clone(),
    }));
    lines
}

/// What only the file can say.
fn of_file(file: &config::Config) -> Vec<Line> {
    let mut lines = Vec::new();
    let line = |key: &str, value: Toml, line: usize| Line {
        table: "",
        key: key.to_owned(),
        value: Some(value),
        origin: Origin::File { line },
    };
    if let Some(baseline) = &file.baseline {
        let value = Toml::String(baseline.value.display().to_string());
        lines.push(line("baseline", value, baseline.place.line));
    }
    if let Some(first) = file.gazetteers.first() {
        let written: Vec<_> = file.gazetteers.iter().map(|it| it.value.clone()).collect();
        lines.push(line("gazetteers", list(&written), first.place.line));
    }
    for (key, patterns) in [("include", &file.include), ("exclude", &file.exclude)] {
        if let Some(first) = patterns.written.first() {
            let written: Vec<_> = patterns.written.iter().map(|it| it.value.clone()).collect();
            lines.push(line(key, list(&written), first.place.line));
        }
    }
    lines
}

fn list(words: &[String]) -> Toml {
    Toml::Array(words.iter().cloned().map(Toml::String).collect())
}

/// `default`, `profile translation`, `sigla.toml:12`, `override letters/**, sigla.toml:20`, `--rule names=off`.
fn told(origin: &Origin, file: Option<&str>) -> String {
    let file = file.unwrap_or_default();
    match origin {
        Origin::Default => "default".to_owned(),
        Origin::Profile(profile) => format!("profile {}", profile.name()),
        Origin::File { line } => format!("{file}:{line}"),
        Origin::Override { paths, line } => format!("override {paths}, {file}:{line}"),
        Origin::CommandLine(argument) => argument.clone(),
    }
}

fn as_json(lines: &[Line], file: Option<&str>) -> Value {
    let mut settings = Map::new();
    for line in lines {
        let value = json!({
            "value": line.value,
            "origin": origin(&line.origin, file),
        });
        match line.table {
            "" => settings.insert(line.key.clone(), value),
            table => settings
                .entry(table)
                .or_insert_with(|| json!({}))
                .as_object_mut()
                .and_then(|table| table.insert(line.key.clone(), value)),
        };
    }
    Value::Object(settings)
}

fn origin(origin: &Origin, file: Option<&str>) -> Value {
    match origin {
        Origin::Default => json!({"kind": "default"}),
        Origin::Profile(profile) => json!({"kind": "profile", "profile": profile.name()}),
        Origin::File { line } => json!({"kind": "file", "file": file, "line": line}),
        Origin::Override { paths, line } => {
            json!({"kind": "override", "paths": paths, "file": file, "line": line})
        }
        Origin::CommandLine(argument) => json!({"kind": "command-line", "argument": argument}),
    }
}
