//! Registers as an editor sees them: the cursor is `$0`, and tabs are written `|`.

use super::*;
use expect_test::{Expect, expect};

/// Tabs are written `|`.
fn marked(text: &str) -> (String, usize) {
    let text = text.replace('|', "\t");
    let offset = text.find("$0").expect("the cursor is marked by $0");
    (text.replace("$0", ""), offset)
}

fn check_hover(text: &str, expected: Expect) {
    let (text, offset) = marked(text);
    let shown = hover(Topic::Places, &text, offset);
    let shown = shown.map(|it| format!("`{}`\n{}", &text[it.range], it.markdown));
    expected.assert_eq(&shown.unwrap_or_default());
}

#[test]
fn a_cell_says_what_it_is_for_and_where_it_leads() {
    check_hover(
        "id|ti$0tle\n",
        expect![[r#"
        `title`
        **title** · needed

        the form of the name that is preferred"#]],
    );
    check_hover(
        "id|title|matches\na|A|gn:15;w$0d:Q5\n",
        expect![[r#"
        `wd:Q5`
        [Wikidata Q5](https://www.wikidata.org/wiki/Q5)

        **matches**

        the place elsewhere, parted by `;`: `gn:1529102;wd:Q5684`"#]],
    );
    check_hover(
        "id|title|matches\na|A|x$0y\n",
        expect![[r#"
        `xy`
        `xy` leads nowhere that is known

        **matches**

        the place elsewhere, parted by `;`: `gn:1529102;wd:Q5684`"#]],
    );
    check_hover(
        "id|title|parent_id\na|A|b$0\nb|B\n",
        expect![[r#"
        `b`
        **B** — town, line 3

        **parent_id**

        the id of what it lies in"#]],
    );
    check_hover(
        "id|title|parent_id\na|A|c$0\n",
        expect![[r#"
        `c`
        no row of this table has the id `c`

        **parent_id**

        the id of what it lies in"#]],
    );
    check_hover(
        "id|title\na$0|A\n",
        expect![[r#"
        `a`
        `{@a}` behind a name says that this row is meant

        **id** · needed

        what the place is called by, unique in the file"#]],
    );
    check_hover(
        "id|title|variants\na|A|Кульджа@r$0u\n",
        expect![[r#"
            `Кульджа@ru`
            `ru`: Russian

            **variants**

            other forms of the name, parted by `;`, with their language: `Кульджа@ru`"#]],
    );
    check_hover("id|title|strange\na|A|x$0\n", expect![[""]]);
}

fn check_completions(topic: Topic, text: &str, expected: Expect) {
    let (text, offset) = marked(text);
    let found = completions(topic, &text, offset).items;
    let mut lines: Vec<_> = found
        .iter()
        .take(4)
        .map(|it| {
            format!(
                "`{}` → `{}`: {}\n",
                &text[it.range.clone()],
                it.new.replace('\t', "|"),
                it.detail
            )
        })
        .collect();
    lines.push(format!("{} in all", found.len()));
    expected.assert_eq(&lines.concat());
}

#[test]
fn a_cell_is_completed_by_what_it_may_hold() {
    check_completions(
        Topic::Glossary,
        "$0",
        expect![[r#"
        `` → `term|expansion|language|source`: glossary.tsv
        `` → `term`: needed
        `` → `expansion`: needed
        `` → `variants`: 
        7 in all"#]],
    );
    check_completions(
        Topic::Persons,
        "id|name|b$0|role\n",
        expect![[r#"
        `b` → `variants`: 
        `b` → `born`: 
        `b` → `died`: 
        `b` → `matches`: 
        5 in all"#]],
    );
    check_completions(
        Topic::Places,
        "id|title|fclasses\na|A|P;$0\n",
        expect![[r#"
            `` → `A`: administrative
            `` → `H`: water
            `` → `L`: region
            `` → `P`: settlement
            7 in all"#]],
    );
    check_completions(
        Topic::Places,
        "id|title|matches\na|A|gn:1; w$0\n",
        expect![[r#"
            `w` → `gn:`: GeoNames
            `w` → `wd:`: Wikidata
            `w` → `viaf:`: VIAF
            `w` → `gnd:`: GND
            13 in all"#]],
    );
    check_completions(
        Topic::Places,
        "id|title|matches\na|A|gn:$0\n",
        expect!["0 in all"],
    );
    check_completions(
        Topic::Places,
        "id|title|variants\na|A|Ä@de;Б@$0\n",
        expect![[r#"
            `` → `af`: Afrikaans
            `` → `am`: Amharic
            `` → `ar`: Arabic
            `` → `az`: Azerbaijani
            85 in all"#]],
    );
    check_completions(
        Topic::Places,
        "id|title|parent_id\na|A|$0\nb|B\n",
        expect![[r#"
            `` → `a`: A · town
            `` → `b`: B · town
            2 in all"#]],
    );
    check_completions(Topic::Places, "id|title\na|A$0\n", expect!["0 in all"]);
}

#[test]
fn every_row_is_in_the_outline_broken_or_not() {
    let text = "id|title|types\na|A|city\n|B\nc\n".replace('|', "\t");
    let rows = rows(Topic::Places, &text);
    let shown: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.name.as_str(),
                row.detail.as_str(),
                &text[row.range.clone()],
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("A", "city", "a\tA\tcity"),
            ("B", "", "\tB"),
            ("c", "", "c")
        ]
    );
}
