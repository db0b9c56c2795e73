//! What is wrong with a header value, and what to write instead.

use std::fmt;

/// A value that breaks the rules of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// What was wrong: one line without a full stop that shows the offending text.
    pub message: String,
    /// What to write instead, if that is certain; it is well-formed.
    pub suggestion: Option<String>,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, "; write `{suggestion}`"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Malformed {}
