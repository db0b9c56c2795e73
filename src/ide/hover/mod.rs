//! Hover: what stands under the cursor.

mod bracket;
mod citation;
mod date;
mod header;
mod name;
mod place;
mod rule;

pub use rule::of_finding;

use std::ops::Range;

use crate::model::document::{BlockAt, Document};
use crate::registers::Registers;

/// An explanation, in Markdown, of a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What is explained, in bytes of the document.
    pub range: Range<usize>,
    /// The explanation.
    pub markdown: String,
}

/// A position in a document: a block, its text, and the byte in it.
struct At<'a> {
    document: &'a Document,
    registers: &'a Registers,
    block: BlockAt<'a>,
    text: &'a str,
    offset: usize,
}

impl At<'_> {
    fn hover(&self, range: &Range<usize>, markdown: String) -> Option<Hover> {
        Some(Hover {
            range: self.block.lift(range),
            markdown,
        })
    }

    fn is_in(&self, range: &Range<usize>) -> bool {
        range.start <= self.offset && self.offset < range.end
    }
}

/// Explains what stands at a byte of the document, the most particular first.
pub fn hover(document: &Document, registers: &Registers, offset: usize) -> Option<Hover> {
    let block = document.block_at(offset)?;
    let text = document.block_text(&block);
    let at = At {
        document,
        registers,
        offset: offset - block.start,
        text: &text,
        block,
    };
    rule::find(&at)
        .or_else(|| header::find(&at))
        .or_else(|| bracket::find_sign(&at))
        .or_else(|| date::find(&at))
        .or_else(|| citation::find_in_text(&at))
        .or_else(|| name::find(&at))
        .or_else(|| bracket::find(&at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Topic;
    use expect_test::{Expect, expect};

    fn check(marked: &str, expected: Expect) {
        check_with(&Registers::default(), marked, expected);
    }

    fn check_with(registers: &Registers, marked: &str, expected: Expect) {
        let offset = marked.find("$0").expect("the cursor is marked by $0");
        let document = Document::new(&marked.replace("$0", ""));
        let shown = hover(&document, registers, offset).map_or_else(
            || "nothing".to_owned(),
            |hover| format!("`{}`\n{}", document.slice(hover.range), hover.markdown),
        );
        expected.assert_eq(&shown);
    }

    #[test]
    fn nothing_stands_under_a_common_word() {
        check("The wo$0rd is plain.", expect!["nothing"]);
    }

    #[test]
    fn a_bracket_says_its_class_its_reach_and_how_to_overrule_it() {
        check(
            "3-2 $0[SIC]- to the Secretariat",
            expect![[r#"
            `[SIC]`
            **sic**: the source reads so

            It speaks of “3-2”.

            Rule 4: sic, or what should stand there.

            To overrule: `[+x]` supplied · `[=x]` another name · `[label: x]` any label, such as `[note: x]` · `\[x\]` the document's own. `{these words}[x]` states of which words it speaks."#]],
        );
    }

    #[test]
    fn a_label_is_explained() {
        check(
            "$0[stamp: NKVD]",
            expect![[r#"
            `[stamp: NKVD]`
            **mark**: something on the page that is not running text

            Rule 2: a label of the vocabulary before a colon.

            To overrule: `[+x]` supplied · `[=x]` another name · `[label: x]` any label, such as `[note: x]` · `\[x\]` the document's own. `{these words}[x]` states of which words it speaks."#]],
        );
    }

    #[test]
    fn a_place_is_glossed() {
        check(
            "the city of Ghul$0ja [Yining]",
            expect![[r#"
                `Ghulja`
                *In this document*: glossed **Yining** (line 1); mentioned once

                **Ghulja** — town, Yili, Xinjiang, China · 43.915° N 81.322° E

                *other names*: Ghulja Shehiri · Gulja · Ili Diqu · I-li Ti-ch'u · I-li Ti-ch’ü · I-ning · Ining · Kuldja · Kuldzha · Kulja · Yili · Yili Hasake Zizhizhou · Yining · Yining Shi …

                *what speaks for it*: it is also called Yining; in CN, of which the document speaks

                *source*: [GeoNames 1529435](https://www.geonames.org/1529435)

                **Yining** — town, Yili, Xinjiang, China · 43.978° N 81.518° E

                *other names*: Ghulja · Ƣulja · Gulja · I-li · I-ning · I-ning-hsien · I-ning-shih · Kaldja · Khouldja · Kol'dzhat · Kuldja · Kuldscha · Kuldzha · Kulja …

                *what speaks for it*: it is also called Yining; in CN, of which the document speaks

                *source*: [GeoNames 1529013](https://www.geonames.org/1529013)

                Places: GeoNames (https://www.geonames.org), CC BY 4.0"#]],
        );
    }

    #[test]
    fn what_is_no_place_has_no_hover_of_one() {
        for marked in [
            "General Washin$0gton writes",
            "the Wh$0ite House",
            "Cde. Be$0ria asked",
            "in Mar$0ch",
            "the Rus$0sians",
        ] {
            check(marked, expect!["nothing"]);
        }
    }

    #[test]
    fn a_name_in_a_register_is_explained_from_it() {
        let places = "id\ttitle\ttitle_source\tfclasses\tstart\tmatches\tvariants\ttypes\tparent_name\tparent_id\tlon\tlat\nghulja\tGhulja\tReport of 1945\tP\t1762\tgn:1529013;wd:Q5684\tYining@zh-Latn-pinyin;Кульджа@ru\tcity\tIli District\tili\t81.2777\t43.908\n";
        let registers = Registers::of_text(Topic::Places, "places.tsv".into(), places);
        check_with(
            &registers,
            "the garrison of Ghul$0ja",
            expect![[r#"
                `Ghulja`
                **Ghulja** — city, Ili District · 43.908° N 81.278° E · 1762–

                *other forms*: Yining (zh-Latn-pinyin) · Кульджа (ru)

                *sources*: places.tsv line 2 · [GeoNames 1529013](https://www.geonames.org/1529013) · [Wikidata Q5684](https://www.wikidata.org/wiki/Q5684)

                *In this document*: mentioned once

                **Yining** — town, Yili, Xinjiang, China · 43.978° N 81.518° E

                *other names*: Ghulja · Ƣulja · Gulja · I-li · I-ning · I-ning-hsien · I-ning-shih · Kaldja · Khouldja · Kol'dzhat · Kuldja · Kuldscha · Kuldzha · Kulja …

                *source*: [GeoNames 1529013](https://www.geonames.org/1529013)

                Places: GeoNames (https://www.geonames.org), CC BY 4.0"#]],
        );
        let persons = "id\tname\tborn\trole\tmatches\nivanov-a\tIvanov\t1890\tconsul\tviaf:12\nivanov-b\tIvanov\t1901\tpilot\t\n";
        let registers = Registers::of_text(Topic::Persons, "persons.tsv".into(), persons);
        check_with(
            &registers,
            "Consul Ivan$0ov{@ivanov-a} and Ivanov",
            expect![[r#"
            `Ivanov`
            **Ivanov** — consul · 1890–

            *sources*: persons.tsv line 2 · [VIAF 12](https://viaf.org/viaf/12)

            *In this document*: mentioned once"#]],
        );
        check_with(
            &registers,
            "Consul Ivanov{@ivanov-a} and Ivan$0ov",
            expect![[r#"
            `Ivanov`
            *Ivanov* may be any of 2; `Ivanov{@id}` says which

            **Ivanov** — consul · 1890–

            *sources*: persons.tsv line 2 · [VIAF 12](https://viaf.org/viaf/12)

            **Ivanov** — pilot · 1901–

            *sources*: persons.tsv line 3

            *In this document*: mentioned once"#]],
        );
        let glossary = "term\texpansion\tnote\nNKO\tPeople's Commissariat of Defence\tuntil 1946\n";
        let registers = Registers::of_text(Topic::Glossary, "glossary.tsv".into(), glossary);
        check_with(
            &registers,
            "the NK$0O",
            expect![[r#"
            `NKO`
            **NKO** — People's Commissariat of Defence

            until 1946

            *sources*: glossary.tsv line 2

            *In this document*: mentioned once"#]],
        );
    }

    #[test]
    fn a_key_is_explained() {
        check(
            "---\nda$0te: 1945-04-29\n---\n",
            expect![[r#"
            `date`
            **date** · needed

            When the document was written: ISO 8601 or EDTF level 1.

            ```sigla
            date: 1945-04-29
            ```

            ISAD(G) 3.1.3 · TEI `origDate, creation/date`"#]],
        );
    }

    #[test]
    fn a_citation_is_explained_level_by_level() {
        check(
            "---\nsource: GARF, f. R-9401ss, o$0p. 2, d. 95, ll. 334-338\n---\n",
            expect![[r#"
            `GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338`
            - GARF · GARF: State Archive of the Russian Federation, Moscow (RU); Государственный архив Российской Федерации
            - f. R-9401ss · fonds R-9401ss: all records of one office, body or person, kept together. R-: fonds of the Soviet period. ss: sovershenno sekretno, top secret
            - **op. 2** · inventory 2: opis’: a numbered inventory of files within the fonds; its numbers begin anew with each
            - d. 95 · file 95: delo: a file, the unit that is ordered and whose leaves are numbered
            - ll. 334-338 · leaves 334-338: 5 leaves; leaves, numbered on the front; ob. is the back"#]],
        );
    }

    #[test]
    fn a_rule_in_a_comment_is_explained() {
        check(
            "%% sigla: allow brackets/em$0pty — the source has it",
            expect![[r#"
            `brackets/empty`
            **brackets/empty** (warning)

            A bracket with nothing in it.

            **Why**

            An editor opened it to say something. Readers cannot tell a blank in the source from a note that was never written.

            **Example**

            ```sigla
            Drafted by Cde. [] in two copies
                            ^^ the bracket says nothing
            ```

            **Fix**

            Say what is there, or delete it.

            ```sigla
            Drafted by Cde. [left blank] in two copies
            ```

            **Source**

            TEI P5, 11.3.3.1 and 11.5.1: a gap or a space says what kind it is."#]],
        );
    }
}
