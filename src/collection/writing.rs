//! Writing files, so that whatever happens a file is either as it was or as it was to be.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

use super::files::FileError;

/// A new file is called so, with as many random letters in between, until it takes its place.
const PREFIX: &str = ".sigla-";
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;

/// Replaces what a file holds, or makes the file in a folder that is there.
///
/// The bytes are written to a file beside it, brought to the disk, and take the old one's place in one step that the
/// system does whole or not at all. A reader never sees half of it; a full disk, a crash or a kill leaves the old file,
/// the latter perhaps with a `.sigla-….tmp` beside it, which a later run that writes in this folder removes. Permissions are kept, and owners where the system lets them be. A
/// link stays one: what it leads to is replaced. A read-only file is refused, even where its folder would allow it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    replace(path, |file| file.write_all(bytes))
}

/// The same for what is too large to be held in memory: `fill` writes it. Where that fails, the old file is left.
pub fn write_with(
    path: &Path,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), FileError> {
    replace(path, fill)
}

/// Makes a file in a folder that is there, in one step as [`write`] does. Whatever stands under that name already, even a
/// link that leads nowhere or a file that came a moment ago, is an error and stays as it is.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    put(path, path, None, |file| file.write_all(bytes)).map_err(|error| match error {
        FileError::Unwritable { path, why } => FileError::NotMade { path, why },
        error => error,
    })
}

fn replace(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), FileError> {
    let target = target(path)?;
    let before = writable(path, &target)?;
    put(path, &target, Some(before.as_ref()), fill)
}

/// Puts a new file in the place of `target`, which errors call `path`. `before` is none if nothing may stand there.
fn put(
    path: &Path,
    target: &Path,
    before: Option<Option<&Metadata>>,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), FileError> {
    let failed = |what: &str, error: &dyn fmt::Display| FileError::Unwritable {
        path: path.to_owned(),
        why: format!("{what}: {error}"),
    };
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    tidy_once(folder);
    // The whole error names the file that could not be made, which would only puzzle.
    let mut new = beside(folder).map_err(|error| {
        let what = match before {
            Some(_) => "no file can be made beside it to take its place",
            None => "nothing can be written in this folder",
        };
        failed(what, &error.kind())
    })?;
    let filled = fill(new.as_file_mut())
        .and_then(|()| take_over(before.flatten(), new.as_file()))
        .and_then(|()| new.as_file().sync_all());
    filled.map_err(|error| failed("the new text cannot be written", &error))?;
    let placed = match before {
        Some(_) => new.persist(target),
        None => new.persist_noclobber(target),
    };
    let what = match before {
        Some(_) => "the new text cannot take its place",
        None => "the text cannot be put there",
    };
    placed.map_err(|error| failed(what, &error.error))?;
    // The name, too, is on the disk only then; not every system knows that of folders.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The file that a path leads to, through links; the path itself where nothing is there yet.
fn target(path: &Path) -> Result<PathBuf, FileError> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => {
            Ok(path.to_owned())
        }
        target => target.map_err(|error| FileError::of(path, &error)),
    }
}

/// What is known of a file that may be replaced; none where there is none yet.
fn writable(path: &Path, target: &Path) -> Result<Option<Metadata>, FileError> {
    let before = match fs::metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        before => before.map_err(|error| FileError::of(path, &error))?,
    };
    if before.is_dir() {
        return Err(FileError::Folder(path.to_owned()));
    }
    if !before.is_file() {
        return Err(FileError::Device(path.to_owned()));
    }
    // The system lets a superuser write to any file, and anyone replace one in a folder of their own.
    if before.permissions().readonly() {
        return Err(FileError::ReadOnly(path.to_owned()));
    }
    match OpenOptions::new().write(true).open(target) {
        Ok(_) => Ok(Some(before)),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Err(FileError::ReadOnly(path.to_owned()))
        }
        Err(error) => Err(FileError::Unwritable {
            path: path.to_owned(),
            why: error.to_string(),
        }),
    }
}

/// Removes what killed runs left in a folder, at the first write there. What is younger than a minute may belong to a run
/// that is still at work; should an older one after all, its write fails and leaves the old file.
fn tidy_once(folder: &Path) {
    static TIDIED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let first = TIDIED
        .lock()
        .is_ok_and(|mut tidied| tidied.insert(folder.to_owned()));
    if first {
        remove_leftovers(folder, Duration::from_secs(60));
    }
}

