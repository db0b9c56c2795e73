//! Colours, where a terminal shows them.

use std::io::{self, IsTerminal};

use clap::ValueEnum;
use clap::builder::styling::{AnsiColor, Style as Ansi};

use crate::rules::Severity;

/// When to write in colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// How the parts of a report look; all plain where there are no colours. Written as `{bold}…{bold:#}`.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// Names and headings.
    pub bold: Ansi,
    /// What leads the eye but says nothing: line numbers, bars.
    pub faint: Ansi,
    /// What to do.
    pub help: Ansi,
    severities: [Ansi; 4],
}

impl Style {
    /// The style of standard output.
    pub fn choose(color: Color) -> Style {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let colours = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stdout().is_terminal() && !is_set("NO_COLOR"),
        };
        if colours {
            Style::coloured()
        } else {
            Style::default()
        }
    }

    /// How a severity looks, and the marks of a finding of it.
    pub fn severity(&self, severity: Severity) -> Ansi {
        self.severities[severity as usize]
    }

    fn coloured() -> Style {
        let bold = |color: AnsiColor| color.on_default().bold();
        Style {
            bold: Ansi::new().bold(),
            faint: bold(AnsiColor::Blue),
            help: bold(AnsiColor::Cyan),
            severities: [
                AnsiColor::Cyan,
                AnsiColor::Blue,
                AnsiColor::Yellow,
                AnsiColor::Red,
            ]
            .map(bold),
        }
    }
}
