//! Where something stands in `sigla.toml`, and what is wrong there.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

/// A place in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// In bytes of the file.
    pub range: Range<usize>,
    /// The line of its start, from 1.
    pub line: usize,
    /// The column of its start, from 1, in characters.
    pub column: usize,
}

impl Place {
    /// The place of these bytes; beyond the end of the text is its end.
    pub fn of(range: Range<usize>, text: &str) -> Place {
        let start = text.floor_char_boundary(range.start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Place {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            range,
        }
    }
}

/// A value of the file, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// Something wrong in a `sigla.toml`: data, so that the command and the server tell the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// Where in it.
    pub place: Place,
    /// What is wrong: one line without a full stop that shows the offending text.
    pub message: String,
    /// What to do: `did you mean …?`, or an order.
    pub suggestion: Option<String>,
}

impl fmt::Display for Problem {
    /// `sigla.toml:3:1: …`, as compilers write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { line, column, .. } = self.place;
        write!(
            f,
            "{}:{line}:{column}: {}",
            self.path.display(),
            self.text()
        )
    }
}

impl Problem {
    /// The message and the suggestion, without the place.
    pub fn text(&self) -> String {
        match &self.suggestion {
            Some(suggestion) => format!("{}; {suggestion}", self.message),
            None => self.message.clone(),
        }
    }
}
