//! What one document says.

pub mod allowance;
pub mod asked;
pub mod brackets;
pub mod citation;
pub mod concordance;
pub mod date;
pub mod description;
pub mod document;
pub mod draft;
pub mod facts;
pub mod faults;
pub mod furniture;
pub mod glosses;
pub mod header;
pub mod items;
mod knowledge;
pub mod language;
pub mod leafmarks;
pub mod malformed;
pub mod marking;
pub mod memo;
pub mod mentions;
pub mod outline;
pub mod pages;
pub mod parts;
pub mod roles;
mod sum;
pub mod tables;

pub use knowledge::Knowledge;
