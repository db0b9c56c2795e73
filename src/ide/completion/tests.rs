//! Completion, text by text: the cursor is `$0`.

use expect_test::{Expect, expect};

use super::*;

const PLACES: &str = "id\ttitle\tvariants\ttypes\tparent_name\tparent_id\nghulja\tGhulja\tYining@zh-Latn-pinyin;Кульджа@ru\tcity\tIli District\tili\nurumqi\tÜrümqi\tTihwa@zh-Latn\tcity\t\t\n";
const PERSONS: &str = "id\tname\tborn\trole\nivanov-a\tIvanov\t1890\tconsul\nivanov-b\tIvanov\t1901\tpilot\nberia\tL. P. Beria\t\t\n";
const GLOSSARY: &str = "term\texpansion\nNKO\tPeople's Commissariat of Defence\n";

fn registers() -> Registers {
    let folder = tempfile::tempdir().expect("a folder");
    for (topic, text) in [
        (Topic::Places, PLACES),
        (Topic::Persons, PERSONS),
        (Topic::Glossary, GLOSSARY),
    ] {
        std::fs::write(folder.path().join(topic.file()), text).expect("a file");
    }
    Registers::read(folder.path(), std::iter::empty())
}

/// So many are shown.
const SHOWN: usize = 6;

/// What is offered, without labels: what is replaced by what, and the detail.
fn check(marked: &str, expected: Expect) {
    let offset = marked.find("$0").expect("the cursor is marked by $0");
    let document = Document::new(&marked.replace("$0", ""));
    let found = completions(&document, &registers(), offset);
    let items = found
        .items
        .iter()
        .filter(|it| it.kind != CompletionKind::Label);
    let mut lines: Vec<_> = items
        .map(|it| {
            let typed = document.slice(it.range.clone());
            let filter = it
                .filter
                .as_ref()
                .map_or_else(String::new, |it| format!(" (by `{it}`)"));
            format!("`{typed}` → `{}`{filter}: {}\n", it.new, it.detail)
        })
        .collect();
    let hidden = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    if hidden > 0 {
        lines.push(format!("and {hidden} more\n"));
    }
    if found.is_incomplete {
        lines.push("and perhaps others\n".to_owned());
    }
    expected.assert_eq(&lines.concat());
}

