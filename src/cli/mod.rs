//! The command: one file per subcommand.

mod brackets;
mod check;
mod config;
mod configuring;
mod doctor;
mod explain;
mod fmt;
mod gazetteer;
mod init;
mod json;
mod lsp;
mod names;
mod new;
mod outline;
mod parse;
mod place;
mod reading;
mod replay;
mod report;
mod rules;
mod style;
mod wire;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::sync::LazyLock;

use clap::{Parser, Subcommand, ValueEnum};

use crate::registers::gazetteer::Gazetteer;
use style::{Color, Style};

/// Checks transcriptions, translations and editions of archival documents.
///
/// Sigla reads plain text in which an editor speaks in [square brackets], and tells what is wrong with it: a bracket
/// that is never closed, a header that does not say where the document lies, a date that cannot be read. No file is
/// changed unless you ask for it: `fmt` gives it its layout, `check --fix` puts right what can be without changing a word.
///
/// Begin with `sigla check FOLDER`; `sigla explain NAME` tells more about anything it reports.
#[derive(Parser)]
#[command(name = "sigla", version = version(), max_term_width = 100)]
struct Command {
    /// When to write in colours; `auto` does so on a terminal unless NO_COLOR is set
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    color: Color,
    #[command(subcommand)]
    subcommand: Subcommands,
}

#[derive(Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a run")]
enum Subcommands {
    Check(check::Check),
    Fmt(fmt::Fmt),
    Brackets(brackets::Brackets),
    Outline(outline::Outline),
    Names(names::Names),
    Init(init::Init),
    New(new::New),
    Parse(parse::Parse),
    Explain(explain::Explain),
    Rules(rules::Rules),
    Config(config::Config),
    Gazetteer(gazetteer::Gazetteers),
    Doctor(doctor::Doctor),
    Replay(replay::Replay),
    #[command(visible_alias = "server")]
    Lsp(lsp::Lsp),
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// For programs: one JSON array
    Json,
}

/// How a subcommand ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// It did what was asked.
    Done = 0,
    /// There are findings that count, or files that are not laid out.
    Findings = 1,
    /// Something that was asked for could not be done.
    Failed = 2,
}

/// Runs the command with these arguments, the first of which is the program's name.
///
/// Gives 0, 1 where `check` found something that counts or `fmt` something to lay out, 2 where something could not be done, which standard error
/// explains. Ends the process itself for `--help`, `--version` and arguments that it does not know.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = Command::parse_from(arguments);
    if let Subcommands::Lsp(lsp) = command.subcommand {
        return lsp.run();
    }
    let style = Style::choose(command.color);
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = match command.subcommand {
        Subcommands::Check(check) => check.run(&style, &mut out),
        Subcommands::Fmt(fmt) => fmt.run(&style, &mut out),
        Subcommands::Brackets(brackets) => brackets.run(&style, &mut out),
        Subcommands::Outline(outline) => outline.run(&style, &mut out),
        Subcommands::Names(names) => names.run(&style, &mut out),
        Subcommands::Init(init) => init.run(&style, &mut out),
        Subcommands::New(new) => new.run(&style, &mut out),
        Subcommands::Parse(parse) => parse.run(&mut out),
        Subcommands::Explain(explain) => explain.run(&style, &mut out),
        Subcommands::Rules(rules) => rules.run(&style, &mut out),
        Subcommands::Config(config) => config.run(&mut out),
        Subcommands::Gazetteer(gazetteer) => gazetteer.run(&style, &mut out),
        Subcommands::Doctor(doctor) => doctor.run(&style, &mut out),
        Subcommands::Replay(replay) => replay.run(&mut out),
        Subcommands::Lsp(_) => Ok(Outcome::Done),
    };
    match outcome.and_then(|outcome| out.flush().map(|()| outcome)) {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // Whoever read our output has seen enough, as in `sigla check | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("the output cannot be written: {error}"));
            ExitCode::from(Outcome::Failed as u8)
        }
    }
}

/// Says on standard error what could not be done. Where that is closed, nobody wants to know.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "sigla: {}", report::visible(message));
}

/// What `--version` prints behind the name: the licence of the places asks to be named.
fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        format!(
            "{}\n{}",
            env!("CARGO_PKG_VERSION"),
            Gazetteer::attribution()
        )
    });
    &VERSION
}
