//! Sources of places, read one after the other, and what is wrong in them.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::report::visible;
use crate::cli::style::Style;
use crate::registers::gazetteer::source::Problem;
use crate::registers::gazetteer::source::stream::{self, Format, Item, Unread};

/// What was read of a source.
pub(super) struct Counts {
    pub path: PathBuf,
    pub format: Format,
    pub places: u64,
    pub names: u64,
    pub problems: u64,
}

/// So many problems of a file are shown, unless all are asked for.
const SHOWN: u64 = 50;

/// Reads a source; `each` takes what it says but for problems, which are written as they are met.
///
/// Whoever reads the report sees the first of many problems and how many there are.
pub(super) fn read(
    path: &Path,
    all: bool,
    bar: &Bar,
    (style, out): (&Style, &mut dyn Write),
    each: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<io::Result<Counts>, String> {
    let name = path.display();
    let file = File::open(path).map_err(|error| format!("{name}: it cannot be read: {error}"))?;
    let metadata = file
        .metadata()
        .map_err(|error| format!("{name}: it cannot be read: {error}"))?;
    if metadata.is_dir() {
        return Err(format!("{name}: this is a folder; name the files in it"));
    }
    bar.begin(&format!("reading {name}"), Some(metadata.len()));
    let counted = bar.wrap(file);
    let (mut places, mut names, mut problems) = (0, 0, 0);
    let mut written = Ok(());
    let format = stream::read(counted, metadata.len(), &mut |item| {
        match &item {
            Item::Place { record, .. } => {
                places += 1;
                names += record.names.len() as u64;
            }
            Item::Name(..) => names += 1,
            Item::Link(..) => {}
            Item::Problem(problem) => {
                problems += 1;
                if written.is_ok() && (all || problems <= SHOWN) {
                    written = bar.around(|| tell(path, problem, style, out));
                }
                return match written {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                };
            }
        }
        if bar.is_stopped() {
            return ControlFlow::Break(());
        }
        each(item)
    });
    if written.is_ok() && !all && problems > SHOWN {
        written = bar.around(|| {
            writeln!(
                out,
                "{name}: {} more problems; --all shows them",
                problems - SHOWN
            )
        });
    }
    match format {
        Err(Unread::Stopped) if written.is_err() => Ok(Err(written.expect_err("it is an error"))),
        Err(error) => Err(format!("{name}: {error}")),
        Ok(format) => Ok(written.map(|()| Counts {
            path: path.to_owned(),
            format,
            places,
            names,
            problems,
        })),
    }
}

fn tell(path: &Path, problem: &Problem, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let Style { bold, help, .. } = style;
    let place = format!("{}:{}", path.display(), problem.line);
    let (what, done) = (visible(&problem.what), visible(&problem.done));
    writeln!(
        out,
        "{bold}{place}{bold:#}: {what}\n    {help}{done}{help:#}"
    )
}

/// How far a long run is, on a terminal, and whether it is to stop.
pub(super) struct Bar {
    bar: ProgressBar,
    begun: Instant,
}

/// A run that takes less time shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

static STOPPED: AtomicBool = AtomicBool::new(false);

impl Bar {
    /// A bar that is not there yet. From now on Ctrl-C stops the run, and a second one ends the program at once.
    pub fn new() -> Bar {
        // Without a handler the program ends at once, which leaves no half file either.
        let _ = ctrlc::set_handler(|| {
            if STOPPED.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
        Bar {
            bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
            begun: Instant::now(),
        }
    }

    /// Another step, of so many things.
    pub fn begin(&self, what: &str, length: Option<u64>) {
        let template = match length {
            Some(_) => "{msg}  {bytes} of {total_bytes}  {wide_bar}  {eta}",
            None => "{msg}  {human_pos}  {spinner}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_position(0);
        match length {
            Some(length) => self.bar.set_length(length),
            None => self.bar.unset_length(),
        }
        self.bar.set_message(what.to_owned());
    }

    /// So much is done.
    pub fn at(&self, position: u64) {
        self.show();
        self.bar.set_position(position);
    }

    fn show(&self) {
        let waits = self.bar.is_hidden() && io::stderr().is_terminal();
        if waits && self.begun.elapsed() > PATIENCE {
            self.bar
                .set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
        }
    }

    fn wrap(&self, from: File) -> Counted<'_> {
        Counted {
            from,
            bar: self,
            read: 0,
        }
    }

    /// Whether Ctrl-C was pressed.
    pub fn is_stopped(&self) -> bool {
        STOPPED.load(Ordering::Relaxed)
    }

    /// Does what writes to the terminal.
    pub fn around<T>(&self, work: impl FnOnce() -> T) -> T {
        self.bar.suspend(work)
    }

    /// Goes away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

struct Counted<'a> {
    from: File,
    bar: &'a Bar,
    read: u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.read += read as u64;
        self.bar.at(self.read);
        Ok(read)
    }
}
