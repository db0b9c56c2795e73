//! Files that get another path: what documents say of them in their headers follows.

use std::path::{Component, Path, PathBuf};

use super::cross_references::{self, CrossReference, Kind};
use crate::model::document::Document;
use crate::rules::Edit;

/// A file or folder that gets another path; both are absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where it was.
    pub from: PathBuf,
    /// Where it will be.
    pub to: PathBuf,
}

/// Where a document lies, and what lies around it.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The document, before it moves.
    pub path: &'a Path,
    /// The root of its collection, from which a path may be told too.
    pub root: Option<&'a Path>,
    /// Whether a file is there before anything moves.
    pub exists: &'a dyn Fn(&Path) -> bool,
}

/// The edits that keep the paths in a document right: of `translation-of`, `related` and `facsimile`, from its folder or from
/// the root, as they were told. Where the document itself moves, its paths are told from its new folder. Costs the header.
pub fn edits(document: &Document, around: Around, moves: &[Move]) -> Vec<Edit> {
    let references = cross_references::all(document).into_iter();
    let paths = references.filter(|it| it.kind != Kind::Id && !it.words.contains("://"));
    paths
        .filter_map(|it| edit(document, &it, around, moves))
        .collect()
}

fn edit(
    document: &Document,
    reference: &CrossReference,
    around: Around,
    moves: &[Move],
) -> Option<Edit> {
    let folder = around.path.parent()?;
    let own = moved(around.path, moves);
    let froms = [
        Some((folder, own.parent()?)),
        around.root.map(|root| (root, root)),
    ];
    let found = froms.into_iter().flatten().find_map(|(from, then)| {
        let target = plain(&from.join(&reference.words));
        (around.exists)(&target).then_some((target, then))
    });
    let (target, from) = found?;
    let now = moved(&target, moves);
    if now == target && own == around.path {
        return None;
    }
    let path = relative(from, &now)?;
    // From another folder the same words may tell the way from the root.
    let from_root = |root: &Path| plain(&root.join(&reference.words)) == now;
    let then = own.parent()?.join(&reference.words);
    let stays = plain(&from.join(&reference.words)) == now
        || reference.kind == Kind::Other
            && around.root.is_some_and(from_root)
            && !(around.exists)(&plain(&then));
    (!stays).then(|| Edit::replace(reference.range.clone(), written(document, reference, &path)))
}

/// Where a file is after all moves.
fn moved(file: &Path, moves: &[Move]) -> PathBuf {
    let mut around = moves.iter().filter_map(|it| {
        let rest = file.strip_prefix(&it.from).ok()?;
        Some(match rest.as_os_str().is_empty() {
            true => it.to.clone(),
            false => it.to.join(rest),
        })
    });
    around.next().unwrap_or_else(|| file.to_owned())
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for step in path.components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            step => plain.push(step),
        }
    }
    plain
}

/// The way from a folder to a file, with `/` between its steps; none where there is none, or it is no text.
fn relative(folder: &Path, file: &Path) -> Option<String> {
    let shared = folder.components().zip(file.components());
    let shared = shared.take_while(|(one, other)| one == other).count();
    let up = folder.components().count() - shared;
    let mut steps = vec!["..".to_owned(); up];
    for step in file.components().skip(shared) {
        match step {
            Component::Normal(step) => steps.push(step.to_str()?.to_owned()),
            // Another drive.
            _ => return None,
        }
    }
    Some(steps.join("/"))
}

/// A path as a value of the header, in the quotes that are there or, where it needs some, in new ones.
fn written(document: &Document, reference: &CrossReference, path: &str) -> String {
    let start = reference.range.start;
    let quote = start.checked_sub(1).map(|at| document.text().byte(at));
    match quote {
        Some(b'"') => path.replace('\\', "\\\\").replace('"', "\\\""),
        Some(b'\'') => path.replace('\'', "''"),
        _ => {
            // Behind a blank, `#` and what follows a colon mean something else to YAML.
            let is_plain = |c: char| c.is_alphanumeric() || "-_./ ()+,".contains(c);
            let begins = path.starts_with(|c: char| c.is_alphanumeric() || c == '.');
            match begins && path.chars().all(is_plain) {
                true => path.to_owned(),
                false => format!("'{}'", path.replace('\'', "''")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::apply;

    /// The header of `/c/en/1.sigla` after these moves, where these files are there.
    #[track_caller]
    fn check(value: &str, there: &[&str], moves: &[(&str, &str)], expected: &str) {
        let text = format!("---\ntranslation-of: {value}\n---\n");
        let document = Document::new(&text);
        let moves: Vec<_> = moves
            .iter()
            .map(|(from, to)| Move {
                from: from.into(),
                to: to.into(),
            })
            .collect();
        let exists = |path: &Path| there.iter().any(|it| Path::new(it) == path);
        let around = Around {
            path: Path::new("/c/en/1.sigla"),
            root: Some(Path::new("/c")),
            exists: &exists,
        };
        let after = apply(&text, &edits(&document, around, &moves));
        assert_eq!(
            after,
            format!("---\ntranslation-of: {expected}\n---\n"),
            "{value}"
        );
    }

    #[test]
    fn a_path_follows_its_file() {
        let there = ["/c/ru/1.sigla"];
        let renamed = [("/c/ru/1.sigla", "/c/ru/2 a.sigla")];
        check("../ru/1.sigla", &there, &renamed, "../ru/2 a.sigla");
        check(
            "ru/1.sigla # from the root",
            &there,
            &renamed,
            "ru/2 a.sigla # from the root",
        );
        check("\"../ru/1.sigla\"", &there, &renamed, "\"../ru/2 a.sigla\"");
        check(
            "../ru/1.sigla",
            &there,
            &[("/c/ru/1.sigla", "/c/ru/#2.sigla")],
            "'../ru/#2.sigla'",
        );
        check(
            "ru/1.sigla",
            &there,
            &[("/c/ru", "/c/#ru")],
            "'#ru/1.sigla'",
        );
        check(
            "'../ru/1.sigla'",
            &there,
            &[("/c/ru/1.sigla", "/c/it's")],
            "'../it''s'",
        );
    }

    #[test]
    fn a_path_follows_its_folder_and_its_own_document() {
        let there = ["/c/ru/1.sigla", "/c/en/0.sigla"];
        check(
            "../ru/1.sigla",
            &there,
            &[("/c/ru", "/c/deep/russian")],
            "../deep/russian/1.sigla",
        );
        check(
            "../ru/1.sigla",
            &there,
            &[("/c/en/1.sigla", "/c/1.sigla")],
            "ru/1.sigla",
        );
        check(
            "0.sigla",
            &there,
            &[("/c/en/1.sigla", "/c/1.sigla")],
            "en/0.sigla",
        );
        check("0.sigla", &there, &[("/c/en", "/c/english")], "0.sigla");
        check(
            "ru/1.sigla",
            &there,
            &[("/c/en/1.sigla", "/c/x/y/1.sigla")],
            "ru/1.sigla",
        );
    }

    #[test]
    fn what_is_no_path_stays() {
        let moves = [("/c/R-1", "/c/R-2")];
        check("R-1", &[], &moves, "R-1");
        check(
            "https://example.org/c",
            &["/c/en/https:/example.org/c"],
            &moves,
            "https://example.org/c",
        );
        check(
            "gone.sigla",
            &[],
            &[("/c/en/1.sigla", "/c/1.sigla")],
            "gone.sigla",
        );
    }
}
