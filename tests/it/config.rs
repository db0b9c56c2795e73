//! `sigla.toml` as the command obeys it, its schema, and its page.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use sigla::collection::config::keys::{KEYS, Key, Kind};
use sigla::collection::config::{Config, Profile};
use sigla::rules::problems;
use sigla::rules::settings::schema::schema;
use sigla::rules::settings::{Decisions, Origin, Wishes};

use crate::cli::{folder, shown, sigla};

/// A document with one finding.
const STRAY: &str = "---\ntitle: A letter\ncreator: L. Beria\ndate: 1945-04-29\nsource: RGASPI, f. 17, op. 3, d. 1, l. 5\nlanguage: en\n---\n\np. 282]\n";

/// A `sigla.toml` with everything in it.
const WHOLE: &str = include_str!("../../src/collection/config/whole.toml");

/// What the command says with this `sigla.toml` beside `a.sigla`, `letters/b.sigla` and `c.txt`; of findings the first
/// lines.
#[track_caller]
fn check(args: &str, config: &str, expected: Expect) {
    let files = [
        ("sigla.toml", config),
        ("a.sigla", STRAY),
        ("letters/b.sigla", STRAY),
        ("c.txt", STRAY),
    ];
    let files = files.map(|(path, text)| (path, text.as_bytes()));
    let args: Vec<_> = args.split_whitespace().collect();
    let output = shown(&sigla(folder(&files).path(), &args, STRAY.as_bytes()));
    let lines = output
        .lines()
        .filter(|line| !line.trim_start().starts_with(['9', '|', '=']) && !line.is_empty());
    expected.assert_eq(&lines.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn rules_are_switched_and_weighed() {
    check(
        "check .",
        "",
        expect![[r#"
        a.sigla:9:7: error brackets/unopened `]` closes no bracket
        letters/b.sigla:9:7: error brackets/unopened `]` closes no bracket
        2 findings in 2 files (2 errors)
        exit 1
    "#]],
    );
    check(
        "check .",
        "[rules]\nbrackets = \"information\"",
        expect![[r#"
            a.sigla:9:7: information brackets/unopened `]` closes no bracket
            letters/b.sigla:9:7: information brackets/unopened `]` closes no bracket
            2 findings in 2 files (2 information)
        "#]],
    );
    check(
        "check .",
        "[rules]\nall = \"off\"",
        expect![[r#"
        no findings in 2 files
    "#]],
    );
    check(
        "check .",
        "[[overrides]]\npaths = [\"letters/**\"]\nrules = { brackets = \"off\" }",
        expect![[r#"
            a.sigla:9:7: error brackets/unopened `]` closes no bracket
            1 finding in 1 file (1 error)
            exit 1
        "#]],
    );
    check(
        "check . --rule brackets/unopened=warning --rule header=off",
        "",
        expect![[r#"
            a.sigla:9:7: warning brackets/unopened `]` closes no bracket
            letters/b.sigla:9:7: warning brackets/unopened `]` closes no bracket
            2 findings in 2 files (2 warnings)
            exit 1
        "#]],
    );
    check(
        "check . --no-config",
        "[rules]\nall = \"off\"",
        expect![[r#"
            a.sigla:9:7: error brackets/unopened `]` closes no bracket
            letters/b.sigla:9:7: error brackets/unopened `]` closes no bracket
            2 findings in 2 files (2 errors)
            exit 1
        "#]],
    );
    check(
        "check . --profile publication",
        "",
        expect![[r#"
        a.sigla:1:1: error header/missing-key the header lacks `access`
           1 | ---
        a.sigla:1:1: error header/missing-key the header lacks `rights`
           1 | ---
        a.sigla:9:7: error brackets/unopened `]` closes no bracket
        letters/b.sigla:1:1: error header/missing-key the header lacks `access`
           1 | ---
        letters/b.sigla:1:1: error header/missing-key the header lacks `rights`
           1 | ---
        letters/b.sigla:9:7: error brackets/unopened `]` closes no bracket
        6 findings in 2 files (6 errors)
        exit 1
    "#]],
    );
    check(
        "check -",
        "[rules]\nbrackets = \"hint\"",
        expect![[r#"
        no findings in 1 file
    "#]],
    );
}

#[test]
fn the_collection_says_which_files_are_documents() {
    check(
        "check .",
        "include = [\"*.txt\"]\nexclude = [\"letters\"]",
        expect![[r#"
            a.sigla:9:7: error brackets/unopened `]` closes no bracket
            c.txt:9:7: error brackets/unopened `]` closes no bracket
            2 findings in 2 files (2 errors)
            exit 1
        "#]],
    );
    check(
        "check letters/b.sigla",
        "exclude = [\"letters\"]",
        expect![[r#"
            letters/b.sigla:9:7: error brackets/unopened `]` closes no bracket
            1 finding in 1 file (1 error)
            exit 1
        "#]],
    );
    check(
        "check letters",
        "exclude = [\"letters\"]",
        expect![[r#"
        ! sigla: letters: there is no *.sigla file to check; name a file, or use --include '*.txt'
        exit 2
    "#]],
    );
}

#[test]
fn what_is_wrong_in_it_is_told_and_ends_with_2() {
    check(
        "check .",
        "requird = [\"title\"]\n[rules]\n\"names/two-spelings\" = \"off\"\nbrackets = \"hint\"",
        expect![[r#"
            no findings in 2 files
            ! sigla: sigla.toml:1:1: `requird` is no key of sigla.toml; did you mean `required`?
            ! sigla: sigla.toml:3:1: there is no rule or group of rules `names/two-spelings`; did you mean `names/two-spellings`?
            exit 2
        "#]],
    );
    check(
        "check .",
        "[rules\nall = \"off\"",
        expect![[r#"
        ! sigla: sigla.toml:1:7: `[rules` is no TOML: unclosed table, expected `]`
        ! sigla: 2 files were not checked, because their sigla.toml cannot be relied on
        exit 2
    "#]],
    );
    check(
        "check a.sigla --config nowhere.toml",
        "",
        expect![[r#"
        ! sigla: nowhere.toml:1:1: there is no such file or folder; check the spelling
        ! sigla: 1 file was not checked, because its sigla.toml cannot be relied on
        exit 2
    "#]],
    );
    check(
        "check a.sigla --config letters",
        "",
        expect![[r#"
        ! sigla: letters:1:1: this is a folder; name a file in it
        ! sigla: 1 file was not checked, because its sigla.toml cannot be relied on
        exit 2
    "#]],
    );
    check(
        "check a.sigla --rule nmaes=off",
        "",
        expect![[r#"
        ! error: invalid value 'nmaes=off' for '--rule <NAME=LEVEL>': there is no rule or group of rules `nmaes`; did you mean `names`?
        ! 
        ! For more information, try '--help'.
        exit 2
    "#]],
    );
    check(
        "check a.sigla --rule names",
        "",
        expect![[r#"
        ! error: invalid value 'names' for '--rule <NAME=LEVEL>': write it with its level, such as `names=off`
        ! 
        ! For more information, try '--help'.
        exit 2
    "#]],
    );
    check(
        "check a.sigla --rule names=loud",
        "",
        expect![[r#"
        ! error: invalid value 'names=loud' for '--rule <NAME=LEVEL>': `loud` is no level; write one of off, on, hint, information, warning, error
        ! 
        ! For more information, try '--help'.
        exit 2
    "#]],
    );
    check(
        "check a.sigla --profile editon",
        "",
        expect![[r#"
        ! error: invalid value 'editon' for '--profile <PROFILE>'
        !   [possible values: transcription, translation, publication]
        ! 
        ! For more information, try '--help'.
        exit 2
    "#]],
    );
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let files = [
        ("sigla.toml", &b"profile = \"\xff\xfe\""[..]),
        ("a.sigla", STRAY.as_bytes()),
    ];
    let output = sigla(folder(&files).path(), &["check", "."], b"");
    expect![[r#"
        ! sigla: sigla.toml:1:12: the bytes FF FE are not UTF-8; save the file as UTF-8
        ! sigla: 1 file was not checked, because its sigla.toml cannot be relied on
        exit 2
    "#]]
    .assert_eq(&shown(&output));
}

#[test]
fn what_config_writes_says_the_same() {
    for (text, wishes) in [
        ("", ""),
        (WHOLE, ""),
        (WHOLE, "--profile=publication --rule=names=error"),
    ] {
        for document in ["a.sigla", "letters/b.sigla"] {
            let folder = folder(&[("sigla.toml", text.as_bytes())]);
            let args = ["config", document]
                .into_iter()
                .chain(wishes.split_whitespace());
            let output = sigla(folder.path(), &args.collect::<Vec<_>>(), b"");
            assert_eq!(
                shown(&output)
                    .lines()
                    .filter(|line| line.starts_with(['!', 'e']))
                    .count(),
                usize::from(text == WHOLE)
            );
            let written = String::from_utf8(output.stdout).expect("it is text");
            fs::write(folder.path().join("sigla.toml"), &written).expect("it can be written");
            let again = sigla(folder.path(), &["config", document], b"");
            assert_eq!(String::from_utf8_lossy(&again.stdout), written);
            assert_eq!(again.status.code(), Some(0), "{}", shown(&again));
        }
    }
}

#[test]
fn json_tells_who_decided() {
    let folder = folder(&[("sigla.toml", WHOLE.as_bytes())]);
    let output = sigla(
        folder.path(),
        &[
            "config",
            "letters/b.sigla",
            "--format",
            "json",
            "--rule",
            "text=hint",
        ],
        b"",
    );
    let answer: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(answer["file"], "sigla.toml");
    assert_eq!(answer["excluded"], false);
    for (pointer, origin) in [
        (
            "/settings/profile",
            json!({"kind": "override", "paths": "letters/**", "file": "sigla.toml", "line": 46}),
        ),
        (
            "/settings/include",
            json!({"kind": "file", "file": "sigla.toml", "line": 6}),
        ),
        (
            "/settings/rules/names~1two-spellings",
            json!({"kind": "file", "file": "sigla.toml", "line": 13}),
        ),
        (
            "/settings/rules/brackets~1unopened",
            json!({"kind": "default"}),
        ),
        (
            "/settings/rules/text~1nul",
            json!({"kind": "override", "paths": "letters/**", "file": "sigla.toml", "line": 49}),
        ),
    ] {
        let value = answer.pointer(pointer).expect(pointer);
        assert_eq!(value["origin"], origin, "{pointer}");
    }
}

#[test]
fn the_schema_is_fresh_and_takes_what_the_program_takes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sigla.schema.json");
    let fresh = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &fresh).expect("it can be written");
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == fresh,
        "UPDATE=1 cargo test config writes docs/sigla.schema.json anew"
    );

    let validator = jsonschema::draft7::new(&schema()).expect("it is a schema");
    let value = |text: &str| -> Value {
        let value: toml::Value = toml::from_str(text).expect("it is TOML");
        serde_json::to_value(value).expect("TOML without dates is JSON")
    };
    let page = page();
    for good in fences(&page, "toml").chain([WHOLE.to_owned(), String::new()]) {
        let errors: Vec<_> = validator
            .iter_errors(&value(&good))
            .map(|it| it.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{good}");
    }
    for bad in [
        "profil = \"translation\"",
        "profile = \"edition\"",
        "brackets = \"leiden\"",
        "required = \"title\"",
        "baseline = \"../known.json\"",
        "baseline = \"/known.json\"",
        "exclude = [\"a/../../b\"]",
        "rules = { nmaes = \"off\" }",
        "rules = { names = false }",
        "rules = { names = \"loud\" }",
        "names = { ignore = \"Altai\" }",
        "conventions = { sic = \"sic\" }",
        "overrides = [{ profile = \"translation\" }]",
        "overrides = [{ paths = [\"a\"], exclude = [\"b\"] }]",
        "vocabulary = { labels = { watermark = { class = \"marc\" } } }",
        "vocabulary = { keys = { box = { list = \"yes\" } } }",
    ] {
        assert!(!validator.is_valid(&value(bad)), "{bad}");
        let config = Config::parse(Path::new("/archive/sigla.toml"), bad);
        assert_ne!(problems(&config), [], "the program refuses it too: {bad}");
    }
}

/// The page on configuration.
fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    fs::read_to_string(path).expect("it is there")
}

/// What stands between fences of a language.
fn fences(page: &str, language: &str) -> impl Iterator<Item = String> {
    let open = format!("\n```{language}\n");
    let pieces: Vec<_> = page.split(&open).skip(1).map(str::to_owned).collect();
    pieces.into_iter().map(|piece| {
        let end = piece.find("\n```").map_or(piece.len(), |end| end + 1);
        piece[..end].to_owned()
    })
}

#[test]
fn the_page_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    let page = page();
    let (before, rest) = page
        .split_once("<!-- profiles")
        .expect("it has the profiles");
    let (mark, rest) = rest.split_once("-->\n").expect("a comment ends");
    let (_, after) = rest.split_once("<!-- end -->").expect("they end");
    let fresh = format!(
        "{before}<!-- profiles{mark}-->\n{}\n<!-- end -->{after}",
        profiles()
    );
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &fresh).expect("it can be written");
    }
    assert!(
        fresh == self::page(),
        "UPDATE=1 cargo test config writes the profiles anew"
    );

    for text in fences(&page, "toml") {
        let config = Config::parse(Path::new("/archive/sigla.toml"), &text);
        assert_eq!(problems(&config), [], "{text}");
    }
    for key in names(KEYS) {
        let told = [format!("`{key}"), format!("[{key}"), format!(".{key}")];
        assert!(
            told.iter().any(|told| page.contains(told)),
            "the page does not tell of `{key}`"
        );
    }
    let example = fences(&page, "toml")
        .next()
        .expect("the page begins with an example");
    let shows = fences(&page, "console")
        .next()
        .expect("it shows `sigla config`");
    let folder = folder(&[("sigla.toml", example.as_bytes())]);
    let output = sigla(
        folder.path(),
        &["config", "--show-origin", "letters/1.sigla"],
        b"",
    );
    let output = shown(&output);
    let plain = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut written = output.lines().map(plain);
    for line in shows.lines().skip(1).filter(|line| *line != "…").map(plain) {
        assert!(written.any(|it| it == line), "`{line}` is not in\n{output}");
    }
}

/// The names of all keys.
fn names(keys: &[Key]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for key in keys {
        names.push(key.name);
        if let Kind::Table(keys) | Kind::Named(keys) | Kind::Tables(keys) = key.kind {
            names.extend(self::names(keys));
        }
    }
    names
}

/// What each profile changes, as the page tells it.
fn profiles() -> String {
    let mut text = String::new();
    for profile in Profile::ALL {
        let wishes = Wishes {
            profile: Some(*profile),
            ..Wishes::default()
        };
        let with = Decisions::of(None, None, &wishes);
        let without = Decisions::of(None, None, &Wishes::default());
        let _ = writeln!(text, "\n`{}`:\n", profile.name());
        let more = with
            .required
            .value
            .iter()
            .filter(|key| !without.required.value.contains(key));
        let more: Vec<_> = more.map(|key| format!("`{key}`")).collect();
        if !more.is_empty() {
            let _ = writeln!(text, "- requires {} too", more.join(" and "));
        }
        for (rule, level) in &with.rules {
            if level.origin == Origin::Profile(*profile) {
                let level = level.value.map_or("off", |severity| severity.name());
                let _ = writeln!(text, "- `{}` is `{level}`", rule.name);
            }
        }
    }
    text
}
