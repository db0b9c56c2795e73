//! `sigla check --fix` and what belongs to it: words stay, a second run changes nothing, and a kill leaves old or new.

use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::select;
use sigla::model::document::Document;
use sigla::rules::{Safety, Settings, allow, apply, check, fix, words};

use crate::cli::{folder, shown, sigla};
use crate::edits::FRAGMENTS;

const HEADER: &str = "---\ntitle: x\ndate: 1945\nsource: RGASPI, f. 17, op. 3, d. 1, l. 5\ncreator: y\nlanguage: en\n---\n";

/// Words stay and a second run changes nothing; what is allowed is silent.
fn check_text(text: &str) {
    let settings = Arc::new(Settings::all());
    let document = Document::new(text);
    let fixed = fix(&document, &settings, Safety::Safe);
    let after = Document::new(&fixed.text);
    assert_eq!(words(&document), words(&after), "words of {text:?}");
    let again = fix(&after, &settings, Safety::Safe);
    assert_eq!(again.text, fixed.text, "a second run on {text:?}");
}

fn check_allowed(text: &str) {
    let settings = Settings::standard();
    let document = Document::new(text);
    let edits = allow(&document, &check(&document, settings), None);
    let new = apply(text, &edits);
    let after = Document::new(&new);
    assert_eq!(words(&document), words(&after), "words of {text:?}");
    let left: Vec<_> = check(&after, settings)
        .into_iter()
        .filter(|finding| finding.rule.group() != "suppressions")
        .collect();
    assert_eq!(left, [], "left in {new:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_safe_fix_changes_a_word_of_any_text(pieces in prop::collection::vec(select(FRAGMENTS), 0..40)) {
        check_text(&pieces.concat());
    }

    #[test]
    fn what_is_allowed_is_silent_in_any_text(pieces in prop::collection::vec(select(FRAGMENTS), 0..40)) {
        check_allowed(&pieces.concat());
    }
}

#[test]
fn no_safe_fix_changes_a_word_of_real_documents() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    for entry in fs::read_dir(root).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        if path.is_file()
            && let Ok(text) = fs::read_to_string(&path)
        {
            check_text(&text);
            check_allowed(&text);
        }
    }
}

#[test]
fn a_fix_keeps_line_ends_and_the_byte_order_mark() {
    let text = "\u{feff}---\r\ntitle: x\r\ndate: 1945\r\n---\r\n\r\nText\r\n";
    let folder = folder(&[("a.sigla", text.as_bytes())]);
    sigla(folder.path(), &["check", "--fix", "a.sigla"], b"");
    let new = fs::read_to_string(folder.path().join("a.sigla")).expect("it is there");
    assert!(
        new.starts_with("\u{feff}---\r\ntitle") && new.contains("\r\ncreator:\r\n"),
        "{new:?}"
    );
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
}

#[test]
fn a_baseline_knows_what_moved_and_reports_what_is_new() {
    let old = format!("{HEADER}\nThey came to Ghulja] in May.\n");
    let folder = folder(&[("a.sigla", old.as_bytes())]);
    let run = |args: &[&str]| shown(&sigla(folder.path(), args, b""));
    let check = |text: &str| {
        fs::write(folder.path().join("a.sigla"), text).expect("it can be written");
        run(&[
            "check",
            "--format",
            "concise",
            "--baseline",
            "known.json",
            ".",
        ])
    };
    run(&["check", "--write-baseline", "known.json", "."]);
    let moved = format!("{HEADER}\nFirst.\n\nAt last They came to Ghulja] in May.\n")
        .replace("At last ", "");
    assert!(
        check(&moved).contains("no findings in 1 file"),
        "{}",
        check(&moved)
    );
    let doubled = format!("{moved}\nThey came to Ghulja] in May.\n");
    assert!(check(&doubled).contains("exit 1"), "{}", check(&doubled));
    assert!(
        check(HEADER).contains("no longer found"),
        "{}",
        check(HEADER)
    );
    check(&moved);
    fs::rename(folder.path().join("a.sigla"), folder.path().join("b.sigla")).expect("it can be");
    let renamed = run(&["check", "--baseline", "known.json", "."]);
    assert!(renamed.contains("no findings"), "{renamed}");
    fs::write(folder.path().join("known.json"), "{\"sigla-baseline\": 9}").expect("it can be");
    let other = run(&["check", "--baseline", "known.json", "."]);
    assert!(
        other.contains("version 9") && other.contains("exit 2"),
        "{other}"
    );
}

