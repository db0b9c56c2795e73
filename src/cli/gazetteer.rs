//! `sigla gazetteer`: compiling sources of places, and asking what was compiled.

mod build;
mod check;
mod info;
mod lookup;
mod sources;

use std::io::{self, Write};
use std::path::Path;

use clap::{Args, Subcommand};

use super::Outcome;
use super::style::Style;
use crate::registers::gazetteer::Gazetteer;

/// Compile sources of places to a gazetteer, and look names up in it
///
/// The program carries a gazetteer of its own, of towns, provinces and lands of the past. What it lacks comes from tables of
/// yours (Linked Places TSV), from Linked Places Format, or from the dumps of GeoNames.
#[derive(Args)]
pub(super) struct Gazetteers {
    #[command(subcommand)]
    subcommand: Subcommands,
}

#[derive(Subcommand)]
enum Subcommands {
    Build(build::Build),
    Check(check::Check),
    Info(info::Info),
    Lookup(lookup::Lookup),
}

impl Gazetteers {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        match &self.subcommand {
            Subcommands::Build(build) => build.run(style, out),
            Subcommands::Check(check) => check.run(style, out),
            Subcommands::Info(info) => info.run(style, out),
            Subcommands::Lookup(lookup) => lookup.run(style, out),
        }
    }
}

/// A gazetteer in a file, or what to say where it cannot be opened.
fn open(path: &Path) -> Result<Gazetteer, String> {
    Gazetteer::map(path).map_err(|error| format!("{}: {error}", path.display()))
}
