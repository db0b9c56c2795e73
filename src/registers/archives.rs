//! Repositories and the levels of their citations.
