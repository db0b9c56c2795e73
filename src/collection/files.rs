//! Finding and reading files: with `writing`, the only place below the command that touches the disk for documents.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

pub use super::stamp::{Stamp, stamp};

/// What a walk through folders takes.
const DOCUMENTS: &str = "*.sigla";

/// What stands in for a byte that is not UTF-8. It is one byte long, so offsets stay those of the file.
const SUBSTITUTE: char = '\u{1a}';

/// A file as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The text; every byte that was not UTF-8 became U+001A, one for one.
    pub text: String,
    /// The runs of bytes that were not UTF-8, in their order.
    pub not_utf8: Vec<NotUtf8>,
}

/// Neighbouring bytes that were not UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUtf8 {
    /// Where they stand, in bytes of the file.
    pub range: Range<usize>,
    /// What they were.
    pub bytes: Vec<u8>,
}

/// The files to read, and what could not be had.
#[derive(Debug, Default)]
pub struct Walk {
    /// Each file once, sorted by path.
    pub files: Vec<PathBuf>,
    /// In the order they were met.
    pub problems: Vec<FileError>,
}

/// Why a file cannot be read or written; shown with the path and what to do.
#[derive(Debug)]
pub enum FileError {
    /// Nothing is there.
    Missing(PathBuf),
    /// A link that leads nowhere, or to itself.
    DanglingLink(PathBuf),
    /// A folder where a file is wanted.
    Folder(PathBuf),
    /// The file or folder may not be read.
    Denied(PathBuf),
    /// A link to a folder that it stands in. What is in that folder is read all the same.
    Circle {
        /// The link.
        link: PathBuf,
        /// Where it leads.
        folder: PathBuf,
    },
    /// A pattern of file names that is none.
    Pattern {
        /// As typed.
        pattern: String,
        /// What is wrong with it.
        why: String,
    },
    /// Anything else that the system reports.
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// In the system's words.
        why: String,
    },
    /// A device, a pipe or the like where a file is to be written.
    Device(PathBuf),
    /// A file that may not be changed.
    ReadOnly(PathBuf),
    /// A new file that could not be made.
    NotMade {
        /// The file.
        path: PathBuf,
        /// What did not work, and why, in the system's words.
        why: String,
    },
    /// A file that could not be written, and is as it was.
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What did not work, and why, in the system's words.
        why: String,
    },
}

/// How many folders there are in a folder, itself among them; counts to `most` and one beyond, and follows no link.
pub fn count_folders(folder: &Path, most: usize) -> usize {
    let (mut count, mut left) = (0, vec![folder.to_owned()]);
    while count <= most
        && let Some(folder) = left.pop()
    {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        count += 1;
        let is_folder = |it: &fs::DirEntry| it.file_type().is_ok_and(|kind| kind.is_dir());
        left.extend(entries.flatten().filter(is_folder).map(|it| it.path()));
    }
    count
}

impl FileError {
    /// Whether something that was asked for stays unread because of it.
    pub fn leaves_unread(&self) -> bool {
        !matches!(self, FileError::Circle { .. })
    }

    pub(crate) fn of(path: &Path, error: &io::Error) -> FileError {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::IsADirectory => FileError::Folder(path),
            io::ErrorKind::PermissionDenied => FileError::Denied(path),
            // Links to each other in a circle are an error without a stable name.
            _ if path.is_symlink() => FileError::DanglingLink(path),
            io::ErrorKind::NotFound => FileError::Missing(path),
            _ => FileError::Unreadable {
                path,
                why: error.to_string(),
            },
        }
    }
}

impl std::error::Error for FileError {}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::Missing(path) => write!(
                f,
                "{}: there is no such file or folder; check the spelling",
                path.display()
            ),
            FileError::DanglingLink(path) => {
                write!(
                    f,
                    "{}: the link leads to nothing; mend or delete it",
                    path.display()
                )
            }
            FileError::Folder(path) => {
                write!(f, "{}: this is a folder; name a file in it", path.display())
            }
            FileError::Denied(path) => write!(
                f,
                "{}: you may not read this; ask for the right to",
                path.display()
            ),
            FileError::Circle { link, folder } => write!(
                f,
                "{}: the link leads back to {}, which it stands in, and was not followed",
                link.display(),
                folder.display()
            ),
            FileError::Pattern { pattern, why } => {
                write!(
                    f,
                    "`{pattern}` is no pattern of file names: {why}; write one such as `*.txt`"
                )
            }
            FileError::Unreadable { path, why } => {
                write!(f, "{}: cannot be read: {why}", path.display())
            }
            FileError::Device(path) => {
                write!(
                    f,
                    "{}: this is a device or a pipe; name a file",
                    path.display()
                )
            }
            FileError::ReadOnly(path) => write!(
                f,
                "{}: this is read-only and was left as it is; allow writing to it first",
                path.display()
            ),
            FileError::NotMade { path, why } => {
                write!(f, "{}: could not be made: {why}", path.display())
            }
            FileError::Unwritable { path, why } => {
                write!(f, "{}: left as it is: {why}", path.display())
            }
        }
    }
}

/// Reads a file. Linear in its bytes; a file that is UTF-8 is not copied.
pub fn read(path: &Path) -> Result<Text, FileError> {
    fs::read(path)
        .map(decode)
        .map_err(|error| FileError::of(path, &error))
}

