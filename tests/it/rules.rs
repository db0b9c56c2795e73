//! The examples in the header of each rule: marks under the text, and the text after the first fix.
//!
//! `UPDATE=1 cargo test rules` writes the marks anew.

use std::sync::Arc;

use sigla::model::document::Document;
use sigla::rules::{Check, Docs, Finding, RULES, Rule, Settings, apply, check};

/// The lines of a `sigla` fence without its marks, and the marks as `(line, column, length, message)`.
fn read_fence(lines: &[&str]) -> (String, Vec<String>) {
    let is_mark = |line: &&str| {
        line.trim_start().starts_with('^')
            && line.trim_start().trim_start_matches('^').starts_with(' ')
    };
    let text: Vec<&str> = lines
        .iter()
        .filter(|line| !is_mark(line))
        .copied()
        .collect();
    (
        text.join("\n"),
        lines.iter().map(|line| (*line).to_owned()).collect(),
    )
}

/// The text with a line of marks below each line in which a finding begins.
fn marked(text: &str, findings: &[Finding]) -> Vec<String> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        out.push(line.to_owned());
        for finding in findings
            .iter()
            .filter(|finding| (start..=start + line.len()).contains(&finding.range.start))
        {
            let before = text[start..finding.range.start].chars().count();
            let end = finding.range.end.min(start + line.len());
            let length = text[finding.range.start..end].chars().count().max(1);
            out.push(format!(
                "{}{} {}",
                " ".repeat(before),
                "^".repeat(length),
                finding.message
            ));
        }
        start += line.len() + 1;
    }
    out
}

fn findings_of(rule: &'static Rule, text: &str) -> Vec<Finding> {
    check(&Document::new(text), &Arc::new(Settings::all()))
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .collect()
}

/// The contents of the `sigla` fences, in order, as lines.
fn fences(markdown: &str) -> Vec<Vec<&str>> {
    let mut fences = Vec::new();
    let mut open: Option<Vec<&str>> = None;
    for line in markdown.lines() {
        match (&mut open, line) {
            (None, "```sigla") => open = Some(Vec::new()),
            (Some(_), "```") => fences.extend(open.take()),
            (Some(lines), line) => lines.push(line),
            (None, _) => {}
        }
    }
    fences
}

/// Writes the first example of a rule's header anew.
fn update(rule: &Rule, old: &str, new: &str) {
    let path = format!(
        "{}/src/rules/{}.rs",
        env!("CARGO_MANIFEST_DIR"),
        rule.name.replace('-', "_")
    );
    let commented = |text: &str| {
        text.lines()
            .map(|line| format!("{}\n", format!("//! {line}").trim_end()))
            .collect::<String>()
    };
    let source = rule.source.replacen(&commented(old), &commented(new), 1);
    std::fs::write(&path, source).unwrap_or_else(|error| panic!("{path}: {error}"));
}

#[test]
fn the_examples_of_every_rule_hold() {
    let mut wrong = String::new();
    for rule in RULES {
        let docs = Docs::of(rule);
        let fences = fences(&docs.markdown);
        for part in ["# Why", "# Fix", "# Source"] {
            assert!(
                docs.markdown.contains(part),
                "{} has no `{part}`",
                rule.name
            );
        }
        let Some(example) = fences.first() else {
            assert!(
                matches!(rule.check, Check::File | Check::Collection(_)) || rule.name == "text/nul",
                "{} has no example",
                rule.name
            );
            continue;
        };
        let (text, expected) = read_fence(example);
        let findings = findings_of(rule, &text);
        let fixes = findings.iter().flat_map(|finding| &finding.fixes);
        for fix in fixes {
            assert!(
                rule.fix.is_some_and(|best| fix.safety >= best),
                "{}",
                rule.name
            );
        }
        let (expected, found) = (expected.join("\n"), marked(&text, &findings).join("\n"));
        if found != expected && std::env::var_os("UPDATE").is_some() {
            update(rule, &expected, &found);
        } else if found != expected {
            wrong += &format!(
                "example of {}: expected\n{expected}\nfound\n{found}\n\n",
                rule.name
            );
        }
        if let (Some(fixed), Some(finding)) = (fences.get(1), findings.first()) {
            let fixed = fixed.join("\n");
            let after = finding
                .fixes
                .first()
                .map(|fix| apply(&text, &fix.edits))
                .unwrap_or_default();
            if after != fixed {
                wrong += &format!(
                    "fix of {}: expected\n{fixed}\nfound\n{after}\n\n",
                    rule.name
                );
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{wrong}`UPDATE=1 cargo test rules` writes the examples anew"
    );
}

#[test]
fn names_are_unique_and_say_what_is_wrong() {
    let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(
        names
            .iter()
            .all(|name| name.split('/').count() == 2 && !name.contains("no-"))
    );
}

/// What a careful reader would not remark on, or remark on once: each text with the rules that report it.
#[test]
fn a_slip_is_reported_once_and_what_is_meant_is_not() {
    let check = |text: &str, expected: &[&str]| {
        let rules: Vec<&str> = check(&Document::new(text), &Arc::new(Settings::default()))
            .iter()
            .map(|finding| finding.rule.name)
            .filter(|name| !name.starts_with("provenance/") && *name != "brackets/unclassified")
            .collect();
        assert_eq!(rules, expected, "{text:?}");
    };
    // Two signs that were meant as a pair are one slip.
    check("the {Matlack] and more", &["brackets/unopened"]);
    check("the (Yining] and more", &["brackets/unopened"]);
    check("the J[ohn} and more", &["brackets/unclosed"]);
    check("the J[ohn) and more", &["brackets/unclosed"]);
    check("in [17761 and more", &["brackets/unclosed"]);
    // What touches a word on purpose, or in a script without spaces.
    check("the meet[ing] of Co[un]tys and J[ohn]", &[]);
    check("一万二千亩[原文如此]，比去年", &[]);
    check("held [sic], and helt [sic].", &[]);
    check("3-2 [SIC]- to the Secretariat", &["brackets/spacing"]);
    // One cause, however many places.
    check(
        "a\u{fffd}b c\u{fffd}d\n\ne\u{fffd}f",
        &["text/replacement-character"],
    );
    check(
        "Copy Nº 3\n\nN 5\n\nN 7, Nº 8, Nº 9",
        &["text/numero-signs-mixed"],
    );
    check("the No. 3 and Фотография № 7", &[]);
    check("held [sic] and [Sic] and [SIC]", &["readings/sic-two-ways"]);
    check("of of [sic] the Ili", &[]);
    check(
        "[[illegible] signature] and [handwritten: N [[unreadable]]3]",
        &["readings/illegible-two-ways"],
    );
}
