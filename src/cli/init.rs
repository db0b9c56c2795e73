//! `sigla init`: a collection set up from what is there.

mod automation;
mod configuration;
mod plan;
mod registers;
mod survey;

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::check::number;
use super::configuring::shown;
use super::style::Style;
use super::{Format, Outcome, complain};
use crate::collection::config::{self, Finder};
use crate::collection::files::FileError;
use crate::collection::writing;
use automation::Repository;
use plan::{Plan, Planned, State, typed};
use survey::Survey;

/// Set up a collection: sigla.toml, registers, and the checks of a server and before each commit
///
/// What is written follows from the documents that are there: the kind of work, header keys that all of them have, how they
/// write what can be written in several ways, the places and abbreviations that they explain. In a git repository it adds
/// what GitHub, GitLab and pre-commit need to check each change. Files that are there stay as they are.
///
/// Shows what it would write, and asks. Ends with 2 if something could not be read or written, or nobody can be asked.
#[derive(Args)]
pub(super) struct Init {
    /// The folder of the collection
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Write without asking
    #[arg(short, long)]
    yes: bool,
    /// Where servers fetch Sigla from: OWNER/NAME on GitHub, or the whole address of a repository
    #[arg(long, value_name = "REPOSITORY", value_parser = automation::address)]
    repository: Option<String>,
    /// How to tell what was done
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl Init {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        if let Err(message) = self.is_folder() {
            complain(&message);
            return Ok(Outcome::Failed);
        }
        let folder = config::absolute(&self.folder);
        let above = Finder::default().find_from(&folder);
        if let Some(above) = above.filter(|config| config.folder() != folder) {
            return self.leave(&shown(&above.path), out);
        }
        let survey = Survey::of(&self.folder, &folder);
        for problem in &survey.problems {
            complain(problem);
        }
        let mut plan = self.plan(&folder, &survey);
        let is_text = self.format == Format::Text;
        if is_text {
            plan.write(style, out)?;
        }
        let new = plan.to_write();
        let agreed = new == 0
            || self.yes
            || {
                if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
                    out.flush()?;
                    complain(
                        "nothing was written, since there is nobody to ask; add --yes to write these files",
                    );
                    return Ok(Outcome::Failed);
                }
                ask(new, out)?
            };
        let written = agreed && write(&mut plan);
        match self.format {
            Format::Json => plan.json(out)?,
            Format::Text if new == 0 => writeln!(out, "nothing to do")?,
            Format::Text if !agreed => writeln!(out, "nothing was written")?,
            Format::Text => plan.next(out)?,
        }
        let failed = agreed && !written || !survey.problems.is_empty();
        Ok(match failed {
            true => Outcome::Failed,
            false => Outcome::Done,
        })
    }

    fn is_folder(&self) -> Result<(), String> {
        let metadata = fs::metadata(&self.folder)
            .map_err(|error| FileError::of(&self.folder, &error).to_string())?;
        match metadata.is_dir() {
            true => fs::read_dir(&self.folder)
                .map(|_| ())
                .map_err(|error| FileError::of(&self.folder, &error).to_string()),
            false => Err(format!(
                "{}: this is a file; name the folder of a collection",
                self.folder.display()
            )),
        }
    }

    /// A folder within a collection is not made one of its own, which would take its documents out of the other.
    fn leave(&self, above: &Path, out: &mut dyn Write) -> io::Result<Outcome> {
        let collection = above.parent().filter(|it| !it.as_os_str().is_empty());
        let collection = collection.unwrap_or(Path::new(".")).display();
        let (folder, above) = (self.folder.display(), above.display());
        if self.format == Format::Json {
            let answer = serde_json::json!({
                "folder": folder.to_string(),
                "collection": collection.to_string(),
                "files": [],
            });
            writeln!(out, "{answer}")?;
            return Ok(Outcome::Done);
        }
        writeln!(
            out,
            "{folder} belongs to the collection of {above}, so nothing was written; `sigla init {}` adds what that lacks",
            typed(&collection.to_string())
        )?;
        Ok(Outcome::Done)
    }

    fn plan(&self, folder: &Path, survey: &Survey) -> Plan {
        let mut files = vec![Planned::new(
            folder.join(config::NAME),
            configuration::about(survey),
            || configuration::text(survey),
        )];
        files.extend(registers::plan(folder, survey));
        let mut notes = Vec::new();
        match Repository::around(folder) {
            Some(repository) => {
                files.extend(repository.plan(folder, self.repository.as_deref()));
            }
            None => notes.push(
                "no git repository is here, so nothing is set up to check each change".to_owned(),
            ),
        }
        Plan {
            folder: self.folder.clone(),
            documents: survey.documents,
            with_header: survey.headers,
            raw: survey.raw,
            files,
            notes,
        }
    }
}

/// Asks on the terminal; whatever is no yes is a no.
fn ask(files: usize, out: &mut dyn Write) -> io::Result<bool> {
    let these = match files {
        1 => "this file".to_owned(),
        files => format!("these {}", number(files, "file")),
    };
    write!(out, "Write {these}? [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(["y", "yes"].contains(&answer.trim().to_lowercase().as_str()))
}

/// Writes all files that are new; whether all could be. Each is written whole or not at all.
fn write(plan: &mut Plan) -> bool {
    let mut all = true;
    for file in &mut plan.files {
        let State::New(text) = &file.state else {
            continue;
        };
        let folder = file.path.parent().unwrap_or(Path::new("."));
        let made = fs::create_dir_all(folder)
            .map_err(|error| format!("{}: could not be made: {error}", shown(folder).display()));
        let path = shown(&file.path);
        let written = made.and_then(|()| {
            writing::create(&path, text.as_bytes()).map_err(|error| error.to_string())
        });
        match written {
            Ok(()) => file.written = true,
            Err(message) => {
                all = false;
                complain(&message);
            }
        }
    }
    all
}
