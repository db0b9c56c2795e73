//! What the brackets of a document say of its names: other names of them, and what abbreviations stand for.

use std::ops::Range;
use std::sync::Arc;

use super::document::{BlockAt, Document};
use crate::registers::gazetteer::fold;
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
    /// The name and the words of the bracket without what spellings differ in: see [`fold`].
    pub keys: [String; 2],
}

/// Every gloss of a document, in its order. Costs a look at each block with brackets, and reads those that nobody asked before.
pub fn glosses(document: &Document) -> Vec<Gloss> {
    glosses_where(document, |_| true)
}

/// The glosses on a name or by it, by its key; see [`fold`]. Costs as [`glosses`] does.
pub fn glosses_with(document: &Document, key: &str) -> Vec<Gloss> {
    glosses_where(document, |gloss| gloss.keys.iter().any(|it| it == key))
}

fn glosses_where(document: &Document, wanted: impl Fn(&Gloss) -> bool) -> Vec<Gloss> {
    let mut found = Vec::new();
    for block in document.blocks_where(|sum| sum.insertions > 0) {
        let glosses = in_block(document, &block);
        let glosses = glosses.iter().filter(|gloss| wanted(gloss));
        found.extend(glosses.map(|gloss| Gloss {
            name: block.lift(&gloss.name),
            gloss: block.lift(&gloss.gloss),
            ..gloss.clone()
        }));
    }
    found
}

/// The glosses of a block, in bytes of it.
pub(super) fn in_block(document: &Document, block: &BlockAt) -> Arc<Vec<Gloss>> {
    // They depend on nothing but the block.
    let asked = &block.block.asked.glosses;
    asked.get(0, || read(document, block))
}

fn read(document: &Document, block: &BlockAt) -> Vec<Gloss> {
    let text = document.block_text(block);
    let mut glosses = Vec::new();
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
        let name = reach.start + braces..reach.end - braces;
        let gloss = start..start + words.trim_end().len();
        glosses.push(Gloss {
            keys: [&name, &gloss].map(|range| fold(&text[range.clone()])),
            name,
            gloss,
            class: judgement.class,
        });
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
