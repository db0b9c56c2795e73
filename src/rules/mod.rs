//! One file per rule; this is the registry.
