//! What can be done about names, text by text: the cursor is `$0`, or a selection stands between two of them.

use expect_test::{Expect, expect};

use super::*;
use crate::collection::config::Profile;
use crate::registers::{Registers, Topic};
use crate::rules::apply as applied;

const PERSONS: &str =
    "id\tname\tborn\trole\nivanov-a\tIvanov\t1890\tconsul\nivanov-b\tIvanov\t\t\n";
const PLACES: &str = "id\ttitle\tvariants\nghulja\tGhulja\tKuldja;Кульджа@ru\n";

fn settings(profile: Option<Profile>) -> Settings {
    let folder = tempfile::tempdir().expect("a folder");
    for (topic, text) in [(Topic::Places, PLACES), (Topic::Persons, PERSONS)] {
        std::fs::write(folder.path().join(topic.file()), text).expect("a file");
    }
    Settings {
        profile,
        registers: Arc::new(Registers::read(folder.path(), std::iter::empty())),
        ..Settings::default()
    }
}

/// The titles, each with what comes of it: the document, or the row in a register of these columns.
fn check_in(profile: Option<Profile>, marked: &str, expected: Expect) {
    let start = marked.find("$0").expect("the cursor is marked by $0");
    let text = marked.replace("$0", "");
    let end = marked
        .rfind("$0")
        .map_or(start, |end| end.max(start + 2) - 2);
    let document = Document::new(&text);
    let actions = actions(&document, &settings(profile), &[], &(start..end.max(start)));
    let of_names = actions.iter().filter(|it| {
        it.addition.is_some()
            || it.fix.title.starts_with("Say which")
            || it.fix.title.starts_with("Write `")
    });
    let lines = of_names.map(|action| {
        let after = match &action.addition {
            Some(addition) => {
                let edit = addition.edit("").expect("an empty register takes a row");
                edit.new.replace('\t', "|")
            }
            None => applied(&text, &action.fix.edits),
        };
        format!("{}\n{}\n", action.fix.title, after.trim_end())
    });
    expected.assert_eq(&lines.collect::<String>());
}

fn check(marked: &str, expected: Expect) {
    check_in(None, marked, expected);
}

const HEADER: &str =
    "---\ntitle: A report\ndate: 1945-04-29\nlanguage: en\ncreator: L. P. Beria\n---\n\n";

#[test]
fn a_place_is_added_with_what_the_text_says_of_it() {
    check(
        &format!("{HEADER}In the city of Gu$0ma [Pishan] and Guma [P'i-shan]."),
        expect![[r#"
            Add `Guma` to places.tsv
            id|title|title_source|title_uri|fclasses|aat_types|attestation_year|start|end|ccodes|matches|variants|types|parent_name|parent_id|lon|lat|description
            guma|Guma|A report||P||1945|||||Pishan@en;P'i-shan@en|city|||||
        "#]],
    );
    check(
        "in the Qo$0qek District",
        expect![[r#"
        Add `Qoqek` to places.tsv
        id|title|title_source|title_uri|fclasses|aat_types|attestation_year|start|end|ccodes|matches|variants|types|parent_name|parent_id|lon|lat|description
        qoqek|Qoqek|||A||||||||district|||||
    "#]],
    );
}

#[test]
fn what_follows_a_title_or_stands_in_the_header_is_a_person() {
    check(
        "to Consul Dek$0anozov in Ghulja",
        expect![[r#"
            Add `Dekanozov` to persons.tsv
            id|name|variants|born|died|role|matches|description
            dekanozov|Dekanozov||||||
        "#]],
    );
    check(
        "from Cde. V. M. Molo$0tov",
        expect![[r#"
            Add `V. M. Molotov` to persons.tsv
            id|name|variants|born|died|role|matches|description
            v-m-molotov|V. M. Molotov||||||
        "#]],
    );
    check(
        &HEADER.replace("Beria", "Be$0ria"),
        expect![[r#"
            Add `L. P. Beria` to persons.tsv
            id|name|variants|born|died|role|matches|description
            l-p-beria|L. P. Beria||||||
        "#]],
    );
}

#[test]
fn an_abbreviation_is_added_with_what_it_stands_for() {
    check(
        "the NK$0O [People's Commissariat of Defence]",
        expect![[r#"
            Add `NKO` to glossary.tsv
            term|expansion|language|source
            NKO|People's Commissariat of Defence||
        "#]],
    );
    check("the NK$0O", expect![[""]]);
}

#[test]
fn a_selection_is_added_where_nothing_tells_what_it_is() {
    check(
        "a man called $0Osman Batur$0 came",
        expect![[r#"
            Add `Osman Batur` to places.tsv
            id|title|title_source|title_uri|fclasses|aat_types|attestation_year|start|end|ccodes|matches|variants|types|parent_name|parent_id|lon|lat|description
            osman-batur|Osman Batur||||||||||||||||
            Add `Osman Batur` to persons.tsv
            id|name|variants|born|died|role|matches|description
            osman-batur|Osman Batur||||||
        "#]],
    );
    check("a $0man called$0 Osman", expect![[""]]);
}

#[test]
fn a_common_word_and_a_listed_name_are_not_added() {
    check("Th$0en nothing", expect![[""]]);
    check("in Ghu$0lja", expect![[""]]);
}

#[test]
fn which_is_said_by_an_id() {
    check(
        "Consul Iva$0nov's letter",
        expect![[r#"
        Say which: Ivanov{@ivanov-a}, consul, 1890–
        Consul Ivanov{@ivanov-a}'s letter
        Say which: Ivanov{@ivanov-b}
        Consul Ivanov{@ivanov-b}'s letter
    "#]],
    );
    check("Consul Iva$0nov{@ivanov-b}", expect![[""]]);
}

#[test]
fn the_register_s_spelling_is_for_translations_only() {
    check_in(
        Some(Profile::Translation),
        "in Kul$0dja",
        expect![[r#"
        Write `Ghulja`, as places.tsv does
        in Ghulja
    "#]],
    );
    check_in(Some(Profile::Translation), "in Ghu$0lja", expect![[""]]);
    check_in(Some(Profile::Translation), "Куль$0джа", expect![[""]]);
    check_in(
        Some(Profile::Translation),
        "in Kul$0dja [Ghulja]",
        expect![[""]],
    );
    check_in(Some(Profile::Transcription), "in Kul$0dja", expect![[""]]);
    check_in(None, "in Kul$0dja", expect![[""]]);
}

#[test]
fn a_row_goes_into_the_columns_that_are_there() {
    let document = Document::new("in Guma [Pishan]");
    let actions = actions(&document, &settings(None), &[], &(4..4));
    let mut additions = actions.iter().filter_map(|it| it.addition.as_ref());
    let addition = additions.next_back().expect("it can be added");
    let put = |text: &str| addition.edit(text).map(|edit| applied(text, &[edit]));
    assert_eq!(
        put("title\tnote\tid\r\nGuma\t\tguma").as_deref(),
        Some("title\tnote\tid\r\nGuma\t\tguma\r\nGuma\t\tguma-2\r\n")
    );
    assert_eq!(put("id,title\nguma,Guma\n"), None);
}
