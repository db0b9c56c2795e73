//! `sigla new`: a document from a bare typescript or a saved web page.

mod encoding;
mod report;

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::reading::{Source, is_stdin};
use super::style::Style;
use super::{Format, Outcome, complain};
use crate::collection::files::FileError;
use crate::collection::writing;
use crate::formats::typescript::{self, Imported};
use crate::model::document::Document;

/// Make a document from a bare typescript or a saved web page, and tell what became of each line
///
/// What the text says of itself goes into a header; what belongs to a web page alone is taken out; blank lines that say
/// nothing are joined. Not a word of the document is lost, and the file itself stays as it is.
#[derive(Args)]
pub(super) struct New {
    /// A text file or a saved web page (.html, .htm); `-` reads standard input and writes the document to standard output
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where to write the document; beside FILE, ending in .sigla, unless given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a document that is there
    #[arg(long)]
    force: bool,
    /// What encoding the file is in, such as windows-1251, where it is neither UTF-8 nor UTF-16
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// How to write the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write no report
    #[arg(short, long)]
    quiet: bool,
}

impl New {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let (text, imported) = match self.read() {
            Ok(read) => read,
            Err(message) => {
                complain(&message);
                return Ok(Outcome::Failed);
            }
        };
        let source = Source::new(self.file.clone());
        if !is_page_file(&self.file) && Document::new(&text).header().is_some() {
            complain(&format!(
                "{}: it has a header already, so there is nothing to make; `sigla check` tells what it lacks",
                source.name
            ));
            return Ok(Outcome::Failed);
        }
        let target = match &self.output {
            Some(output) if !is_stdin(output) => Some(output.clone()),
            None if !is_stdin(&self.file) => Some(self.file.with_extension("sigla")),
            _ => None,
        };
        let Some(target) = target else {
            // The report would get between the lines of the document.
            out.write_all(imported.document.as_bytes())?;
            return Ok(Outcome::Done);
        };
        if let Err(message) = self.write(&target, &imported) {
            complain(&message);
            return Ok(Outcome::Failed);
        }
        match (self.quiet, self.format) {
            (true, _) => {}
            (_, Format::Json) => report::json(&source.name, &target, &imported, out)?,
            (_, Format::Text) => report::text(&source.name, &target, &imported, style, out)?,
        }
        Ok(Outcome::Done)
    }

    fn read(&self) -> Result<(String, Imported), String> {
        let name = Source::new(self.file.clone()).name;
        let mut bytes = Vec::new();
        let read = match is_stdin(&self.file) {
            true => io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
            false => fs::read(&self.file).map(|read| bytes = read),
        };
        read.map_err(|error| FileError::of(&self.file, &error).to_string())?;
        let text = encoding::decode(&bytes, self.encoding.as_deref())
            .map_err(|message| format!("{name}: {message}"))?;
        let imported = match is_page_file(&self.file) || typescript::is_page(&text) {
            true => typescript::import_page(&text),
            false => typescript::import(&text),
        };
        Ok((text, imported))
    }

    fn write(&self, target: &Path, imported: &Imported) -> Result<(), String> {
        let same = fs::canonicalize(target)
            .is_ok_and(|target| fs::canonicalize(&self.file).is_ok_and(|file| file == target));
        if same {
            return Err(format!(
                "{}: the document would take the place of what it is made from; name another file with --output",
                target.display()
            ));
        }
        if !self.force && target.symlink_metadata().is_ok() {
            return Err(format!(
                "{}: it is there already and was left as it is; name another file with --output, or add --force to write over it",
                target.display()
            ));
        }
        writing::write(target, imported.document.as_bytes()).map_err(|error| error.to_string())
    }
}

fn is_page_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        ["html", "htm", "xhtml"]
            .iter()
            .any(|page| extension.eq_ignore_ascii_case(page))
    })
}
