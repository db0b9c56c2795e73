//! Where reports go: one to standard output, others into files.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};

use super::{File, Format, Manner, Reporter, Summary};
use crate::cli::style::Style;

/// A report that is asked for: `sarif`, or `sarif=FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Wanted {
    pub format: Format,
    /// Standard output if it is none.
    pub file: Option<PathBuf>,
}

impl Wanted {
    /// All reports, with the one that goes to standard output or in its place to `output`: text, if no other is wanted there.
    pub fn all(asked: &[Wanted], output: Option<&Path>) -> Result<Vec<Wanted>, String> {
        let mut all = asked.to_vec();
        match all.iter().filter(|wanted| wanted.file.is_none()).count() {
            0 => all.insert(
                0,
                Wanted {
                    format: Format::Text,
                    file: None,
                },
            ),
            1 => {}
            _ => {
                return Err(
                    "two reports cannot go to one place; give one a file, as in --format sarif=FILE"
                        .to_owned(),
                );
            }
        }
        for wanted in &mut all {
            if wanted.file.is_none() {
                wanted.file = output.map(Path::to_owned);
            }
        }
        Ok(all)
    }
}

/// Reads `FORMAT` or `FORMAT=FILE`.
#[derive(Clone, Debug)]
pub(in crate::cli) struct WantedParser;

impl TypedValueParser for WantedParser {
    type Value = Wanted;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Wanted, clap::Error> {
        let text = value.to_string_lossy();
        let (format, file) = match text.split_once('=') {
            Some((format, file)) if !file.is_empty() => (format, Some(file)),
            _ => (&*text, None),
        };
        let format =
            EnumValueParser::<Format>::new().parse_ref(command, argument, format.as_ref())?;
        let file = file.filter(|file| *file != "-").map(PathBuf::from);
        Ok(Wanted { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values = <Format as clap::ValueEnum>::value_variants();
        Some(Box::new(
            values
                .iter()
                .filter_map(<Format as clap::ValueEnum>::to_possible_value),
        ))
    }
}

/// All reports of a run.
pub(in crate::cli) struct Outlets<'a> {
    all: Vec<Outlet<'a>>,
}

struct Outlet<'a> {
    reporter: Box<dyn Reporter>,
    out: Box<dyn Write + 'a>,
    /// Standard output if it is none.
    file: Option<PathBuf>,
    /// Whether whoever read it has seen enough.
    closed: bool,
}

impl<'a> Outlets<'a> {
    /// Opens a place for each report, or says why that cannot be. A file that is among `sources`, or looks like a document,
    /// is never written.
    pub fn open(
        wanted: Vec<Wanted>,
        sources: &[PathBuf],
        manner: &Manner,
        out: &'a mut dyn Write,
    ) -> Result<Outlets<'a>, String> {
        for (at, one) in wanted.iter().enumerate() {
            if let Some(file) = &one.file {
                refuse(file, sources, &wanted[..at])?;
            }
        }
        let mut all = Vec::new();
        let mut standard = Some(out);
        for Wanted { format, file } in wanted {
            let style = match file {
                None => manner.style.clone(),
                Some(_) => Style::default(),
            };
            let manner = Manner {
                style,
                ..manner.clone()
            };
            let reporter = format.reporter(manner).ok_or(
                "--statistics are written as text or json; leave them out, or the other formats",
            )?;
            let out: Box<dyn Write + 'a> = match (&file, standard.take_if(|_| file.is_none())) {
                (Some(file), _) => Box::new(BufWriter::new(
                    fs::File::create(file).map_err(|error| unwritable(file, &error))?,
                )),
                (None, Some(out)) => Box::new(out),
                (None, None) => Box::new(io::sink()),
            };
            all.push(Outlet {
                reporter,
                out,
                file,
                closed: false,
            });
        }
        Ok(Outlets { all })
    }

    /// Begins every report.
    pub fn begin(&mut self) -> io::Result<()> {
        self.each(|reporter, out| reporter.begin(out))
    }

    /// Reports a file everywhere.
    pub fn file(&mut self, file: &File) -> io::Result<()> {
        self.each(|reporter, out| reporter.file(file, out))
    }

    /// Ends every report.
    pub fn end(&mut self, summary: &Summary) -> io::Result<()> {
        self.each(|reporter, out| {
            reporter.end(summary, out)?;
            out.flush()
        })
    }

    fn each(
        &mut self,
        mut work: impl FnMut(&mut dyn Reporter, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let alone = self.all.len() == 1;
        for outlet in self.all.iter_mut().filter(|outlet| !outlet.closed) {
            match work(&mut *outlet.reporter, &mut outlet.out) {
                Ok(()) => {}
                // The reports in files are completed even if nobody reads the one on standard output to its end.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !alone => {
                    outlet.closed = true;
                }
                Err(error) => {
                    return Err(match &outlet.file {
                        Some(file) => io::Error::other(unwritable(file, &error)),
                        None => error,
                    });
                }
            }
        }
        Ok(())
    }
}

fn unwritable(file: &Path, error: &io::Error) -> String {
    format!("{}: cannot be written: {error}", file.display())
}

/// Refuses to write a report over a document, or over another report.
fn refuse(file: &Path, sources: &[PathBuf], before: &[Wanted]) -> Result<(), String> {
    let shown = file.display();
    if file.extension().is_some_and(|ending| ending == "sigla") {
        return Err(format!(
            "{shown}: this is the name of a document, so no report is written there; choose another ending"
        ));
    }
    if before
        .iter()
        .any(|other| other.file.as_deref().is_some_and(|other| same(other, file)))
    {
        return Err(format!("{shown}: two reports cannot go into one file"));
    }
    match sources.iter().any(|source| same(source, file)) {
        true => Err(format!(
            "{shown}: this file is checked, so no report is written over it; choose another"
        )),
        false => Ok(()),
    }
}

fn same(one: &Path, other: &Path) -> bool {
    one == other
        || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
