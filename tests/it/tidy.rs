//! The house rules of `src/README.md` and `CONTRIBUTING.md`, as far as a program can tell.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Half of the files are shorter than this.
const USUAL_LENGTH: usize = 150;
/// No file is longer, but for those that are one table.
const LONGEST: usize = 400;
const TABLES: &[&str] = &["src/model/brackets/table.rs", "src/server/handlers.rs"];

/// Where the disk may be touched.
const DISK: &[&str] = &[
    "src/collection/files.rs",
    "src/collection/config/find.rs",
    "src/collection/kept.rs",
    "src/collection/stamp.rs",
    "src/collection/writing.rs",
    "src/registers/",
    "src/cli/",
];

/// A source file.
struct Source {
    /// From the root of the project, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// The lines that run in the program, numbered from 1: without comments, and without the tests at its foot.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.ends_with("/tests.rs");
        let lines = self
            .text
            .lines()
            .take_while(move |line| !is_test && *line != "#[cfg(test)]");
        let lines = lines.enumerate().map(|(at, line)| (at + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The folder of `src` it stands in: its layer.
    fn layer(&self) -> &str {
        self.path
            .trim_start_matches("src/")
            .split('/')
            .next()
            .unwrap_or_default()
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files below a folder of the project with this ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("a folder of the project can be listed").path();
            match path.is_dir() {
                // Where the fuzzer builds.
                true if path.ends_with("target") => {}
                true => folders.push(path),
                false if path.to_string_lossy().ends_with(ending) => files.push(path),
                false => {}
            }
        }
    }
    files.sort();
    files
}

fn sources(folder: &str) -> Vec<Source> {
    let source = |path: &PathBuf| {
        let below = path
            .strip_prefix(root())
            .expect("it was found below the root");
        Source {
            path: below.to_string_lossy().replace('\\', "/"),
            text: fs::read_to_string(path).expect("a source file is text"),
        }
    };
    files(folder, ".rs").iter().map(source).collect()
}

/// The layers as `src/README.md` lists them, lowest first.
fn layers() -> Vec<String> {
    let page = read("src/README.md");
    let line = page
        .lines()
        .find(|line| line.starts_with("syntax, "))
        .expect("src/README.md lists the layers");
    line.split(", ").map(str::to_owned).collect()
}

/// Fails with every place in the code of `src` that breaks the rule.
#[track_caller]
fn check(rule: &str, breaks: impl Fn(&Source, &str) -> bool) {
    let mut places = Vec::new();
    for source in sources("src") {
        for (number, line) in source.code().filter(|(_, line)| breaks(&source, line)) {
            places.push(format!("{}:{number}: {}", source.path, line.trim()));
        }
    }
    assert!(places.is_empty(), "{rule}\n{}", places.join("\n"));
}

#[test]
fn a_layer_uses_only_those_below_it() {
    let layers = layers();
    let rank = |name: &str| layers.iter().position(|layer| layer == name);
    check("an upward import", |source, line| {
        let used = line.split("crate::").skip(1).map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default()
        });
        let Some(own) = rank(source.layer()) else {
            return false;
        };
        used.filter_map(rank)
            .any(|used| used > own || (source.layer() == "server" && layers[used] == "cli"))
    });
    let library = read("src/lib.rs");
    let declared = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let mut declared: Vec<_> = declared.collect();
    declared.sort_by_key(|layer| rank(layer));
    assert_eq!(
        declared, layers,
        "src/lib.rs and src/README.md name the same layers"
    );
}

#[test]
fn the_protocol_is_known_to_the_server_alone() {
    let names = ["tower_lsp", "lsp_types", "ls_types"];
    check("a type of LSP outside server/", |source, line| {
        !source.path.starts_with("src/server/") && names.iter().any(|name| line.contains(name))
    });
    let encodings = ["utf16", "Utf16", "UTF16", "utf32", "Utf32", "UTF32"];
    check(
        "an encoding other than UTF-8 outside server/convert/",
        |source, line| {
            !source.path.starts_with("src/server/")
                && encodings.iter().any(|name| line.contains(name))
        },
    );
    check("a conversion outside server/convert/", |source, line| {
        !source.path.starts_with("src/server/convert/")
            && ["encode_utf16", "len_utf16", "utf16_cu"]
                .iter()
                .any(|name| line.contains(name))
    });
}

