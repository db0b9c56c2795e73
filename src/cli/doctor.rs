//! `sigla doctor`: what is wrong with an installation, and what to do about it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use super::style::Style;
use super::wire::Wire;
use super::{Format, Outcome, json as lines};
use crate::collection::config::absolute;
use crate::collection::kept;
use crate::rules::settings::Wishes;
use crate::rules::{Configuration, Severity};
use crate::server::health::{self, Point};

/// So long the server may take to greet, before an editor seems stuck.
const GREETING: Duration = Duration::from_secs(1);
/// Editors that Sigla has instructions for, by the name of their program.
const EDITORS: [(&str, &str); 6] = [
    ("nvim", "Neovim"),
    ("hx", "Helix"),
    ("emacs", "Emacs"),
    ("code", "Visual Studio Code"),
    ("kate", "Kate"),
    ("zed", "Zed"),
];

/// Find out what is wrong with an installation
///
/// Looks at the program itself, the configuration and registers that hold in a folder, the gazetteers, the cache, and whether the
/// language server answers an editor. The exit code is 0 if all is well, and 1 if something is not.
#[derive(Args)]
pub(super) struct Doctor {
    /// The folder or document whose configuration is looked at
    #[arg(default_value = ".")]
    path: PathBuf,
    /// How to write it
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

impl Doctor {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let mut points = program();
        points.extend(self.configuration());
        points.push(health::of_builtin());
        points.push(cache());
        points.push(server());
        points.push(editors());
        let wrong = points.iter().filter(|it| it.fine == Some(false)).count();
        match self.format {
            Format::Json => {
                let mut array = lines::Array::default();
                let objects: Vec<_> = points.iter().map(lines::object).collect();
                array.extend(&objects, out)?;
                array.finish(out)?;
            }
            Format::Text => {
                for point in &points {
                    write_point(point, style, out)?;
                }
                match wrong {
                    0 => writeln!(out, "\nAll is well.")?,
                    1 => writeln!(out, "\nOne thing is wrong.")?,
                    wrong => writeln!(out, "\n{wrong} things are wrong.")?,
                }
            }
        }
        Ok(if wrong == 0 {
            Outcome::Done
        } else {
            Outcome::Findings
        })
    }

    fn configuration(&self) -> Vec<Point> {
        let path = absolute(&self.path);
        let configuration = Configuration::nearest(Wishes::default());
        // Reads the configuration and the registers beside it.
        match path.is_dir() {
            true => configuration.settings_in(&path),
            false if path.exists() => configuration.settings(&path),
            false => {
                let found = format!("{} is not there", path.display());
                return vec![Point::bad(
                    "configuration",
                    found,
                    "name a folder or a document that is",
                )];
            }
        };
        health::of_configuration(&configuration)
    }
}

fn write_point(point: &Point, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (help, wrong, faint) = (style.help, style.severity(Severity::Error), style.faint);
    let found = super::report::visible(&point.found);
    match point.fine {
        Some(true) => writeln!(out, "{help}✓{help:#} {}: {found}", point.about)?,
        Some(false) => writeln!(out, "{wrong}✗{wrong:#} {}: {found}", point.about)?,
        None => writeln!(out, "{faint}·{faint:#} {}: {found}", point.about)?,
    }
    if !point.advice.is_empty() {
        writeln!(out, "    {help}{}{help:#}", point.advice)?;
    }
    Ok(())
}

/// The program that runs, and whether it is the one that an editor would start.
fn program() -> Vec<Point> {
    let version = format!(
        "sigla {} on {} {}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    let mut points = vec![Point::told("version", version)];
    let Ok(program) = std::env::current_exe() else {
        return points;
    };
    let same = |other: &Path| fs::canonicalize(other).ok() == fs::canonicalize(&program).ok();
    points.push(match on_path("sigla") {
        Some(other) if same(&other) => Point::good(
            "program",
            format!("an editor that starts `sigla` starts {}", other.display()),
        ),
        Some(other) => Point::bad(
            "program",
            format!(
                "this is {}, but an editor that starts `sigla` starts {}",
                program.display(),
                other.display()
            ),
            "remove the one that is older, or give your editor the full path",
        ),
        None => Point::told(
            "program",
            format!(
                "this is {}; it is in no folder of PATH, so give your editor the full path",
                program.display()
            ),
        ),
    });
    points
}

/// Whether what was found in a file can be kept for the next run.
fn cache() -> Point {
    const ABOUT: &str = "cache";
    let advice = "`sigla check` works without it, only slower; see --cache-dir";
    let Some(folder) = kept::folder() else {
        return Point::bad(
            ABOUT,
            "there is no place for the cache: neither XDG_CACHE_HOME nor HOME is set",
            advice,
        );
    };
    let written =
        fs::create_dir_all(&folder).and_then(|()| tempfile::NamedTempFile::new_in(&folder));
    match written {
        Ok(_) => Point::good(ABOUT, format!("{} can be written", folder.display())),
        Err(error) => Point::bad(
            ABOUT,
            format!("{} cannot be written: {error}", folder.display()),
            advice,
        ),
    }
}

/// Whether the server starts and greets as an editor expects.
fn server() -> Point {
    const ABOUT: &str = "server";
    let advice = "an editor will not work with Sigla; please report this with what `sigla doctor --format json` writes";
    let start = Instant::now();
    let greeted = Wire::start().and_then(|mut wire| {
        let id = json!(1);
        let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
        wire.send(&json!({"jsonrpc": "2.0", "id": id, "method": "initialize", "params": params}))?;
        let answer = wire.answer(&id, GREETING)?;
        Ok(answer.and_then(|it| it.pointer("/result/serverInfo/version").cloned()))
    });
    let took = start.elapsed().as_millis();
    match greeted {
        Ok(Some(_)) => Point::good(
            ABOUT,
            format!("it starts, and answers an editor within {took} ms"),
        ),
        Ok(None) => Point::bad(
            ABOUT,
            format!("it has not answered within {} s", GREETING.as_secs()),
            "the machine may be very busy: try again; otherwise report this",
        ),
        Err(error) => Point::bad(ABOUT, format!("it does not start: {error}"), advice),
    }
}

fn editors() -> Point {
    let found: Vec<_> = EDITORS
        .iter()
        .filter(|(program, _)| on_path(program).is_some())
        .map(|(_, name)| *name)
        .collect();
    match found.is_empty() {
        true => Point::told(
            "editors",
            "none of those that docs/editors.md describes is on PATH; any that speaks LSP will do",
        ),
        false => Point::told(
            "editors",
            format!(
                "{} is here; docs/editors.md says how to set it up",
                found.join(", ")
            ),
        ),
    }
}

/// The first program of this name in the folders of PATH.
fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path)
        .map(|folder| folder.join(&file))
        .find(|file| file.is_file())
}
