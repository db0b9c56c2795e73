//! Who decides: the program, a profile, the file, an override, the command line.

use std::path::Path;

use super::*;
use crate::collection::config::{Config, Level};
use crate::model::document::Document;
use crate::rules::finding::apply;
use crate::rules::{problems, rule};

/// What a rule is set to for a document, and by whom.
#[track_caller]
fn check(text: &str, wishes: &Wishes, rule_name: &str, expected: (Option<Severity>, &str)) {
    let config = Config::parse(Path::new("/archive/sigla.toml"), text);
    assert_eq!(problems(&config), [], "{text}");
    let document = Path::new("/archive/letters/1.sigla");
    let decisions = Decisions::of(Some(&config), Some(document), wishes);
    let decided = decisions
        .rules
        .iter()
        .find(|(rule, _)| rule.name == rule_name);
    let decided = &decided.expect("a rule of that name").1;
    let by = match &decided.origin {
        Origin::Default => "default".to_owned(),
        Origin::Profile(profile) => profile.name().to_owned(),
        Origin::File { line } => line.to_string(),
        Origin::Override { paths, line } => format!("{paths} {line}"),
        Origin::CommandLine(argument) => argument.clone(),
    };
    assert_eq!((decided.value, by.as_str()), expected, "{text}");
    let settings = decisions.settings();
    let severity = settings.severity(rule(rule_name).expect("it is a rule"));
    assert_eq!(severity, decided.value, "{text}");
}

#[test]
fn the_more_particular_counts() {
    let none = Wishes::default();
    let two = "names/two-spellings";
    for (text, expected) in [
        ("", (Some(Severity::Warning), "default")),
        (
            "profile = \"transcription\"",
            (Some(Severity::Hint), "transcription"),
        ),
        (
            "profile = \"transcription\"\n[rules]\nnames = \"error\"",
            (Some(Severity::Error), "3"),
        ),
        (
            "[rules]\n\"names/two-spellings\" = \"hint\"\nnames = \"error\"\nall = \"off\"",
            (Some(Severity::Hint), "2"),
        ),
        ("[rules]\nnames = \"hint\"\nall = \"off\"", (None, "3")),
        (
            "[rules]\nall = \"off\"\nnames = \"on\"",
            (Some(Severity::Warning), "3"),
        ),
        (
            "[rules]\nnames = \"off\"\n[[overrides]]\npaths = [\"letters/**\"]\nrules = { names = \"hint\" }",
            (None, "2"),
        ),
        (
            "[rules]\nnames = \"off\"\n[[overrides]]\npaths = [\"letters/**\"]\nrules = { names = \"on\" }",
            (Some(Severity::Warning), "letters/** 5"),
        ),
        (
            "[[overrides]]\npaths = [\"letters/**\"]\nrules = { names = \"error\" }\n[[overrides]]\npaths = [\"*.sigla\", \"x\"]\nrules = { names = \"hint\" }",
            (Some(Severity::Hint), "*.sigla x 6"),
        ),
        (
            "[[overrides]]\npaths = [\"reports/**\"]\nrules = { names = \"error\" }",
            (Some(Severity::Warning), "default"),
        ),
        (
            "profile = \"translation\"\n[[overrides]]\npaths = [\"letters/**\"]\nprofile = \"transcription\"",
            (Some(Severity::Hint), "transcription"),
        ),
    ] {
        check(text, &none, two, expected);
    }
    let wishes = Wishes {
        profile: Some(Profile::Transcription),
        rules: vec![(Named::Group("names"), Level::Error)],
    };
    check(
        "",
        &wishes,
        two,
        (Some(Severity::Error), "--rule names=error"),
    );
    check(
        "",
        &wishes,
        "names/one-gloss-two-names",
        (None, "transcription"),
    );
}

#[test]
fn what_is_required_comes_from_the_profile_or_the_file() {
    let required = |text: &str| {
        let config = Config::parse(Path::new("/archive/sigla.toml"), text);
        let document = Path::new("/archive/letters/1.sigla");
        Decisions::of(Some(&config), Some(document), &Wishes::default())
            .required
            .value
            .join(" ")
    };
    let needed = "title date source creator language";
    assert_eq!(required(""), needed);
    assert_eq!(
        required("profile = \"translation\""),
        format!("{needed} translator original-language")
    );
    assert_eq!(
        required("profile = \"translation\"\nrequired = [\"provenance\"]"),
        "source"
    );
}

