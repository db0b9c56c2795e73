//! Writes the gazetteer of the page: of the program's places those that fit into a page.

use std::process::ExitCode;

use sigla::registers::gazetteer::table::some_of_builtin;
use sigla::registers::gazetteer::{Entry, Kind};

/// Towns with fewer inhabitants are left out …
const SMALL: u32 = 25_000;
/// … unless they have so many names: those are the ones that history has renamed.
const RENAMED: usize = 4;
/// The same of districts.
const DISTRICT_RENAMED: usize = 3;

fn is_wanted(place: &Entry) -> bool {
    match place.kind {
        Kind::Town => place.population >= SMALL || place.names.len() >= RENAMED,
        Kind::District => place.names.len() >= DISTRICT_RENAMED,
        _ => true,
    }
}

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: sigla-web-places FILE");
        return ExitCode::from(2);
    };
    match std::fs::write(&path, some_of_builtin(is_wanted)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", std::path::Path::new(&path).display());
            ExitCode::from(2)
        }
    }
}
