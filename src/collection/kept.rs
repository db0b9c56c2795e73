//! What is kept between runs so that it need not be worked out again: bytes with a checksum, of one build of the program.

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::writing;

/// What was kept; without what stands before it in its file.
#[derive(Debug, Default)]
pub struct Kept {
    bytes: Vec<u8>,
    start: usize,
}

impl Deref for Kept {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}

/// Why nothing was kept: the file is none of these, or broken.
#[derive(Debug)]
pub struct Broken;

/// The folder for all that is kept: `$XDG_CACHE_HOME/sigla`, or `~/.cache/sigla`.
pub fn folder() -> Option<PathBuf> {
    let folder = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|it| it.is_absolute())
    };
    folder("XDG_CACHE_HOME")
        .or_else(|| folder("HOME").map(|home| home.join(".cache")))
        .or_else(|| folder("LOCALAPPDATA"))
        .map(|folder| folder.join("sigla"))
}

/// What [`write`] put into a file under this kind; nothing where there is no file, or another build wrote it.
pub fn read(file: &Path, kind: &str) -> Result<Kept, Broken> {
    let bytes = fs::read(file).unwrap_or_default();
    if bytes.is_empty() {
        return Ok(Kept::default());
    }
    let start = body(&bytes, kind).ok_or(Broken)?;
    Ok(match start {
        Some(start) => Kept { bytes, start },
        None => Kept::default(),
    })
}

/// Replaces what is kept in a file, in one step, and makes its folder if need be, so that only its owner can read it: what is
/// kept shows what stands in documents. An error says what could not be written.
pub fn write(file: &Path, kind: &str, bytes: &[u8]) -> Result<(), String> {
    let mut rest = build().into_bytes();
    rest.push(b'\n');
    rest.extend_from_slice(bytes);
    let checksum = xxh3_128(&rest).to_le_bytes();
    let whole = [&magic(kind), &checksum[..], &rest].concat();
    if let Some(folder) = file.parent() {
        make(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    writing::write(file, &whole).map_err(|error| error.to_string())
}

/// Where what is kept begins in the bytes of its file: none inside if another build wrote it. None at all if this is no such
/// file.
fn body(bytes: &[u8], kind: &str) -> Option<Option<usize>> {
    let (checksum, rest) = bytes
        .strip_prefix(&magic(kind)[..])?
        .split_first_chunk::<16>()?;
    if xxh3_128(rest).to_le_bytes() != *checksum {
        return None;
    }
    let end = memchr::memchr(b'\n', rest)?;
    let is_ours = rest[..end] == *build().as_bytes();
    Some(is_ours.then_some(bytes.len() - rest.len() + end + 1))
}

fn magic(kind: &str) -> Vec<u8> {
    format!("sigla {kind} 1\n").into_bytes()
}

/// Which program wrote it: its version, and the file that it is run from, for those who build it themselves.
fn build() -> String {
    let program = std::env::current_exe().ok();
    let metadata = program
        .as_ref()
        .and_then(|program| fs::metadata(program).ok());
    let stamp = format!(
        "{program:?} {:?} {:?}",
        metadata.as_ref().map(fs::Metadata::len),
        metadata
            .as_ref()
            .and_then(|metadata| metadata.modified().ok())
    );
    format!(
        "{} {:016x}",
        env!("CARGO_PKG_VERSION"),
        xxh3_64(stamp.as_bytes())
    )
}

fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
