//! The formats of `sigla check`: each as it stands in `tests/reports/`, whole whatever the text, and told of every file.
//!
//! `UPDATE=1 cargo test reports` writes them anew; `tests/reports/validate` lets others' readers read them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sigla::rules::RULES;

use crate::cli::{folder, shown, sigla};

/// Each format with the ending of its report.
const FORMATS: &[(&str, &str)] = &[
    ("text", "txt"),
    ("concise", "txt"),
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("sarif", "sarif"),
    ("github", "txt"),
    ("gitlab", "json"),
    ("azure", "txt"),
    ("checkstyle", "xml"),
    ("junit", "xml"),
    ("rdjson", "json"),
    ("rdjsonl", "jsonl"),
];

const HEADER: &str = "---\ntitle: A letter\ncreator: L. Beria\ndate: 1945-04-29\nsource: RGASPI, f. 17, op. 3, d. 1, l. 5\nlanguage: en\n---\n\n";

/// Documents with all that is hard: signs of every format in paths and text, characters of every width, each line end,
/// and edits in several places.
fn documents() -> tempfile::TempDir {
    let strange = "𒀭𒂗 cafe\u{301} שלום] \u{202e}abc]\r\ne\0 \u{1b}[31m <&>\"'] 50% ::x,y;z]\r\n";
    let warnings = "---\ntitle: A letter\ndate: 1945-13-29\nlanguage: en\n---\n\nThe [ilegible] word and {-out [sic: x\n\n[a [b (c] d) e\n";
    folder(&[
        (
            "clean.sigla",
            format!("{HEADER}Ghulja [Yining] fell.\n").as_bytes(),
        ),
        ("50%, a b;c.sigla", format!("{HEADER}{strange}").as_bytes()),
        ("letters/письмо.sigla", warnings.as_bytes()),
        ("latin.sigla", b"caf\xe9]\n"),
    ])
}

fn report(folder: &Path, format: &str) -> String {
    let args = ["check", "--hints", "--format", format, ".", "missing.sigla"];
    let output = sigla(folder, &args, b"");
    assert_eq!(output.status.code(), Some(2), "one file is missing");
    String::from_utf8(output.stdout).expect("all output is UTF-8")
}

fn golden(format: &str, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/reports/{format}.{ending}"))
}

