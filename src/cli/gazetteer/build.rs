//! `sigla gazetteer build`: one compiled gazetteer from any number of sources.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::sources::{self, Bar, Counts};
use crate::cli::style::Style;
use crate::cli::{Outcome, complain};
use crate::collection::writing;
use crate::registers::gazetteer::Gazetteer;
use crate::registers::gazetteer::build::{Builder, NotBuilt, Room, Summary, draft};
use crate::registers::gazetteer::source::stream::{Format, Item};

/// Compile sources of places to one gazetteer
///
/// Each source is known by its content. A place that several sources have, by its number in GeoNames, becomes one with all
/// names. Memory does not grow with the sources; temporary files stand in the folder of the gazetteer.
#[derive(Args)]
pub(super) struct Build {
    /// Linked Places tables, Linked Places Format, or dumps of GeoNames; the first to name a place gives it its title
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// Where to write it; a gazetteer that is there is replaced in one step
    #[arg(short, long, value_name = "FILE.gaz")]
    output: PathBuf,
    /// Write over a file that is no gazetteer
    #[arg(long)]
    force: bool,
    /// How much memory to use, about, in MB
    #[arg(long, value_name = "MB", default_value = "256")]
    memory: usize,
    /// Show all problems, however many a source has
    #[arg(long)]
    all: bool,
}

/// Why nothing was built: what to say, where it was not said.
enum Failure {
    Said(String),
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

impl Build {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let bar = Bar::new();
        let built = self.build(&bar, style, out);
        bar.end();
        match built {
            Ok(summary) => {
                let name = self.output.display();
                let Summary {
                    places,
                    names,
                    joined,
                    homeless,
                    orphans,
                    ..
                } = summary;
                writeln!(out, "{name}: {places} places, {names} names")?;
                for (count, what) in [
                    (joined, "places that several sources have became one"),
                    (homeless, "names of places that no source has were left out"),
                    (
                        orphans,
                        "places lie in a unit that no source has; their country is kept",
                    ),
                ] {
                    if count > 0 {
                        writeln!(out, "    {count} {what}")?;
                    }
                }
                Ok(Outcome::Done)
            }
            Err(Failure::Said(message)) => {
                complain(&message);
                Ok(Outcome::Failed)
            }
            Err(Failure::Output(error)) => Err(error),
        }
    }

    fn build(&self, bar: &Bar, style: &Style, out: &mut dyn Write) -> Result<Summary, Failure> {
        self.refuse_to_write_over()?;
        let folder = match self.output.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // Several sortings are at work at a time, and an item takes more than its letters.
        let memory = self.memory.max(16) * (1 << 20) / 6;
        let mut builder = Builder::new(Room {
            folder: Some(folder.to_owned()),
            memory,
        });
        let mut counts = Vec::new();
        for (number, path) in self.sources.iter().enumerate() {
            let mut disk = Ok(());
            let each = &mut |item| {
                disk = match item {
                    Item::Place {
                        record,
                        ids,
                        parents,
                    } => builder.place(draft(number, *record, ids, parents)),
                    Item::Name(geonames, name) => builder.name(geonames, name),
                    Item::Link(geonames, link) => builder.link(geonames, link),
                    Item::Problem(_) => Ok(()),
                };
                match disk {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            };
            let read = sources::read(path, self.all, bar, (style, out), each);
            if let Err(error) = disk {
                let folder = folder.display();
                return Err(Failure::Said(format!(
                    "{folder}: no temporary file can be written: {error}"
                )));
            }
            if bar.is_stopped() {
                return Err(Failure::Said(NotBuilt::Stopped.to_string()));
            }
            counts.push(read.map_err(Failure::Said)??);
        }
        self.write(builder, &counts, bar)
    }

    fn write(&self, builder: Builder, counts: &[Counts], bar: &Bar) -> Result<Summary, Failure> {
        let sources: Vec<_> = counts.iter().map(about).collect();
        let about =
            json!({ "made by": concat!("sigla ", env!("CARGO_PKG_VERSION")), "sources": sources });
        let mut built = None;
        let mut last = "";
        let written = writing::write_with(&self.output, |file: &mut File| {
            let mut file = BufWriter::with_capacity(1 << 20, file);
            let made = builder.finish(about, &mut file, &mut |step, done| {
                if step != last {
                    last = step;
                    bar.begin(step, None);
                }
                bar.at(done);
                match bar.is_stopped() {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            });
            let flushed = match &made {
                Ok(_) => file.flush(),
                Err(error) => Err(io::Error::other(error.to_string())),
            };
            built = Some(made);
            flushed
        });
        match (built, written) {
            (Some(Ok(summary)), Ok(())) => Ok(summary),
            // What the disk says is said of the file that is to be written.
            (None | Some(Ok(_) | Err(NotBuilt::Disk(_))), Err(error)) => {
                Err(Failure::Said(error.to_string()))
            }
            (Some(Err(error)), _) => {
                Err(Failure::Said(format!("{}: {error}", self.output.display())))
            }
            (None, Ok(())) => Err(Failure::Said(NotBuilt::Nothing.to_string())),
        }
    }

    /// A slip of the hand (`-o places.tsv`) must cost nobody a file.
    fn refuse_to_write_over(&self) -> Result<(), Failure> {
        let name = self.output.display();
        for source in &self.sources {
            let same = |a: &Path, b: &Path| Some(a.canonicalize().ok()? == b.canonicalize().ok()?);
            if same(source, &self.output) == Some(true) {
                return Err(Failure::Said(format!(
                    "{name}: the gazetteer would take the place of a source; name another file"
                )));
            }
        }
        let mut magic = [0; 8];
        let begins = File::open(&self.output).and_then(|mut file| file.read_exact(&mut magic));
        let is_there = self.output.is_file();
        if is_there && !self.force && (begins.is_err() || !Gazetteer::is_one(&magic)) {
            return Err(Failure::Said(format!(
                "{name}: it is there already and is no gazetteer, so it was left as it is; name another file, or add --force to write over it"
            )));
        }
        Ok(())
    }
}

/// What is kept of a source in the gazetteer.
fn about(counts: &Counts) -> serde_json::Value {
    let is_geonames = matches!(counts.format, Format::GeoNames | Format::AlternateNames);
    let name = counts.path.file_name().unwrap_or(counts.path.as_os_str());
    json!({
        "name": name.to_string_lossy(),
        "format": counts.format.to_string(),
        "places": counts.places,
        "names": counts.names,
        "problems": counts.problems,
        "licence": if is_geonames { "CC BY 4.0" } else { "as its makers say" },
        "credit": if is_geonames { Gazetteer::attribution() } else { "" },
    })
}