#[test]
fn a_rule_that_does_not_exist_is_told_with_what_was_meant() {
    for (name, told) in [
        ("names/two-spelings", "did you mean `names/two-spellings`?"),
        ("two-spellings", "did you mean `names/two-spellings`?"),
        ("name", "did you mean `names`?"),
        ("name/two-spellings", "did you mean `names/two-spellings`?"),
        ("brackets/what", "did you mean `brackets`?"),
        (
            "profile",
            "`profile` belongs above the first `[…]` of the file",
        ),
        ("xyzzy", "`sigla rules` lists them all"),
    ] {
        let text = format!("[rules]\n\"{name}\" = \"off\"\n");
        let config = Config::parse(Path::new("sigla.toml"), &text);
        let told_of: Vec<_> = problems(&config).iter().map(|it| it.text()).collect();
        let message = format!("there is no rule or group of rules `{name}`; {told}");
        assert_eq!(told_of, [message]);
    }
}

/// What is found where the collection says how things are written, and the text once that is mended.
#[track_caller]
fn check_conventions(conventions: &str, text: &str, expected: &[&str], mended: &str) {
    let toml = format!("[conventions]\n{conventions}");
    let config = Config::parse(Path::new("/archive/sigla.toml"), &toml);
    assert_eq!(problems(&config), [], "{toml}");
    let path = Path::new("/archive/1.sigla");
    let mut settings = Decisions::of(Some(&config), Some(path), &Wishes::default()).settings();
    settings
        .rules
        .retain(|(rule, _)| matches!(rule.group(), "readings" | "text"));
    let document = Document::new(text);
    let findings = crate::rules::check(&document, &Arc::new(settings));
    let messages: Vec<_> = findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, expected, "{conventions}: {text}");
    let fixes = findings.iter().filter_map(|it| it.fixes.last());
    let edits: Vec<_> = fixes.flat_map(|fix| fix.edits.clone()).collect();
    assert_eq!(apply(text, &edits), mended, "{conventions}: {text}");
}

#[test]
fn conventions_count_before_what_is_commoner() {
    let numero = "numero = \"№\"";
    check_conventions(numero, "Copy № 3\n", &[], "Copy № 3\n");
    check_conventions(
        numero,
        "Nº 3\n\nNº 4\n\n№ 5\n",
        &["`Nº` here, the collection writes `№`"],
        "№ 3\n\n№ 4\n\n№ 5\n",
    );
    // What is quoted stands as it stands, but a Russian text quotes nothing there.
    let quoted = "Copy № 1, Фотография No. 37\n";
    check_conventions(numero, quoted, &[], quoted);
    let russian = |sign: &str| format!("---\nlanguage: ru\n---\n\nФотография {sign} 37\n");
    check_conventions(
        numero,
        &russian("No."),
        &["`No.` here, the collection writes `№`"],
        &russian("№"),
    );
    check_conventions(
        "sic = \"[sic]\"",
        "held [SIC] in April\n",
        &["`SIC` here, the collection writes `sic`"],
        "held [sic] in April\n",
    );
    check_conventions(
        "omission = \"[…]\"\nblank = \"[left blank]\"",
        "one [...] two [. . .] by Cde. [blank]\n",
        &[
            "`...` here, the collection writes `…`",
            "`blank` here, the collection writes `left blank`",
        ],
        "one […] two […] by Cde. [left blank]\n",
    );
    // What says more than others of its kind, or says it in another language, stands; and so does the end of a sentence.
    let more = "They held [sic?] it, he was [thus] able. [leer] They left [....] Then\n";
    let all = "sic = \"[sic]\"\nomission = \"[…]\"\nblank = \"[left blank]\"";
    check_conventions(all, more, &[], more);
    check_conventions(
        all,
        "by Cde. [blank\u{a0}]\n",
        &["`blank` here, the collection writes `left blank`"],
        "by Cde. [left blank\u{a0}]\n",
    );
    let quoted = "Copy № 1, ф. 100, д. No. 37, «Правда» No. 5\n";
    check_conventions(numero, quoted, &[], quoted);
    check_conventions(
        "numero = \"No.\"",
        "Copy №3 of № 4\n",
        &["`№` here, the collection writes `No.`"],
        "Copy No. 3 of No. 4\n",
    );
    check_conventions("", "held [SIC] in April\n", &[], "held [SIC] in April\n");
}
