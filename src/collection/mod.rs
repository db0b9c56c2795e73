//! All documents and what they share: files and configuration.

pub mod files;
pub mod writing;