#[test]
fn names_of_the_document_come_first_then_those_of_registers() {
    check(
        "From Ghulja and Ghulja to Guma [Pishan]. Then Gh$0",
        expect![[r#"
            `Gh` → `Ghulja`: city, Ili District · 2 times in this document
            and perhaps others
        "#]],
    );
    check(
        "Then Gu$0 again. In Guma [Pishan]",
        expect![[r#"
            `Gu` → `Guma`: place, glossed Pishan · once in this document
            and perhaps others
        "#]],
    );
    check(
        "to the Commissar, NK$0",
        expect![[r#"
            `NK` → `NKO`: People's Commissariat of Defence · glossary.tsv
            and perhaps others
        "#]],
    );
}

#[test]
fn a_name_of_several_words_is_completed_from_its_first() {
    check(
        "in Shara Sume [Altai] and Shara S$0",
        expect![[r#"
            `Shara S` → `Shara Sume`: place, glossed Altai · once in this document
            `Shara S` → `Shara-Sumu` (by `Shara S`): town, Aletai Diqu, Xinjiang, China · GeoNames 1529651
            `Shara S` → `Sharasumeh` (by `Shara S`): town, Aletai Diqu, Xinjiang, China · GeoNames 1529651
            `Shara S` → `Sharas` (by `Shara S`): district, Ḩajjah, Yemen and others · GeoNames 6940712
            `Shara S` → `Sharas District` (by `Shara S`): district, Ḩajjah, Yemen · GeoNames 6940712
            and perhaps others
        "#]],
    );
}

#[test]
fn letters_without_their_signs_are_enough() {
    check(
        "In Uru$0",
        expect![[r#"
            `Uru` → `Ürümqi` (by `Uru`): city · places.tsv
            `Uru` → `Uruguay`: country, Uruguay · GeoNames 3439705
            `Uru` → `Urumchi`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumchy`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urumci`: town, Urumqi Shi, Xinjiang, China · GeoNames 1529102
            `Uru` → `Urusan`: town, Ulsan-gwangyeoksi, South Korea · GeoNames 1833747
            and 25 more
            and perhaps others
        "#]],
    );
}

#[test]
fn what_begins_small_is_no_name() {
    check("then gh$0 [Yining]", expect![[r#""#]]);
    check("Ghulja $0", expect![[r#""#]]);
}

#[test]
fn a_gloss_is_what_the_document_or_a_register_says() {
    check(
        "NKO [$0",
        expect![[r#"
        `` → `People's Commissariat of Defence]`: glossary.tsv
    "#]],
    );
    check(
        "Aksu [Akesu] and, later, Aksu [$0]",
        expect![[r#"
            `` → `Akesu`: so glossed on line 1
            `` → `Aqsu`: today · town, Aksu, Xinjiang, China · GeoNames 1529660
            `` → `Wensu`: today · town, Aksu, Xinjiang, China · GeoNames 1529088
            `` → `Karasu Mahallesi`: today · town, Karasu İlçesi, Sakarya, Turkey · GeoNames 744093
        "#]],
    );
    check(
        "the city of Ghulja [Yi$0",
        expect![[r#"
            `Yi` → `Yining]`: zh-Latn-pinyin · city, Ili District · places.tsv
            `Yi` → `Кульджа]`: ru · city, Ili District · places.tsv
            and perhaps others
        "#]],
    );
    check(
        "the city of Chuguchak [$0",
        expect![[r#"
            `` → `Tacheng]`: today · town, Tacheng Diqu, Xinjiang, China · GeoNames 1529167
        "#]],
    );
    check("plain words [$0", expect![[r#""#]]);
}

#[test]
fn ids_of_those_who_bear_the_name_come_first() {
    check(
        "Consul Ivanov{@$0",
        expect![[r#"
        `` → `ivanov-a}` (by `ivanov-a Ivanov`): Ivanov · consul, 1890– · persons.tsv
        `` → `ivanov-b}` (by `ivanov-b Ivanov`): Ivanov · pilot, 1901– · persons.tsv
        `` → `ghulja}` (by `ghulja Ghulja`): Ghulja · city, Ili District · places.tsv
        `` → `urumqi}` (by `urumqi Ürümqi`): Ürümqi · city · places.tsv
        `` → `beria}` (by `beria L. P. Beria`): L. P. Beria · persons.tsv
    "#]],
    );
    check(
        "Consul Ivanov{@be$0}",
        expect![[r#"
        `be` → `ivanov-a` (by `ivanov-a Ivanov`): Ivanov · consul, 1890– · persons.tsv
        `be` → `ivanov-b` (by `ivanov-b Ivanov`): Ivanov · pilot, 1901– · persons.tsv
        `be` → `beria` (by `beria L. P. Beria`): L. P. Beria · persons.tsv
    "#]],
    );
}

#[test]
fn a_header_takes_persons_from_the_register() {
    check(
        "---\ncreator: Be$0\n---\n",
        expect![[r#"
        `Be` → `Ivanov`: consul, 1890– · persons.tsv
        `Be` → `Ivanov`: pilot, 1901– · persons.tsv
        `Be` → `L. P. Beria`: persons.tsv
    "#]],
    );
    check(
        "---\ntranslator:\n  - Somebody\n  - Be$0\n---\n",
        expect![[r#"
            `Be` → `Ivanov`: consul, 1890– · persons.tsv
            `Be` → `Ivanov`: pilot, 1901– · persons.tsv
            `Be` → `L. P. Beria`: persons.tsv
        "#]],
    );
    check("---\ntitle: Be$0\n---\n", expect![[r#""#]]);
}
