//! Changed lines: what the files on the disk have that the revision they go back to has not, as git tells.
//!
//! The command `git` and no library of it: it reads the user's configuration, filters and attributes as the user's own git
//! does, and whoever has a work tree has it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::rules::Finding;

/// The lines of a file that changed, from 0; none of it stands for all.
type Lines = Option<Vec<Range<usize>>>;

/// What changed in all work trees that the files lie in.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// By the root of the work tree, without links.
    trees: BTreeMap<PathBuf, Tree>,
    /// By folder.
    roots: HashMap<PathBuf, PathBuf>,
}

#[derive(Debug, Default)]
struct Tree {
    tracked: BTreeSet<PathBuf>,
    changed: HashMap<PathBuf, Vec<Range<usize>>>,
    /// Whether everything in it is new.
    new: bool,
}

impl Changed {
    /// Looks at the work trees of all these files, against the merge base of what is checked out and a revision.
    pub fn since(revision: &str, files: &[PathBuf]) -> Result<Changed, String> {
        let mut changed = Changed::default();
        for file in files {
            let file = whole(file)?;
            let folder = file.parent().unwrap_or(Path::new("/")).to_owned();
            if changed.roots.contains_key(&folder) {
                continue;
            }
            let root = git(&folder, &["rev-parse", "--show-toplevel"]).map_err(|error| {
                if error.contains("not a git repository") {
                    format!("--diff-base: {} is not in a git repository", file.display())
                } else {
                    format!("--diff-base: {error}")
                }
            })?;
            let root = whole(&path_of(root.trim_ascii_end()))?;
            if !changed.trees.contains_key(&root) {
                changed
                    .trees
                    .insert(root.clone(), Tree::read(&root, revision)?);
            }
            changed.roots.insert(folder, root);
        }
        Ok(changed)
    }

    /// The lines of a file that changed.
    pub fn lines(&self, file: &Path) -> Result<Lines, String> {
        let file = whole(file)?;
        let root = file.parent().and_then(|folder| self.roots.get(folder));
        let Some((root, tree)) = root.and_then(|root| Some((root, self.trees.get(root)?))) else {
            return Ok(None);
        };
        let inside = file.strip_prefix(root).unwrap_or(&file);
        if tree.new || !tree.tracked.contains(inside) {
            return Ok(None);
        }
        Ok(Some(tree.changed.get(inside).cloned().unwrap_or_default()))
    }
}

/// Whether what a finding marks touches a changed line.
pub(super) fn touches(lines: &Lines, text: &ropey::Rope, finding: &Finding) -> bool {
    let Some(lines) = lines else { return true };
    let end = text.len_bytes();
    let start = finding.range.start.min(end);
    let last = finding.range.end.min(end).max(start + 1) - 1;
    // Lines as git counts them: by line feeds.
    let first = feeds(text, start);
    let last = feeds(text, last.max(start).min(end));
    lines
        .iter()
        .any(|range| range.start <= last && first < range.end)
}

fn feeds(text: &ropey::Rope, end: usize) -> usize {
    let chunks = text
        .byte_slice(..text.char_to_byte(text.byte_to_char(end)))
        .chunks()
        .map(str::len);
    let end: usize = chunks.sum();
    let before = text.byte_slice(..end);
    before
        .chunks()
        .map(|chunk| memchr::memchr_iter(b'\n', chunk.as_bytes()).count())
        .sum()
}

impl Tree {
    fn read(root: &Path, revision: &str) -> Result<Tree, String> {
        let Some(base) = base(root, revision)? else {
            return Ok(Tree {
                new: true,
                ..Tree::default()
            });
        };
        let tracked =
            git(root, &["ls-files", "-z"]).map_err(|error| format!("--diff-base: {error}"))?;
        let tracked = tracked
            .split(|byte| *byte == 0)
            .filter(|path| !path.is_empty());
        let diff = git(
            root,
            &[
                "-c",
                "core.quotePath=false",
                "diff",
                "--unified=0",
                "--inter-hunk-context=0",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                "--text",
                "--find-renames",
                "--ignore-submodules=all",
                "--src-prefix=a/",
                "--dst-prefix=b/",
                "--output-indicator-new=+",
                "--output-indicator-old=-",
                "--no-relative",
                &base,
                "--",
            ],
        );
        let diff = diff.map_err(|error| format!("--diff-base: {error}"))?;
        Ok(Tree {
            tracked: tracked.map(path_of).collect(),
            changed: parse(&diff),
            new: false,
        })
    }
}

