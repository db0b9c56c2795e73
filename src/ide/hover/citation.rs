//! An archival citation, explained level by level.

use std::ops::Range;

use super::{At, Hover};
use crate::model::citation;

/// Bytes on each side of the cursor in which a citation is looked for; the longest paragraph costs no more.
const AROUND: usize = 1200;

/// Explains the citation among the words around the cursor.
pub(super) fn find_in_text(at: &At) -> Option<Hover> {
    let from = at
        .text
        .floor_char_boundary(at.offset.saturating_sub(AROUND));
    let to = at
        .text
        .floor_char_boundary((at.offset + AROUND).min(at.text.len()));
    let near = &at.text[from..to];
    if !near.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = citation::found(near, at.registers.archives());
    let range = found
        .into_iter()
        .map(|range| from + range.start..from + range.end)
        .find(|range| at.is_in(range))?;
    find(at, &range)
}

/// Explains the citation at `range` of the block, or of several the one under the cursor: all its levels, the one under the
/// cursor in bold.
pub(super) fn find(at: &At, range: &Range<usize>) -> Option<Hover> {
    let cited = citation::parse_all(&at.text[range.clone()], at.registers.archives());
    let lift = |one: &Range<usize>| range.start + one.start..range.start + one.end;
    let one = cited
        .iter()
        .find(|one| at.offset < range.start + one.range.end)
        .or(cited.last())?;
    let range = &lift(&one.range);
    let text = &at.text[range.clone()];
    let parts = one.citation.explain(text);
    let offset = at.offset.saturating_sub(range.start);
    let lines = parts.iter().map(|part| {
        let written = &text[part.range.clone()];
        let shown = if part.range.contains(&offset) {
            format!("**{written}**")
        } else {
            written.to_owned()
        };
        let shown = if written.is_empty() {
            String::new()
        } else {
            format!("{shown} · ")
        };
        format!("- {shown}{}: {}", part.heading, part.text)
    });
    let lines = lines.collect::<Vec<_>>().join("\n");
    (!lines.is_empty()).then(|| at.hover(range, lines))?
}

#[cfg(test)]
mod tests {
    use super::super::hover;
    use crate::model::document::Document;
    use crate::registers::{Registers, Topic};
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check_with(registers: &Registers, marked: &str, expected: Expect) {
        let offset = marked.find("$0").expect("the cursor is marked by $0");
        let document = Document::new(&marked.replace("$0", ""));
        let shown = hover(&document, registers, offset).map_or_else(
            || "nothing".to_owned(),
            |hover| format!("`{}`\n{}", document.slice(hover.range), hover.markdown),
        );
        expected.assert_eq(&shown);
    }

    #[track_caller]
    fn check(marked: &str, expected: Expect) {
        check_with(&Registers::default(), marked, expected);
    }

    #[test]
    fn a_citation_in_a_footnote_is_explained() {
        check(
            "He came.[^1]\n\n[^1]: See RGASPI, f. 17, op. 162, $0d. 19, ll. 3r-4v; he went later.",
            expect![[r#"
                `RGASPI, f. 17, op. 162, d. 19, ll. 3r-4v`
                - RGASPI · RGASPI: Russian State Archive of Socio-Political History, Moscow (RU); Российский государственный архив социально-политической истории
                - f. 17 · fonds 17: all records of one office, body or person, kept together
                - op. 162 · inventory 162: opis’: a numbered inventory of files within the fonds; its numbers begin anew with each
                - **d. 19** · file 19: delo: a file, the unit that is ordered and whose leaves are numbered
                - ll. 3r-4v · leaves 3r-4v: 2 leaves, from the front of the first to the back of the last; leaves, numbered on the front; ob. is the back"#]],
        );
    }

    #[test]
    fn of_several_citations_the_one_under_the_cursor_is_explained() {
        check(
            "---\nsource: GARF, f. 1, op. 2, d. 95, l. 3; d. $096, ll. 1-2; TNA, FO 371/46183\n---\n",
            expect![[r#"
                `d. 96, ll. 1-2`
                - GARF: State Archive of the Russian Federation, Moscow (RU); Государственный архив Российской Федерации. Left out here, and said in the citation before
                - **d. 96** · file 96: delo: a file, the unit that is ordered and whose leaves are numbered
                - ll. 1-2 · leaves 1-2: 2 leaves; leaves, numbered on the front; ob. is the back"#]],
        );
    }

    #[test]
    fn what_is_not_understood_is_said() {
        check(
            "---\nsource: GARF, f. R-9401ss, Dlo$0 95. Obtained by Jamil Hasanli and translated by Gary Goldberg.\n---\n",
            expect![[r#"
                `GARF, f. R-9401ss, Dlo 95. Obtained by Jamil Hasanli and translated by Gary Goldberg.`
                - GARF · GARF: State Archive of the Russian Federation, Moscow (RU); Государственный архив Российской Федерации
                - f. R-9401ss · fonds R-9401ss: all records of one office, body or person, kept together. R-: fonds of the Soviet period. ss: sovershenno sekretno, top secret
                - **Dlo 95** · not understood: No level of the citation fits this; it is kept as it is written
                - Jamil Hasanli · obtained by Jamil Hasanli: Belongs in the header under `obtained-by`
                - Gary Goldberg · translated by Gary Goldberg: Belongs in the header under `translator`"#]],
        );
    }

    #[test]
    fn a_sentence_that_names_an_archive_is_no_citation() {
        check("He saw it in GA$0RF on 5 May 1946.", expect!["nothing"]);
    }

    #[test]
    fn the_collection_s_own_repository_is_known() {
        let table = "name\tabbreviations\tplace\tcountry\ttradition\nArchive of Ili Prefecture\tIPA\tYining\tCN\tRussian\n";
        let registers = Registers::of_text(Topic::Archives, "archives.tsv".into(), table);
        check_with(
            &registers,
            "It lies there (IPA, f. 11, $0op. 1, d. 5, l. 7).",
            expect![[r#"
                `IPA, f. 11, op. 1, d. 5, l. 7`
                - IPA · IPA: Archive of Ili Prefecture, Yining (CN)
                - f. 11 · fonds 11: all records of one office, body or person, kept together
                - **op. 1** · inventory 1: opis’: a numbered inventory of files within the fonds; its numbers begin anew with each
                - d. 5 · file 5: delo: a file, the unit that is ordered and whose leaves are numbered
                - l. 7 · leaf 7: 1 leaf; leaves, numbered on the front; ob. is the back"#]],
        );
    }
}
