//! `sigla lsp`: the language server, and where it writes what happens.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;

use super::complain;
use crate::collection::kept;
use crate::server::{Options, Words, run};

/// Serve an editor: speak the Language Server Protocol on standard input and output
///
/// An editor starts this by itself; there is nothing to see in a terminal. When something goes wrong, `sigla doctor` looks for
/// the cause, and a log or a record of the session shows it.
#[derive(Args)]
pub(super) struct Lsp {
    /// Accepted because many editors pass it; there is no other way to speak
    #[arg(long)]
    stdio: bool,
    /// Append to this file what is asked, how long it takes and what fails; never the text of a document
    #[arg(long, value_name = "FILE")]
    log_file: Option<PathBuf>,
    /// Write every message of the editor to this file, for `sigla replay`; it then HOLDS THE TEXT of your documents
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// With --record: write x for every letter, so that no word of a document is in the record
    #[arg(long, requires = "record")]
    record_without_text: bool,
}

impl Lsp {
    pub fn run(self) -> ExitCode {
        let words = match self.record_without_text {
            true => Words::Blanked,
            false => Words::Kept,
        };
        if self.record.is_some() && words == Words::Kept {
            complain(
                "the record holds the text of the documents you open; --record-without-text leaves it out",
            );
        }
        let append = |path: &Path| OpenOptions::new().create(true).append(true).open(path);
        // An editor that cannot have its log still has its server.
        let log = self.log_file.and_then(|path| opened(&path, append(&path)));
        let record = self.record.and_then(|path| opened(&path, private(&path)));
        run(Options {
            log,
            record: record.map(|output| (output, words)),
            keep: Some(Box::new(keep)),
        })
    }
}

fn opened(path: &Path, file: std::io::Result<File>) -> Option<Box<dyn Write + Send>> {
    match file {
        Ok(file) => Some(Box::new(file)),
        Err(error) => {
            complain(&format!(
                "{} cannot be written, so nothing is: {error}",
                path.display()
            ));
            None
        }
    }
}

/// A new file that only its owner can read.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a report on a fault into the folder of caches; gives its path.
fn keep(report: &str) -> Option<String> {
    let folder = kept::folder()?.join("reports");
    fs::create_dir_all(&folder).ok()?;
    let path = folder.join(format!("{}.txt", Timestamp::now().as_millisecond()));
    fs::write(&path, report).ok()?;
    Some(path.display().to_string())
}
