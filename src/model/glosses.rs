//! What the brackets of a document say of its names: other names of them, and what abbreviations stand for.

use std::ops::Range;

use super::document::Document;
use crate::vocabulary::Class;

/// A name with a bracket behind it that says how else it is called, or what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gloss {
    /// The name, in bytes of the document.
    pub name: Range<usize>,
    /// The words of the bracket, without its label or stated sign.
    pub gloss: Range<usize>,
    /// Another name, or an expansion.
    pub class: Class,
}

/// Every gloss of a document, in its order. Costs the blocks with brackets.
pub fn glosses(document: &Document) -> Vec<Gloss> {
    let mut glosses = Vec::new();
    for block in document.blocks_where(|sum| sum.insertions > 0) {
        let text = document.block_text(&block);
        for insertion in &block.block.facts.insertions {
            let judgement = &insertion.judgement;
            let is_gloss = matches!(judgement.class, Class::OtherName | Class::Expansion);
            let Some(reach) = judgement.reach.as_ref().filter(|_| is_gloss) else {
                continue;
            };
            let label = judgement.label.as_ref().map(|label| label.end + 1);
            let start = label.unwrap_or(insertion.inner.start);
            let written = &text[start.min(insertion.inner.end)..insertion.inner.end];
            let words = written.trim_start_matches(['=', ' ', '\t', '\n', '\r']);
            let start = insertion.inner.end - words.len();
            let braces = usize::from(text[reach.clone()].starts_with('{'));
            glosses.push(Gloss {
                name: block.lift(&(reach.start + braces..reach.end - braces)),
                gloss: block.lift(&(start..start + words.trim_end().len())),
                class: judgement.class,
            });
        }
    }
    glosses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gloss_is_read_without_its_signs() {
        let text =
            "Ghulja [Yining], Aksu [= Akesu], {Shara Sume}[Altai], NKO [expansion: Defence], a [?]";
        let document = Document::new(text);
        let pairs: Vec<_> = glosses(&document)
            .into_iter()
            .map(|it| (&text[it.name], &text[it.gloss]))
            .collect();
        assert_eq!(
            pairs,
            [
                ("Ghulja", "Yining"),
                ("Aksu", "Akesu"),
                ("Shara Sume", "Altai"),
                ("NKO", "Defence")
            ]
        );
    }
}
