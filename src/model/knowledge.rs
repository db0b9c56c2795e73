//! What a collection knows, so that its documents are read by it.

use std::sync::Arc;

use crate::registers::Registers;
use crate::vocabulary::Vocabulary;

/// The words and names of a collection; the default is what the program itself knows. A clone costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// The labels and header keys of the format and of the collection; none where it has none of its own.
    pub vocabulary: Option<Arc<Vocabulary>>,
    /// Its registers; empty where it has none.
    pub registers: Arc<Registers>,
}

impl Knowledge {
    /// The words that have a meaning.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.as_deref().unwrap_or(Vocabulary::builtin())
    }

    /// Whether a text is surely read the same by both.
    pub fn is_that_of(&self, other: &Knowledge) -> bool {
        let same_words = match (&self.vocabulary, &other.vocabulary) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        same_words && self.registers.digest() == other.registers.digest()
    }
}