#[test]
fn only_changed_lines_are_reported() {
    let text = format!("{HEADER}\nOld] line.\n\nMiddle.\n");
    let folder = folder(&[("my \"ä\" letter.sigla", text.as_bytes())]);
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C")
            .arg(folder.path())
            .args(["-c", "user.name=x", "-c", "user.email=x"]);
        let output = git.args(args).output().expect("git is installed");
        assert!(output.status.success(), "{output:?}");
    };
    let run = |revision: &str| {
        let args = ["check", "--format", "concise", "--diff-base", revision, "."];
        shown(&sigla(folder.path(), &args, b""))
    };
    let outside = run("HEAD");
    assert!(
        outside.contains("not in a git repository") && outside.contains("exit 2"),
        "{outside}"
    );
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    assert!(run("HEAD").contains("no findings"), "{}", run("HEAD"));
    let path = folder.path().join("my \"ä\" letter.sigla");
    fs::write(path, text.replace("Middle.", "++ New] line.")).expect("it can be");
    let changed = run("HEAD");
    assert!(
        changed.contains(":11:") && !changed.contains(":9:"),
        "{changed}"
    );
    fs::write(folder.path().join("new.sigla"), &text).expect("it can be");
    assert!(run("HEAD").contains("new.sigla:9:"), "{}", run("HEAD"));
    let unknown = run("nowhere");
    assert!(
        unknown.contains("no revision `nowhere`") && unknown.contains("exit 2"),
        "{unknown}"
    );
}

