//! `sigla fmt` as its users meet it, and what becomes of files when something goes wrong.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use expect_test::{Expect, expect};

use crate::cli::{folder, shown, sigla};

const OLD: &str = "---\ndate: 1945\ntitle: A letter\n---\nGhulja [Yining]  \n\n\nfell.";
const NEW: &str = "---\ntitle: A letter\ndate: 1945\n---\n\nGhulja [Yining]\n\nfell.\n";

/// What the command says and, behind it, what the files hold that it changed.
#[track_caller]
fn check(args: &str, files: &[(&str, &str)], expected: Expect) {
    let bytes = files.iter().map(|(path, text)| (*path, text.as_bytes()));
    let folder = folder(&bytes.collect::<Vec<_>>());
    let args: Vec<&str> = args.split_whitespace().collect();
    let mut told = shown(&sigla(folder.path(), &args, OLD.as_bytes()));
    for (path, before) in files {
        let after = fs::read_to_string(folder.path().join(path)).expect("it is still there");
        if after != *before {
            told += &format!("{path} is {after:?}\n");
        }
    }
    expected.assert_eq(&told);
}

#[test]
fn files_are_formatted_where_they_stand() {
    check(
        "fmt .",
        &[
            ("a.sigla", OLD),
            ("b/c.sigla", OLD),
            ("d.sigla", NEW),
            ("e.txt", OLD),
        ],
        expect![[r#"
            formatted a.sigla
            formatted b/c.sigla
            2 files formatted, 1 formatted already
            a.sigla is "---\ntitle: A letter\ndate: 1945\n---\n\nGhulja [Yining]\n\nfell.\n"
            b/c.sigla is "---\ntitle: A letter\ndate: 1945\n---\n\nGhulja [Yining]\n\nfell.\n"
        "#]],
    );
    check(
        "fmt d.sigla",
        &[("d.sigla", NEW)],
        expect![[r#"
            1 file formatted already
        "#]],
    );
}

#[test]
fn check_and_diff_change_nothing_and_end_with_1() {
    let files = [("a.sigla", OLD), ("d.sigla", NEW)];
    check(
        "fmt --check .",
        &files,
        expect![[r#"
            would format a.sigla
            1 file would be formatted, 1 formatted already
            exit 1
        "#]],
    );
    check(
        "fmt --diff .",
        &files,
        expect![[r#"
            --- a.sigla
            +++ a.sigla
            @@ -1,8 +1,8 @@
             ---
            +title: A letter
             date: 1945
            -title: A letter
             ---
            -Ghulja [Yining]  
             
            +Ghulja [Yining]
             
            -fell.
            \ No newline at end of file
            +fell.
            exit 1
        "#]],
    );
    check("fmt --check --diff d.sigla", &files, expect![[""]]);
}

#[test]
fn standard_input_goes_to_standard_output() {
    check(
        "fmt -",
        &[],
        expect![[r#"
            ---
            title: A letter
            date: 1945
            ---

            Ghulja [Yining]

            fell.
        "#]],
    );
    check(
        "fmt - --check --stdin-filename a.sigla",
        &[],
        expect![[r#"
            would format a.sigla
            exit 1
        "#]],
    );
    let folder = folder(&[]);
    let output = sigla(folder.path(), &["fmt", "-"], NEW.as_bytes());
    assert_eq!(shown(&output), NEW);
}

#[test]
fn what_cannot_be_formatted_is_told_and_the_others_are_formatted() {
    let folder = folder(&[
        ("a.sigla", b"caf\xe9  \n".as_slice()),
        ("b.sigla", OLD.as_bytes()),
    ]);
    let output = sigla(folder.path(), &["fmt", ".", "no.sigla"], b"");
    expect![[r#"
        formatted b.sigla
        1 file formatted, 0 formatted already
        ! sigla: no.sigla: there is no such file or folder; check the spelling
        ! sigla: a.sigla: left as it is: not UTF-8 at byte 3: E9; save it as UTF-8
        exit 2
    "#]]
    .assert_eq(&shown(&output));
    let left = fs::read(folder.path().join("a.sigla")).expect("it is there");
    assert_eq!(left, b"caf\xe9  \n");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, chown, symlink};
    use std::os::unix::process::CommandExt;

    use super::*;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    }

    #[test]
    fn a_read_only_file_is_left_and_told() {
        let folder = folder(&[("a.sigla", OLD.as_bytes())]);
        set_mode(&folder.path().join("a.sigla"), 0o444);
        let output = sigla(folder.path(), &["fmt", "a.sigla"], b"");
        expect![[r#"
            ! sigla: a.sigla: this is read-only and was left as it is; allow writing to it first
            exit 2
        "#]]
        .assert_eq(&shown(&output));
    }

    #[test]
    fn a_link_is_followed_and_stays_one() {
        let folder = folder(&[("a.sigla", OLD.as_bytes())]);
        let link = folder.path().join("link.sigla");
        symlink("a.sigla", &link).expect("it can be made");
        sigla(folder.path(), &["fmt", "link.sigla"], b"");
        assert!(link.is_symlink());
        let target = folder.path().join("a.sigla");
        assert_eq!(fs::read_to_string(target).expect("it is there"), NEW);
    }

    /// A superuser may write anywhere, so the command runs as nobody then.
    #[test]
    fn in_a_folder_that_may_not_be_written_to_the_file_stays() {
        const NOBODY: u32 = 65534;
        let folder = folder(&[("a.sigla", OLD.as_bytes())]);
        let file = folder.path().join("a.sigla");
        set_mode(&file, 0o666);
        let mut command = Command::new(env!("CARGO_BIN_EXE_sigla"));
        command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
        command.args(["fmt", "a.sigla"]).current_dir(folder.path());
        if chown(&file, Some(NOBODY), Some(NOBODY)).is_ok() {
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).expect("we are the superuser");
            command.uid(NOBODY).gid(NOBODY);
        }
        set_mode(folder.path(), 0o555);
        let output = command.output();
        set_mode(folder.path(), 0o755);
        let Ok(output) = output else {
            eprintln!("skipped: nobody may not run the command where it is built");
            return;
        };
        expect![[r#"
            ! sigla: a.sigla: left as it is: no file can be made beside it to take its place: permission denied
            exit 2
        "#]]
        .assert_eq(&shown(&output));
        assert_eq!(fs::read_to_string(&file).expect("it is there"), OLD);
    }

    /// A long document that is not laid out, and what becomes of it.
    fn long() -> (String, String) {
        let paragraph = "The delegation arrived on the 2nd of June. ".repeat(20);
        let old = format!("{paragraph}\n\n\n").repeat(400);
        let new = format!("{}\n\n", paragraph.trim_end()).repeat(400);
        (old, new.trim_end().to_owned() + "\n")
    }

    /// Runs the command where no file may be longer than some blocks of 512 or 1,024 bytes, with what a shell does first.
    fn within_a_limit(first: &str) -> (tempfile::TempDir, String) {
        let (old, _) = long();
        let folder = folder(&[("a.sigla", old.as_bytes())]);
        let script = format!("{first} ulimit -f 64; exec \"$0\" fmt a.sigla");
        let output = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_sigla")])
            .current_dir(folder.path())
            .output()
            .expect("there is a shell");
        let left = fs::read_to_string(folder.path().join("a.sigla")).expect("it is there");
        assert!(left == old, "the file changed");
        (folder, shown(&output))
    }

    /// What a full disk does, too: the first bytes are written, and then no more.
    #[test]
    fn where_the_room_ends_in_the_middle_the_file_stays_and_nothing_is_left_beside_it() {
        let (folder, told) = within_a_limit("trap '' XFSZ;");
        assert!(
            told.starts_with("! sigla: a.sigla: left as it is: the new text cannot be written: ")
                && told.ends_with("exit 2\n"),
            "{told}"
        );
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1);
    }

    /// The system ends the program right in its write, at the first byte that is too much.
    #[test]
    fn killed_while_it_writes_the_file_stays() {
        let (_, told) = within_a_limit("");
        assert!(told.contains("signal"), "{told}");
    }
}

#[test]
fn killed_at_any_moment_each_file_is_old_or_new() {
    let paragraph = "\n\n\nA long paragraph of nothing. ".repeat(500);
    let old = OLD.to_owned() + &paragraph;
    let names: Vec<String> = (0..12).map(|at| format!("{at}.sigla")).collect();
    let files: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), old.as_bytes()))
        .collect();
    let formatted = {
        let folder = folder(&files[..1]);
        sigla(folder.path(), &["fmt", "."], b"");
        fs::read_to_string(folder.path().join("0.sigla")).expect("it is there")
    };
    assert!(formatted.starts_with(NEW.trim_end()));
    let (mut olds, mut news) = (0, 0);
    for run in 0..24 {
        let folder = folder(&files);
        let mut child = Command::new(env!("CARGO_BIN_EXE_sigla"))
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .args(["fmt", "."])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("the command starts");
        std::thread::sleep(Duration::from_millis(run * 6));
        child.kill().expect("it can be killed, or has ended");
        child.wait().expect("it ends");
        for name in &names {
            match fs::read_to_string(folder.path().join(name)).expect("it is there") {
                text if text == old => olds += 1,
                text if text == formatted => news += 1,
                text => panic!("{name} in run {run} has {} bytes", text.len()),
            }
        }
    }
    eprintln!("{olds} files were left as they were, {news} formatted");
}
