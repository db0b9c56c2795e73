//! The command as its users meet it: arguments and files in; output, messages and exit code out.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use expect_test::{Expect, expect};

/// Runs the command in a folder with this standard input.
pub fn sigla(folder: &Path, args: &[&str], stdin: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sigla"));
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1");
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let mut input = child.stdin.take().expect("it was piped");
    // A command that does not read its input closes it early.
    let _ = input.write_all(stdin);
    drop(input);
    child.wait_with_output().expect("the command ends")
}

/// A folder with these files, each given by its path and what is in it.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it stands in the folder"))
            .expect("it can be made");
        fs::write(path, bytes).expect("it can be written");
    }
    folder
}

/// What the command prints, what it complains of behind `!`, and its exit code where that is not 0.
pub fn shown(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_owned()).expect("all output is UTF-8");
    let complaints: String = text(&output.stderr)
        .lines()
        .map(|line| format!("! {line}\n"))
        .collect();
    let exit = match output.status.code() {
        Some(0) => String::new(),
        Some(code) => format!("exit {code}\n"),
        None => format!("{}\n", output.status),
    };
    text(&output.stdout) + &complaints + &exit
}

#[track_caller]
fn check(args: &str, files: &[(&str, &str)], expected: Expect) {
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect();
    let args: Vec<&str> = args.split_whitespace().collect();
    expected.assert_eq(&shown(&sigla(folder(&files).path(), &args, b"---\nsource: RGASPI, f. 17, op. 3, d. 1, l. 5\ntitle: x\ncreator: y\ndate: 1945\nlanguage: en\n---\nx]\n")));
}

/// A document with nothing to find.
const CLEAN: &str = "---\ntitle: A letter\ncreator: L. Beria\ndate: 1945-04-29\nsource: RGASPI, f. 17, op. 3, d. 1, l. 5\nlanguage: en\n---\n\nGhulja [Yining] fell.\n";

/// The same with one stray bracket.
const STRAY: &str = "---\ntitle: A letter\ncreator: L. Beria\ndate: 1945-04-29\nsource: RGASPI, f. 17, op. 3, d. 1, l. 5\nlanguage: en\n---\n\np. 282]\n";