#[test]
fn names_of_nodes_stand_in_one_file() {
    let types = read("grammar/src/node-types.json");
    let types: serde_json::Value = serde_json::from_str(&types).expect("tree-sitter wrote it");
    let names = types
        .as_array()
        .expect("it is a list")
        .iter()
        .filter_map(|node| node["type"].as_str());
    // A name of one word may be any word; those of two can only be nodes.
    let names: Vec<_> = names
        .filter(|name| name.contains('_'))
        .map(|name| format!("\"{name}\""))
        .collect();
    assert!(names.len() > 20);
    check(
        "the name of a node outside syntax/nodes.rs",
        |source, line| {
            source.path != "src/syntax/nodes.rs"
                && names.iter().any(|name| line.contains(name.as_str()))
        },
    );
}

#[test]
fn nothing_is_unwrapped_and_the_disk_is_touched_at_the_edge() {
    check("`expect(\"why it holds\")` instead", |_, line| {
        line.contains(".unwrap()")
    });
    let disk = [
        "fs::",
        "File::open",
        "File::create",
        "OpenOptions",
        "memmap2",
    ];
    check(
        "the disk, outside of where it may be touched",
        |source, line| !source.is_in(DISK) && disk.iter().any(|name| line.contains(name)),
    );
}

#[test]
fn every_file_says_what_it_is_for() {
    for source in ["src", "tests", "benches", "grammar/bindings"]
        .into_iter()
        .flat_map(sources)
    {
        let first = source.text.lines().next().unwrap_or_default();
        let says = first.starts_with("//! ") && first.len() > 20
            || first.starts_with("#![doc = include_str!");
        assert!(says, "{} begins with `{first}`", source.path);
    }
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<_> = sources("src")
        .into_iter()
        .map(|source| (source.text.lines().count(), source.path))
        .collect();
    lengths.sort();
    let (median, _) = lengths[lengths.len() / 2];
    assert!(
        median <= USUAL_LENGTH,
        "half of the files have more than {median} lines"
    );
    let long = lengths
        .iter()
        .filter(|(length, path)| *length > LONGEST && !TABLES.contains(&path.as_str()));
    assert_eq!(
        long.collect::<Vec<_>>(),
        <[&(usize, String); 0]>::default(),
        "divide them"
    );
}

#[test]
fn the_changelog_knows_this_version() {
    let heading = format!("## [{}]", env!("CARGO_PKG_VERSION"));
    assert!(
        read("CHANGELOG.md")
            .lines()
            .any(|line| line.starts_with(&heading)),
        "CHANGELOG.md has no `{heading}`"
    );
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut broken = Vec::new();
    for page in files("", ".md")
        .into_iter()
        .filter(|page| !is_made_or_foreign(page))
    {
        let text = prose(&fs::read_to_string(&page).expect("a page is text"));
        let folder = page.parent().expect("a file stands in a folder");
        let targets = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'))
            .map(|(target, _)| target);
        for target in targets.filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let file = target.split('#').next().unwrap_or_default();
            if !folder.join(file).exists() {
                broken.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// A page without its code: what stands between fences, or backticks in a line.
fn prose(page: &str) -> String {
    let mut fence = None;
    let mut prose = String::new();
    for line in page.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match fence {
            None if ticks >= 3 => fence = Some(ticks),
            None => prose.extend(line.split('`').step_by(2).chain(["\n"])),
            Some(opened) if ticks >= opened && line.len() == ticks => fence = None,
            Some(_) => {}
        }
    }
    prose
}

/// Whether a page lies where others' files do.
fn is_made_or_foreign(page: &Path) -> bool {
    let below = page.strip_prefix(root()).unwrap_or(page);
    below.components().any(|part| {
        ["target", "node_modules", ".git"].contains(&&*part.as_os_str().to_string_lossy())
    })
}

#[test]
#[allow(clippy::print_stdout)]
fn everything_is_formatted() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let fmt = |arguments: &[&str]| {
        Command::new(&cargo)
            .arg("fmt")
            .args(arguments)
            .current_dir(root())
            .output()
    };
    if !fmt(&["--version"]).is_ok_and(|output| output.status.success()) {
        println!("skipped: rustfmt is not installed");
        return;
    }
    let output = fmt(&["--all", "--check", "--", "-l"]).expect("it could be run just now");
    assert!(
        output.status.success(),
        "run `cargo fmt`:\n{}",
        String::from_utf8_lossy(&output.stdout)
    );
}
