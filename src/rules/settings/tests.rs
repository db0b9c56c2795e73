//! Who decides: the program, a profile, the file, an override, the command line.

use std::path::Path;

use super::*;
use crate::collection::config::{Config, Level};
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
