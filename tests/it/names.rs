//! What the rules on names and provenance find, and above all what they leave alone.

use std::sync::Arc;

use sigla::model::document::Document;
use sigla::rules::{Settings, check as findings};

/// The texts that findings of a rule mark, in order.
#[track_caller]
fn check(rule: &str, text: &str, expected: &[&str]) {
    let document = Document::new(text);
    let settings = Arc::new(Settings::all());
    let found = findings(&document, &settings).into_iter();
    let found: Vec<_> = found
        .filter(|finding| finding.rule.name == rule)
        .map(|finding| text[finding.range].to_owned())
        .collect();
    assert_eq!(found, expected, "{rule}: {text}");
}

#[test]
fn a_first_mention_is_one_of_that_name_in_running_text() {
    for (text, expected) in [
        ("in Aksu now\n\nto Aksu [Akesu]\n", &["Aksu"][..]),
        ("in Aksu District\n\nto Aksu [Akesu]\n", &["Aksu"]),
        ("He saw AKSU's men.\n\nto Aksu [Akesu]\n", &["AKSU"]),
        ("to Aksu [Akesu]\n\nin Aksu now\n", &[]),
        ("# From Aksu\n\nto Aksu [Akesu]\n", &[]),
        ("@addressee to Aksu\n\nto Aksu [Akesu]\n", &[]),
        ("read the Aksu Times\n\nto Aksu [Akesu]\n", &[]),
        ("he met General Ivan Aksu there\n\nto Aksu [Akesu]\n", &[]),
        ("In Aksu all is quiet\n\nto Aksu [Akesu]\n", &["Aksu"]),
    ] {
        check("names/first-mention-unglossed", text, expected);
    }
}

#[test]
fn two_spellings_are_of_one_name_and_none_is_its_gloss() {
    for (text, expected) in [
        (
            "to Tarbagatai [Tacheng] and Tarbaghatai\n",
            &["Tarbaghatai"][..],
        ),
        ("to Tarbagatai [Tacheng] and TARBAGATAI's men\n", &[]),
        ("the Ili [Yili] District and Yili\n", &[]),
        ("to Wan [Wen] and Van\n", &[]),
        ("to Tarbagatai and Tarbaghatai\n", &[]),
    ] {
        check("names/two-spellings", text, expected);
    }
}

#[test]
fn one_gloss_stands_for_two_names_only_if_they_are_two() {
    for (text, expected) in [
        (
            "to Tarbagatai [Tacheng] and Qoqek [Tacheng]\n",
            &["Tacheng"][..],
        ),
        ("to Qoqek [Tacheng] and QOQEK [Tacheng]\n", &[]),
        (
            "to H. Laurens [Henry Laurens] and Laurens [Henry Laurens]\n",
            &[],
        ),
        (
            "to Mr S P S [Samuel Savage] and Mr. Savage [Samuel Savage]\n",
            &[],
        ),
    ] {
        check("names/one-gloss-two-names", text, expected);
    }
}

#[test]
fn two_glosses_differ_in_more_than_what_one_adds() {
    for (text, expected) in [
        ("to Qoqek [Tacheng] and Qoqek [Tachang]\n", &["Tachang"][..]),
        ("to Qoqek [Tacheng] and Qoqek [Tacheng city]\n", &[]),
        ("to Qoqek [Tacheng] and Qoqek [Tacheng]\n", &[]),
    ] {
        check("names/two-glosses", text, expected);
    }
}

#[test]
fn marks_are_compared_with_the_leaves_only_if_they_count_the_same() {
    let header = "---\ntitle: A\nsource: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338\n---\n\n";
    for (body, expected) in [
        (
            "[l. 334] He came.\n\n[l. 353] He went.\n",
            &["[l. 353]"][..],
        ),
        ("[l. 334] He came.\n\n[l. 335 ob.] He went.\n", &[]),
        ("[p. 1] He came.\n\n[p. 2] He went.\n", &[]),
        ("[l. 1] He came.\n\n[l. 2] He went.\n", &[]),
    ] {
        let text = format!("{header}{body}");
        check("provenance/mark-outside-leaves", &text, expected);
    }
}

#[test]
fn a_citation_is_checked_in_a_document_without_a_header() {
    let citation = "GARF, f. R-9401ss, op. 2, d. 95, ll. 338-334.";
    let text = format!("Report\n\nHe came.\n\n{citation}\n");
    check("provenance/leaves-reversed", &text, &["338-334"]);
    check("provenance/leaves-unmarked", &text, &[]);
    let text = text.replace("338-334", "334-335");
    check("provenance/leaves-unmarked", &text, &["ll. 334-335"]);
}

#[test]
fn a_marking_contradicts_the_header_only_if_it_is_another_step() {
    for (header, body, expected) in [
        ("SECRET", "Top Secret", &["SECRET"][..]),
        ("TOP SECRET", "Copy. Top Secret", &[]),
        ("SECRET", "Secretary Rusk", &[]),
        ("SECRET", "Declassified", &[]),
        ("special", "Top Secret", &[]),
    ] {
        let text = format!("---\nclassification: {header}\n---\n\n{body}\n\nHe came.\n");
        check("provenance/classification-two-ways", &text, expected);
    }
}
