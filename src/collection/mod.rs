//! All documents and what they share: files and configuration.

pub mod config;
pub mod files;
pub mod index;
pub mod kept;
pub mod names;
pub mod remembered;
mod stamp;
pub mod summary;
pub mod writing;
