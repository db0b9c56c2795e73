//! Reading the files that a subcommand names, so that no panic and no unreadable file stops the others.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::{Outcome, complain};
use crate::collection::files::{self, FileError, Text};
use crate::rules::Configuration;

/// What stands for standard input where a file is named.
pub(super) const STDIN: &str = "-";

/// A file to read, and how reports call it.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub path: PathBuf,
    pub name: String,
}

impl Source {
    /// The file of that path; `-` is standard input.
    pub fn new(path: PathBuf) -> Source {
        let name = if is_stdin(&path) {
            "<stdin>".to_owned()
        } else {
            path.display().to_string()
        };
        Source { path, name }
    }

    /// The path by which the collection it belongs to is found; for standard input, what it is called.
    pub fn document(&self) -> &Path {
        match is_stdin(&self.path) {
            true => Path::new(&self.name),
            false => &self.path,
        }
    }

    /// Reads it.
    pub fn read(&self) -> Result<Text, FileError> {
        match is_stdin(&self.path) {
            true => files::read_stream(io::stdin().lock(), Path::new(&self.name)),
            false => files::read(&self.path),
        }
    }
}

/// The files that the paths stand for and their collections take, and what was asked for and cannot be had; complains of
/// all of that.
pub(super) fn sources(
    paths: &[PathBuf],
    include: &[String],
    stdin_filename: Option<&str>,
    configuration: &Configuration,
) -> (Vec<Source>, Vec<String>) {
    let (stdin, named): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| is_stdin(path));
    let walk = files::walk_where(&named, include, |file, fits| {
        configuration.is_document(file, fits)
    });
    for problem in &walk.problems {
        complain(&problem.to_string());
    }
    let stdin = stdin.into_iter().take(1).map(|path| {
        let source = Source::new(path);
        Source {
            name: stdin_filename.map_or(source.name, str::to_owned),
            ..source
        }
    });
    let sources: Vec<Source> = stdin
        .chain(walk.files.into_iter().map(Source::new))
        .collect();
    let unread = walk
        .problems
        .iter()
        .filter(|problem| problem.leaves_unread());
    let mut problems: Vec<_> = unread.map(ToString::to_string).collect();
    if sources.is_empty() && problems.is_empty() {
        let places: Vec<_> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let message = format!(
            "{}: there is no *.sigla file to check; name a file, or use --include '*.txt'",
            places.join(", ")
        );
        complain(&message);
        problems.push(message);
    }
    (sources, problems)
}

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == STDIN
}

/// Does the work on the text of one file; where that fails, even by a panic, the message that says so.
pub(super) fn guarded<T>(source: &Source, work: impl FnOnce(Text) -> T) -> Result<T, String> {
    let reads_and_works = || source.read().map(work).map_err(|error| error.to_string());
    outliving_panics(source, reads_and_works).flatten()
}

/// Does work that is about one file; where that panics, the message that says so.
pub(super) fn outliving_panics<T>(source: &Source, work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        format!("{}: internal error, so this file was left out; please report it, with the file if you may", source.name)
    })
}

/// Does the work on each file in turn and gives the results to `take`; complains of the files that fail.
pub(super) fn each<T>(
    paths: &[PathBuf],
    work: impl Fn(&Source, Text) -> T,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> io::Result<Outcome> {
    let mut outcome = Outcome::Done;
    for path in paths {
        let source = Source::new(path.clone());
        match guarded(&source, |text| work(&source, text)) {
            Ok(result) => take(result)?,
            Err(message) => {
                complain(&message);
                outcome = Outcome::Failed;
            }
        }
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message_with_the_file() {
        let source = Source::new(PathBuf::from(file!()));
        let message = guarded(&source, |_| -> () {
            std::panic::resume_unwind(Box::new(()))
        });
        assert!(
            message.is_err_and(|message| message.starts_with("src/cli/reading.rs: internal error"))
        );
    }
}
