//! `sigla parse`: the syntax tree of a document.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::{Outcome, reading};
use crate::syntax::{print, tree};

/// Print the syntax tree of a document as an S-expression, for those who work on the format
#[derive(Args)]
pub(super) struct Parse {
    /// A text file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Show the words too
    #[arg(long)]
    text: bool,
}

impl Parse {
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        reading::each(
            std::slice::from_ref(&self.file),
            |_, read| {
                print::sexp(
                    &tree::parse(&read.text, true),
                    self.text.then_some(&read.text),
                )
            },
            |written| writeln!(out, "{written}"),
        )
    }
}