/// The report without what changes with every rule and release: the version, and the rules that are listed in SARIF.
fn lasting(format: &str, report: &str) -> String {
    if format != "sarif" {
        return report.to_owned();
    }
    let mut lines: Vec<_> = report.lines().map(str::to_owned).collect();
    lines[1] = "\"tool\":{\"driver\":{…}},".to_owned();
    for line in &mut lines {
        if let Some((before, after)) = line.split_once(",\"ruleIndex\":") {
            *line = format!(
                "{before}{}",
                after.trim_start_matches(|c: char| c.is_ascii_digit())
            );
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn each_format_is_as_it_stands_in_its_file() {
    let folder = documents();
    let mut wrong = Vec::new();
    for (format, ending) in FORMATS {
        let report = lasting(format, &report(folder.path(), format));
        let path = golden(format, ending);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &report).expect("it can be written");
        }
        if fs::read_to_string(&path).unwrap_or_default() != report {
            wrong.push(format!("{}: now\n{report}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_format_can_be_asked_for_by_name() {
    let help = shown(&sigla(Path::new("."), &["check", "--help"], b""));
    for (format, _) in FORMATS {
        assert!(
            help.contains(&format!("- {format}:")),
            "{format} has no golden file"
        );
    }
    let formats = help.matches("          - ").count();
    assert_eq!(
        formats,
        FORMATS.len(),
        "a format has no golden file: {help}"
    );
}

#[test]
fn sarif_describes_every_rule_and_its_results_lead_to_them() {
    let folder = documents();
    let log: Value =
        serde_json::from_str(&report(folder.path(), "sarif")).expect("a report is JSON");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"]
        .as_array()
        .expect("it is a list");
    assert_eq!(rules.len(), RULES.len());
    let results = run["results"].as_array().expect("it is a list");
    assert!(results.len() > 8);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("every rule is listed");
        assert_eq!(result["ruleId"], rules[index as usize]["id"]);
        assert!(result["partialFingerprints"]["siglaFinding/v1"].is_string());
    }
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0]["message"]["text"];
    assert!(
        notification
            .as_str()
            .is_some_and(|text| text.starts_with("missing.sigla: "))
    );
}

/// What SARIF says is deleted is what the fix deletes, counted in characters by line and column, and from the start.
#[test]
fn the_regions_of_sarif_are_those_of_the_text() {
    let folder = documents();
    let log: Value =
        serde_json::from_str(&report(folder.path(), "sarif")).expect("a report is JSON");
    let mut checked = 0;
    for result in log["runs"][0]["results"].as_array().expect("it is a list") {
        let location = &result["locations"][0]["physicalLocation"];
        if location["artifactLocation"]["uri"] != "50%25%2C%20a%20b%3Bc.sigla" {
            continue;
        }
        let text = fs::read_to_string(folder.path().join("50%, a b;c.sigla")).expect("it is text");
        let chars: Vec<char> = text.chars().collect();
        let region = &location["region"];
        let number = |name: &str| region[name].as_u64().expect("it is a number") as usize;
        let at = number("charOffset");
        let line_start = text
            .split_inclusive('\n')
            .take(number("startLine") - 1)
            .map(|line| line.chars().count())
            .sum::<usize>();
        assert_eq!(line_start + number("startColumn") - 1, at);
        if result["ruleId"] == "brackets/unopened" {
            assert_eq!(chars[at..at + number("charLength")], [']']);
            checked += 1;
        }
    }
    assert!(checked >= 3);
}

#[test]
fn fingerprints_of_gitlab_are_unique_in_the_report() {
    let text = format!("{HEADER}x] x] x]\n\nx] x] x]\n");
    let folder = folder(&[("a.sigla", text.as_bytes()), ("b.sigla", text.as_bytes())]);
    let output = sigla(folder.path(), &["check", "--format", "gitlab", "."], b"");
    let issues: Vec<Value> = serde_json::from_slice(&output.stdout).expect("a report is JSON");
    let mut fingerprints: Vec<_> = issues
        .iter()
        .map(|issue| issue["fingerprint"].to_string())
        .collect();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!((issues.len(), fingerprints.len()), (12, 12));
}

#[test]
fn no_control_character_reaches_a_terminal() {
    let folder = documents();
    for format in ["text", "concise", "github", "azure", "checkstyle", "junit"] {
        let report = report(folder.path(), format);
        let raw: Vec<char> = report
            .chars()
            .filter(|c| c.is_control() && *c != '\n')
            .collect();
        assert!(raw.is_empty(), "{format}: {raw:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_may_hold_any_sign() {
    let name = "a\n\u{1b}[31m::error::x.sigla";
    let folder = folder(&[(name, b"x]\n".as_slice())]);
    for (format, _) in FORMATS {
        let output = sigla(folder.path(), &["check", "--format", format, "."], b"");
        assert_eq!(output.status.code(), Some(1));
        let report = String::from_utf8(output.stdout).expect("all output is UTF-8");
        assert!(!report.contains('\u{1b}'), "{format}: {report}");
        assert!(
            !report.lines().any(|line| line.starts_with("::error::")),
            "{format}: {report}"
        );
    }
}

#[test]
fn nothing_found_is_a_whole_report() {
    let clean = format!("{HEADER}Ghulja [Yining] fell.\n");
    let folder = folder(&[("a.sigla", clean.as_bytes())]);
    for (format, ending) in FORMATS {
        let output = sigla(folder.path(), &["check", "--format", format, "."], b"");
        assert_eq!(output.status.code(), Some(0));
        let report = String::from_utf8(output.stdout).expect("all output is UTF-8");
        if ["json", "sarif"].contains(ending) {
            serde_json::from_str::<Value>(&report).expect("a report is JSON");
        }
        if *format == "junit" {
            assert!(report.contains("tests=\"1\" failures=\"0\""), "{report}");
        }
    }
}

#[test]
fn what_does_not_count_is_no_failure_in_junit() {
    let folder = documents();
    let args = [
        "check",
        "--format",
        "junit",
        "--fail-on",
        "error",
        "letters",
    ];
    let report = shown(&sigla(folder.path(), &args, b""));
    assert!(report.contains("<system-out>warning "), "{report}");
    assert!(!report.contains("<failure type=\"warning\""), "{report}");
}

#[test]
fn a_report_goes_into_a_file_and_text_to_the_terminal() {
    let folder = documents();
    let args = [
        "check",
        "letters",
        "--format",
        "sarif=out.sarif",
        "--format",
        "json=out.json",
    ];
    let both = shown(&sigla(folder.path(), &args, b""));
    let text = shown(&sigla(folder.path(), &["check", "letters"], b""));
    assert_eq!(both, text);
    for name in ["out.sarif", "out.json"] {
        let report = fs::read(folder.path().join(name)).expect("it was written");
        serde_json::from_slice::<Value>(&report).expect("a report is JSON");
    }
    let args = ["check", "letters", "-o", "out.txt"];
    assert_eq!(shown(&sigla(folder.path(), &args, b"")), "exit 1\n");
    let written = fs::read_to_string(folder.path().join("out.txt")).expect("it was written");
    assert_eq!(written + "exit 1\n", text);
}

#[test]
fn a_report_is_never_written_over_a_document() {
    let folder = documents();
    let name = "latin.sigla";
    fs::copy(folder.path().join(name), folder.path().join("latin.txt")).expect("it can be copied");
    for args in [
        ["check", "latin.sigla", "--format", "json=clean.sigla"],
        [
            "check",
            "latin.txt",
            "--format",
            "json=letters/../latin.txt",
        ],
        ["check", "latin.txt", "--output-file", "latin.txt"],
    ] {
        let output = shown(&sigla(folder.path(), &args, b""));
        assert!(
            output.starts_with("! sigla: ") && output.ends_with("exit 2\n"),
            "{output}"
        );
    }
    let bytes = |name: &str| fs::read(folder.path().join(name)).expect("it is still there");
    assert_eq!(bytes("latin.txt"), b"caf\xe9]\n");
    assert!(bytes("clean.sigla").starts_with(HEADER.as_bytes()));
}

#[test]
fn statistics_count_by_rule_most_first() {
    let text = format!("{HEADER}x] x] [x\n");
    let folder = folder(&[("a.sigla", text.as_bytes()), ("b.sigla", text.as_bytes())]);
    let output = sigla(folder.path(), &["check", "--statistics", "."], b"");
    assert_eq!(
        shown(&output),
        "      4 error       brackets/unopened              A closing bracket that nothing opened\n      2 error       brackets/unclosed              An opening bracket that its paragraph does not close\n6 findings in 2 files (6 errors)\nexit 1\n"
    );
    let output = sigla(
        folder.path(),
        &["check", "--statistics", "--format", "json", "."],
        b"",
    );
    let rows: Vec<Value> = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(
        (&rows[0]["rule"], &rows[0]["count"], &rows[0]["files"]),
        (&"brackets/unopened".into(), &4.into(), &2.into())
    );
    assert_eq!(rows.len(), 2);
}
