//! An archival citation split into repository, levels and leaves.
