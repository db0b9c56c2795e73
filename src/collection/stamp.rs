//! What tells that a file is another than it was, without reading it.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

/// What tells that a file is another than it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
}

impl Stamp {
    /// Whether the file was last changed before a time, as far as that is known.
    pub fn is_before(&self, time: Option<SystemTime>) -> bool {
        let modified = self.modified.zip(time);
        modified.is_some_and(|(modified, time)| modified < time)
    }
}

/// What tells that a file is another than it was, without reading it; none where nothing is. A folder or a device counts as
/// nothing too.
pub fn stamp(file: &Path) -> Option<Stamp> {
    match fs::metadata(file) {
        Ok(it) if it.is_file() => Some(Stamp {
            modified: it.modified().ok(),
            bytes: it.len(),
        }),
        // A file that may not be looked at is there, and reading it says why it cannot be read.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Some(Stamp {
            modified: None,
            bytes: 0,
        }),
        _ => None,
    }
}
