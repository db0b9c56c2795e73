//! JSON: arrays written as they come, an object a line.

use std::io::{self, Write};

use serde::Serialize;

/// A value on one line.
pub(super) fn object(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("structs of strings and numbers can be written as JSON")
}

/// An array that is written while its objects are found.
#[derive(Default)]
pub(super) struct Array {
    begun: bool,
}

impl Array {
    /// Writes objects, each as [`object`] gives it.
    pub fn extend(&mut self, objects: &[String], out: &mut dyn Write) -> io::Result<()> {
        for object in objects {
            let before = if self.begun { ",\n" } else { "[\n" };
            self.begun = true;
            write!(out, "{before}{object}")?;
        }
        Ok(())
    }

    /// Writes the end.
    pub fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}
