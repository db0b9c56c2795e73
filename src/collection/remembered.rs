//! What the documents of a collection said when they were last read, kept on the disk, so that a start reads only those that
//! have changed since.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::files::Stamp;
use super::kept;
use super::names::Found;
use super::summary::Summary;

const KIND: &str = "collection";

/// A file may change twice in so short a time without its stamp telling.
const UNSURE: Duration = Duration::from_secs(2);

/// What is remembered of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// The stamp of its file; none where it does not tell enough.
    pub stamp: Option<Stamp>,
    /// What its bytes come to; see [`digest`].
    pub digest: u64,
    /// What it says to others.
    pub summary: Summary,
    /// The names in it.
    pub names: Found,
}

impl Memory {
    /// Whether it is surely of the file with this stamp.
    pub fn is_of(&self, stamp: Option<Stamp>) -> bool {
        self.stamp.is_some() && self.stamp == stamp
    }
}

/// What the bytes of a text come to.
pub fn digest(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// Where the collection at `root` is remembered, in a folder of what is kept.
pub fn file(folder: &Path, root: &Path) -> PathBuf {
    let name = xxh3_64(root.as_os_str().as_encoded_bytes());
    folder.join(format!("{name:016x}.collection"))
}

/// What [`write`] put into a file, by path from the root. Empty where that was of another build, or under another `key`:
/// what a document says depends on the configuration and the registers as well. So is what is broken.
pub fn read(file: &Path, key: u64) -> HashMap<String, Memory> {
    let kept = kept::read(file, KIND).unwrap_or_default();
    let memories = || {
        let (written, mut rest): (u64, &[u8]) = postcard::take_from_bytes(&kept).ok()?;
        let mut memories = HashMap::new();
        while written == key && !rest.is_empty() {
            let (memory, behind): (Memory, &[u8]) = postcard::take_from_bytes(rest).ok()?;
            memories.insert(memory.summary.path.clone(), memory);
            rest = behind;
        }
        Some(memories)
    };
    memories().unwrap_or_default()
}

/// Keeps what is remembered, under a key. `began` is when the first of it was read: a stamp from just before tells nothing.
/// An error says what could not be written.
pub fn write(
    file: &Path,
    key: u64,
    memories: impl Iterator<Item = Memory>,
    began: SystemTime,
) -> Result<(), String> {
    let sure = began.checked_sub(UNSURE);
    let mut bytes = postcard::to_stdvec(&key).map_err(|error| error.to_string())?;
    for mut memory in memories {
        memory.stamp = memory.stamp.filter(|stamp| stamp.is_before(sure));
        bytes = postcard::to_extend(&memory, bytes).map_err(|error| error.to_string())?;
    }
    kept::write(file, KIND, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_of_one_key_and_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = file(folder.path(), Path::new("/letters"));
        let memory = Memory {
            stamp: None,
            digest: digest("in Aksu"),
            summary: Summary {
                path: "a.sigla".to_owned(),
                ..Summary::default()
            },
            names: Found::default(),
        };
        let began = SystemTime::now();
        write(&file, 7, std::iter::once(memory.clone()), began).expect("it can be written");
        assert_eq!(read(&file, 7), [("a.sigla".to_owned(), memory)].into());
        assert_eq!(read(&file, 8), HashMap::new());
        let whole = std::fs::read(&file).expect("it is there");
        std::fs::write(&file, &whole[..whole.len() - 1]).expect("it can be written");
        assert_eq!(read(&file, 7), HashMap::new());
    }
}
