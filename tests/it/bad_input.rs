//! Input that no document should be: whatever comes, a finding or a message, never a panic, never a hang.

use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};

use crate::cli::{folder, shown, sigla};

#[track_caller]
fn check(bytes: &[u8], expected: Expect) {
    let folder = folder(&[("a.sigla", bytes)]);
    let output = shown(&sigla(folder.path(), &["check", "a.sigla"], b""));
    let is_head = |line: &&str| line.starts_with("a.sigla:") || line.starts_with(['!', 'e']);
    let lines = output
        .lines()
        .filter(is_head)
        .filter(|line| !line.contains("provenance/missing"));
    expected.assert_eq(&lines.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn bytes_that_are_not_utf8_are_told_and_the_rest_is_checked() {
    check(
        b"caf\xe9 and \xff\xfe here]\n",
        expect![[r#"
        a.sigla:1:4: error text/not-utf8 not UTF-8 at byte 3: E9
        a.sigla:1:10: error text/not-utf8 not UTF-8 at byte 9: FF FE
        a.sigla:1:17: error brackets/unopened `]` closes no bracket
        exit 1
    "#]],
    );
    check(
        "\u{feff}x]"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
            .as_slice(),
        expect![[r#"
        a.sigla:1:1: error text/not-utf8 not UTF-8 at byte 0: FF FE
        a.sigla:1:4: error text/nul the text has 2 NUL characters
        a.sigla:1:5: error brackets/unopened `]` closes no bracket
        exit 1
    "#]],
    );
}

#[test]
fn strange_characters_are_characters() {
    check(
        b"a\0b]\n",
        expect![[r#"
        a.sigla:1:2: error text/nul the text has 1 NUL character
        a.sigla:1:4: error brackets/unopened `]` closes no bracket
        exit 1
    "#]],
    );
    check(
        b"one\r[two\r\rthree]\r\nfour]",
        expect![[r#"
        a.sigla:2:1: error brackets/unclosed `[` is not closed before the paragraph ends
        a.sigla:4:6: error brackets/unopened `]` closes no bracket
        a.sigla:5:5: error brackets/unopened `]` closes no bracket
        exit 1
    "#]],
    );
    check(
        "\u{feff}---\r\ntitle: x\r\n---\r\n\r\na]\r\n".as_bytes(),
        expect![[r#"
        a.sigla:1:2: warning header/missing-key the header lacks `date`
        a.sigla:1:2: warning header/missing-key the header lacks `creator`
        a.sigla:1:2: warning header/missing-key the header lacks `language`
        a.sigla:5:2: error brackets/unopened `]` closes no bracket
        exit 1
    "#]],
    );
    check(
        "a\u{c}b\u{b}]\u{c}\u{85}c]".as_bytes(),
        expect![[r#"
            a.sigla:1:5: error brackets/unopened `]` closes no bracket
            a.sigla:1:7: warning text/control-character a control character: U+0085
            a.sigla:1:9: error brackets/unopened `]` closes no bracket
            exit 1
        "#]],
    );
    check(
        "a\u{2028}b]\u{2029}c".as_bytes(),
        expect![[r#"
        a.sigla:1:4: error brackets/unopened `]` closes no bracket
        exit 1
    "#]],
    );
    check(
        "e\u{301}\u{301}\u{301}[\u{301}]\u{301} שלום] \u{202e}abc]".as_bytes(),
        expect![[r#"
        a.sigla:1:14: error brackets/unopened `]` closes no bracket
        a.sigla:1:20: error brackets/unopened `]` closes no bracket
        exit 1
    "#]],
    );
    check(b"", expect![]);
    check(
        b"\n\n\n",
        expect![[r#"
        exit 1
    "#]],
    );
    check(
        "\u{feff}".as_bytes(),
        expect![[r#"
        exit 1
    "#]],
    );
}

#[test]
fn deep_nesting_ends() {
    const DEEP: usize = 100_000;
    ends(("[".repeat(DEEP) + &"]".repeat(DEEP)).as_bytes());
    // Each of these is a finding, and there are too many to write them all down without optimization.
    let deep = size(5_000, DEEP);
    for text in ["[", "]", "{-[", "[{", ":::\n\n", "{++["] {
        ends(text.repeat(deep).as_bytes());
    }
}

/// The size to try: large where `SIGLA_LARGE` is set, as `.ci/run` does with a build that is optimized.
fn size(small: usize, large: usize) -> usize {
    if std::env::var_os("SIGLA_LARGE").is_some() {
        large
    } else {
        small
    }
}

#[test]
fn a_long_line_ends() {
    let words = "some words of Ghulja [Yining] and ";
    let line = words.repeat(size(1_000_000, 50_000_000) / words.len()) + "the last]";
    let output = ends(line.as_bytes());
    assert!(output.len() < 10_000, "the line is cut around its marks");
}

#[test]
fn a_large_file_ends() {
    let paragraph = "Some words of Ghulja [Yining],\nand some more of them.\n\n";
    ends(
        paragraph
            .repeat(size(2_000_000, 100_000_000) / paragraph.len())
            .as_bytes(),
    );
}

/// Checks the text with every subcommand that reads it; gives what `check` printed.
fn ends(text: &[u8]) -> Vec<u8> {
    let folder = folder(&[("a.sigla", text)]);
    let run = |args: &[&str]| {
        let output = sigla(folder.path(), args, b"");
        assert!(
            output.status.code().is_some_and(|code| code < 2) && output.stderr.is_empty(),
            "{args:?}: {}",
            output.status
        );
        output.stdout
    };
    for command in ["brackets", "outline", "parse"] {
        run(&[command, "a.sigla"]);
    }
    run(&["check", "a.sigla"])
}

#[track_caller]
fn told(folder: &Path, args: &[&str], expected: Expect) {
    expected.assert_eq(&shown(&sigla(folder, args, b"")));
}

#[test]
fn what_cannot_be_read_is_told_with_its_path() {
    let folder = folder(&[("in/a.txt", b"x\n")]);
    told(
        folder.path(),
        &["check", "no.sigla"],
        expect![[r#"
        ! sigla: no.sigla: there is no such file or folder; check the spelling
        exit 2
    "#]],
    );
    told(
        folder.path(),
        &["check", "in"],
        expect![[r#"
        ! sigla: in: there is no *.sigla file to check; name a file, or use --include '*.txt'
        exit 2
    "#]],
    );
    told(
        folder.path(),
        &["check", "in", "--format", "json"],
        expect![[r#"
        []
        ! sigla: in: there is no *.sigla file to check; name a file, or use --include '*.txt'
        exit 2
    "#]],
    );
    told(
        folder.path(),
        &["brackets", "in"],
        expect![[r#"
        ! sigla: in: this is a folder; name a file in it
        exit 2
    "#]],
    );
    told(
        folder.path(),
        &["parse", "no.sigla"],
        expect![[r#"
        ! sigla: no.sigla: there is no such file or folder; check the spelling
        exit 2
    "#]],
    );
    told(
        folder.path(),
        &["outline", "no.sigla"],
        expect![[r#"
        ! sigla: no.sigla: there is no such file or folder; check the spelling
        exit 2
    "#]],
    );
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_to_nothing_are_told_and_the_rest_is_checked() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("in/a.sigla", b"x]\n")]);
    let link = |to: &str, at: &str| symlink(to, folder.path().join(at)).expect("links can be made");
    link("..", "in/around");
    link("itself", "in/itself");
    told(
        folder.path(),
        &["check", "in", "--fail-on", "never"],
        expect![[r#"
        in/a.sigla:1:1: warning provenance/missing the document has no header, so nothing says where it lies
           1 | x]
             | ^^
             = help: Make a header from what the text says

        in/a.sigla:1:2: error brackets/unopened `]` closes no bracket
           1 | x]
             |  ^
             = help: Delete the bracket

        2 findings in 1 file (1 error, 1 warning)
        ! sigla: in/around/in/around: the link leads back to in/around, which it stands in, and was not followed
    "#]],
    );
    link("nowhere", "in/b.sigla");
    link("nowhere", "in/c.txt");
    link("d.sigla", "in/d.sigla");
    told(
        folder.path(),
        &["check", "in", "--fail-on", "never"],
        expect![[r#"
        in/a.sigla:1:1: warning provenance/missing the document has no header, so nothing says where it lies
           1 | x]
             | ^^
             = help: Make a header from what the text says

        in/a.sigla:1:2: error brackets/unopened `]` closes no bracket
           1 | x]
             |  ^
             = help: Delete the bracket

        2 findings in 1 file (1 error, 1 warning)
        ! sigla: in/around/in/around: the link leads back to in/around, which it stands in, and was not followed
        ! sigla: in/around/in/b.sigla: the link leads to nothing; mend or delete it
        ! sigla: in/around/in/d.sigla: the link leads to nothing; mend or delete it
        ! sigla: in/b.sigla: the link leads to nothing; mend or delete it
        ! sigla: in/d.sigla: the link leads to nothing; mend or delete it
        exit 2
    "#]],
    );
    told(
        folder.path(),
        &["check", "in/d.sigla"],
        expect![[r#"
        ! sigla: in/d.sigla: the link leads to nothing; mend or delete it
        exit 2
    "#]],
    );
    fs::create_dir(folder.path().join("empty")).expect("it can be made");
    link(".", "empty/itself");
    told(
        folder.path(),
        &["check", "empty"],
        expect![[r#"
        ! sigla: empty/itself: the link leads back to empty, which it stands in, and was not followed
        ! sigla: empty: there is no *.sigla file to check; name a file, or use --include '*.txt'
        exit 2
    "#]],
    );
}
