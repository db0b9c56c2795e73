//! `--watch`: the report anew, whenever something changes.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::cli::{Outcome, complain};
use crate::collection::config::absolute;

/// An editor that saves touches a file several times; so long nothing must happen before files are read.
const QUIET: Duration = Duration::from_millis(80);

/// Runs `check` now, and again after each change below these files and folders, until the process is ended. `is_ours` tells
/// files that the check itself writes.
pub(super) fn watch(
    paths: &[PathBuf],
    is_ours: impl Fn(&Path) -> bool,
    out: &mut dyn Write,
    mut check: impl FnMut(&mut dyn Write) -> io::Result<Outcome>,
) -> io::Result<Outcome> {
    let (sender, receiver) = mpsc::channel();
    let failed = |why: &dyn std::fmt::Display| {
        complain(&format!(
            "files cannot be watched: {why}; leave out --watch"
        ));
        Ok(Outcome::Failed)
    };
    let mut watcher = match notify::recommended_watcher(sender) {
        Ok(watcher) => watcher,
        Err(error) => return failed(&error),
    };
    for path in paths {
        let path = absolute(path);
        // A file is watched by its folder, since an editor may put another in its place.
        let watched = match path.is_dir() {
            true => watcher.watch(&path, RecursiveMode::Recursive),
            false => {
                let folder = path.parent().unwrap_or(&path);
                watcher.watch(folder, RecursiveMode::NonRecursive)
            }
        };
        if let Err(error) = watched {
            return failed(&format!("{}: {error}", path.display()));
        }
    }
    let counts = |event: notify::Result<Event>| match event {
        Ok(event) => {
            let changes = !matches!(event.kind, EventKind::Access(_));
            changes
                && event
                    .paths
                    .iter()
                    .any(|path| !is_ours(path) && is_seen(path))
        }
        // What was lost may have been a change.
        Err(_) => true,
    };
    loop {
        check(out)?;
        out.flush()?;
        complain("waiting for changes; Ctrl-C ends this");
        loop {
            let Ok(event) = receiver.recv() else {
                return Ok(Outcome::Done);
            };
            if counts(event) {
                break;
            }
        }
        // Whatever else happened meanwhile is read with it.
        while receiver.recv_timeout(QUIET).is_ok() {}
    }
}

/// Whether a change of this file may change a report: hidden ones are no documents, but some say which files are.
fn is_seen(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') || name == ".gitignore" || name == ".ignore"
}