/// 200 runs take a while; `SIGLA_KILLS=20` makes it shorter.
#[cfg(unix)]
#[test]
fn a_kill_leaves_every_file_old_or_new() {
    let runs: u64 =
        std::env::var("SIGLA_KILLS").map_or(200, |runs| runs.parse().expect("a number"));
    let body = "They came to Ghulja. ".repeat(400);
    let old: Vec<_> = (0..40)
        .map(|n| format!("---\ntitle: {n}\ndate: 1945\n---\n\n{body}\n"))
        .collect();
    let names: Vec<_> = (0..40).map(|n| format!("{n:02}.sigla")).collect();
    let files: Vec<_> = names
        .iter()
        .map(String::as_str)
        .zip(old.iter().map(|text| text.as_bytes()))
        .collect();
    let whole = folder(&files);
    let start = std::time::Instant::now();
    sigla(whole.path(), &["check", "--fix", "."], b"");
    let took = start.elapsed();
    let new: Vec<_> = names
        .iter()
        .map(|name| fs::read(whole.path().join(name)).expect("it is there"))
        .collect();
    assert!(
        new.iter().zip(&old).all(|(new, old)| new != old.as_bytes()),
        "all are fixed"
    );
    let (mut killed, mut between) = (0, 0);
    let folder = folder(&files);
    for run in 0..runs {
        for (name, text) in names.iter().zip(&old) {
            fs::write(folder.path().join(name), text).expect("it can be written");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_sigla"));
        command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
        command
            .args(["check", "--fix", "--format", "concise", "."])
            .current_dir(folder.path());
        command
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        let mut child = command.spawn().expect("it starts");
        // Spread over the whole run, in an order that the golden ratio keeps from repeating.
        let part = (run as f64 * 0.618_033_988_75).fract();
        std::thread::sleep(Duration::from_secs_f64(took.as_secs_f64() * part));
        let _ = child.kill();
        killed += usize::from(child.wait().expect("it ends").code().is_none());
        let mut fixed = 0;
        for ((name, old), new) in names.iter().zip(&old).zip(&new) {
            let now = fs::read(folder.path().join(name)).expect("it is there");
            assert!(
                now == old.as_bytes() || now == *new,
                "{name} is neither old nor new"
            );
            fixed += usize::from(now == *new);
        }
        between += usize::from(fixed > 0 && fixed < names.len());
    }
    let left = shown(&sigla(
        folder.path(),
        &["check", "--format", "concise", "."],
        b"",
    ));
    assert!(
        !left.contains(".tmp"),
        "what a kill leaves is no document: {left}"
    );
    eprintln!(
        "{runs} runs, {killed} killed, {between} of them between the first and the last file"
    );
}

/// Runs in a folder that holds `a.sigla`: its arguments, what is shown must contain, and how the body reads afterwards.
#[track_caller]
fn check_command(body: &str, args: &[&str], shows: &[&str], after: &str) {
    let folder = folder(&[("a.sigla", format!("{HEADER}\n{body}").as_bytes())]);
    let args = [&["check", "--format", "concise", "a.sigla"], args].concat();
    let shown = shown(&sigla(folder.path(), &args, b""));
    for part in shows {
        assert!(shown.contains(part), "{part:?} in {shown}");
    }
    let now = fs::read_to_string(folder.path().join("a.sigla")).expect("it is there");
    assert_eq!(now, format!("{HEADER}\n{after}"), "{args:?}: {shown}");
}

#[test]
fn no_more_is_fixed_than_is_asked_for() {
    let (old, new) = ("One] two.\n", "One two.\n");
    check_command(old, &["--fix"], &["fixed 0 in 0 files", "exit 1"], old);
    check_command(
        old,
        &["--fix", "--suggested"],
        &["fixed 1 in 1 file", "no findings"],
        new,
    );
    check_command(
        old,
        &["--fix", "--unsafe-fixes"],
        &["fixed 1 in 1 file"],
        new,
    );
    check_command(
        old,
        &["--diff", "--suggested"],
        &["-One] two.", "+One two.", "would fix 1 in 1 file", "exit 1"],
        old,
    );
    check_command(old, &["--suggested"], &["add --fix", "exit 2"], old);
}

#[test]
fn a_comment_allows_a_line_a_block_or_the_file() {
    let name = "brackets/unopened — so";
    for (body, shows) in [
        (
            format!("%% sigla: allow {name}\nA] b.\nC] d.\n"),
            ":11:2: error",
        ),
        (
            format!("%% sigla: allow {name}\n\nA] b.\nC] d.\n"),
            "no findings",
        ),
        (
            format!("%% sigla: allow {name}\n\nA] b.\n\nC] d.\n"),
            ":13:2: error",
        ),
        (
            format!("%% sigla: allow-file {name}\n\nA] b.\n\nC] d.\n"),
            "no findings",
        ),
        (
            "%% sigla: allow brackets/unopend — so\nA] b.\n".to_owned(),
            "did you mean `brackets/unopened`?",
        ),
        (
            format!("%% sigla: allow {name}\nA b.\n"),
            "suppressions/unused",
        ),
    ] {
        check_command(&body, &[], &[shows], &body);
    }
}

#[test]
fn what_is_found_is_allowed_once() {
    let allowed = "%% sigla: allow brackets/unopened — on the film\nA] b.\n";
    let args = ["--add-suppressions", "--reason", "on the film"];
    let folder = folder(&[("a.sigla", format!("{HEADER}\nA] b.\n").as_bytes())]);
    let run = || {
        let args = [&["check", "a.sigla"], &args[..]].concat();
        let shown = shown(&sigla(folder.path(), &args, b""));
        assert!(!shown.contains("exit"), "{shown}");
        fs::read_to_string(folder.path().join("a.sigla")).expect("it is there")
    };
    let once = run();
    assert!(once.contains("allow brackets/unopened — on the film\n"));
    assert_eq!(run(), once);
    check_command(allowed, &args, &["allowed 0"], allowed);
}

#[cfg(unix)]
#[test]
fn a_read_only_file_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let text = format!("{HEADER}\nA] b.\n");
    let folder = folder(&[("a.sigla", text.as_bytes())]);
    let path = folder.path().join("a.sigla");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("it is ours");
    let args = ["check", "--fix", "--suggested", "a.sigla"];
    let shown = shown(&sigla(folder.path(), &args, b""));
    assert!(
        shown.contains("read-only") && shown.contains("exit 2"),
        "{shown}"
    );
    assert_eq!(fs::read_to_string(&path).expect("it is there"), text);
}
