//! The files of registers and gazetteers, as they were read.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::Topic;
use super::gazetteer::source::Problem;

/// A gazetteer that could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unopened {
    /// As `sigla.toml` names it.
    pub written: String,
    /// Why, and what to do.
    pub why: String,
}

/// A file of a register.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it lies.
    pub path: PathBuf,
    /// What it lists.
    pub topic: Topic,
    /// Its text, empty where there is no such file; a byte that is no UTF-8 became U+FFFD.
    pub text: Arc<str>,
    /// What is wrong in it, in its order.
    pub problems: Vec<Problem>,
    /// When it was written last; none where it is not there.
    pub modified: Option<SystemTime>,
}

impl File {
    /// Its text as it is on the disk now; none where it is not there or cannot be read.
    pub fn now(&self) -> Option<String> {
        let bytes = fs::read(&self.path).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// When a file was written last; none where it is not there.
pub(super) fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

/// The first byte that is no UTF-8: a register in another encoding has wrong letters in every name.
pub(super) fn not_utf8(bytes: &[u8], text: &str) -> Vec<Problem> {
    let Err(error) = std::str::from_utf8(bytes) else {
        return Vec::new();
    };
    let at = error.valid_up_to();
    let byte = bytes[at];
    vec![Problem {
        range: at..at + '\u{fffd}'.len_utf8(),
        line: text[..at].matches('\n').count() + 1,
        what: format!("the byte {byte:#04x} is no UTF-8"),
        done: "save the file as UTF-8; until then names may have wrong letters".to_owned(),
        left_out: true,
    }]
}
