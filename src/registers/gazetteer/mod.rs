//! Places: the built-in index and its look-up.
