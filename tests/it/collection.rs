//! Rules across documents, over small collections written as data; and an index kept by difference.

use proptest::prelude::*;
use sigla::collection::index::Index;
use sigla::collection::summary::Summary;
use sigla::model::document::Document;
use sigla::rules::{Settings, check_collection};

fn summary(path: &str, text: &str) -> Summary {
    Summary::of(path, &Document::new(text))
}

/// The findings as `path rule: marked words: message`.
fn found(documents: &[(&str, &str)]) -> Vec<String> {
    let summaries = documents.iter().map(|(path, text)| summary(path, text));
    let index: Index = summaries.clone().collect();
    let settings = Settings::all();
    let all = documents
        .iter()
        .zip(summaries)
        .flat_map(|(&(path, text), summary)| {
            let findings = check_collection(&summary, &index, &settings);
            let shown = findings.into_iter().map(move |finding| {
                let marked = &text[finding.range.clone()];
                format!(
                    "{path} {}: {marked}: {}",
                    finding.rule.name, finding.message
                )
            });
            shown.collect::<Vec<_>>()
        });
    all.collect()
}

#[track_caller]
fn check(documents: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(found(documents), expected, "{documents:#?}");
}

#[test]
fn an_id_belongs_to_one_document() {
    let (a, b) = ("---\ntitle: A\nid: 7\n---\n", "---\nid: \"7\"\n---\n");
    check(
        &[("a.sigla", a), ("x/b.sigla", b)],
        &[
            "a.sigla collection/doubled-id: 7: `x/b.sigla` has the id `7` too",
            "x/b.sigla collection/doubled-id: \"7\": `a.sigla` has the id `7` too",
        ],
    );
    check(&[("a.sigla", a), ("b.sigla", "---\nid: 8\n---\n")], &[]);
}

#[test]
fn a_name_is_glossed_and_spelled_alike_in_all_documents() {
    check(
        &[
            ("a.sigla", "in Tarbagatai [Tacheng] District\n"),
            ("b.sigla", "in Tarbagatai [Tachang] District\n"),
        ],
        &[
            "a.sigla collection/gloss-differs: Tacheng: `Tarbagatai` is glossed as `Tacheng` here and as `Tachang` in `b.sigla`",
            "b.sigla collection/gloss-differs: Tachang: `Tarbagatai` is glossed as `Tachang` here and as `Tacheng` in `a.sigla`",
        ],
    );
    check(
        &[
            ("a.sigla", "in Tarbagatai [Tacheng] District\n"),
            ("b.sigla", "in Tarbaghatai [Tacheng] District\n"),
            ("c.sigla", "in TARBAGATAI [Tacheng] District\n"),
        ],
        &[
            "a.sigla collection/spelling-differs: Tarbagatai: `Tarbagatai` is spelled `Tarbaghatai` in `b.sigla`",
            "b.sigla collection/spelling-differs: Tarbaghatai: `Tarbaghatai` is spelled `Tarbagatai` in `a.sigla`",
            "c.sigla collection/spelling-differs: TARBAGATAI: `TARBAGATAI` is spelled `Tarbaghatai` in `b.sigla`",
        ],
    );
}

#[test]
fn an_abbreviation_means_one_thing_in_all_documents() {
    check(
        &[
            ("a.sigla", "by the NKO [People's Commissariat of Defense]\n"),
            (
                "b.sigla",
                "by the NKO [People's Commissariat of Education]\n",
            ),
            (
                "c.sigla",
                "by the NKVD [People's Commissariat of Internal Affairs]\n",
            ),
        ],
        &[
            "a.sigla collection/expansion-differs: People's Commissariat of Defense: `NKO` is explained as `People's Commissariat of Defense` here and as `People's Commissariat of Education` in `b.sigla`",
            "b.sigla collection/expansion-differs: People's Commissariat of Education: `NKO` is explained as `People's Commissariat of Education` here and as `People's Commissariat of Defense` in `a.sigla`",
        ],
    );
}

#[test]
fn a_reference_finds_its_document_by_path_or_id() {
    let other = ("ru/a.sigla", "---\nid: 7\n---\n");
    for (reference, broken) in [
        ("../ru/a.sigla", false),
        ("ru/a.sigla", false),
        ("7", false),
        ("https://example.org/7", false),
        ("a.sigla", true),
        ("8", true),
    ] {
        let text =
            format!("---\ntranslation-of: {reference}\nrelated: the letter of 2 June\n---\n");
        let message = format!(
            "en/b.sigla collection/broken-reference: {reference}: no document of the collection is `{reference}`"
        );
        let expected: &[&str] = if broken { &[&message] } else { &[] };
        check(&[("en/b.sigla", &text), other], expected);
    }
}

#[test]
fn a_summary_outlives_its_writing() {
    let summary = summary(
        "a.sigla",
        "---\nid: 7\ntranslation-of: b.sigla\n---\n\nin Aksu [Akesu] and Aksu [Akesu]\n",
    );
    let written = serde_json::to_string(&summary).expect("a summary is plain data");
    let read: Summary = serde_json::from_str(&written).expect("it was written so");
    assert_eq!(read, summary);
    assert_eq!(summary.glosses.len(), 1, "a pair is kept once");
}

proptest! {
    #[test]
    fn an_index_kept_by_difference_equals_one_made_anew(
        steps in prop::collection::vec((0usize..4, prop::option::of((0usize..3, 0usize..3, 0usize..3))), 1..24)
    ) {
        let mut index = Index::default();
        let mut texts = [const { None }; 4];
        for (number, step) in steps {
            let path = format!("{number}.sigla");
            texts[number] = step.map(|(id, name, gloss)| {
                let name = ["Aksu", "Aqsu", "Kashgar"][name];
                let gloss = ["Akesu", "Kashi", "Kashi city"][gloss];
                let text = format!("---\nid: {id}\n---\n\nin {name} [{gloss}], the NKO [Commissariat {gloss}]\n");
                summary(&path, &text)
            });
            index.replace(&path, texts[number].clone());
            let anew: Index = texts.iter().flatten().cloned().collect();
            prop_assert_eq!(&index, &anew);
        }
    }
}
