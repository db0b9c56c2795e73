//! All documents and what they share: files and configuration.

pub mod config;
pub mod files;
pub mod writing;
