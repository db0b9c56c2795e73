//! Labels, roles and header keys: one table, as data, and its reader.

mod class;

pub use class::Class;
