//! Patterns of file names, as in an ignore file.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::place::Placed;
use super::values::Reader;

/// Patterns that stand for files below a folder.
#[derive(Clone, Debug)]
pub struct Patterns {
    /// As they were typed.
    pub written: Vec<Placed<String>>,
    matcher: Gitignore,
}

impl Patterns {
    /// Whether a pattern stands for the file, or for a folder that it lies in; of several the last decides, and one that
    /// begins with `!` takes files out again. A file outside the folder fits nothing.
    pub fn fit(&self, file: &Path) -> bool {
        let Ok(below) = file.strip_prefix(self.matcher.path()) else {
            return false;
        };
        !self.written.is_empty()
            && self
                .matcher
                .matched_path_or_any_parents(below, false)
                .is_ignore()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// As a report shows them: `letters/** notes/*.txt`.
    pub fn shown(&self) -> String {
        let written: Vec<_> = self.written.iter().map(|it| it.value.as_str()).collect();
        written.join(" ")
    }
}

/// Makes patterns of what was typed; those that are none become problems.
pub(super) fn read(
    written: Option<Placed<Vec<Placed<String>>>>,
    folder: &Path,
    reader: &mut Reader,
) -> Patterns {
    let mut builder = GitignoreBuilder::new(folder);
    let mut good = Vec::new();
    for pattern in written.map(|list| list.value).unwrap_or_default() {
        // A path as Windows writes it; in a pattern the backslash would take the next sign as it is.
        let line = pattern.value.replace('\\', "/");
        match builder.add_line(None, &line) {
            Ok(_) => good.push(pattern),
            Err(error) => {
                let why = match error {
                    ignore::Error::Glob { err, .. } => err,
                    other => other.to_string(),
                };
                let message = format!("`{}` is no pattern of file names: {why}", pattern.value);
                let suggestion = "write one such as `letters/**` or `*.txt`".to_owned();
                reader.problem(pattern.place, message, Some(suggestion));
            }
        }
    }
    // Each line has been tried, so what is left cannot fail; were it to, the patterns would fit nothing.
    let matcher = builder.build().unwrap_or_else(|_| Gitignore::empty());
    Patterns {
        written: good,
        matcher,
    }
}
