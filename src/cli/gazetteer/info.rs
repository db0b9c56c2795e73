//! `sigla gazetteer info`: what is in a compiled gazetteer.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::Value;

use crate::cli::style::Style;
use crate::cli::{Format, Outcome, complain};
use crate::registers::gazetteer::Gazetteer;

/// Tell what is in a compiled gazetteer: its sources, their licences, how much there is; and whether it is whole
#[derive(Args)]
pub(super) struct Info {
    /// A file that `sigla gazetteer build` made; `builtin` is what the program carries
    #[arg(value_name = "FILE.gaz|builtin")]
    gazetteer: PathBuf,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl Info {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let mapped;
        let gazetteer = if self.gazetteer.as_os_str() == "builtin" {
            Gazetteer::builtin()
        } else {
            match super::open(&self.gazetteer) {
                Ok(opened) => {
                    mapped = opened;
                    &mapped
                }
                Err(message) => {
                    complain(&message);
                    return Ok(Outcome::Failed);
                }
            }
        };
        if !gazetteer.is_whole() {
            complain(&format!(
                "{}: the file is damaged: it is not as it was written; copy or make it anew",
                self.gazetteer.display()
            ));
            return Ok(Outcome::Failed);
        }
        let about: Value = serde_json::from_str(gazetteer.about()).unwrap_or_default();
        match self.format {
            Format::Json => writeln!(out, "{about}")?,
            Format::Text => text(&about, style, out)?,
        }
        Ok(Outcome::Done)
    }
}

fn text(about: &Value, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let Style { bold, .. } = style;
    let number = |key: &str| about[key].as_u64().unwrap_or_default();
    let (places, names, keys) = (number("places"), number("names"), number("keys"));
    writeln!(
        out,
        "{places} places, {names} names, {keys} of them different when folded"
    )?;
    if let Some(maker) = about["made by"].as_str() {
        writeln!(out, "made by {maker}")?;
    }
    for source in about["sources"].as_array().into_iter().flatten() {
        let word = |key: &str| source[key].as_str().unwrap_or_default();
        writeln!(out, "\n{bold}{}{bold:#}", word("name"))?;
        if let (Some(places), Some(names)) = (source["places"].as_u64(), source["names"].as_u64()) {
            let problems = source["problems"].as_u64().unwrap_or_default();
            writeln!(
                out,
                "    {}: {places} places, {names} names, {problems} problems",
                word("format")
            )?;
        }
        writeln!(out, "    licence: {}", word("licence"))?;
        if !word("credit").is_empty() {
            writeln!(out, "    {}", word("credit"))?;
        }
    }
    Ok(())
}