/// The commit to compare a work tree with; none where the work tree was not there then.
fn base(root: &Path, revision: &str) -> Result<Option<String>, String> {
    let of = |text: Vec<u8>| String::from_utf8_lossy(text.trim_ascii()).into_owned();
    let above = git(root, &["rev-parse", "--show-superproject-working-tree"]).unwrap_or_default();
    if !above.trim_ascii().is_empty() {
        // The revision is one of the project above, which says at which commit of its own this one stood.
        let above = whole(&path_of(above.trim_ascii_end()))?;
        let Some(base) = base(&above, revision)? else {
            return Ok(None);
        };
        let inside = root.strip_prefix(&above).unwrap_or(root);
        let place = format!("{base}:{}", inside.to_string_lossy());
        return Ok(git(&above, &["rev-parse", "--verify", "--quiet", &place])
            .ok()
            .map(of));
    }
    let commit = format!("{revision}^{{commit}}");
    let found = git(
        root,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ],
    );
    let found = found.map_err(|_| {
        format!(
            "--diff-base: there is no revision `{revision}` in {}; fetch it, or name another",
            root.display()
        )
    })?;
    let found = of(found);
    let base = git(root, &["merge-base", &found, "HEAD"]).map_err(|_| {
        let shallow = git(root, &["rev-parse", "--is-shallow-repository"]).is_ok_and(|it| it.starts_with(b"true"));
        let why = match shallow {
            true => "the clone is shallow; fetch more of it, with `git fetch --unshallow`",
            false => "name a revision that has",
        };
        format!("--diff-base: `{revision}` and what is checked out in {} have no common ancestor: {why}", root.display())
    })?;
    Ok(Some(of(base)))
}

/// Changed lines by path, from a diff without context.
fn parse(diff: &[u8]) -> HashMap<PathBuf, Vec<Range<usize>>> {
    let mut changed: HashMap<PathBuf, Vec<Range<usize>>> = HashMap::new();
    let mut path = None;
    // So many lines of the documents themselves are to come, which may look like anything.
    let mut content = 0;
    for line in diff.split(|byte| *byte == b'\n') {
        if content > 0 {
            content -= usize::from(!line.starts_with(b"\\"));
        } else if line.starts_with(b"diff --git ") {
            path = None;
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            path = unquoted(name).strip_prefix(b"b/").map(path_of);
        } else if let Some((old, new)) = hunk(line) {
            content = old.len() + new.len();
            if let (Some(path), false) = (&path, new.is_empty()) {
                changed.entry(path.clone()).or_default().push(new);
            }
        }
    }
    changed
}

/// `@@ -3,2 +4 @@`: the lines that went and those that came, from 0.
fn hunk(line: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
    let line = std::str::from_utf8(
        line.get(..line.len().min(80))?
            .utf8_chunks()
            .next()?
            .valid()
            .as_bytes(),
    )
    .ok()?;
    let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let range = |text: &str| {
        let (start, count) = text.split_once(',').unwrap_or((text, "1"));
        let start: usize = start.parse().ok()?;
        let count: usize = count.parse().ok()?;
        let start = start.saturating_sub(1);
        Some(start..start + count)
    };
    Some((range(old)?, range(new)?))
}

/// A path as git writes it: in quotation marks with escapes as in C, where it holds what would confuse, or with a tabulator
/// behind it, where it holds a space.
fn unquoted(name: &[u8]) -> Vec<u8> {
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    let Some(inner) = name
        .strip_prefix(b"\"")
        .and_then(|name| name.strip_suffix(b"\""))
    else {
        return name.to_owned();
    };
    let mut out = Vec::with_capacity(inner.len());
    let mut at = 0;
    while let Some(byte) = inner.get(at) {
        at += 1;
        if *byte != b'\\' {
            out.push(*byte);
            continue;
        }
        let octal = inner
            .get(at..at + 3)
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        match (octal, inner.get(at)) {
            (Some(byte), _) => {
                out.push(byte);
                at += 3;
            }
            (None, Some(sign)) => {
                out.push(match sign {
                    b'a' => 7,
                    b'b' => 8,
                    b't' => b'\t',
                    b'n' => b'\n',
                    b'v' => 11,
                    b'f' => 12,
                    b'r' => b'\r',
                    other => *other,
                });
                at += 1;
            }
            (None, None) => {}
        }
    }
    out
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

fn whole(path: &Path) -> Result<PathBuf, String> {
    path.canonicalize()
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// What git says, or why it does not. A hook's own repository must not stand in for that of the files.
fn git(folder: &Path, args: &[&str]) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    for variable in [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_EXTERNAL_DIFF",
        "GIT_DIFF_OPTS",
    ] {
        command.env_remove(variable);
    }
    command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    let output = command
        .arg("-C")
        .arg(folder)
        .args(args)
        .output()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                "it needs the command `git`, which is not installed".to_owned()
            }
            _ => format!("git cannot be run: {error}"),
        })?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(String::from_utf8_lossy(&output.stderr)
            .trim()
            .lines()
            .next()
            .unwrap_or("git failed")
            .to_owned()),
    }
}
