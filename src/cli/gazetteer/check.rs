//! `sigla gazetteer check`: what is wrong in sources of places.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;

use super::sources::{self, Bar};
use crate::cli::style::Style;
use crate::cli::{Outcome, complain};

/// Tell what is wrong in sources of places, each with its line and what would be done about it
#[derive(Args)]
pub(super) struct Check {
    /// Linked Places tables, Linked Places Format, or dumps of GeoNames
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// Show all problems, however many a file has
    #[arg(long)]
    all: bool,
}

impl Check {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let (bar, mut outcome) = (Bar::new(), Outcome::Done);
        for path in &self.sources {
            let each = &mut |_| ControlFlow::Continue(());
            match sources::read(path, self.all, &bar, (style, out), each) {
                Ok(counts) => {
                    let counts = counts?;
                    let problems = match counts.problems {
                        0 => "no problems".to_owned(),
                        1 => "1 problem".to_owned(),
                        many => format!("{many} problems"),
                    };
                    let line = format!(
                        "{}: {}: {} places, {} names, {problems}",
                        path.display(),
                        counts.format,
                        counts.places,
                        counts.names,
                    );
                    bar.around(|| writeln!(out, "{line}"))?;
                    if counts.problems > 0 {
                        outcome = outcome.max(Outcome::Findings);
                    }
                }
                Err(message) => {
                    bar.around(|| complain(&message));
                    outcome = Outcome::Failed;
                }
            }
        }
        bar.end();
        Ok(outcome)
    }
}
