//! Hover: what stands under the cursor.

mod bracket;
mod citation;
mod date;
mod header;
mod place;
mod rule;

pub use rule::of_finding;

use std::ops::Range;

use crate::model::document::{BlockAt, Document};

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
pub fn hover(document: &Document, offset: usize) -> Option<Hover> {
    let block = document.block_at(offset)?;
    let text = document.block_text(&block);
    let at = At {
        document,
        offset: offset - block.start,
        text: &text,
        block,
    };
    rule::find(&at)
        .or_else(|| header::find(&at))
        .or_else(|| bracket::find_sign(&at))
        .or_else(|| date::find(&at))
        .or_else(|| citation::find_in_text(&at))
        .or_else(|| place::find(&at))
        .or_else(|| bracket::find(&at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(marked: &str, expected: Expect) {
        let offset = marked.find("$0").expect("the cursor is marked by $0");
        let document = Document::new(&marked.replace("$0", ""));
        let shown = hover(&document, offset).map_or_else(
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
            *In this document*: glossed **Yining** (line 1)

            **Ghulja** — town, Yili, Xinjiang, China · 43.915° N 81.322° E

            *other names*: Ghulja Shehiri · Gulja · I-li Ti-ch'u · I-li Ti-ch’ü · I-ning · Ili Diqu · Ining · Kuldja · Kuldzha · Kulja · Yili · Yili Hasake Zizhizhou · Yining · Yining Shi …

            *source*: GeoNames 1529435

            **Yining** — town, Yili, Xinjiang, China · 43.978° N 81.518° E

            *other names*: Ghulja · Gulja · I-li · I-ning · I-ning-hsien · I-ning-shih · Kaldja · Khouldja · Kol'dzhat · Kuldja · Kuldscha · Kuldzha · Kulja · Ning-yuan …

            *source*: GeoNames 1529013

            Places: GeoNames (https://www.geonames.org), CC BY 4.0"#]],
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

            # Why

            An editor opened it to say something. Readers cannot tell a blank in the source from a note that was never written.

            # Example

            ```sigla
            Drafted by Cde. [] in two copies
                            ^^ the bracket says nothing
            ```

            # Fix

            Say what is there, or delete it.

            ```sigla
            Drafted by Cde. [left blank] in two copies
            ```

            # Source

            TEI P5, 11.3.3.1 and 11.5.1: a gap or a space says what kind it is."#]],
        );
    }
}