/// Reads all that a stream gives; `name` is shown where that fails.
pub fn read_stream(mut stream: impl Read, name: &Path) -> Result<Text, FileError> {
    let mut bytes = Vec::new();
    stream
        .read_to_end(&mut bytes)
        .map_err(|error| FileError::of(name, &error))?;
    Ok(decode(bytes))
}

/// Bytes as text, whatever they are.
pub fn decode(bytes: Vec<u8>) -> Text {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Text {
                text,
                not_utf8: Vec::new(),
            };
        }
        Err(error) => error.into_bytes(),
    };
    let mut read = Text {
        text: String::with_capacity(bytes.len()),
        not_utf8: Vec::new(),
    };
    for chunk in bytes.utf8_chunks() {
        read.text.push_str(chunk.valid());
        let (start, bad) = (read.text.len(), chunk.invalid());
        read.text.extend(bad.iter().map(|_| SUBSTITUTE));
        match read.not_utf8.last_mut() {
            _ if bad.is_empty() => {}
            Some(run) if run.range.end == start => {
                run.range.end += bad.len();
                run.bytes.extend_from_slice(bad);
            }
            _ => read.not_utf8.push(NotUtf8 {
                range: start..start + bad.len(),
                bytes: bad.to_owned(),
            }),
        }
    }
    read
}

/// The files that `paths` stand for: a file is itself, whatever its name; a folder is every `*.sigla` in it, and every
/// file that a pattern of `include` fits (as in an ignore file, relative to the folder).
///
/// Ignore files (`.gitignore`, `.ignore`) are honoured, hidden files left out, links followed.
pub fn walk(paths: &[PathBuf], include: &[String]) -> Walk {
    walk_where(paths, include, |_, wanted| wanted)
}

/// The same, where of each file in a folder `decide` has the last word: it is given the path, and whether the name or a
/// pattern makes it a document.
pub fn walk_where(
    paths: &[PathBuf],
    include: &[String],
    decide: impl Fn(&Path, bool) -> bool,
) -> Walk {
    let mut walk = Walk::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(it) if it.is_dir() => walk_folder(path, include, &decide, &mut walk),
            Ok(_) => walk.files.push(path.clone()),
            Err(error) => walk.problems.push(FileError::of(path, &error)),
        }
    }
    keep_each_once(&mut walk.files);
    walk.files.sort_unstable();
    walk
}

/// Of several ways to a file, through links, keeps the shortest.
fn keep_each_once(files: &mut Vec<PathBuf>) {
    files.sort_by_cached_key(|file| (file.components().count(), file.clone()));
    let mut met = HashSet::new();
    files.retain(|file| met.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
}

fn walk_folder(
    folder: &Path,
    include: &[String],
    decide: &impl Fn(&Path, bool) -> bool,
    walk: &mut Walk,
) {
    let wanted = match patterns(folder, include) {
        Ok(wanted) => wanted,
        Err(error) => return walk.problems.push(error),
    };
    let mut builder = WalkBuilder::new(folder);
    builder
        .follow_links(true)
        .require_git(false)
        .sort_by_file_name(std::ffi::OsStr::cmp);
    for entry in builder.build() {
        match entry {
            // Devices and pipes are no documents, and reading one may never end.
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let fits = wanted.matched(entry.path(), false).is_ignore();
                if decide(entry.path(), fits) {
                    walk.files.push(plain(entry.path()));
                }
            }
            Ok(_) => {}
            Err(error) => walk.problems.extend(problem(folder, error, &wanted)),
        }
    }
}

fn patterns(folder: &Path, include: &[String]) -> Result<Gitignore, FileError> {
    let mut builder = GitignoreBuilder::new(folder);
    for pattern in std::iter::once(DOCUMENTS).chain(include.iter().map(String::as_str)) {
        let refused = |error: ignore::Error| FileError::Pattern {
            pattern: pattern.to_owned(),
            why: error.to_string(),
        };
        builder.add_line(None, pattern).map_err(refused)?;
    }
    builder.build().map_err(|error| FileError::Pattern {
        pattern: include.join(" "),
        why: error.to_string(),
    })
}

/// What to say of an error in a walk; nothing of a dangling link that would not have been read anyway.
fn problem(folder: &Path, error: ignore::Error, wanted: &Gitignore) -> Option<FileError> {
    match error {
        ignore::Error::WithDepth { err, .. } => problem(folder, *err, wanted),
        ignore::Error::WithPath { path, err } => problem(&path, *err, wanted),
        ignore::Error::Loop { ancestor, child } => Some(FileError::Circle {
            link: plain(&child),
            folder: plain(&ancestor),
        }),
        ignore::Error::Io(error) => match FileError::of(&plain(folder), &error) {
            FileError::DanglingLink(link) if !wanted.matched(&link, false).is_ignore() => None,
            problem => Some(problem),
        },
        error => Some(FileError::Unreadable {
            path: plain(folder),
            why: error.to_string(),
        }),
    }
}

/// Without the `./` that a walk through `.` puts in front.
fn plain(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_utf8_keep_every_offset() {
        let read = decode(b"a\xff\xfeb\xe4\xb8c\xc3\xa4\x80".to_vec());
        assert_eq!(read.text, "a\u{1a}\u{1a}b\u{1a}\u{1a}c\u{e4}\u{1a}");
        let ranges: Vec<_> = read
            .not_utf8
            .iter()
            .map(|run| (run.range.clone(), &run.bytes[..]))
            .collect();
        assert_eq!(
            ranges,
            [
                (1..3, &b"\xff\xfe"[..]),
                (4..6, b"\xe4\xb8"),
                (9..10, b"\x80")
            ]
        );
    }
}
