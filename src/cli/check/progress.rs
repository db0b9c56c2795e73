//! How far a long run is, on a terminal.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that takes less time shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line on standard error, if that is a terminal, from the first second on. It goes away before anything else is said.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    /// Whether it may be shown yet, or still.
    waits: bool,
    report_is_seen: bool,
}

impl Progress {
    /// For so many files.
    pub fn new(files: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template("checking {pos} of {len} files  {wide_bar}  {eta}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        Progress {
            bar,
            begun: Instant::now(),
            waits: io::stderr().is_terminal(),
            report_is_seen: io::stdout().is_terminal(),
        }
    }

    /// Another file is done.
    pub fn step(&mut self) {
        self.bar.inc(1);
        if self.waits && self.begun.elapsed() > PATIENCE {
            self.waits = false;
            self.bar
                .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
    }

    /// Makes way for a part of the report, for good where that goes to the same terminal.
    pub fn make_way(&mut self) {
        if self.report_is_seen {
            self.end();
        }
    }

    /// Does what writes to standard error.
    pub fn around<T>(&self, work: impl FnOnce() -> T) -> T {
        self.bar.suspend(work)
    }

    /// Goes away.
    pub fn end(&mut self) {
        self.waits = false;
        self.bar.finish_and_clear();
    }
}
