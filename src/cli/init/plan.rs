//! What `sigla init` would write and did write, and how it is told.

use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::json;

use super::automation::PLACEHOLDER;
use crate::cli::check::number;
use crate::cli::configuring::shown;
use crate::cli::style::Style;

/// What is to be done with a folder.
pub(super) struct Plan {
    /// As it was named.
    pub folder: PathBuf,
    /// How many documents are there.
    pub documents: usize,
    /// How many of them have a header.
    pub with_header: usize,
    /// How many texts and saved pages are there of which no document was made.
    pub raw: usize,
    /// The files of a collection, those that are there included.
    pub files: Vec<Planned>,
    /// What else there is to say.
    pub notes: Vec<String>,
}

/// A file of a collection.
pub(super) struct Planned {
    /// Absolute.
    pub path: PathBuf,
    /// What it holds, in a few words.
    pub about: String,
    /// Whether it is to be written.
    pub state: State,
    /// Whether it was.
    pub written: bool,
}

/// What becomes of a file.
pub(super) enum State {
    /// It is not there; this is to be in it.
    New(String),
    /// It is there, and stays as it is.
    Kept,
    /// It is there, stays as it is, and lacks something that one can add.
    Lacks {
        /// Where it goes.
        place: &'static str,
        /// The lines to add.
        lines: String,
    },
}

impl Planned {
    /// The file at `path`, kept if anything is there, were it a link that leads nowhere.
    pub fn new(path: PathBuf, about: String, text: impl FnOnce() -> String) -> Planned {
        let state = match path.symlink_metadata().is_ok() {
            true => State::Kept,
            false => State::New(text()),
        };
        Planned {
            path,
            about,
            state,
            written: false,
        }
    }

    fn is_register(&self) -> bool {
        self.path.extension().is_some_and(|ending| ending == "tsv")
    }
}

impl Plan {
    /// How many files are to be written.
    pub fn to_write(&self) -> usize {
        let is_new = |file: &&Planned| matches!(file.state, State::New(_));
        self.files.iter().filter(is_new).count()
    }

    /// Shows it for reading.
    pub fn write(&self, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let Style { bold, .. } = style;
        let folder = self.folder.display();
        match self.documents {
            0 => writeln!(out, "{bold}{folder}{bold:#}: no document yet")?,
            documents => writeln!(
                out,
                "{bold}{folder}{bold:#}: {}, {} with a header",
                number(documents, "document"),
                self.with_header
            )?,
        }
        let names: Vec<_> = self
            .files
            .iter()
            .map(|file| shown(&file.path).display().to_string())
            .collect();
        let width = names.iter().map(|name| name.chars().count()).max();
        let width = width.unwrap_or_default();
        for (file, name) in self.files.iter().zip(&names) {
            match file.state {
                State::New(_) => writeln!(out, "  new   {name:width$}  {}", file.about)?,
                _ => writeln!(out, "  kept  {name}")?,
            }
        }
        for note in &self.notes {
            writeln!(out, "{note}")?;
        }
        let mut lacking = false;
        for (file, name) in self.files.iter().zip(&names) {
            if let State::Lacks { place, lines } = &file.state {
                writeln!(
                    out,
                    "\n{name} stays as it is; so that it {}, add {place}:\n",
                    file.about
                )?;
                for line in lines.lines() {
                    writeln!(out, "    {line}")?;
                }
                lacking = true;
            }
        }
        match lacking {
            true => writeln!(out),
            false => Ok(()),
        }
    }

    /// Tells what was written, and what is for the user to do now.
    pub fn next(&self, out: &mut dyn Write) -> io::Result<()> {
        let written: Vec<_> = self.files.iter().filter(|file| file.written).collect();
        if written.is_empty() {
            return Ok(());
        }
        writeln!(out, "{} written", number(written.len(), "file"))?;
        let to_fill: Vec<_> = written
            .iter()
            .filter(|file| matches!(&file.state, State::New(text) if text.contains(PLACEHOLDER)))
            .map(|file| shown(&file.path).display().to_string())
            .collect();
        if !to_fill.is_empty() {
            writeln!(
                out,
                "- before you commit, say where Sigla is fetched from: put it in the place of `{PLACEHOLDER}` in {}",
                to_fill.join(", ")
            )?;
        }
        if written.iter().any(|file| file.is_register()) {
            writeln!(
                out,
                "- the registers (*.tsv) tell what names stand for; what they list is explained and completed in an editor"
            )?;
        }
        match self.raw {
            0 => {}
            1 => writeln!(
                out,
                "- 1 text is no document yet; `sigla new FILE` makes one of it"
            )?,
            raw => writeln!(
                out,
                "- {raw} texts are no documents yet; `sigla new FILE` makes one of each"
            )?,
        }
        if self.documents > 0 {
            writeln!(
                out,
                "- `sigla check {}` tells what is to be looked at",
                typed(&self.folder.display().to_string())
            )?;
        }
        Ok(())
    }

    /// Tells all of it to programs, as one JSON object.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let file = |file: &Planned| {
            let state = match &file.state {
                State::New(_) if file.written => "written",
                State::New(_) => "not-written",
                _ => "kept",
            };
            let add = match &file.state {
                State::Lacks { lines, .. } => Some(lines),
                _ => None,
            };
            json!({
                "file": shown(&file.path).display().to_string(),
                "state": state,
                "about": file.about,
                "add": add,
            })
        };
        let answer = json!({
            "folder": self.folder.display().to_string(),
            "documents": self.documents,
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
        });
        writeln!(out, "{answer:#}")
    }
}

/// A path as one types it: in quotes where it has a space.
pub(super) fn typed(path: &str) -> String {
    match path.contains(char::is_whitespace) {
        true => format!("'{path}'"),
        false => path.to_owned(),
    }
}