#[test]
fn a_clean_file_ends_with_0() {
    check(
        "check a.sigla",
        &[("a.sigla", CLEAN)],
        expect![[r#"
        no findings in 1 file
    "#]],
    );
    check(
        "check --format json a.sigla",
        &[("a.sigla", CLEAN)],
        expect![[r#"
        []
    "#]],
    );
}

#[test]
fn a_finding_ends_with_1_and_is_shown_in_its_line() {
    check(
        "check .",
        &[
            ("a.sigla", STRAY),
            ("b/c.sigla", "Text\n"),
            ("d.sigla", CLEAN),
        ],
        expect![[r#"
        a.sigla:9:7: error brackets/unopened `]` closes no bracket
           9 | p. 282]
             |       ^
             = help: Delete the bracket

        b/c.sigla:1:1: warning provenance/missing the document has no header, so nothing says where it lies
           1 | Text
             | ^^^^
             = help: Make a header from what the text says

        2 findings in 2 files (1 error, 1 warning)
        exit 1
    "#]],
    );
    check(
        "check --format json .",
        &[("a.sigla", STRAY), ("b.sigla", STRAY)],
        expect![[r#"
            [
            {"file":"a.sigla","rule":"brackets/unopened","severity":"error","message":"`]` closes no bracket","start":120,"end":121,"line":9,"column":7,"endLine":9,"endColumn":8,"fix":{"title":"Delete the bracket","safety":"suggested","edits":[{"start":120,"end":121,"new":""}]},"fixes":[{"title":"Delete the bracket","safety":"suggested","edits":[{"start":120,"end":121,"new":""}]},{"title":"Open the bracket at the start of the line","safety":"suggested","edits":[{"start":114,"end":114,"new":"["}]},{"title":"Keep it as the document's own: \\]","safety":"suggested","edits":[{"start":120,"end":120,"new":"\\"}]}],"related":[],"fingerprint":"5bdd164131a4563f","docs":"docs/rules/brackets/unopened.md"},
            {"file":"b.sigla","rule":"brackets/unopened","severity":"error","message":"`]` closes no bracket","start":120,"end":121,"line":9,"column":7,"endLine":9,"endColumn":8,"fix":{"title":"Delete the bracket","safety":"suggested","edits":[{"start":120,"end":121,"new":""}]},"fixes":[{"title":"Delete the bracket","safety":"suggested","edits":[{"start":120,"end":121,"new":""}]},{"title":"Open the bracket at the start of the line","safety":"suggested","edits":[{"start":114,"end":114,"new":"["}]},{"title":"Keep it as the document's own: \\]","safety":"suggested","edits":[{"start":120,"end":120,"new":"\\"}]}],"related":[],"fingerprint":"5bdd164131a4563f","docs":"docs/rules/brackets/unopened.md"}
            ]
            exit 1
        "#]],
    );
}

#[test]
fn a_folder_gives_its_sigla_files_and_what_is_included_but_not_what_is_ignored() {
    let files = [
        ("in/a.txt", STRAY),
        ("in/b.sigla", CLEAN),
        ("in/deep/c.sigla", CLEAN),
        ("in/out/d.sigla", STRAY),
        ("in/.gitignore", "out/\n"),
        ("in/e.md", STRAY),
    ];
    check(
        "check in",
        &files,
        expect![[r#"
        no findings in 2 files
    "#]],
    );
    check(
        "check in/out/d.sigla in/e.md --fail-on never",
        &files,
        expect![[r#"
        in/e.md:9:7: error brackets/unopened `]` closes no bracket
           9 | p. 282]
             |       ^
             = help: Delete the bracket

        in/out/d.sigla:9:7: error brackets/unopened `]` closes no bracket
           9 | p. 282]
             |       ^
             = help: Delete the bracket

        2 findings in 2 files (2 errors)
    "#]],
    );
    check(
        "check in --include *.txt --include deep/*.md",
        &files,
        expect![[r#"
        in/a.txt:9:7: error brackets/unopened `]` closes no bracket
           9 | p. 282]
             |       ^
             = help: Delete the bracket

        1 finding in 1 file (1 error)
        exit 1
    "#]],
    );
    check(
        "check in --include {a",
        &files,
        expect![[r#"
        ! sigla: `{a` is no pattern of file names: error parsing glob '{a': unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?); write one such as `*.txt`
        exit 2
    "#]],
    );
}

#[test]
fn standard_input_bears_the_name_it_is_given() {
    check(
        "check -",
        &[],
        expect![[r#"
        <stdin>:8:2: error brackets/unopened `]` closes no bracket
           8 | x]
             |  ^
             = help: Delete the bracket

        1 finding in 1 file (1 error)
        exit 1
    "#]],
    );
    check(
        "check - --stdin-filename letters/a.sigla",
        &[],
        expect![[r#"
        letters/a.sigla:8:2: error brackets/unopened `]` closes no bracket
           8 | x]
             |  ^
             = help: Delete the bracket

        1 finding in 1 file (1 error)
        exit 1
    "#]],
    );
}

#[test]
fn what_counts_is_for_the_user_to_say() {
    for (args, code) in [
        ("check a.sigla", 1),
        ("check a.sigla --fail-on warning", 1),
        ("check a.sigla --fail-on error", 0),
        ("check a.sigla --fail-on never", 0),
        ("check a.sigla nothing.sigla --fail-on never", 2),
        ("check a.sigla --fail-on sometimes", 2),
        ("check", 2),
        ("chekc a.sigla", 2),
    ] {
        let args: Vec<&str> = args.split(' ').collect();
        let output = sigla(folder(&[("a.sigla", b"No header.\n")]).path(), &args, b"");
        assert_eq!(
            output.status.code(),
            Some(code),
            "{args:?}: {}",
            shown(&output)
        );
    }
}

#[test]
fn hints_are_left_out_unless_asked_for() {
    let hint = CLEAN.replace(
        "Ghulja [Yining] fell",
        "Mary Reed [In London], Counsellor, agreed",
    );
    for (args, count) in [
        ("check a.sigla", 0),
        ("check a.sigla --hints", 1),
        ("check a.sigla --fail-on hint", 1),
    ] {
        let args: Vec<&str> = args.split(' ').collect();
        let output = shown(&sigla(
            folder(&[("a.sigla", hint.as_bytes())]).path(),
            &args,
            b"",
        ));
        assert_eq!(
            output.matches(": hint ").count(),
            count,
            "{args:?}: {output}"
        );
    }
}

#[test]
fn marks_stand_under_the_words_in_every_script() {
    let line = |text: &str| format!("{text}\n\n");
    let text = [
        "tab\tand] then",
        "新疆伊犁]区",
        "e\u{301}te\u{301}] after combining",
        "שלום] עולם",
        "bidi \u{202e}turned] and bell \u{7}",
        &format!(
            "{}here] {}",
            "words before ".repeat(20),
            "and words behind ".repeat(20)
        ),
        &format!("{}盟]{}", "新疆".repeat(60), "伊犁".repeat(60)),
    ];
    check(
        "check a.txt --fail-on never",
        &[("a.txt", &text.map(line).concat())],
        expect![[r#"
            a.txt:1:1: warning provenance/missing the document has no header, so nothing says where it lies
               1 | tab    and] then
                 | ^^^^^^^^^^^^^^^^
                 = help: Make a header from what the text says

            a.txt:1:8: error brackets/unopened `]` closes no bracket
               1 | tab    and] then
                 |           ^
                 = help: Delete the bracket

            a.txt:3:5: error brackets/unopened `]` closes no bracket
               3 | 新疆伊犁]区
                 |         ^
                 = help: Delete the bracket

            a.txt:5:6: error brackets/unopened `]` closes no bracket
               5 | été] after combining
                 |    ^
                 = help: Delete the bracket

            a.txt:7:5: error brackets/unopened `]` closes no bracket
               7 | שלום] עולם
                 |     ^
                 = help: Delete the bracket

            a.txt:9:6: information text/invisible-character a character that shows nothing: U+202E
               9 | bidi �turned] and bell ␇
                 |      ^
                 = help: Delete the characters that show nothing

            a.txt:9:13: error brackets/unopened `]` closes no bracket
               9 | bidi �turned] and bell ␇
                 |             ^
                 = help: Delete the bracket

            a.txt:9:24: warning text/control-character a control character: U+0007
               9 | bidi �turned] and bell ␇
                 |                        ^
                 = help: Delete the control characters

            a.txt:11:265: error brackets/unopened `]` closes no bracket
              11 | …before words before words before words before here] and words behind and words behind and words behi…
                 |                                                    ^
                 = help: Delete the bracket

            a.txt:13:122: error brackets/unopened `]` closes no bracket
              13 | …新疆新疆新疆新疆新疆新疆新疆新疆新疆新疆新疆新疆盟]伊犁伊犁伊犁伊犁伊犁伊犁伊犁伊犁伊犁伊犁伊犁伊犁…
                 |                                                    ^
                 = help: Delete the bracket

            10 findings in 1 file (7 errors, 2 warnings, 1 information)
        "#]],
    );
}

#[test]
fn brackets_are_listed_with_class_rule_and_reach() {
    let text = "# Ghulja [Yining]\n\n1. In the Altai [sic] one [illegible\n\n| a [left blank] | \\[x\\] |\n|---|---|\n| b | c |\n";
    check(
        "brackets a.sigla",
        &[("a.sigla", text)],
        expect![[r#"
        a.sigla:1:10: other-name [Yining] of “Ghulja” (rule 15: a name behind a name)
        a.sigla:3:17: sic [sic] of “Altai” (rule 4: sic, or what should stand there)
        a.sigla:5:5: blank [left blank] (rule 7: words that tell of an empty place, or nothing at all)
        a.sigla:5:20: source \[x\] (rule 1: a box of a form, ticked or empty, at the beginning of a line)
    "#]],
    );
    check(
        "brackets a.sigla --format json",
        &[("a.sigla", text)],
        expect![[r#"
        [
        {"file":"a.sigla","start":9,"end":17,"text":"[Yining]","class":"other-name","rule":15,"reach":{"start":2,"end":8,"text":"Ghulja"}},
        {"file":"a.sigla","start":35,"end":40,"text":"[sic]","class":"sic","rule":4,"reach":{"start":29,"end":34,"text":"Altai"}},
        {"file":"a.sigla","start":61,"end":73,"text":"[left blank]","class":"blank","rule":7,"reach":null},
        {"file":"a.sigla","start":76,"end":81,"text":"\\[x\\]","class":"source","rule":1,"reach":null}
        ]
    "#]],
    );
    check(
        "brackets a.sigla b.sigla --format json",
        &[("b.sigla", "none\n")],
        expect![[r#"
        []
        ! sigla: a.sigla: there is no such file or folder; check the spelling
        exit 2
    "#]],
    );
}

#[test]
fn brackets_are_read_by_the_collection() {
    check(
        "brackets a.sigla",
        &[
            (
                "sigla.toml",
                "[vocabulary.labels.crownmark]\nclass = \"mark\"\nabout = \"A crown.\"\n",
            ),
            ("places.tsv", "id\ttitle\tvariants\ns\tSungitt\tSunget\n"),
            (
                "a.sigla",
                "They left Sunget [Sungitt]. [crownmark: three lions]\n",
            ),
        ],
        expect![[r#"
            a.sigla:1:18: other-name [Sungitt] of “Sunget” (rule 15: a name behind a name)
            a.sigla:1:29: mark [crownmark: three lions] (rule 2: a label of the vocabulary before a colon)
        "#]],
    );
}

#[test]
fn an_outline_is_a_tree() {
    let text = "---\ntitle: A plan\n---\n\n@addressee to Cde. Stalin\n\n# Measures\n\n1. First\n\na) a part\n\n2. Second\n";
    check(
        "outline a.sigla",
        &[("a.sigla", text)],
        expect![[r#"
            2    A plan (header)
            2      title: A plan
            5    to Cde. Stalin (addressee)
            7    Measures
            9      1. First
            11       a) a part
            13     2. Second
        "#]],
    );
    check(
        "outline a.sigla --format json",
        &[("a.sigla", "# One\n\nText\n")],
        expect![[r#"
        [{"kind":"heading","name":"One","detail":"","start":0,"end":12,"line":1,"column":1,"children":[]}]
    "#]],
    );
}

#[test]
fn a_tree_is_printed_with_its_words_on_request() {
    check(
        "parse a.sigla",
        &[("a.sigla", "One [two]\n\n# Three\n")],
        expect![[r#"
        (document
          (paragraph
            (text)
            (insertion
              (text)))
          (heading
            (heading_marker)
            (text)))
    "#]],
    );
    check(
        "parse --text a.sigla",
        &[("a.sigla", "One [two]\n")],
        expect![[r#"
        (document
          (paragraph
            (text "One ")
            (insertion
              (text "two"))))
    "#]],
    );
}

#[test]
fn a_name_is_explained_or_the_nearest_one_offered() {
    check(
        "explain text/nul",
        &[],
        expect![[r#"
            text/nul (error)

            Severity: error; on by default. Its fix wants a look before it is taken; `--fix --suggested` applies it.

            A NUL character in the text.

            Why

            It is no character of any document; a broken export or a wrong encoding (UTF-16 read as UTF-8) leaves it. Many programs
            end a text there.

            Fix

            Delete it, or save the file as UTF-8.

            Source

            XML 1.0, 2.2: NUL cannot stand in any XML document, so it can have no image in TEI.
        "#]],
    );
    check(
        "explain other-name",
        &[],
        expect![[r#"
        other-name (class of brackets)

        Another name of what stands before it.

        Rule 15 of the format: a name behind a name.
    "#]],
    );
    check(
        "explain @signature",
        &[],
        expect![[r#"
        [signature: …] (label)

        A signature by hand.

        A bracket with it is of the class mark.

            [signature: Beria]

        Also: Unterschrift, gez., unterschrieben, gezeichnet, eigenhändige Unterschrift, Namenszug, signed, signatures, sgd., autograph signature, autograph, sign., firma, firmado, firma autógrafa, rúbrica, signature, signé, signature autographe, signature manuscrite, firma, firmato, firma autografa, f.to, sottoscrizione, podpis, podpisano, podpis odręczny, podpisał, podpis własnoręczny, подпись, подписано, подпись-автограф, автограф, собственноручная подпись, подписал, 签名, 签字, 署名, 亲笔签名.

        TEI: signed[@rend='autograph'].

        @signature (role of a line)

        The name under the document, signed or typed.

            @signature (L. BERIA)

        Also: signed, signatory.

        TEI: signed.
    "#]],
    );
    for (name, near) in [
        ("brackets/unopend", "brackets/unopened"),
        ("under-review", "brackets/under-review"),
        ("illegable", "illegible"),
        ("recipent", "recipient"),
    ] {
        let output = shown(&sigla(folder(&[]).path(), &["explain", name], b""));
        assert_eq!(
            output,
            format!("! sigla: nothing is called `{name}`; did you mean `{near}`?\nexit 2\n")
        );
    }
    check(
        "explain zzzzzz",
        &[],
        expect![[r#"
        ! sigla: nothing is called `zzzzzz`; `sigla rules` lists the rules
        exit 2
    "#]],
    );
}

#[test]
fn every_rule_is_listed_with_its_documentation() {
    let output = sigla(folder(&[]).path(), &["rules", "--format", "json"], b"");
    let rules: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(rules.len(), sigla::rules::RULES.len());
    for rule in &rules {
        assert!(
            rule["docs"]
                .as_str()
                .is_some_and(|docs| docs.contains("# Why")),
            "{rule}"
        );
    }
    for (row, rule) in rules.iter().zip(sigla::rules::RULES) {
        assert_eq!(row["group"], rule.group(), "{row}");
        assert_eq!(row["default"], rule.default, "{row}");
        assert_eq!(
            row["fix"].as_str(),
            rule.fix.map(sigla::rules::Safety::name)
        );
    }
    let unopened = rules
        .iter()
        .find(|rule| rule["name"] == "brackets/unopened")
        .expect("it is listed");
    assert_eq!(
        (&unopened["severity"], &unopened["fixable"]),
        (&"error".into(), &true.into())
    );
    let listed = shown(&sigla(folder(&[]).path(), &["rules"], b""));
    assert_eq!(listed.lines().count(), rules.len());
}

#[test]
fn the_version_names_the_source_of_the_places() {
    let version = shown(&sigla(folder(&[]).path(), &["--version"], b""));
    assert!(
        version.starts_with("sigla ")
            && version.contains("GeoNames")
            && version.contains("CC BY 4.0"),
        "{version}"
    );
}

#[test]
fn colours_come_when_asked_for() {
    let folder = folder(&[("a.sigla", STRAY.as_bytes())]);
    for (when, coloured) in [("always", true), ("never", false), ("auto", false)] {
        let output = shown(&sigla(
            folder.path(),
            &["check", "a.sigla", "--color", when],
            b"",
        ));
        assert_eq!(output.contains("\u{1b}["), coloured, "{when}: {output}");
    }
}

#[test]
fn a_reader_that_stops_reading_stops_the_command_in_silence() {
    let files: Vec<(String, String)> = (0..300)
        .map(|at| (format!("{at}.sigla"), "] ] ] ]\n".repeat(40)))
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_bytes()))
        .collect();
    let folder = folder(&files);
    let mut command = Command::new(env!("CARGO_BIN_EXE_sigla"));
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    let command = command
        .args(["check", "."])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(
        (output.status.code(), &output.stderr[..]),
        (Some(0), &b""[..])
    );
}

/// The document that everything must serve, as captured.
#[test]
fn the_captured_report_lacks_a_header_and_one_opening_bracket() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let json = |args: &[&str]| -> Vec<serde_json::Value> {
        serde_json::from_slice(&sigla(&examples, args, b"").stdout).expect("it is JSON")
    };
    let findings = json(&["check", "--format", "json", "ili-report.txt"]);
    let found: Vec<String> = findings
        .iter()
        .map(|finding| format!("{} {}", finding["rule"], finding["line"]))
        .collect();
    assert_eq!(
        found,
        [
            "\"provenance/furniture\" 1",
            "\"provenance/missing\" 1",
            "\"brackets/unopened\" 14",
            "\"text/numero-signs-mixed\" 20",
            "\"structure/figures-lost\" 41",
            "\"names/first-mention-unglossed\" 115",
            "\"names/first-mention-unglossed\" 115",
            "\"names/two-spellings\" 136",
            "\"names/one-gloss-two-names\" 139",
            "\"brackets/spacing\" 182",
            "\"dates/after-document\" 188",
            "\"provenance/leaves-unmarked\" 197",
            "\"brackets/furniture\" 202"
        ]
    );
    assert_eq!(
        json(&["brackets", "--format", "json", "ili-report.txt"]).len(),
        24
    );
}
