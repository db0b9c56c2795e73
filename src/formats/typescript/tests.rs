//! What becomes of the lines of typescripts and pages.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// The document, and behind it the lines that left the text.
#[track_caller]
fn check(text: &str, expected: Expect) {
    let imported = import(text);
    expected.assert_eq(&(imported.document.clone() + &left(&imported)));
}

fn left(imported: &Imported) -> String {
    let fates = imported.fates.iter().filter(|fate| {
        matches!(
            fate.became,
            Became::Removed(_) | Became::Header(..) | Became::Joined(_)
        )
    });
    fates
        .map(|fate| format!("{}: {:?}\n", fate.line, fate.became))
        .collect()
}

#[test]
fn a_russian_typescript_gets_its_header_and_roles() {
    check(
        "Совершенно секретно\nЭкз. № 2\n\nтов. Сталину И. В.\n\n29 апреля 1945\n\nДокладываем, что в районе города не было войск противника, и население с радостью встретило наши части.\n\nГАРФ, ф. Р-9401, оп. 2, д. 95, л. 334.\n",
        expect![[r#"
            ---
            title:
            date: 1945-04-29
            source: ГАРФ, ф. Р-9401, оп. 2, д. 95, л. 334
            creator:
            language: ru
            classification: Совершенно секретно
            copy: 2
            ---

            @classification Совершенно секретно
            @copy Экз. № 2

            @addressee тов. Сталину И. В.

            @dateline 29 апреля 1945

            Докладываем, что в районе города не было войск противника, и население с радостью встретило наши части.
            10: Header(["source"], None)
        "#]],
    );
}

#[test]
fn a_german_typescript_with_double_spacing_is_joined() {
    let lines = [
        "Der Ausschuss hat in seiner Sitzung vom gestrigen Tage",
        "beschlossen, die Lieferung der Maschinen auf den Herbst",
        "zu verschieben, weil die Strecke noch nicht befahren",
        "werden kann und die Wagen fehlen.",
        "     Der Vorsitzende wird gebeten, das Ministerium davon",
        "in Kenntnis zu setzen und die Antwort bis zum Monats-",
        "ende vorzulegen, damit die Werke ihre Planung auf den",
        "neuen Stand bringen können.",
        "     Die Kosten sind bekannt.",
    ];
    check(
        &lines.join("\n\n"),
        expect![[r#"
            ---
            title:
            date:
            source:
            creator:
            language: de
            ---

            Der Ausschuss hat in seiner Sitzung vom gestrigen Tage
            beschlossen, die Lieferung der Maschinen auf den Herbst
            zu verschieben, weil die Strecke noch nicht befahren
            werden kann und die Wagen fehlen.

            Der Vorsitzende wird gebeten, das Ministerium davon
            in Kenntnis zu setzen und die Antwort bis zum Monats-
            ende vorzulegen, damit die Werke ihre Planung auf den
            neuen Stand bringen können.

            Die Kosten sind bekannt.
            3: Joined(10)
            5: Joined(11)
            7: Joined(12)
            11: Joined(15)
            13: Joined(16)
            15: Joined(17)
        "#]],
    );
}

#[test]
fn a_typescript_that_only_sounds_like_a_page_keeps_its_lines() {
    check(
        "Summary\n\nThe files are subject to copyright, and the home of the author was searched.\n\nHome\n\nto be continued\n\n%% of the men\n@number of them\n",
        expect![[r#"
            ---
            title:
            date:
            source:
            creator:
            language: en
            ---

            Summary

            The files are subject to copyright, and the home of the author was searched.

            Home

            to be continued

            \%% of the men
            \@number of them
        "#]],
    );
}

#[test]
fn a_scanned_form_with_a_heading_that_pages_have_is_no_page() {
    let imported = import("AGENCY : CIA\n\nDOCUMENT INFORMATION\n\nRECORD NUMBER : 104-1\n");
    assert!(!imported.page);
    assert_eq!(left(&imported), "");
}

proptest! {
    #[test]
    fn no_word_is_lost(text in "(([a-zA-Z]{1,6}|[\\[\\]:.,@%#|]|Top Secret|Skip to content|Record ID|Summary|to Cde\\. X|29 April 1945|GARF, f\\. 1, op\\. 2, d\\. 3, l\\. 4| |\n|\n\n|\r\n){0,60})") {
        let imported = import(&text);
        prop_assert_eq!(lost(&imported), Vec::<String>::new());
        prop_assert!(Document::new(&imported.document).header().is_some());
    }
}

/// Words of lines that are neither in the document nor in a line whose removal is told.
pub(crate) fn lost(imported: &Imported) -> Vec<String> {
    let document: Vec<&str> = imported.document.lines().collect();
    let header = imported
        .document
        .split("\n---\n")
        .next()
        .unwrap_or_default();
    let mut lost = Vec::new();
    for fate in &imported.fates {
        let good = match &fate.became {
            Became::Kept(at) | Became::Joined(at) | Became::Role(_, at) => document
                .get(at - 1)
                .is_some_and(|line| line.contains(fate.text.trim())),
            Became::Header(keys, _) => keys.iter().all(|key| header.contains(&format!("\n{key}:"))),
            Became::Removed(_) => true,
            Became::Blank | Became::BlankRemoved => fate.text.trim().is_empty(),
        };
        if !good {
            lost.push(format!("{fate:?}"));
        }
    }
    lost
}