fn remove_leftovers(folder: &Path, age: Duration) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let random = name
            .to_str()
            .and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
        let is_ours = random
            .is_some_and(|it| it.len() == RANDOM && it.chars().all(|c| c.is_ascii_alphanumeric()));
        let is_old = |entry: &fs::DirEntry| {
            let metadata = entry.metadata().ok()?;
            let since = metadata.modified().ok()?.elapsed().ok()?;
            Some(metadata.is_file() && since >= age)
        };
        if is_ours && is_old(&entry) == Some(true) {
            // Another run may be quicker, or the folder may be someone else's; nothing depends on it.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// An empty file that goes away unless it takes another's place. Walks through folders pass it over, since it is hidden.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any new file gets; the user's mask is taken from it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Gives the new file the permissions of the old one.
fn take_over(before: Option<&Metadata>, new: &File) -> io::Result<()> {
    let Some(before) = before else { return Ok(()) };
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let now = new.metadata()?;
        if (now.uid(), now.gid()) != (before.uid(), before.gid()) {
            // Only a superuser may give a file away; for others it is theirs now, as in most editors.
            let _ = fchown(new, Some(before.uid()), Some(before.gid()))
                .or_else(|_| fchown(new, None, Some(before.gid())));
        }
    }
    new.set_permissions(before.permissions())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        let file = folder.path().join("a.sigla");
        fs::write(&file, "old").expect("it can be written");
        (folder, file)
    }

    #[track_caller]
    fn check(folder: &Path, file: &Path, expected: &str) {
        assert_eq!(fs::read_to_string(file).expect("it is there"), expected);
        let others = fs::read_dir(folder).expect("it can be listed");
        let left = others.filter(|entry| {
            let name = entry.as_ref().expect("it can be listed").file_name();
            name.to_string_lossy().starts_with('.')
        });
        assert_eq!(left.count(), 0, "something is left beside it");
    }

    #[test]
    fn a_file_is_replaced_or_made() {
        let (folder, file) = folder();
        write(&file, b"new").expect("it can be written");
        check(folder.path(), &file, "new");
        let other = folder.path().join("b.sigla");
        write(&other, b"made").expect("it can be made");
        check(folder.path(), &other, "made");
    }

    #[test]
    fn a_file_is_created_only_where_there_is_none() {
        let (folder, file) = folder();
        let message = create(&file, b"new").expect_err("it is there").to_string();
        assert!(message.contains("a.sigla: could not be made"), "{message}");
        check(folder.path(), &file, "old");
        let other = folder.path().join("b.sigla");
        create(&other, b"made").expect("nothing is there");
        check(folder.path(), &other, "made");
    }

    #[test]
    fn what_fails_half_way_leaves_the_old_file_and_nothing_else() {
        let (folder, file) = folder();
        let result = replace(&file, |new| {
            new.write_all(b"ha")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        let message = result.expect_err("it was made to fail").to_string();
        assert!(message.contains("a.sigla: left as it is"), "{message}");
        check(folder.path(), &file, "old");
    }

    #[test]
    fn what_a_kill_left_is_removed_once_it_is_old_and_nothing_else() {
        let (folder, file) = folder();
        let left = folder.path().join(".sigla-aB3dE9.tmp");
        let other = folder.path().join(".sigla-my notes.tmp");
        fs::write(&left, "ha").expect("it can be written");
        fs::write(&other, "mine").expect("it can be written");
        remove_leftovers(folder.path(), Duration::from_secs(60));
        assert!(left.exists(), "it may be in use");
        remove_leftovers(folder.path(), Duration::ZERO);
        assert!(!left.exists() && other.exists() && file.exists());
    }

    #[test]
    fn a_folder_and_a_lost_folder_are_refused() {
        let (folder, _) = folder();
        let refused = |path: &Path| write(path, b"").expect_err("it is no file").to_string();
        assert!(refused(folder.path()).contains("this is a folder"));
        assert!(refused(&folder.path().join("no/a.sigla")).contains("left as it is"));
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

        use super::*;

        fn set_mode(path: &Path, mode: u32) {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
        }

        #[test]
        fn permissions_are_kept() {
            let (folder, file) = folder();
            for mode in [0o600, 0o640, 0o755, 0o666] {
                set_mode(&file, mode);
                write(&file, b"new").expect("it can be written");
                let metadata = fs::metadata(&file).expect("it is there");
                assert_eq!(metadata.mode() & 0o7777, mode);
            }
            check(folder.path(), &file, "new");
        }

        #[test]
        fn a_new_file_is_open_to_whom_the_mask_says() {
            let (folder, _) = folder();
            let (ours, usual) = (folder.path().join("ours"), folder.path().join("usual"));
            write(&ours, b"").expect("it can be made");
            fs::write(&usual, "").expect("it can be made");
            let mode = |path| fs::metadata(path).expect("it is there").mode();
            assert_eq!(mode(&ours), mode(&usual));
        }

        #[test]
        fn a_link_stays_a_link() {
            let (folder, file) = folder();
            let deep = folder.path().join("deep");
            fs::create_dir(&deep).expect("it can be made");
            let (link, second) = (deep.join("link.sigla"), deep.join("second.sigla"));
            symlink("../a.sigla", &link).expect("it can be made");
            symlink("link.sigla", &second).expect("it can be made");
            write(&second, b"new").expect("it can be written");
            assert!(link.is_symlink() && second.is_symlink());
            check(folder.path(), &file, "new");
            let dangling = deep.join("dangling");
            symlink("nowhere", &dangling).expect("it can be made");
            let message = write(&dangling, b"").expect_err("it leads nowhere");
            assert!(message.to_string().contains("leads to nothing"));
        }

        #[test]
        fn what_is_read_only_or_no_file_is_refused() {
            let (folder, file) = folder();
            set_mode(&file, 0o444);
            let message = write(&file, b"new").expect_err("it is read-only");
            assert!(message.to_string().contains("read-only"), "{message}");
            check(folder.path(), &file, "old");
            let message = write(Path::new("/dev/null"), b"new").expect_err("it is a device");
            assert!(message.to_string().contains("a device"), "{message}");
        }
    }
}
